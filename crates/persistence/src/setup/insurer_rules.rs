//! Queries on `insurer_settings`: what the insurer has settled for itself. Each is read where it is needed, so that a change
//! holds at once on every node.

use diesel::prelude::*;
use domain::certification::ValidityLimits;
use domain::insurer::shown::ShownRules;
use domain::insurer::{Appeal, InsurerRules};

use crate::schema::insurer_settings;
use crate::store::error::StoreError;
use crate::store::row::parsed;
use crate::store::transaction::Tx;

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = insurer_settings, primary_key(insurer_number), treat_none_as_null = true)]
struct Row {
    insurer_number: String,
    approval_by_two: bool,
    earlier_terms: String,
    contact: String,
    letter_issuer: String,
    letter_desk: String,
    permit_word: String,
    seal_line: String,
    appeal: Option<String>,
    restriction_shown: String,
    consent_on_return: String,
    validity_limits: Option<String>,
    most_staff: i64,
    most_sessions: i64,
}

const EARLIER_TERMS: StoreError = StoreError::Corrupt {
    column: "insurer_settings.earlier_terms",
};

impl Row {
    fn of(insurer_number: &str, rules: &InsurerRules) -> Result<Self, StoreError> {
        let InsurerRules {
            approval_by_two,
            earlier_terms,
            contact,
            letter_issuer,
            letter_desk,
            permit_word,
            seal,
            appeal,
            shown,
            limits,
            most_staff,
            most_sessions,
        } = rules.clone();
        Ok(Self {
            insurer_number: insurer_number.to_owned(),
            approval_by_two,
            earlier_terms: serde_json::to_string(&earlier_terms).map_err(|_| EARLIER_TERMS)?,
            contact,
            letter_issuer,
            letter_desk,
            permit_word: permit_word.to_string(),
            seal_line: seal.to_string(),
            appeal: appeal.kept().map(str::to_owned),
            restriction_shown: shown.restriction.to_string(),
            consent_on_return: shown.consent_on_return.to_string(),
            validity_limits: own_limits(limits)?,
            most_staff: most_staff.into(),
            most_sessions: most_sessions.into(),
        })
    }
}

fn shown(restriction: &str, consent_on_return: &str) -> Result<ShownRules, StoreError> {
    Ok(ShownRules {
        restriction: parsed("insurer_settings.restriction_shown", restriction)?,
        consent_on_return: parsed("insurer_settings.consent_on_return", consent_on_return)?,
    })
}

const LIMITS: StoreError = StoreError::Corrupt {
    column: "insurer_settings.validity_limits",
};

/// The limits as they are kept: those of the ministry's ordinance are not, so that they stay what the program knows them to be.
fn own_limits(limits: ValidityLimits) -> Result<Option<String>, StoreError> {
    let own = (limits != ValidityLimits::national()).then_some(limits);
    own.map(|limits| serde_json::to_string(&limits).map_err(|_| LIMITS))
        .transpose()
}

fn limits(own: Option<&str>) -> Result<ValidityLimits, StoreError> {
    match own {
        Some(own) => serde_json::from_str(own).map_err(|_| LIMITS),
        None => Ok(ValidityLimits::national()),
    }
}

impl Tx<'_> {
    /// What the insurer has settled for itself.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if the insurer has not been set up.
    pub fn insurer_rules(&mut self) -> Result<InsurerRules, StoreError> {
        let row = insurer_settings::table
            .find(&self.insurer_text)
            .select(Row::as_select())
            .get_result(self.conn)?;
        let Row {
            insurer_number: _,
            approval_by_two,
            earlier_terms,
            contact,
            letter_issuer,
            letter_desk,
            permit_word,
            seal_line,
            appeal,
            restriction_shown,
            consent_on_return,
            validity_limits,
            most_staff,
            most_sessions,
        } = row;
        Ok(InsurerRules {
            approval_by_two,
            earlier_terms: serde_json::from_str(&earlier_terms).map_err(|_| EARLIER_TERMS)?,
            contact,
            letter_issuer,
            letter_desk,
            permit_word: parsed("insurer_settings.permit_word", &permit_word)?,
            seal: parsed("insurer_settings.seal_line", &seal_line)?,
            appeal: Appeal::from(appeal),
            shown: shown(&restriction_shown, &consent_on_return)?,
            limits: limits(validity_limits.as_deref())?,
            most_staff: narrow("insurer_settings.most_staff", most_staff)?,
            most_sessions: narrow("insurer_settings.most_sessions", most_sessions)?,
        })
    }

    /// Keeps what the insurer has settled for itself.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if the insurer has not been set up.
    pub fn keep_insurer_rules(&mut self, rules: &InsurerRules) -> Result<(), StoreError> {
        let row = Row::of(&self.insurer_text, rules)?;
        let touched = diesel::update(insurer_settings::table.find(&self.insurer_text))
            .set(row)
            .execute(self.conn)?;
        match touched {
            0 => Err(StoreError::NotFound),
            _ => Ok(()),
        }
    }

    /// What holds for an insurer that has settled nothing yet.
    pub(crate) fn create_insurer_rules(&mut self, name: &str) -> Result<(), StoreError> {
        let row = Row::of(&self.insurer_text, &InsurerRules::of(name))?;
        diesel::insert_into(insurer_settings::table)
            .values(row)
            .execute(self.conn)?;
        Ok(())
    }
}

fn narrow(column: &'static str, number: i64) -> Result<u16, StoreError> {
    u16::try_from(number).map_err(|_| StoreError::Corrupt { column })
}
