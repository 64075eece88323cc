//! Accounts, as an administrator sees them.

use contract::office::account::{
    BulkStaffResult, BulkStaffRow, ProvisionalCredentials, StaffList, StaffMember, StatedReason,
};
use domain::id::AccountId;
use domain::language::Language;
use domain::record::AccountRecord;
use service::{IssuedCredentials, Staff, StaffTableResult, StaffTableRow};

use crate::convert::{ToContract, ToContractIn, coded, etag, in_japan};
use crate::problem::item;

impl ToContract for Staff {
    type Shape = StaffList;

    fn to_contract(self) -> StaffList {
        let Self { accounts, asking } = self;
        StaffList {
            staff: members(accounts, asking),
        }
    }
}

/// The reason that somebody at the insurer stated.
pub(crate) fn stated(stated: StatedReason) -> service::StatedReason {
    let StatedReason {
        reason,
        tell_organization,
    } = stated;
    service::StatedReason {
        reason,
        visible_to_organization: tell_organization,
    }
}

/// Accounts as seen by one of them.
pub(crate) fn members(accounts: Vec<service::StaffMember>, asking: AccountId) -> Vec<StaffMember> {
    accounts.into_iter().map(|account| member(account, asking)).collect()
}

fn member(member: service::StaffMember, asking: AccountId) -> StaffMember {
    let service::StaffMember { account, tag } = member;
    let AccountRecord {
        id,
        organization: _,
        name,
        role,
        status,
        last_sign_in_at,
        login_id,
        desk,
        provisional_until,
        provisional_used_at: _,
        terms_version: _,
        status_since: _,
    } = account;
    StaffMember {
        id,
        etag: etag(&tag),
        name,
        login_id: login_id.to_string(),
        role: coded(role.code(), role.name_ja()),
        status: coded(status.code(), status.name_ja()),
        desk,
        last_sign_in_at: last_sign_in_at.map(in_japan),
        provisional_until: provisional_until.map(in_japan),
        is_self: id == asking,
    }
}

impl ToContract for IssuedCredentials {
    type Shape = ProvisionalCredentials;

    fn to_contract(self) -> ProvisionalCredentials {
        let Self {
            account,
            login_id,
            password,
            valid_until,
        } = self;
        ProvisionalCredentials {
            account_id: account,
            login_id: login_id.to_string(),
            password: password.reveal().to_owned(),
            valid_until: in_japan(valid_until),
        }
    }
}

impl ToContractIn for StaffTableResult {
    type Shape = BulkStaffResult;

    fn to_contract_in(self, language: Language) -> BulkStaffResult {
        let Self { applied, rows } = self;
        let line = |row: StaffTableRow| {
            let StaffTableRow {
                line,
                name,
                action,
                role,
                login_id,
                errors,
                credentials,
            } = row;
            BulkStaffRow {
                line,
                name,
                action: action.map(|action| coded(action.code(), action.name_ja())),
                role: role.map(|role| coded(role.code(), role.name_ja())),
                login_id,
                // The line says where; there is no place in the request to point at.
                errors: errors.iter().map(|rule| item(None, rule, language)).collect(),
                credentials: credentials.map(ToContract::to_contract),
            }
        };
        BulkStaffResult {
            applied,
            rows: rows.into_iter().map(line).collect(),
        }
    }
}
