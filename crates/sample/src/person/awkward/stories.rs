//! Stories about people, offices and consents. Most of these people are clients of the first office, so that its care managers meet them all.

use domain::calendar::day::Day;
use domain::certification::{ApplicationKind, CareLevel, MilestoneKind};
use domain::consent::Signer;
use domain::person::assignment::AssignmentKind;
use domain::person::burden_ratio::BurdenTenths;
use domain::person::{LossReason, Sex};

use crate::error::SampleError;
use crate::names::FullName;
use crate::office::nth;
use crate::person::history::End;
use crate::person::life::{Builder, Life, Who};
use crate::random::Random;
use crate::world::World;

/// A life, told to the end.
pub(super) type Told = Result<Life, SampleError>;

pub(super) fn person(world: &World, index: u64, sex: Sex, age: i64) -> Result<Builder<'_>, SampleError> {
    named(
        world,
        index,
        Who {
            name: None,
            sex,
            age,
            public_assistance: false,
        },
    )
}

fn named(world: &World, index: u64, who: Who) -> Result<Builder<'_>, SampleError> {
    let mut builder = Builder::new(world, index, Random::new(world.seed, index), who)?;
    builder.keeps_papers = true;
    Ok(builder)
}

/// A certified client of the first office, with cards and without consent.
pub(super) fn client<'a>(
    world: &'a World,
    index: u64,
    (sex, age): (Sex, i64),
    levels: &[CareLevel],
) -> Result<Builder<'a>, SampleError> {
    let mut builder = person(world, index, sex, age)?;
    settle(&mut builder, levels)?;
    Ok(builder)
}

fn settle(builder: &mut Builder, levels: &[CareLevel]) -> Result<(), SampleError> {
    builder.certified(levels, End::After(70))?;
    builder.cards();
    ours(builder, None)
}

/// In the hands of the first office since the last certification but not for less than four months, until `last`.
fn ours(builder: &mut Builder, last: Option<Day>) -> Result<(), SampleError> {
    let first = builder.world.offices.first()?;
    let since = long_since(builder);
    builder.assign(AssignmentKind::CareManagement, (Some(first), None), (since, last))
}

fn long_since(builder: &Builder) -> Day {
    let four_months = builder.world.today.add_days(-120);
    builder
        .certified_since()
        .map_or(four_months, |since| since.min(four_months))
}

/// The first day of this month and the day before it.
fn turn_of_month(world: &World) -> (Day, Day) {
    let first = world.today.first_of_month_after(0);
    (first, first.add_days(-1))
}

pub(super) fn withdrawn_consent(world: &World, index: u64) -> Told {
    let mut builder = client(
        world,
        index,
        (Sex::Female, 88),
        &[CareLevel::Support2, CareLevel::Care1],
    )?;
    builder.consent_since(110, Signer::SelfSigned);
    for consent in &mut builder.life.consents {
        consent.withdrawn_on = Some(world.today.add_days(-20));
    }
    Ok(builder.life)
}

pub(super) fn no_consent(world: &World, index: u64) -> Told {
    Ok(client(world, index, (Sex::Male, 91), &[CareLevel::Care2, CareLevel::Care3])?.life)
}

pub(super) fn changed_office(world: &World, index: u64) -> Told {
    let mut builder = person(world, index, Sex::Female, 86)?;
    builder.certified(&[CareLevel::Care1, CareLevel::Care2, CareLevel::Care2], End::After(70))?;
    builder.cards();
    let (first, before) = turn_of_month(world);
    ours(&mut builder, Some(before))?;
    let new = nth(&world.offices.care_management, 1)?;
    builder.assign(AssignmentKind::CareManagement, (Some(new), None), (first, None))?;
    builder.consent_since(100, Signer::SelfSigned);
    Ok(builder.life)
}

pub(super) fn joined_office(world: &World, index: u64) -> Told {
    let mut builder = person(world, index, Sex::Male, 82)?;
    builder.certified(&[CareLevel::Care1, CareLevel::Care1], End::After(70))?;
    builder.cards();
    let (first, before) = turn_of_month(world);
    let (old, since) = (nth(&world.offices.care_management, 1)?, long_since(&builder));
    builder.assign(AssignmentKind::CareManagement, (Some(old), None), (since, Some(before)))?;
    let new = world.offices.first()?;
    builder.assign(AssignmentKind::CareManagement, (Some(new), None), (first, None))?;
    builder.consent_since(90, Signer::SelfSigned);
    Ok(builder.life)
}

pub(super) fn delegated(world: &World, index: u64) -> Told {
    let mut builder = person(world, index, Sex::Female, 81)?;
    builder.certified(&[CareLevel::Support1, CareLevel::Support2], End::After(70))?;
    builder.cards();
    handed_on(&mut builder, AssignmentKind::Preventive)?;
    builder.consent_since(80, Signer::SelfSigned);
    Ok(builder.life)
}

/// In the hands of the first centre, which has handed the plan on to the first office.
pub(super) fn handed_on(builder: &mut Builder, kind: AssignmentKind) -> Result<(), SampleError> {
    let offices = &builder.world.offices;
    let (centre, office) = (nth(&offices.centres, 0)?, offices.first()?);
    let since = long_since(builder);
    builder.assign(kind, (Some(centre), Some(office)), (since, None))
}

pub(super) fn physician_refuses(world: &World, index: u64) -> Told {
    let mut builder = client(world, index, (Sex::Male, 89), &[CareLevel::Care3, CareLevel::Care4])?;
    for paper in &mut builder.life.papers {
        paper.physician_consents = Some(false);
    }
    builder.consent_since(75, Signer::SelfSigned);
    Ok(builder.life)
}

pub(super) fn checklist_person(world: &World, index: u64) -> Told {
    let mut builder = person(world, index, Sex::Female, 77)?;
    builder.checklist(world.today.add_days(-140));
    handed_on(&mut builder, AssignmentKind::CareManagementForPrevention)?;
    builder.consent_since(60, Signer::SelfSigned);
    Ok(builder.life)
}

pub(super) fn deceased(world: &World, index: u64) -> Told {
    let mut builder = client(world, index, (Sex::Female, 96), &[CareLevel::Care4, CareLevel::Care5])?;
    builder.consent_since(150, Signer::SelfSigned);
    builder.given_up(ApplicationKind::LevelChange, MilestoneKind::Closed, (10, 18))?;
    builder.lose(world.today.add_days(-10), LossReason::Died);
    Ok(builder.life)
}

pub(super) fn public_assistance(world: &World, index: u64) -> Told {
    let mut builder = named(
        world,
        index,
        Who {
            name: None,
            sex: Sex::Male,
            age: 58,
            public_assistance: true,
        },
    )?;
    builder.certified(&[CareLevel::Care2, CareLevel::Care2], End::After(70))?;
    ours(&mut builder, None)?;
    builder.consent_since(70, Signer::SelfSigned);
    Ok(builder.life)
}

pub(super) fn outside_ms932(world: &World, index: u64) -> Told {
    // 𠮷 lies outside MS932; the selector after 﨑 asks for one of its printed forms.
    let name = FullName {
        name: "𠮷﨑\u{E0101}　ハナ子".to_owned(),
        kana: "ヨシザキ　ハナコ".to_owned(),
    };
    let who = Who {
        name: Some(name),
        sex: Sex::Female,
        age: 85,
        public_assistance: false,
    };
    let mut builder = named(world, index, who)?;
    settle(&mut builder, &[CareLevel::Care1, CareLevel::Care1])?;
    builder.consent_since(65, Signer::SelfSigned);
    Ok(builder.life)
}

pub(super) fn long_name(world: &World, index: u64) -> Told {
    let kana = "マリア・クリスティーナ・デ・ロス・サントス・フェルナンデス・イ・ゴンザレス・エスコバル・デ・ラ・ロサ";
    let name = FullName {
        name: kana.to_owned(),
        kana: kana.to_owned(),
    };
    let who = Who {
        name: Some(name),
        sex: Sex::Female,
        age: 74,
        public_assistance: false,
    };
    let mut builder = named(world, index, who)?;
    settle(&mut builder, &[CareLevel::Care1])?;
    builder.consent_since(55, Signer::SelfSigned);
    Ok(builder.life)
}

pub(super) fn self_made(world: &World, index: u64) -> Told {
    let mut builder = person(world, index, Sex::Male, 76)?;
    builder.certified(&[CareLevel::Support1], End::After(70))?;
    builder.cards();
    let since = long_since(&builder);
    builder.assign(AssignmentKind::SelfMade, (None, None), (since, None))?;
    builder.consent_since(45, Signer::SelfSigned);
    Ok(builder.life)
}

pub(super) fn moved_out(world: &World, index: u64) -> Told {
    let mut builder = client(world, index, (Sex::Female, 80), &[CareLevel::Care1])?;
    builder.consent_since(120, Signer::SelfSigned);
    let (first, _) = turn_of_month(world);
    builder.lose(first, LossReason::MovedOut);
    Ok(builder.life)
}

pub(super) fn small_multifunction(world: &World, index: u64) -> Told {
    let office = nth(&world.offices.small, 0)?;
    at_house(
        world,
        index,
        CareLevel::Care3,
        AssignmentKind::SmallMultifunction,
        office,
    )
}

pub(super) fn nursing_small_multifunction(world: &World, index: u64) -> Told {
    let office = nth(&world.offices.nursing, 0)?;
    at_house(
        world,
        index,
        CareLevel::Care4,
        AssignmentKind::NursingSmallMultifunction,
        office,
    )
}

fn at_house(
    world: &World,
    index: u64,
    level: CareLevel,
    kind: AssignmentKind,
    office: domain::organization::OfficeNumber,
) -> Told {
    let mut builder = person(world, index, Sex::Female, 87)?;
    builder.certified(&[CareLevel::Care2, level], End::After(70))?;
    builder.cards();
    let since = long_since(&builder);
    builder.assign(kind, (Some(office), None), (since, None))?;
    builder.consent_since(77, Signer::SelfSigned);
    Ok(builder.life)
}

pub(super) fn corrected_burden(world: &World, index: u64) -> Told {
    let mut builder = client(world, index, (Sex::Male, 79), &[CareLevel::Care1, CareLevel::Care1])?;
    builder.life.ratios.clear();
    let year = domain::person::burden_ratio::burden_year(world.today);
    let issued_on = year.first.add_days(-15);
    builder.card(BurdenTenths::ONE, year, 1, issued_on);
    builder.corrected_card();
    builder.consent_since(68, Signer::SelfSigned);
    Ok(builder.life)
}

pub(super) fn represented(world: &World, index: u64) -> Told {
    let mut builder = client(world, index, (Sex::Female, 94), &[CareLevel::Care4, CareLevel::Care5])?;
    let signed = builder.representative()?;
    builder.consent_since(58, signed);
    Ok(builder.life)
}

pub(super) fn scribed(world: &World, index: u64) -> Told {
    let mut builder = client(world, index, (Sex::Male, 88), &[CareLevel::Care2, CareLevel::Care2])?;
    let signed = builder.scribe()?;
    builder.consent_since(48, signed);
    Ok(builder.life)
}

pub(super) fn second_consent(world: &World, index: u64) -> Told {
    let mut builder = client(
        world,
        index,
        (Sex::Female, 83),
        &[CareLevel::Support2, CareLevel::Care1],
    )?;
    builder.consent_since(130, Signer::SelfSigned);
    builder.consent_since(30, Signer::SelfSigned);
    Ok(builder.life)
}

pub(super) fn in_institution(world: &World, index: u64) -> Told {
    let mut builder = person(world, index, Sex::Female, 92)?;
    builder.certified(&[CareLevel::Care2, CareLevel::Care3], End::After(70))?;
    builder.cards();
    ours(&mut builder, Some(world.today.add_days(-60)))?;
    builder.consent_since(115, Signer::SelfSigned);
    Ok(builder.life)
}
