//! The people with a story live it on every day on which a sample can be made.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs::File;
use std::path::Path;

use domain::calendar::day::Day;
use domain::certification::{Milestone, MilestoneKind, PostponementNotice, PostponementReason, Progress};
use domain::delivery::feed::Feed;
use exchange::certification::{ApplicationRow, Event, MilestoneRow};
use exchange::row::Row;
use exchange::table::import::rows;
use sample::{AwkwardRole, OpenData, Settings, Size, Summary};

/// A small town on one day, as it is read back.
struct Town {
    today: Day,
    summary: Summary,
    applications: Vec<ApplicationRow>,
    milestones: Vec<MilestoneRow>,
}

impl Town {
    fn on(today: Day) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut settings = Settings {
            size: Size::Insured(sample::LEAST_INSURED),
            seed: 11,
            today,
            offices: OpenData::BuiltIn,
            typeface: None,
            progress: &mut |_| {},
        };
        let summary = sample::write_feeds(&mut settings, folder.path()).unwrap();
        let applications = read(&summary, Feed::Application);
        let milestones = read(&summary, Feed::Milestone);
        Self {
            today,
            summary,
            applications,
            milestones,
        }
    }

    /// Where the newest application of the person with this story stands.
    fn newest(&self, role: AwkwardRole) -> Progress {
        let number = self.summary.person(role).unwrap().insured_number;
        let newest = self.applications.iter().rfind(|row| row.number == number).unwrap();
        let (mut milestones, mut notices): (Vec<Milestone>, Vec<PostponementNotice>) = Default::default();
        for row in self
            .milestones
            .iter()
            .filter(|row| row.application == newest.application)
        {
            match row.event {
                Event::Milestone(milestone) => milestones.push(milestone),
                Event::Postponement(notice) => notices.push(notice),
            }
        }
        Progress::of(newest.kind, newest.applied_on, &milestones, &notices, self.today).unwrap()
    }
}

fn read<T: Row>(summary: &Summary, feed: Feed) -> Vec<T> {
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let file = summary
        .files
        .iter()
        .find(|file| name(&file.path).contains(feed.code()))
        .unwrap();
    rows::<T, _>(File::open(&file.path).unwrap(), &name(&file.path))
        .map(|row| row.unwrap().value)
        .collect()
}

#[test]
fn applications_stand_where_the_story_says_on_any_day() {
    for day in ["2026-01-07", "2026-05-13", "2026-05-31", "2026-09-01", "2027-01-01"] {
        let town = Town::on(Day::parse_iso(day).unwrap());
        let postponed = town.newest(AwkwardRole::Postponed);
        assert!(
            postponed.is_open() && postponed.is_overdue() && postponed.postponement.is_some(),
            "{day}: {postponed:?}"
        );
        let first = town.newest(AwkwardRole::FirstTimeApplicant);
        assert_eq!(
            first.waiting_for,
            Some(PostponementReason::OpinionPending),
            "{day}: {first:?}"
        );
        let restarted = town.newest(AwkwardRole::RestartedSurvey);
        let asked = restarted
            .milestones
            .iter()
            .filter(|milestone| milestone.kind == MilestoneKind::SurveyRequested);
        assert_eq!((restarted.is_open(), asked.count()), (true, 2), "{day}");
        let stages = [
            AwkwardRole::Rejected,
            AwkwardRole::WithdrawnApplication,
            AwkwardRole::Deceased,
        ]
        .map(|role| town.newest(role).stage.code());
        assert_eq!(stages, ["rejected", "withdrawn", "closed"], "{day}");
        let changed = town.newest(AwkwardRole::SupportToCare).outcome.unwrap().on();
        assert!(
            (0..=7).contains(&changed.days_until(town.today)),
            "{day}: decided on {changed}"
        );
    }
}
