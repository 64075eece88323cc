//! Writes a whole sample, person by person: nothing is kept but counts, so that a large city needs no more memory than a
//! small one.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use domain::calendar::day::Day;
use domain::certification::{CareLevel, CertificationStatus};
use domain::insurer::InsurerNumber;
use domain::organization::{OfficeNumber, ServiceCode};
use exchange::certification::Event;

use crate::delivery::bundle::Bundles;
use crate::delivery::feeds::{Feeds, WrittenFile, designated_offices};
use crate::error::{SampleError, made};
use crate::form::FormError;
use crate::form::typeface::Typeface;
use crate::municipality::INSURER;
use crate::names::NameBook;
use crate::office::{Offices, OpenData};
use crate::paper::Desk;
use crate::person::awkward::{self, AwkwardPerson};
use crate::person::cards;
use crate::person::life::Life;
use crate::person::ordinary;
use crate::plan::{Line, Plan, Role, Size};
use crate::random::Shuffle;
use crate::world::{World, morning_of};

/// What to write.
pub struct Settings<'a> {
    /// How large the municipality is.
    pub size: Size,
    /// The same seed and day give the same bytes.
    pub seed: u64,
    /// The day of the delivery; everything is told as it is known on this day.
    pub today: Day,
    /// Where the real offices come from.
    pub offices: OpenData,
    /// The font file of the papers; `None` to look in the usual places.
    pub typeface: Option<PathBuf>,
    /// Told now and then how far the work is.
    pub progress: &'a mut dyn FnMut(Progress),
}

/// How far the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Persons written.
    pub done: u64,
    /// Persons in all.
    pub of: u64,
}

/// An office that could use the system: what an account needs to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeAccount {
    /// 事業所番号.
    pub number: OfficeNumber,
    /// サービス種類コード.
    pub service: ServiceCode,
    /// 事業所名.
    pub name: String,
    /// サービスの種類, e.g. 居宅介護支援.
    pub kind: &'static str,
    /// Persons whose plan it makes today, itself or by delegation.
    pub clients: u64,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Whose delivery it is.
    pub insurer: InsurerNumber,
    /// The files in the order in which they are to be taken in.
    pub files: Vec<WrittenFile>,
    /// Insured persons, without those who died or moved away.
    pub insured: u64,
    /// Persons with a certification in force today, by level (事業対象者 included).
    pub certified: BTreeMap<CareLevel, u64>,
    /// Applications not decided today.
    pub open_applications: u64,
    /// Documents in the bundles.
    pub documents: u64,
    /// Offices; the first is the one of the demonstration, where the awkward people are.
    pub offices: Vec<OfficeAccount>,
    /// People with a story.
    pub awkward: Vec<AwkwardPerson>,
}

impl Summary {
    /// The person who shows this.
    #[must_use]
    pub fn person(&self, role: awkward::AwkwardRole) -> Option<&AwkwardPerson> {
        self.awkward.iter().find(|person| person.role == role)
    }
}

/// People between two reports of progress.
const REPORT: u64 = 1_000;

/// Writes the files of a first delivery into `folder`, which is made if it is missing.
///
/// A first delivery does not carry the archive of papers: in large municipalities documents come for the decisions of the
/// last 30 days only (and for the people of [`Summary::awkward`]), in small ones for every decision in force.
///
/// # Errors
/// If the folder cannot be written, the typeface or the open data is missing, or the size is below [`crate::LEAST_INSURED`].
pub fn write(settings: &mut Settings<'_>, folder: &Path) -> Result<Summary, SampleError> {
    let face = match &settings.typeface {
        Some(path) => Typeface::open(path),
        None => Typeface::find(),
    };
    let desk = Desk::new(&face.map_err(FormError::from)?, settings.seed)?;
    deliver(settings, folder, Some(&desk))
}

/// The same without documents: no typeface is needed, and it takes a fraction of the time. The feeds are byte for byte
/// those of [`write`].
///
/// # Errors
/// As for [`write`], but for the typeface.
pub fn write_feeds(settings: &mut Settings<'_>, folder: &Path) -> Result<Summary, SampleError> {
    deliver(settings, folder, None)
}

fn deliver(settings: &mut Settings<'_>, folder: &Path, desk: Option<&Desk>) -> Result<Summary, SampleError> {
    let plan = Plan::new(settings.size)?;
    let insurer: InsurerNumber = made(INSURER)?;
    let world = World {
        seed: settings.seed,
        today: settings.today,
        as_of: morning_of(settings.today)?,
        names: NameBook::load()?,
        offices: Offices::new(&settings.offices, &plan, settings.seed)?,
        paper_days: plan.paper_days,
    };
    std::fs::create_dir_all(folder).map_err(SampleError::file(folder))?;
    let mut files = office_files(&world, folder)?;
    let designated = designated_offices(folder, (insurer, settings.today), &world.offices.designated)?;
    files.push(designated);
    let mut delivery = Delivery {
        feeds: Feeds::create(folder, insurer, settings.today)?,
        bundles: Bundles::new(folder, insurer, settings.today, world.as_of),
        count: Count::default(),
        awkward: Vec::new(),
    };
    delivery.people(&world, &plan, desk, settings.progress)?;
    let Delivery {
        feeds,
        bundles,
        count,
        mut awkward,
    } = delivery;
    files.extend(feeds.finish()?);
    let bundles = bundles.finish()?;
    let documents = bundles.iter().map(|file| file.rows).sum();
    files.extend(bundles);
    awkward.sort_by_key(|person| person.role);
    let Count {
        insured,
        certified,
        open_applications,
        clients,
    } = count;
    let offices = accounts(&world.offices, &clients);
    Ok(Summary {
        insurer,
        files,
        insured,
        certified,
        open_applications,
        documents,
        offices,
        awkward,
    })
}

fn office_files(world: &World, folder: &Path) -> Result<Vec<WrittenFile>, SampleError> {
    let mut written = Vec::new();
    for file in &world.offices.files {
        let path = folder.join(&file.name);
        std::fs::write(&path, &file.bytes).map_err(SampleError::file(&path))?;
        let lines = file.bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
        written.push(WrittenFile {
            path,
            rows: lines.saturating_sub(1),
        });
    }
    Ok(written)
}

fn accounts(offices: &Offices, clients: &BTreeMap<OfficeNumber, u64>) -> Vec<OfficeAccount> {
    let account = |office: &crate::office::Office| OfficeAccount {
        number: office.number,
        service: office.service,
        name: office.name.clone(),
        kind: office.service.name_ja(),
        clients: clients.get(&office.number).copied().unwrap_or_default(),
    };
    offices.all().map(account).collect()
}

struct Delivery {
    feeds: Feeds,
    bundles: Bundles,
    count: Count,
    awkward: Vec<AwkwardPerson>,
}

impl Delivery {
    fn people(
        &mut self,
        world: &World,
        plan: &Plan,
        desk: Option<&Desk>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(), SampleError> {
        let line = Line::new(plan, &awkward::fills());
        let of = plan.people();
        let shuffle = Shuffle::new(of, world.seed);
        for index in 0..of {
            let life = match line.role(shuffle.position(index)) {
                Role::Awkward(at) => {
                    let (life, person) = awkward::life(world, index, at)?;
                    self.awkward.push(person);
                    life
                }
                role => ordinary::life(world, index, role)?,
            };
            self.count.add(&life, world.today);
            self.feeds.write(&life, &cards::of(world, index, &life))?;
            if let Some(desk) = desk {
                for paper in &life.papers {
                    let printed = desk.print(&world.names, &life.person, paper);
                    self.bundles.add(life.person.number, paper, &printed)?;
                }
            }
            if index % REPORT == 0 || index + 1 == of {
                progress(Progress { done: index + 1, of });
            }
        }
        Ok(())
    }
}

#[derive(Default)]
struct Count {
    insured: u64,
    certified: BTreeMap<CareLevel, u64>,
    open_applications: u64,
    clients: BTreeMap<OfficeNumber, u64>,
}

impl Count {
    fn add(&mut self, life: &Life, today: Day) {
        if life.person.loss.is_some() {
            return;
        }
        self.insured += 1;
        let in_force = life.results.iter().find(|row| {
            row.status == CertificationStatus::Current && row.period.is_some_and(|period| period.contains(today))
        });
        if let Some(row) = in_force {
            *self.certified.entry(row.level).or_default() += 1;
        }
        self.open_applications += life.applications.iter().filter(|(_, events)| is_open(events)).count() as u64;
        for assignment in life
            .assignments
            .iter()
            .map(|row| row.assignment)
            .filter(|row| row.in_force(today))
        {
            for office in [assignment.office(), assignment.delegated()].into_iter().flatten() {
                *self.clients.entry(office).or_default() += 1;
            }
        }
    }
}

fn is_open(events: &[Event]) -> bool {
    use domain::certification::MilestoneKind::Decided;
    !events.iter().any(|event| match event {
        Event::Milestone(milestone) => milestone.kind == Decided || milestone.kind.ends_undecided(),
        Event::Postponement(_) => false,
    })
}
