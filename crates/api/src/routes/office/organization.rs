//! One's own organization: its staff, and who is signed in.

use actix_web::{HttpResponse, get, post, web};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use contract::office::account::{
    BulkStaff, BulkStaffResult, ChangeRole, InviteStaff, ProvisionalCredentials, Remark, StaffList,
};
use contract::office::organization::{Organization, SessionList};
use domain::account::AccountStatus;
use domain::id::{AccountId, SessionId};
use service::{ManageStaff, StaffTable};

use crate::convert::{ToContract, ToContractIn};
use crate::http::answer::plain::{created, of_state, private, private_in, with_secrets};
use crate::http::read::body::Strict;
use crate::principal::session::Authorized;
use crate::problem::{ApiError, RequestRule};

/// One's own organization.
///
/// Its permit, and how much of its quota of devices is used.
#[utoipa::path(
    tag = "organization",
    responses((status = OK, description = "The organization.", body = Organization)),
)]
#[get("/organization")]
pub(crate) async fn get_organization(authorized: Authorized<ManageStaff>) -> Result<HttpResponse, ApiError> {
    let organization = authorized.allowed.organization().await?.to_contract();
    Ok(of_state(private(&organization), &organization.etag))
}

/// The staff of one's own organization.
///
/// By name, those who have left last.
#[utoipa::path(
    tag = "organization",
    responses((status = OK, description = "The staff.", body = StaffList)),
)]
#[get("/organization/staff")]
pub(crate) async fn list_staff(authorized: Authorized<ManageStaff>) -> Result<HttpResponse, ApiError> {
    Ok(private(&authorized.allowed.staff().await?.to_contract()))
}

/// Invite somebody.
///
/// Makes an account with provisional credentials, which are shown in this answer and never again.
#[utoipa::path(
    tag = "organization",
    request_body = InviteStaff,
    responses((status = CREATED, description = "Invited.", body = ProvisionalCredentials)),
)]
#[post("/organization/staff")]
pub(crate) async fn invite_staff(
    authorized: Authorized<ManageStaff>,
    body: Strict<InviteStaff>,
) -> Result<HttpResponse, ApiError> {
    let InviteStaff { name, role } = body.0;
    Ok(created(&authorized.allowed.invite(&name, role).await?.to_contract()))
}

/// New provisional credentials.
///
/// For somebody who forgot, or did not finish the set-up in time. The old ones and every session are over at once.
#[utoipa::path(
    tag = "organization",
    params(("id" = uuid::Uuid, Path, description = "The account's opaque id.")),
    request_body = Remark,
    responses((status = CREATED, description = "Made.", body = ProvisionalCredentials)),
)]
#[post("/organization/staff/{id}/credentials")]
pub(crate) async fn renew_staff_credentials(
    authorized: Authorized<ManageStaff>,
    id: web::Path<AccountId>,
    body: Strict<Remark>,
) -> Result<HttpResponse, ApiError> {
    let issued = authorized
        .allowed
        .renew_credentials(id.into_inner(), body.0.reason.as_deref())
        .await?;
    Ok(created(&issued.to_contract()))
}

macro_rules! staff_commands {
    ($($(#[doc = $doc:tt])+ $name:ident = $path:tt => $status:ident;)*) => {
        $(
            $(#[doc = $doc])+
            #[utoipa::path(
                tag = "organization",
                params(("id" = uuid::Uuid, Path, description = "The account's opaque id.")),
                request_body = Remark,
                responses((status = NO_CONTENT, description = "Done.")),
            )]
            #[post($path)]
            pub(crate) async fn $name(
                authorized: Authorized<ManageStaff>,
                id: web::Path<AccountId>,
                body: Strict<Remark>,
            ) -> Result<HttpResponse, ApiError> {
                authorized.allowed
                    .set_staff_status(id.into_inner(), AccountStatus::$status, body.0.reason.as_deref())
                    .await?;
                Ok(HttpResponse::NoContent().finish())
            }
        )*
    };
}

staff_commands! {
    /// Suspend somebody.
    ///
    /// Signs them out; they cannot sign in until they are reinstated. The last administrator cannot be suspended.
    suspend_staff = "/organization/staff/{id}/suspension" => Suspended;
    /// Reinstate somebody.
    ///
    /// With the login ID and password they had.
    reinstate_staff = "/organization/staff/{id}/reinstatement" => Active;
    /// Release somebody who leaves.
    ///
    /// Today and for good; whoever comes back is invited anew. The last administrator cannot be released.
    release_staff = "/organization/staff/{id}/departure" => Left;
}

/// Give somebody another role.
///
/// Signs them out, so that no screen shows too much. The last administrator stays one.
#[utoipa::path(
    tag = "organization",
    params(("id" = uuid::Uuid, Path, description = "The account's opaque id.")),
    request_body = ChangeRole,
    responses((status = NO_CONTENT, description = "Done.")),
)]
#[post("/organization/staff/{id}/role")]
pub(crate) async fn change_staff_role(
    authorized: Authorized<ManageStaff>,
    id: web::Path<AccountId>,
    body: Strict<ChangeRole>,
) -> Result<HttpResponse, ApiError> {
    authorized.allowed.set_role(id.into_inner(), body.0.role).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Change many of the staff at once.
///
/// From a table: 氏名, 権限, and if wanted 操作 (追加, 停止, 退職) and ログインID. Each row is judged; all of it is done or
/// nothing. Provisional credentials of those who were added are shown in this answer and never again.
#[utoipa::path(
    tag = "organization",
    request_body = BulkStaff,
    responses((status = OK, description = "What became of each row.", body = BulkStaffResult)),
)]
#[post("/organization/staff/bulk")]
pub(crate) async fn change_many_staff(
    authorized: Authorized<ManageStaff>,
    body: Strict<BulkStaff>,
) -> Result<HttpResponse, ApiError> {
    let BulkStaff { csv, file, dry_run } = body.0;
    let table = staff_table(csv, file)?;
    let result = authorized.allowed.staff_table(table, dry_run).await?;
    let answer = private_in(authorized.language, &result.to_contract_in(authorized.language));
    Ok(with_secrets(answer))
}

fn staff_table(csv: Option<String>, file: Option<String>) -> Result<StaffTable, ApiError> {
    match (csv, file) {
        (Some(text), None) => Ok(StaffTable::Text(text)),
        (None, Some(file)) => match STANDARD.decode(file) {
            Ok(bytes) => Ok(StaffTable::File(bytes)),
            Err(_) => Err(ApiError::body("/file", &RequestRule::TableBase64)),
        },
        (None, None) | (Some(_), Some(_)) => Err(ApiError::body("/csv", &RequestRule::OneTable)),
    }
}

/// Who is signed in.
///
/// Of one's own organization: who, on which device, since when.
#[utoipa::path(
    tag = "organization",
    responses((status = OK, description = "The sessions.", body = SessionList)),
)]
#[get("/organization/sessions")]
pub(crate) async fn list_sessions(authorized: Authorized<ManageStaff>) -> Result<HttpResponse, ApiError> {
    Ok(private(&authorized.allowed.sessions().await?.to_contract()))
}

/// Sign somebody out.
///
/// Ends one session of the own organization at once; one that is over already is no error.
#[utoipa::path(
    tag = "organization",
    params(("id" = uuid::Uuid, Path, description = "The session's opaque id.")),
    request_body = Remark,
    responses((status = NO_CONTENT, description = "Ended.")),
)]
#[post("/organization/sessions/{id}/end")]
pub(crate) async fn end_session(
    authorized: Authorized<ManageStaff>,
    id: web::Path<SessionId>,
    body: Strict<Remark>,
) -> Result<HttpResponse, ApiError> {
    authorized
        .allowed
        .end_session(id.into_inner(), body.0.reason.as_deref())
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
