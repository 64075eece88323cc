//! The feed of consents (同意) that a city has taken in with its own means. Scans, lists and the desk's other checks are not in
//! the feed and left to `service`.

use domain::calendar::day::Day;
use domain::consent::{Channel, ConsentRule, Relation, Signer, SignerKind};
use domain::delivery::ConsentRowRule;
use domain::delivery::feed::Feed;
use domain::person::InsuredNumber;

use crate::row::{Cells, Row, code_of};

/// One consent form as the city has registered it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentRow {
    /// 被保険者番号.
    pub number: InsuredNumber,
    /// 受付日.
    pub received_on: Day,
    /// 受付方法.
    pub channel: Channel,
    /// 署名区分, 署名者氏名 and 続柄. How a representative can be reached, and why one signed, the city keeps.
    pub signer: Signer,
    /// 様式版: the version of the printed form.
    pub form_version: String,
    /// 効力開始日.
    pub effective_from: Day,
    /// 撤回日.
    pub withdrawn_on: Option<Day>,
}

const NUMBER: usize = 0;
const RECEIVED_ON: usize = 1;
const CHANNEL: usize = 2;
const SIGNED: usize = 3;
const NAME: usize = 4;
const RELATION: usize = 5;
const FORM_VERSION: usize = 6;
const EFFECTIVE_FROM: usize = 7;
const WITHDRAWN_ON: usize = 8;

const CHANNELS: &[(&str, Channel)] = &[("1", Channel::Counter), ("2", Channel::Post)];

const SIGNERS: &[(&str, SignerKind)] = &[
    ("1", SignerKind::SelfSigned),
    ("2", SignerKind::Scribed),
    ("3", SignerKind::Represented),
];

/// The longest version of a form, in characters, such as `2026-04`.
const LONGEST_VERSION: u16 = 20;

impl Row for ConsentRow {
    const FEED: Feed = Feed::Consent;
    const COLUMNS: &'static [&'static str] = &[
        "被保険者番号",
        "受付日",
        "受付方法",
        "署名区分",
        "署名者氏名",
        "続柄",
        "様式版",
        "効力開始日",
        "撤回日",
    ];

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let number = cells.insured_number(NUMBER);
        let received_on = cells.day(RECEIVED_ON);
        let channel = cells.choice(CHANNEL, CHANNELS);
        let signer = read_signer(cells);
        let form_version = cells.required_text(FORM_VERSION, LONGEST_VERSION);
        let effective_from = cells.day(EFFECTIVE_FROM);
        let withdrawn_on = cells.optional_day(WITHDRAWN_ON);
        let row = Self {
            number: number?,
            received_on: received_on?,
            channel: channel?,
            signer: signer?,
            form_version: form_version?,
            effective_from: effective_from?,
            withdrawn_on: withdrawn_on?,
        };
        if row.effective_from < row.received_on {
            cells.note(EFFECTIVE_FROM, ConsentRule::EffectiveBeforeReceived);
            return None;
        }
        if row.withdrawn_on.is_some_and(|on| on < row.received_on) {
            cells.note(WITHDRAWN_ON, ConsentRule::WithdrawnBeforeReceived);
            return None;
        }
        Some(row)
    }

    fn write(&self) -> Vec<String> {
        let Self {
            number,
            received_on,
            channel,
            signer,
            form_version,
            effective_from,
            withdrawn_on,
        } = self;
        vec![
            number.to_string(),
            received_on.to_string(),
            code_of(CHANNELS, *channel),
            code_of(SIGNERS, signer.kind()),
            signer.name().map(ToString::to_string).unwrap_or_default(),
            signer.relation().map(ToString::to_string).unwrap_or_default(),
            form_version.clone(),
            effective_from.to_string(),
            withdrawn_on.map(|day| day.to_string()).unwrap_or_default(),
        ]
    }
}

fn read_signer(cells: &mut Cells<'_>) -> Option<Signer> {
    let kind = cells.choice(SIGNED, SIGNERS)?;
    if kind == SignerKind::SelfSigned {
        return Some(Signer::SelfSigned);
    }
    let name = cells.parsed(NAME, ConsentRowRule::SignerName);
    let relation: Option<Relation> = cells.parsed(RELATION, ConsentRowRule::Relation);
    let (name, relation) = (name?, relation?);
    if kind == SignerKind::Represented {
        if relation.is_care_office_staff() {
            cells.note(RELATION, ConsentRule::RepresentativeIsCareStaff);
            return None;
        }
        if relation.hints_at_care_staff() {
            cells.note(RELATION, ConsentRule::RepresentativeMayBeCareStaff);
        }
    }
    Signer::from_parts(kind, Some(name), Some(relation), None, None)
}
