//! Consents to the system: who signed, when, for whom. The rules on who may sign are the domain's.

use domain::calendar::day::Day;
use domain::consent::{Channel, Signer};
use domain::person::Sex;
use exchange::consent::ConsentRow;

use crate::calendar::working_day_before;
use crate::error::{SampleError, made};
use crate::person::life::Builder;
use crate::random::Random;

/// The version of the consent form that the city hands out.
const FORM_VERSION: &str = "2026-01";

/// Since when the city has been collecting consents, in days before today.
const COLLECTING: i64 = 540;

/// Who writes for somebody; staff of an office may.
const SCRIBES: [&str; 5] = ["長女", "配偶者", "長男の妻", "友人", "介護支援専門員"];
/// Who signs in somebody's place; staff of an office never.
const REPRESENTATIVES: [&str; 7] = ["長男", "長女", "配偶者", "二女", "弟", "甥", "成年後見人"];

impl Builder<'_> {
    /// A consent as people give it: at some time since the city has been collecting, mostly by the person's own hand.
    pub(crate) fn consent(&mut self, since: Option<Day>) -> Result<(), SampleError> {
        let today = self.world.today;
        let earliest = since.unwrap_or(today).max(today.add_days(-COLLECTING));
        let days = earliest.days_until(today).max(4);
        let received_on = working_day_before(today.add_days(-self.random.between(3, days)));
        let signer = match self.random.below(100) {
            0..70 => Signer::SelfSigned,
            70..82 => self.scribe()?,
            _ => self.representative()?,
        };
        let channel = if self.random.percent(28) {
            Channel::Post
        } else {
            Channel::Counter
        };
        let withdrawn = self.random.percent(2);
        let later = self.random.between(0, received_on.days_until(today));
        let withdrawn_on = withdrawn.then(|| received_on.add_days(later));
        self.put(received_on, channel, signer, withdrawn_on);
        Ok(())
    }

    /// A consent handed in at the counter so many days ago.
    pub(crate) fn consent_since(&mut self, days: i64, signer: Signer) {
        let received_on = working_day_before(self.world.today.add_days(-days));
        self.put(received_on, Channel::Counter, signer, None);
    }

    fn put(&mut self, received_on: Day, channel: Channel, signer: Signer, withdrawn_on: Option<Day>) {
        self.life.consents.push(ConsentRow {
            number: self.life.person.number,
            received_on,
            channel,
            signer,
            form_version: FORM_VERSION.to_owned(),
            effective_from: received_on,
            withdrawn_on,
        });
    }

    /// Somebody who wrote for the person.
    pub(crate) fn scribe(&mut self) -> Result<Signer, SampleError> {
        let relation = pick(&mut self.random, &SCRIBES);
        Ok(Signer::Scribed {
            name: made(&self.relative(relation))?,
            relation: made(relation)?,
        })
    }

    /// Somebody who decided in the person's place.
    pub(crate) fn representative(&mut self) -> Result<Signer, SampleError> {
        let relation = pick(&mut self.random, &REPRESENTATIVES);
        Ok(Signer::Represented {
            name: made(&self.relative(relation))?,
            relation: made(relation)?,
            contact: None,
            reason: None,
        })
    }

    /// The name of a relative; strangers have another family name.
    pub(crate) fn relative(&mut self, relation: &str) -> String {
        let sex = if "長男弟甥夫".contains(relation) {
            Sex::Male
        } else {
            Sex::Female
        };
        let names = &self.world.names;
        if matches!(relation, "友人" | "介護支援専門員" | "成年後見人") {
            return names.person(&mut self.random, sex).name;
        }
        let family = self.name.family().to_owned();
        names.relative(&mut self.random, (&family, ""), sex).name
    }
}

fn pick(random: &mut Random, relations: &[&'static str]) -> &'static str {
    random.pick(relations).copied().unwrap_or("長女")
}
