//! Poppler's programs: what each is asked, with which rights it works in the fence, and what its answers mean.

mod answers;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use fence::{Job, Rights, answer, become_program, close};

pub(crate) use self::answers::{Facts, NotCarried, facts, letters_are_guessed, letters_are_lost, not_carried, refusal};
use crate::bounds::{MEMORY, TIME};
use crate::error::PaperError;

/// What the fence is asked for, always about one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Task {
    /// What the kernel lacks for the fence.
    Check,
    /// How many pages there are, and the size of this one (counted from 1).
    Facts { page: usize },
    /// Which fonts the page names.
    Fonts { page: usize },
    /// The page as a PNG.
    Draw(Draw),
}

/// How a page is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Draw {
    /// Counted from 1.
    pub(crate) page: usize,
    /// Pixels.
    pub(crate) width: u32,
    /// Pixels.
    pub(crate) height: u32,
    /// The settings of fontconfig; the fonts lie beside it.
    pub(crate) settings: PathBuf,
}

/// Where Debian, and whoever builds poppler oneself, puts programs.
const FOLDERS: [&str; 2] = ["/usr/bin", "/usr/local/bin"];

/// What every program needs to begin: its libraries.
const LIBRARIES: [&str; 6] = [
    "/lib",
    "/lib64",
    "/usr/lib",
    "/usr/lib64",
    "/usr/local/lib",
    "/etc/ld.so.cache",
];

/// The tables of Japanese encodings, and fonts.
const DATA: [&str; 4] = [
    "/usr/share/poppler",
    "/usr/local/share/poppler",
    "/usr/share/fonts",
    "/usr/local/share/fonts",
];

/// The codes with which the process says that it could not become the program.
const NOT_CLOSED: u8 = 71;
const NOT_FOUND: u8 = 72;

impl Task {
    pub(crate) fn job(&self) -> Job {
        match self {
            Self::Check => Job::new(["paper", "check"]),
            Self::Facts { page } => Job::new(["paper", "facts", &page.to_string()]),
            Self::Fonts { page } => Job::new(["paper", "fonts", &page.to_string()]),
            Self::Draw(Draw {
                page,
                width,
                height,
                settings,
            }) => Job::new([
                "paper".to_owned(),
                "draw".to_owned(),
                page.to_string(),
                width.to_string(),
                height.to_string(),
                settings.display().to_string(),
            ]),
        }
    }

    fn read(job: &Job) -> Option<Self> {
        let words: Vec<&str> = job.words.iter().map(String::as_str).collect();
        Some(match words.as_slice() {
            ["paper", "check"] => Self::Check,
            ["paper", "facts", page] => Self::Facts {
                page: page.parse().ok()?,
            },
            ["paper", "fonts", page] => Self::Fonts {
                page: page.parse().ok()?,
            },
            ["paper", "draw", page, width, height, settings] => Self::Draw(Draw {
                page: page.parse().ok()?,
                width: width.parse().ok()?,
                height: height.parse().ok()?,
                settings: settings.into(),
            }),
            _ => return None,
        })
    }

    /// The program, if the task is one's.
    pub(crate) const fn program(&self) -> Option<&'static str> {
        match self {
            Self::Check => None,
            Self::Facts { .. } => Some("pdfinfo"),
            Self::Fonts { .. } => Some("pdffonts"),
            Self::Draw(_) => Some("pdftocairo"),
        }
    }

    /// All read the document from what they are given, and write where they are asked.
    fn arguments(&self) -> Vec<OsString> {
        let words = match self {
            Self::Check => String::new(),
            // Page 0 is for the document as a whole.
            Self::Facts { page: 0 } => "-".to_owned(),
            Self::Facts { page } | Self::Fonts { page } => format!("-f {page} -l {page} -"),
            Self::Draw(Draw {
                page, width, height, ..
            }) => format!("-png -singlefile -cropbox -f {page} -l {page} -scale-to-x {width} -scale-to-y {height} - -"),
        };
        words.split_whitespace().map(OsString::from).collect()
    }

    fn rights(&self, program: Option<&Path>) -> Rights {
        let mut read: Vec<PathBuf> = DATA.iter().map(PathBuf::from).collect();
        if let Self::Draw(draw) = self {
            read.extend(draw.settings.parent().map(Path::to_path_buf));
        }
        let libraries = LIBRARIES.iter().map(PathBuf::from);
        Rights {
            read,
            execute: libraries.chain(program.map(Path::to_path_buf)).collect(),
            memory: MEMORY,
            seconds: TIME.as_secs(),
        }
    }
}

/// What the code says with which the process ended, before poppler had a word.
pub(crate) fn not_begun(code: i32, task: &Task, complaints: &str) -> Option<PaperError> {
    match u8::try_from(code).ok()? {
        NOT_CLOSED => Some(PaperError::NotStarted(complaints.trim().to_owned())),
        NOT_FOUND => task.program().map(PaperError::NoProgram),
        _ => None,
    }
}

/// In the process that was started for it: takes its own rights away and does the job, if it is one of paper's. What comes
/// back is the code to end with.
#[must_use]
pub fn take_up(job: &Job) -> Option<u8> {
    Some(begin(&Task::read(job)?))
}

fn begin(task: &Task) -> u8 {
    let path = task.program().map(|program| {
        let places = FOLDERS.map(|folder| Path::new(folder).join(program));
        places.into_iter().find(|path| path.is_file())
    });
    let path = match path {
        Some(None) => return NOT_FOUND,
        found => found.flatten(),
    };
    let closed = match close(&task.rights(path.as_deref())) {
        Ok(closed) => closed,
        Err(error) => {
            eprintln!("{error}");
            return NOT_CLOSED;
        }
    };
    let Some(path) = path else {
        return u8::from(answer(closed.words().as_bytes()).is_err());
    };
    let settings = match task {
        Task::Draw(draw) => draw.settings.display().to_string(),
        _ => String::new(),
    };
    let environment = [("FONTCONFIG_FILE", settings.as_str()), ("LC_ALL", "C.UTF-8")];
    let error = become_program(&path.display().to_string(), &task.arguments(), &environment);
    eprintln!("{}: {error}", path.display());
    NOT_CLOSED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_arrives_as_it_was_sent() {
        let draw = Draw {
            page: 3,
            width: 1240,
            height: 1754,
            settings: "/tmp/x/drawn.conf".into(),
        };
        for task in [
            Task::Check,
            Task::Facts { page: 0 },
            Task::Fonts { page: 7 },
            Task::Draw(draw),
        ] {
            assert_eq!(Task::read(&task.job()), Some(task));
        }
        assert_eq!(Task::read(&Job::new(["paper", "draw", "x"])), None);
    }

    #[test]
    fn only_the_program_itself_and_libraries_may_be_executed() {
        let rights = Task::Fonts { page: 1 }.rights(Some(Path::new("/usr/bin/pdffonts")));
        let outside: Vec<_> = rights
            .execute
            .iter()
            .filter(|path| !LIBRARIES.iter().any(|library| path.starts_with(library)))
            .collect();
        assert_eq!(outside, [Path::new("/usr/bin/pdffonts")]);
    }
}
