//! A consent as it is kept, whoever entered it, and who wins when a delivery meets what is kept already.

use super::channel::Channel;
use super::signer::Signer;
use crate::calendar::day::Day;
use crate::rule::WrittenOut;

coded! {
    /// On what a consent rests.
    pub enum Basis is "basis of a consent" {
        /// 同意書: the form of this system.
        ConsentForm = "consent-form", "同意書", "Consent form";
        /// The tick on the application for certification.
        CertificationApplication = "certification-application", "認定申請書の同意欄", "Tick on the application";
        /// 介護情報基盤: the consent given once for the whole country.
        NationalConsent = "national-consent", "介護情報基盤の包括同意", "National consent";
    }
}

coded! {
    /// Where an entry comes from.
    pub enum Origin is "origin of a consent" {
        /// A file of the insurer.
        Delivery = "delivery", "市のファイル", "Delivered file";
        /// A clerk who had the form at hand.
        Desk = "desk", "窓口の入力", "Entry at the desk";
    }
}

/// A consent as it is kept. Its key is the person and the first day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentEntry {
    /// The day the form came in.
    pub received_on: Day,
    /// How it came in.
    pub channel: Channel,
    /// On what it rests.
    pub basis: Basis,
    /// Where the entry comes from.
    pub origin: Origin,
    /// Who signed.
    pub signer: Signer,
    /// The version of the printed form.
    pub form_version: String,
    /// From when it holds.
    pub effective_from: Day,
    /// The day of withdrawal.
    pub withdrawn_on: Option<Day>,
}

finding_rules! {
    /// Where a delivered consent contradicts what is kept. The row is taken in as far as it may be.
    pub enum ConsentMeetingRule {
        /// The delivery knows of no withdrawal, or of a later one.
        Warning WithdrawalStays {
            /// The day of withdrawal that is kept.
            withdrawn_on: WrittenOut,
        } = "consent.withdrawal-stays",
            "この同意は{withdrawn_on}に撤回されています。撤回はファイルで取り消したり遅らせたりできないため、撤回のままにしました。\
             改めて同意があったときは、撤回日より後の効力開始日で送ってください。",
            "This consent was withdrawn on {withdrawn_on}. A file cannot take a withdrawal back or put it off, so it stays. If the \
             person has consented again, send a consent that takes effect after that day.";
        /// What a clerk entered differs.
        Warning DeskDiffers = "consent.desk-differs",
            "窓口で入力された同意と内容が違います。窓口の入力を残しました。同意書を確かめて、違っているほうを直してください。",
            "The consent entered at the desk says something else. The entry of the desk stays. Look at the form and correct \
             whichever is wrong.";
    }
}

impl ConsentEntry {
    /// What is kept when this delivered entry meets a kept one of the same person and first day, and what is said about it.
    ///
    /// A withdrawal wins, whatever its origin, and of two the earlier one: it is the person's will, and a file that has lost
    /// it must not show her again. What a clerk entered with the form at hand is not overwritten. Otherwise the newer file
    /// holds.
    #[must_use]
    pub fn meeting(self, kept: &Self) -> (Self, Vec<ConsentMeetingRule>) {
        let mut rules = Vec::new();
        let withdrawn_on = match (kept.withdrawn_on, self.withdrawn_on) {
            (Some(kept), delivered) if delivered.is_none_or(|delivered| kept < delivered) => {
                let withdrawn_on = WrittenOut(kept);
                rules.push(ConsentMeetingRule::WithdrawalStays { withdrawn_on });
                Some(kept)
            }
            (_, delivered) => delivered,
        };
        let entry = match kept.origin {
            Origin::Delivery => self,
            Origin::Desk => {
                if !self.agrees_with(kept) {
                    rules.push(ConsentMeetingRule::DeskDiffers);
                }
                kept.clone()
            }
        };
        (Self { withdrawn_on, ..entry }, rules)
    }

    /// Whether a delivered entry says the same as one of the desk, as far as a delivery says it.
    fn agrees_with(&self, desk: &Self) -> bool {
        self.received_on == desk.received_on
            && self.channel == desk.channel
            && self.basis == desk.basis
            && self.form_version == desk.form_version
            && self.signer.kind() == desk.signer.kind()
            && self.signer.name() == desk.signer.name()
            && self.signer.relation() == desk.signer.relation()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consent::Contact;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).unwrap()
    }

    fn delivered(withdrawn_on: Option<&str>) -> ConsentEntry {
        ConsentEntry {
            received_on: day("2026-05-10"),
            channel: Channel::Counter,
            basis: Basis::ConsentForm,
            origin: Origin::Delivery,
            signer: Signer::Represented {
                name: "森田一郎".parse().unwrap(),
                relation: "長男".parse().unwrap(),
                contact: None,
                reason: None,
            },
            form_version: "2026-04".to_owned(),
            effective_from: day("2026-05-10"),
            withdrawn_on: withdrawn_on.map(day),
        }
    }

    /// The same, entered at the desk: with what a file does not bring.
    fn entered(withdrawn_on: Option<&str>) -> ConsentEntry {
        let signer = Signer::Represented {
            name: "森田一郎".parse().unwrap(),
            relation: "長男".parse().unwrap(),
            contact: Some("096-000-0000".parse::<Contact>().unwrap()),
            reason: Some("手が不自由なため".parse().unwrap()),
        };
        ConsentEntry {
            origin: Origin::Desk,
            signer,
            ..delivered(withdrawn_on)
        }
    }

    fn ids(rules: &[ConsentMeetingRule]) -> Vec<&'static str> {
        rules.iter().map(ConsentMeetingRule::id).collect()
    }

    #[test]
    fn a_withdrawal_wins_whatever_its_origin_and_the_earlier_one_of_two() {
        for kept in [delivered, entered] {
            for (known, brought, stays, told) in [
                (None, None, None, false),
                (None, Some("2026-06-01"), Some("2026-06-01"), false),
                (Some("2026-06-01"), None, Some("2026-06-01"), true),
                (Some("2026-06-01"), Some("2026-06-01"), Some("2026-06-01"), false),
                (Some("2026-06-01"), Some("2026-07-01"), Some("2026-06-01"), true),
                (Some("2026-06-01"), Some("2026-05-20"), Some("2026-05-20"), false),
            ] {
                let (entry, rules) = delivered(brought).meeting(&kept(known));
                assert_eq!(entry.withdrawn_on, stays.map(day), "{known:?} {brought:?}");
                let expected: &[_] = if told { &["consent.withdrawal-stays"] } else { &[] };
                assert_eq!(ids(&rules), expected, "{known:?} {brought:?}");
            }
        }
    }

    #[test]
    fn an_entry_of_the_desk_keeps_what_it_says_and_a_difference_is_told() {
        let desk = entered(None);
        let (entry, rules) = delivered(None).meeting(&desk);
        assert_eq!(
            (entry, ids(&rules)),
            (desk.clone(), vec![]),
            "a file brings neither contact nor reason"
        );
        let changes: [fn(&mut ConsentEntry); 5] = [
            |entry| entry.received_on = entry.received_on.add_days(-1),
            |entry| entry.channel = Channel::Post,
            |entry| entry.form_version = "2025-04".to_owned(),
            |entry| entry.signer = Signer::SelfSigned,
            |entry| entry.basis = Basis::NationalConsent,
        ];
        for change in changes {
            let mut other = delivered(None);
            change(&mut other);
            let (entry, rules) = other.meeting(&desk);
            assert_eq!((entry, ids(&rules)), (desk.clone(), vec!["consent.desk-differs"]));
        }
        let (entry, rules) = delivered(Some("2026-06-01")).meeting(&desk);
        assert_eq!(entry, entered(Some("2026-06-01")), "but a withdrawal goes in");
        assert_eq!(ids(&rules), [""; 0]);
    }

    #[test]
    fn of_two_files_the_newer_one_holds() {
        let newer = ConsentEntry {
            channel: Channel::Post,
            signer: Signer::SelfSigned,
            ..delivered(None)
        };
        let (entry, rules) = newer.clone().meeting(&delivered(None));
        assert_eq!((entry, ids(&rules)), (newer, vec![]));
    }
}
