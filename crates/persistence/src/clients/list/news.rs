//! What is new of many clients at once, and their notices in force, in one statement: for today's work.

mod told;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::IntoSql;
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Date, Integer, Nullable, Text};
use domain::calendar::period::Period;
use domain::id::PersonId;

use crate::clients::list::{LIST_LOOKS_BACK_DAYS, texts};
use crate::schema::{applications, assignments, burden_ratios, cards, documents, milestones};
use crate::store::dialect::on_each;
use crate::store::error::StoreError;
use crate::store::transaction::Tx;
pub use told::ClientNews;
use told::{CARD, DOCUMENT, NOTICE, RATIO, Row, STEP, columns, gathered};

/// Ratios that ended before this are not needed to tell that one has changed.
const RATIOS_LOOK_BACK_DAYS: i64 = 800;

impl Tx<'_> {
    /// Of some clients those for whom something has come in or happened lately, and their notices in force on the last of
    /// the days.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn clients_with_news(
        &mut self,
        clients: &[PersonId],
        steps: Period,
        documents_since: DateTime<Utc>,
    ) -> Result<ClientNews, StoreError> {
        let people = texts(clients);
        macro_rules! of {
            ($table:ident) => {
                $table::insurer_number
                    .eq(&self.insurer_text)
                    .and($table::person_id.eq_any(&people))
            };
        }
        let last = steps.last.unwrap_or(steps.first);
        let since = steps.first.add_days(-LIST_LOOKS_BACK_DAYS);
        // Asked of each application by itself: joined, SQLite would read every milestone of the insurer.
        let step = milestones::table.filter(
            milestones::insurer_number
                .eq(applications::insurer_number)
                .and(milestones::application_id.eq(applications::id))
                .and(milestones::day.between(steps.first.naive(), last.naive())),
        );
        let stepped = applications::table
            .filter(
                of!(applications)
                    .and(applications::applied_on.ge(since.naive()))
                    .and(exists(step)),
            )
            .select(columns!(applications::person_id, STEP));
        let received = documents::table
            .filter(of!(documents).and(documents::received_at.ge(documents_since.naive_utc())))
            .select(columns!(documents::person_id, DOCUMENT));
        let noticed = assignments::table
            .filter(
                of!(assignments).and(assignments::valid_from.le(last.naive())).and(
                    assignments::valid_until
                        .is_null()
                        .or(assignments::valid_until.ge(last.naive())),
                ),
            )
            .select(columns!(assignments::person_id, NOTICE, assignments::kind));
        let borne = burden_ratios::table
            .filter(of!(burden_ratios).and(burden_ratios::valid_from.ge(last.add_days(-RATIOS_LOOK_BACK_DAYS).naive())))
            .select(columns!(
                burden_ratios,
                RATIO,
                "".into_sql::<Text>(),
                burden_ratios::tenths
            ));
        let renewed = cards::table
            .filter(
                of!(cards).and(
                    cards::issued_on
                        .between(steps.first.naive(), last.naive())
                        .or(cards::valid_from.between(steps.first.naive(), last.naive())),
                ),
            )
            .select(columns!(cards, CARD, cards::kind, 0_i64.into_sql::<BigInt>()));
        let news = stepped
            .union_all(received)
            .union_all(noticed)
            .union_all(borne)
            .union_all(renewed);
        gathered(on_each!(self.conn, conn => news.load::<Row>(conn))?, last)
    }
}
