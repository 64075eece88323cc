//! Queries on `delivery_findings`: what was found wrong with a file. Values are masked before they come here.

use diesel::prelude::*;
use domain::delivery::{Finding, FindingRule, Parameters};
use domain::id::DeliveryId;

use crate::schema::delivery_findings;
use crate::store::dialect::insert_many;
use crate::store::error::StoreError;
use crate::store::row::count;
use crate::store::transaction::Tx;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = delivery_findings, treat_none_as_default_value = false)]
struct Row {
    insurer_number: String,
    delivery_id: String,
    sequence: i64,
    file: String,
    row_number: Option<i64>,
    column_name: Option<String>,
    rule: String,
    parameters: String,
    severity: String,
    masked_value: Option<String>,
}

impl TryFrom<Row> for Finding {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let parameters: Parameters = serde_json::from_str(&row.parameters).map_err(|_| StoreError::Corrupt {
            column: "delivery_findings.parameters",
        })?;
        let rule = FindingRule::from_parts(&row.rule, &parameters).ok_or(StoreError::Corrupt {
            column: "delivery_findings.rule",
        })?;
        let line = row.row_number.map(|line| count("delivery_findings.row_number", line));
        Ok(Self {
            file: row.file.into(),
            row: line.transpose()?,
            column: row.column_name,
            rule,
            masked_value: row.masked_value,
        })
    }
}

impl Tx<'_> {
    /// Keeps findings of a delivery; `first` is the place of the first of them among all of the delivery, from 0.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn add_findings(&mut self, delivery: DeliveryId, first: u64, findings: &[Finding]) -> Result<(), StoreError> {
        let rows: Result<Vec<Row>, StoreError> = (first..)
            .zip(findings)
            .map(|(place, finding)| self.finding_row(delivery, place, finding))
            .collect();
        insert_many!(self.conn, delivery_findings::table, &rows?);
        Ok(())
    }

    /// The findings of a delivery that are kept, in the order in which they were found.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn findings(&mut self, delivery: DeliveryId) -> Result<Vec<Finding>, StoreError> {
        let rows: Vec<Row> = delivery_findings::table
            .filter(
                delivery_findings::insurer_number
                    .eq(&self.insurer_text)
                    .and(delivery_findings::delivery_id.eq(delivery.to_string())),
            )
            .order(delivery_findings::sequence)
            .select(Row::as_select())
            .load(self.conn)?;
        rows.into_iter().map(Finding::try_from).collect()
    }

    fn finding_row(&self, delivery: DeliveryId, place: u64, finding: &Finding) -> Result<Row, StoreError> {
        let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let Finding {
            file,
            row,
            column,
            rule,
            masked_value,
        } = finding;
        let parameters = serde_json::to_string(&rule.parameters()).map_err(|_| StoreError::Corrupt {
            column: "delivery_findings.parameters",
        })?;
        Ok(Row {
            insurer_number: self.insurer_text.clone(),
            delivery_id: delivery.to_string(),
            sequence: number(place),
            file: file.to_string(),
            row_number: row.map(number),
            column_name: column.clone(),
            rule: rule.id().to_owned(),
            parameters,
            severity: rule.severity().to_string(),
            masked_value: masked_value.clone(),
        })
    }
}
