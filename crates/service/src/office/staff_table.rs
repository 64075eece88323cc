//! Many changes to an office's staff at once, from a table: every row is checked first, and either all of it is done or
//! nothing.

use std::collections::HashSet;

use domain::account::{AccountStatus, LARGEST_STAFF_TABLE, LoginId, Role, StaffAction};
use domain::audit::{Item, Operation, Outcome};
use domain::id::{AccountId, OrganizationId};
use domain::person::PersonName;
use domain::record::AccountRecord;
use exchange::staff::{StaffRow, StaffTableError, read_staff, read_staff_file};
use persistence::{NewAccount, StoreError, Tx};

use crate::access::allowed::{Allowed, ManageStaff};
use crate::access::change::Act;
use crate::error::ServiceError;
use crate::office::account::{invitation, may_become, may_grow, name_rule};
use crate::rule::{AccountRule, Field, Rule, StaffRowRule, StaffTableRule};
use crate::session::provisional::IssuedCredentials;

/// A table as it comes.
#[derive(Clone, Debug)]
pub enum StaffTable {
    /// Read already.
    Text(String),
    /// The bytes of a file.
    File(Vec<u8>),
}

/// What became, or would become, of each row.
#[derive(Clone, Debug)]
pub struct StaffTableResult {
    /// Whether it was done.
    pub applied: bool,
    /// The rows in the order of the table.
    pub rows: Vec<StaffTableRow>,
}

/// One row.
#[derive(Clone, Debug)]
pub struct StaffTableRow {
    /// The line in the text, counted from 1.
    pub line: u32,
    /// The name as it was read; of somebody who is there already, the name that is kept.
    pub name: String,
    /// What is to be done.
    pub action: Option<StaffAction>,
    /// The role of somebody new.
    pub role: Option<Role>,
    /// The login ID of somebody who is there already.
    pub login_id: Option<String>,
    /// What is wrong; the line says where.
    pub errors: Vec<Rule>,
    /// The provisional credentials of somebody new.
    pub credentials: Option<IssuedCredentials>,
}

/// A row that is good.
#[derive(Clone)]
enum Step {
    Invite(Box<NewAccount>),
    Become(AccountId, AccountStatus),
}

/// A row judged: what to show of it, and what to do.
struct Judged {
    shown: StaffTableRow,
    wanted: Option<Wanted>,
}

enum Wanted {
    Invite(PersonName, Role),
    Become(AccountId, AccountStatus),
}

impl Allowed<ManageStaff> {
    /// Judges a table and, unless it is a dry run or a row has errors, does all of it. `table` is the file of a spreadsheet,
    /// in UTF-8 or MS932.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] if it is no such table; [`ServiceError::Conflict`] while the organization is stopped or if
    /// things changed meanwhile.
    pub async fn staff_table(&self, table: StaffTable, dry_run: bool) -> Result<StaffTableResult, ServiceError> {
        let organization = self.viewer.office()?.id;
        let rows = match &table {
            StaffTable::Text(text) => read_staff(text).map_err(|error| unreadable(Field::StaffText, error)),
            StaffTable::File(bytes) => read_staff_file(bytes).map_err(|error| unreadable(Field::StaffFile, error)),
        }?;
        let staff = self
            .service
            .tenant()
            .read(move |tx| tx.staff_of(Some(organization)))
            .await?;
        let judged = judge(rows, &staff);
        if dry_run || judged.iter().any(|row| !row.shown.errors.is_empty()) {
            self.note(
                Act::new(Operation::CheckStaffTable, Item::count(judged.len())),
                Outcome::Done,
            )
            .await?;
            return Ok(StaffTableResult {
                applied: false,
                rows: judged.into_iter().map(|row| row.shown).collect(),
            });
        }
        self.apply(organization, judged).await
    }

    async fn apply(&self, organization: OrganizationId, judged: Vec<Judged>) -> Result<StaffTableResult, ServiceError> {
        let mut rows = Vec::with_capacity(judged.len());
        let mut steps = Vec::with_capacity(judged.len());
        for Judged { mut shown, wanted } in judged {
            match wanted {
                Some(Wanted::Invite(name, role)) => {
                    let made = self.make_provisional().await?;
                    let new = invitation(Some(organization), &name, role, None, &made);
                    shown.credentials = Some(made.issued_to(new.id));
                    steps.push(Step::Invite(Box::new(new)));
                }
                Some(Wanted::Become(id, status)) => steps.push(Step::Become(id, status)),
                None => {}
            }
            rows.push(shown);
        }
        let acts: Vec<Act> = steps.iter().map(act_of).collect();
        let coming = steps.iter().filter(|step| matches!(step, Step::Invite(_))).count();
        let leaving = steps
            .iter()
            .filter(|step| matches!(step, Step::Become(_, AccountStatus::Left)));
        let leaving = leaving.count();
        let now = self.service.now();
        let summary = Act::new(Operation::ApplyStaffTable, Item::count(steps.len()));
        let whole = summary.clone();
        let work = move |tx: &mut Tx<'_>| {
            if let Err(refused) = may_grow(tx, organization, leaving, coming)? {
                return Ok(Err(refused));
            }
            if let Err(refused) = still_possible(tx, organization, &steps)? {
                return Ok(Err(refused));
            }
            for step in &steps {
                match step {
                    Step::Invite(new) => tx.create_account(NewAccount::clone(new), now)?,
                    Step::Become(id, status) => {
                        tx.set_account_status(*id, *status, now)?;
                        tx.end_sessions_of(*id, now)?;
                    }
                }
            }
            Ok(Ok(()))
        };
        let done = move |_: &()| std::iter::once(whole.clone()).chain(acts.iter().cloned()).collect();
        self.change_telling(summary, work, done).await?;
        Ok(StaffTableResult { applied: true, rows })
    }
}

/// Whether nobody came in between, and an administrator remains.
fn still_possible(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    steps: &[Step],
) -> Result<Result<(), ServiceError>, StoreError> {
    let staff = tx.staff_of(Some(organization))?;
    let leaving: HashSet<AccountId> = steps
        .iter()
        .filter_map(|step| match step {
            Step::Become(id, _) => Some(*id),
            Step::Invite(_) => None,
        })
        .collect();
    for step in steps {
        if let Step::Become(id, status) = step {
            let Some(account) = staff.iter().find(|account| account.id == *id) else {
                return Err(StoreError::NotFound);
            };
            if let Err(refused) = may_become(account, *status) {
                return Ok(Err(refused));
            }
        }
    }
    Ok(if administrators(&staff, &leaving) {
        Ok(())
    } else {
        Err(ServiceError::conflict(AccountRule::LastAdministrator))
    })
}

/// Whether an administrator in use remains without those who leave.
fn administrators(staff: &[AccountRecord], leaving: &HashSet<AccountId>) -> bool {
    staff.iter().any(|account| {
        account.role.is_administrator() && account.status == AccountStatus::Active && !leaving.contains(&account.id)
    })
}

fn act_of(step: &Step) -> Act {
    match step {
        Step::Invite(new) => Act::new(Operation::InviteStaff, Item::account_as(new.id, new.role)),
        Step::Become(id, status) => Act::new(Operation::account_becomes(*status), Item::account(*id)),
    }
}

fn judge(rows: Vec<StaffRow>, staff: &[AccountRecord]) -> Vec<Judged> {
    let mut seen: HashSet<AccountId> = HashSet::new();
    let mut judged: Vec<Judged> = rows.into_iter().map(|row| judge_row(row, staff, &mut seen)).collect();
    if !administrators(staff, &seen) {
        for row in &mut judged {
            let leaves = matches!(row.wanted, Some(Wanted::Become(id, _)) if is_administrator(staff, id));
            if leaves {
                row.shown.errors.push(AccountRule::LastAdministrator.into());
            }
        }
    }
    judged
}

fn is_administrator(staff: &[AccountRecord], id: AccountId) -> bool {
    staff
        .iter()
        .any(|account| account.id == id && account.role.is_administrator())
}

fn judge_row(row: StaffRow, staff: &[AccountRecord], seen: &mut HashSet<AccountId>) -> Judged {
    let mut errors = Vec::new();
    if row.formula {
        errors.push(StaffRowRule::Formula.into());
    }
    let action = action(&row.action);
    let (wanted, shown_role, name) = match action {
        None => {
            errors.push(StaffRowRule::Action.into());
            (None, None, row.name.clone())
        }
        Some(StaffAction::Invitation) => {
            let (wanted, role) = newcomer(&row, &mut errors);
            (wanted, role, row.name.clone())
        }
        Some(StaffAction::Suspension) => known(&row, AccountStatus::Suspended, staff, seen, &mut errors),
        Some(StaffAction::Departure) => known(&row, AccountStatus::Left, staff, seen, &mut errors),
    };
    let shown = StaffTableRow {
        line: row.line,
        name,
        action,
        role: shown_role,
        login_id: Some(row.login_id).filter(|login| !login.is_empty()),
        errors,
        credentials: None,
    };
    Judged { shown, wanted }
}

fn newcomer(row: &StaffRow, errors: &mut Vec<Rule>) -> (Option<Wanted>, Option<Role>) {
    let name = PersonName::typed(&row.name);
    errors.extend(name.clone().err().map(name_rule));
    let role = Role::standing(true).find(|role| role.name_ja() == row.role || role.code() == row.role);
    if role.is_none() {
        errors.push(StaffRowRule::Role.into());
    }
    if !row.login_id.is_empty() {
        errors.push(StaffRowRule::LoginIdOfNewcomer.into());
    }
    let wanted = name.ok().zip(role).map(|(name, role)| Wanted::Invite(name, role));
    (wanted, role)
}

fn known(
    row: &StaffRow,
    next: AccountStatus,
    staff: &[AccountRecord],
    seen: &mut HashSet<AccountId>,
    errors: &mut Vec<Rule>,
) -> (Option<Wanted>, Option<Role>, String) {
    let login = row.login_id.parse::<LoginId>().ok();
    let Some(account) = staff.iter().find(|account| Some(&account.login_id) == login.as_ref()) else {
        errors.push(StaffRowRule::Unknown.into());
        return (None, None, row.name.clone());
    };
    if !seen.insert(account.id) {
        errors.push(StaffRowRule::Twice.into());
    }
    if let Err(ServiceError::Conflict(rule)) = may_become(account, next) {
        errors.push(rule);
    }
    (
        Some(Wanted::Become(account.id, next)),
        Some(account.role),
        account.name.clone(),
    )
}

fn action(text: &str) -> Option<StaffAction> {
    if text.is_empty() {
        return Some(StaffAction::Invitation);
    }
    StaffAction::ALL.iter().copied().find(|action| action.name_ja() == text)
}

fn unreadable(field: Field, error: StaffTableError) -> ServiceError {
    let rule = match error {
        StaffTableError::MissingColumn(column) => StaffTableRule::MissingColumn { column },
        StaffTableError::UnknownColumn => StaffTableRule::UnknownColumn,
        StaffTableError::Malformed(line) => StaffTableRule::Malformed { line },
        StaffTableError::Unreadable { line, column, bytes } => StaffTableRule::NoText {
            line,
            column,
            read: bytes,
        },
        StaffTableError::Empty => StaffTableRule::Empty,
        StaffTableError::TooLong => StaffTableRule::TooLong {
            largest: LARGEST_STAFF_TABLE,
        },
    };
    ServiceError::invalid(field, rule)
}
