//! The way of an application in five steps, worked out from its milestones. How a step looks is left to `progress`.

use contract::certification::{ApplicationProgress, MilestoneEntry};
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
    /// The word beside the mark.
    pub fn word(self) -> &'static str {
        match self {
            Self::Done => "済み",
            Self::Now => "いまここ",
            Self::ToCome => "これから",
            Self::Left => "なし",
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

const CLOSED_UNDECIDED: [&str; 3] = ["withdrawn", "rejected", "closed"];

/// The five steps of an application.
pub fn steps(application: &ApplicationProgress) -> Vec<Step> {
    let reached = |codes: &[&str]| {
        application
            .milestones
            .iter()
            .any(|m| codes.contains(&m.kind.code.as_str()))
    };
    let of = |start: &[&str]| -> Vec<MilestoneEntry> {
        application
            .milestones
            .iter()
            .filter(|m| start.iter().any(|s| m.kind.code.starts_with(s)))
            .cloned()
            .collect()
    };
    let not_needed = |track: &Coded| track.code == "not-needed";
    let finished = |track: &Coded| track.code == "done" || not_needed(track);
    let ended = reached(&CLOSED_UNDECIDED);

    let decided = reached(&["decided", "notified"]);
    let board = decided || reached(&["board-held"]);
    let judged = board || reached(&["primary-judged"]);
    let gathered = judged || (finished(&application.survey) && finished(&application.opinion));
    let without_board = not_needed(&application.survey) && not_needed(&application.opinion);

    let mut now_found = !application.open;
    let mut stand = |done: bool, left: bool| match (done, left) {
        (_, true) => Stand::Left,
        (true, _) => Stand::Done,
        (false, _) if ended || (!application.open && !decided) => Stand::Left,
        (false, _) if now_found => Stand::ToCome,
        (false, _) => {
            now_found = true;
            Stand::Now
        }
    };
    let outcome = of(&["decided", "notified", "withdrawn", "rejected", "closed"]);
    vec![
        Step {
            name: "申請",
            stand: stand(true, false),
            tracks: Vec::new(),
            milestones: of(&["received"]),
        },
        Step {
            name: "調査・意見書",
            stand: stand(gathered, without_board),
            tracks: vec![
                ("認定調査", application.survey.clone(), of(&["survey-"])),
                ("主治医意見書", application.opinion.clone(), of(&["opinion-"])),
            ],
            milestones: Vec::new(),
        },
        Step {
            name: "一次判定",
            stand: stand(judged, without_board),
            tracks: Vec::new(),
            milestones: of(&["primary-"]),
        },
        Step {
            name: "審査会",
            stand: stand(board, without_board),
            tracks: Vec::new(),
            milestones: of(&["board-"]),
        },
        Step {
            name: "結果",
            stand: stand(decided || ended, false),
            tracks: Vec::new(),
            milestones: outcome,
        },
    ]
}
