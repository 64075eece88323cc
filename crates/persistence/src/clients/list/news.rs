//! What is new of many clients at once, and their notices in force, in one statement: for today's work.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use diesel::IntoSql;
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::sql_types::{Integer, Text};
use domain::calendar::day::Day;
use domain::calendar::period::Period;
use domain::id::PersonId;
use domain::person::notice::Notice;

use crate::clients::list::{LIST_LOOKS_BACK_DAYS, texts};
use crate::schema::{applications, assignments, documents, milestones};
use crate::store::dialect::on_each;
use crate::store::error::StoreError;
use crate::store::row::parsed;
use crate::store::transaction::Tx;

/// Of whom there is something new, and what notices they have given.
#[derive(Debug, Default)]
pub struct ClientNews {
    /// Those with a milestone of an application within the days asked about.
    pub steps: HashSet<PersonId>,
    /// Those for whom documents were received.
    pub documents: HashSet<PersonId>,
    /// The notices in force of each, of whichever office.
    notices: HashMap<PersonId, Vec<Notice>>,
}

impl ClientNews {
    /// The notices in force of a person.
    pub fn notices_of(&self, person: PersonId) -> Vec<Notice> {
        self.notices.get(&person).cloned().unwrap_or_default()
    }
}

/// A person, which of three things is told, and for a notice its kind.
type NewsRow = (String, i32, String);

const STEP: i32 = 0;
const DOCUMENT: i32 = 1;
const NOTICE: i32 = 2;

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
                applications::insurer_number
                    .eq(&self.insurer_text)
                    .and(applications::person_id.eq_any(&people))
                    .and(applications::applied_on.ge(since.naive()))
                    .and(exists(step)),
            )
            .select((
                applications::person_id,
                STEP.into_sql::<Integer>(),
                "".into_sql::<Text>(),
            ));
        let received = documents::table
            .filter(
                documents::insurer_number
                    .eq(&self.insurer_text)
                    .and(documents::person_id.eq_any(&people))
                    .and(documents::received_at.ge(documents_since.naive_utc())),
            )
            .select((
                documents::person_id,
                DOCUMENT.into_sql::<Integer>(),
                "".into_sql::<Text>(),
            ));
        let noticed = assignments::table
            .filter(
                assignments::insurer_number
                    .eq(&self.insurer_text)
                    .and(assignments::person_id.eq_any(&people))
                    .and(assignments::valid_from.le(last.naive()))
                    .and(
                        assignments::valid_until
                            .is_null()
                            .or(assignments::valid_until.ge(last.naive())),
                    ),
            )
            .select((assignments::person_id, NOTICE.into_sql::<Integer>(), assignments::kind));
        let news = stepped.union_all(received).union_all(noticed);
        gathered(on_each!(self.conn, conn => news.load::<NewsRow>(conn))?, last)
    }
}

fn gathered(rows: Vec<NewsRow>, today: Day) -> Result<ClientNews, StoreError> {
    let mut news = ClientNews::default();
    for (person, told, kind) in rows {
        let person = parsed("persons.id", &person)?;
        match told {
            STEP => drop(news.steps.insert(person)),
            DOCUMENT => drop(news.documents.insert(person)),
            // Of a notice in force today no more is asked than its kind.
            _ => news.notices.entry(person).or_default().push(Notice {
                kind: parsed("assignments.kind", &kind)?,
                period: Period::since(today),
            }),
        }
    }
    Ok(news)
}
