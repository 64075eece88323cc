//! One usage application as the insurer judges it: beside the office master, with what else there is of the same office,
//! what happened to it, and what the reader may do now.

use domain::account::Permission;
use domain::audit::{Item, Operation, Outcome};
use domain::id::{AccountId, OrganizationId, UsageApplicationId};
use domain::organization::ServiceCode;
use domain::person::fold_number;
use domain::usage_application::{FormFault, FormField, Standing, UsageApplicationState};
use persistence::{OfficeRecord, OrganizationRecord, StoreError, Tx, UsageApplicationEvent, UsageApplicationRecord};

use crate::access::allowed::{Allowed, ReadOrganizations};
use crate::access::change::Act;
use crate::access::viewer::Viewer;
use crate::enrolment::usage_application::UsageApplicationView;
use crate::enrolment::usage_application::rules::{not_acceptable, warnings};
use crate::error::ServiceError;

/// A field of the application beside the office master.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// What it is.
    pub label: &'static str,
    /// What was applied for; none if the form does not ask for it.
    pub applied: Option<String>,
    /// What the master says.
    pub master: Option<String>,
    /// Whether they agree.
    pub matches: bool,
}

/// What else there is of the same office number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Duplicate {
    /// Another application.
    Application(Box<UsageApplicationRecord>),
    /// An organization.
    Organization(OrganizationRecord),
}

/// What the reader may do with an application now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhatMay {
    /// Approve it.
    Approve,
    /// Give it back.
    Return,
    /// Refuse it.
    Refuse,
    /// Print the letters that follow an approval.
    PrintNotices,
}

/// One application, whole.
#[derive(Clone, Debug)]
pub struct UsageApplicationDetail {
    /// The application and its office's name.
    pub view: UsageApplicationView,
    /// Field by field.
    pub fields: Vec<Compared>,
    /// What to look at.
    pub warnings: Vec<FormFault>,
    /// What else there is of the same office.
    pub duplicates: Vec<Duplicate>,
    /// What happened, and who of the insurer did it.
    pub history: Vec<(UsageApplicationEvent, Option<String>)>,
    /// What the reader may do now.
    pub may: Vec<WhatMay>,
    /// Whether the reader gave the first approval and so may not give the second.
    pub own_proposal: bool,
}

impl Allowed<ReadOrganizations> {
    /// One application beside the office master.
    ///
    /// # Errors
    /// Not found if there is none.
    pub async fn usage_application(&self, id: UsageApplicationId) -> Result<UsageApplicationDetail, ServiceError> {
        let (viewer, today) = (self.viewer.clone(), self.service.today());
        let found = self
            .service
            .store()
            .read(move |tx| {
                let record = tx.usage_application(id)?;
                let offices = tx.offices_of(record.office_number)?;
                let office = offices
                    .into_iter()
                    .find(|known| known.service_code == record.service_code);
                let mut warnings = warnings(&record);
                if record.standing.is_open() {
                    warnings.extend(not_acceptable(tx, &record, today)?);
                }
                warnings.extend(phone_differs(&record, office.as_ref()));
                let events = tx.usage_application_events(id)?;
                let mut may = what_may(&viewer, &record);
                if let Some(organization) = record.organization
                    && tx.usage_application_for(organization)?.id != id
                {
                    // The office was closed and permitted anew by a later application, which has the letters.
                    may.clear();
                }
                let accounts: Vec<AccountId> = events.iter().filter_map(|event| event.account).collect();
                let who = tx.account_names(&accounts)?;
                let history = events
                    .into_iter()
                    .map(|event| {
                        let name = event.account.and_then(|id| who.get(&id).cloned());
                        (event, name)
                    })
                    .collect();
                Ok(UsageApplicationDetail {
                    fields: compared(&record, office.as_ref()),
                    warnings,
                    duplicates: duplicates(tx, &record)?,
                    history,
                    may,
                    own_proposal: is_own(&viewer, &record),
                    view: UsageApplicationView {
                        record,
                        office_name: office.map(|office| office.name),
                    },
                })
            })
            .await;
        let act = Act::new(Operation::ReadApplication, Item::UsageApplication(id));
        match found {
            Err(StoreError::NotFound) => {
                self.note(act, Outcome::Refused).await?;
                Err(ServiceError::NotFound)
            }
            other => {
                let detail = other?;
                self.note(act, Outcome::Done).await?;
                Ok(detail)
            }
        }
    }
}

fn is_own(viewer: &Viewer, record: &UsageApplicationRecord) -> bool {
    matches!(record.standing, Standing::Proposed { by, .. } if by == viewer.account.id)
}

fn what_may(viewer: &Viewer, record: &UsageApplicationRecord) -> Vec<WhatMay> {
    if !viewer.may(Permission::ManageOrganizations) {
        return Vec::new();
    }
    match record.standing.state() {
        UsageApplicationState::Received | UsageApplicationState::Proposed => {
            let mut may = vec![WhatMay::Approve, WhatMay::Return, WhatMay::Refuse];
            may.retain(|what| *what != WhatMay::Approve || !is_own(viewer, record));
            may
        }
        UsageApplicationState::Returned => vec![WhatMay::Refuse],
        UsageApplicationState::Approved => vec![WhatMay::PrintNotices],
        UsageApplicationState::Refused | UsageApplicationState::Withdrawn => Vec::new(),
    }
}

fn compared(record: &UsageApplicationRecord, office: Option<&OfficeRecord>) -> Vec<Compared> {
    let service = |code: ServiceCode| format!("{} {}", code, code.name_ja());
    let field = |label, applied: String, master: Option<String>, matches| Compared {
        label,
        applied: Some(applied),
        master,
        matches,
    };
    let plain = |label, applied: String| field(label, applied, None, true);
    let mut fields = vec![
        field(
            "事業所番号",
            record.office_number.to_string(),
            office.map(|office| office.office_number.to_string()),
            office.is_some(),
        ),
        field(
            "サービス種類",
            service(record.service_code),
            office.map(|office| service(office.service_code)),
            office.is_some(),
        ),
        field(
            "電話番号",
            record.applicant.phone.clone(),
            office.map(|office| office.phone.clone()),
            phone_differs(record, office).is_none(),
        ),
    ];
    fields.push(plain("利用組織管理者", record.applicant.name.to_string()));
    fields.push(plain("フリガナ", record.applicant.kana.to_string()));
    fields.push(plain(
        "メールアドレス",
        record.applicant.mail.clone().unwrap_or_else(|| "記入なし".to_owned()),
    ));
    fields.push(plain("利用端末の台数", record.devices.to_string()));
    fields.push(plain("同意した利用規約の版", record.terms_version.clone()));
    for (label, of) in [
        (
            "事業所名",
            (|office: &OfficeRecord| office.name.clone()) as fn(&OfficeRecord) -> String,
        ),
        ("所在地", |office| office.address.clone()),
        ("法人名", |office| office.corporation.clone()),
    ] {
        fields.push(Compared {
            label,
            applied: None,
            master: office.map(of),
            matches: true,
        });
    }
    fields
}

fn phone_differs(record: &UsageApplicationRecord, office: Option<&OfficeRecord>) -> Option<FormFault> {
    let digits = |phone: &str| {
        fold_number(phone)
            .chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let master = office
        .map(|office| digits(&office.phone))
        .filter(|phone| !phone.is_empty())?;
    (master != digits(&record.applicant.phone)).then_some(FormFault {
        field: FormField::ContactPhone,
        rule: "contact.phone-differs",
        ja: "電話番号が国の公開データと違います。本人からの申請か、公開データの番号に電話して確認してください。",
    })
}

fn duplicates(tx: &mut Tx<'_>, record: &UsageApplicationRecord) -> Result<Vec<Duplicate>, StoreError> {
    let own: Option<OrganizationId> = record.organization;
    let applications = tx
        .usage_applications_of(record.office_number)?
        .into_iter()
        .filter(|other| other.id != record.id)
        .map(|other| Duplicate::Application(Box::new(other)));
    let mut all: Vec<_> = applications.collect();
    let organizations = tx
        .organizations()?
        .into_iter()
        .filter(|other| other.office_number == record.office_number && Some(other.id) != own);
    all.extend(organizations.map(Duplicate::Organization));
    Ok(all)
}
