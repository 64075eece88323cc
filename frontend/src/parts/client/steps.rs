//! The way of an application in four steps, worked out from its milestones. How a step looks is left to `progress`.

use contract::clients::certification::{ApplicationProgress, MilestoneEntry};
use contract::coded::Coded;

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// Behind the application.
    Done,
    /// Where it is now.
    Now,
    /// Still to come.
    ToCome,
    /// Never: the kind of application does without, or it was closed before.
    Left,
}

impl Stand {
    /// How the mark looks.
    pub fn class(self) -> &'static str {
        match self {
            Self::Done => "is-done",
            Self::Now => "is-now",
            Self::ToCome => "is-to-come",
            Self::Left => "is-left",
        }
    }

    /// The word beside the mark.
    pub fn word(self) -> &'static str {
        match self {
            Self::Done => "済み",
            Self::Now => "手続中",
            Self::ToCome => "未実施",
            Self::Left => "不要",
        }
    }
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it is called on the forms.
    pub name: &'static str,
    /// How far it is.
    pub stand: Stand,
    /// Its parts that run side by side: name and where they stand.
    pub tracks: Vec<(&'static str, Coded, Vec<MilestoneEntry>)>,
    /// What happened in it.
    pub milestones: Vec<MilestoneEntry>,
}

const UNDECIDED_ENDS: [&str; 3] = ["withdrawn", "rejected", "closed"];

/// The four steps of an application. The primary judgement is none of them: nothing of it is shown to offices.
pub fn steps(application: &ApplicationProgress) -> Vec<Step> {
    let ApplicationProgress { survey, opinion, .. } = application;
    let reached = |codes: &[&str]| {
        application
            .milestones
            .iter()
            .any(|m| codes.contains(&m.kind.code.as_str()))
    };
    let ended = reached(&UNDECIDED_ENDS);
    let decided = reached(&["decided", "notified"]);
    let board = decided || reached(&["board-held"]);
    let gathered = board || (finished(survey) && finished(opinion));
    let without_board = not_needed(survey) && not_needed(opinion);

    let mut stand = walk(application.open, ended || (!application.open && !decided));
    let mut step = |name, done, left, starts: &[&str]| Step {
        name,
        stand: stand(done, left),
        tracks: Vec::new(),
        milestones: starting(application, starts),
    };
    let applied = step("申請", true, false, &["received"]);
    let mut gathering = step("調査・意見書", gathered, without_board, &[]);
    gathering.tracks = vec![
        ("認定調査", survey.clone(), starting(application, &["survey-"])),
        ("主治医意見書", opinion.clone(), starting(application, &["opinion-"])),
    ];
    vec![
        applied,
        gathering,
        step("審査会", board, without_board, &["board-"]),
        step(
            "結果",
            decided || ended,
            false,
            &["decided", "notified", "withdrawn", "rejected", "closed"],
        ),
    ]
}

/// Goes along the steps in order: the first one that is not done is where an open application is; of a closed one the
/// steps that are not done will never be.
fn walk(open: bool, over: bool) -> impl FnMut(bool, bool) -> Stand {
    let mut now_found = !open;
    move |done, left| match (done, left || over) {
        (true, _) if !left => Stand::Done,
        (_, true) => Stand::Left,
        _ if now_found => Stand::ToCome,
        _ => {
            now_found = true;
            Stand::Now
        }
    }
}

fn starting(application: &ApplicationProgress, starts: &[&str]) -> Vec<MilestoneEntry> {
    let kept = |m: &&MilestoneEntry| starts.iter().any(|start| m.kind.code.starts_with(start));
    application.milestones.iter().filter(kept).cloned().collect()
}

fn not_needed(track: &Coded) -> bool {
    track.code == "not-needed"
}

fn finished(track: &Coded) -> bool {
    track.code == "received" || not_needed(track)
}
