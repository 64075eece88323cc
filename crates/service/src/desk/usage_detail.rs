//! One usage application as the insurer judges it: beside the office master, with what else there is of the same office,
//! what happened to it, and what the reader may do now.

use domain::account::Permission;
use domain::audit::{Item, Operation, Outcome};
use domain::calendar::day::Day;
use domain::enrolment::usage_application::{FormFault, FormField, FormRule, Standing, UsageApplicationState};
use domain::id::{AccountId, OrganizationId, UsageApplicationId};
use domain::organization::ServiceCode;
use domain::person::fold_number;
use domain::record::{OfficeRecord, OrganizationRecord, UsageApplicationEvent, UsageApplicationRecord};
use persistence::{StoreError, Tx};

use crate::access::allowed::{Allowed, ReadOrganizations};
use crate::access::change::Act;
use crate::access::seen::Shown;
use crate::access::viewer::Viewer;
use crate::desk::usage_application::barred_from;
use crate::enrolment::usage_application::UsageApplicationView;
use crate::enrolment::usage_application::rules::{not_acceptable, warnings};
use crate::error::ServiceError;

/// A field of the application beside the office master.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// What it is.
    pub field: ComparedWith,
    /// What was applied for; none if the form does not ask for it.
    pub applied: Option<ComparedValue>,
    /// What the master says; none if it says nothing of it.
    pub master: Option<ComparedValue>,
    /// Whether they agree.
    pub matches: bool,
}

/// What is compared with the office master, or stands beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComparedWith {
    /// 事業所番号.
    OfficeNumber,
    /// サービス種類.
    ServiceCode,
    /// Telephone.
    ContactPhone,
    /// 利用組織管理者.
    AdministratorName,
    /// Kana.
    AdministratorKana,
    /// Mail.
    ContactMail,
    /// Devices.
    Devices,
    /// Terms.
    TermsVersion,
    /// The office's name, of the master alone.
    OfficeName,
    /// The office's address, of the master alone.
    Address,
    /// The office's corporation, of the master alone.
    Corporation,
}

/// What stands in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ComparedValue {
    /// A text.
    Text(String),
    /// A kind of service.
    Service(ServiceCode),
    /// Nothing, although the form asks for it.
    LeftEmpty,
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
    /// Print the letters about it.
    PrintNotices,
}

/// One application, whole.
#[derive(Clone, Debug)]
pub struct UsageApplicationDetail {
    /// The application and its office's name.
    pub view: UsageApplicationView,
    /// The tag of its state.
    pub tag: String,
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
    /// The day on which the reader may give the second approval again: until then the reader and whoever gave the first
    /// may not approve together.
    pub barred_until: Option<Day>,
}

impl Allowed<ReadOrganizations> {
    /// One application beside the office master.
    ///
    /// # Errors
    /// Not found if there is none.
    pub async fn usage_application(&self, id: UsageApplicationId) -> Result<UsageApplicationDetail, ServiceError> {
        let (viewer, today, now) = (self.viewer.clone(), self.service.today(), self.service.now());
        let found = self
            .service
            .tenant()
            .read(move |tx| {
                let record = tx.usage_application(id)?;
                let offices = tx.offices_of(record.office_number, today)?;
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
                let barred_until = barred_from(tx, record.standing, viewer.account.id, now)?.map(Day::in_japan);
                if barred_until.is_some() {
                    may.retain(|what| *what != WhatMay::Approve);
                }
                Ok(UsageApplicationDetail {
                    tag: record.tag(tx.vault())?,
                    fields: compared(&record, office.as_ref()),
                    warnings,
                    duplicates: duplicates(tx, &record)?,
                    history: named(tx, events)?,
                    may,
                    own_proposal: is_own(&viewer, &record),
                    barred_until,
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

/// What happened, each with who of the insurer did it.
fn named(
    tx: &mut Tx<'_>,
    events: Vec<UsageApplicationEvent>,
) -> Result<Vec<(UsageApplicationEvent, Option<String>)>, StoreError> {
    let accounts: Vec<AccountId> = events.iter().filter_map(|event| event.account).collect();
    let who = tx.account_names(&accounts)?;
    let with_name = |event: UsageApplicationEvent| {
        let name = event.account.and_then(|id| who.get(&id).cloned());
        (event, name)
    };
    Ok(events.into_iter().map(with_name).collect())
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
        UsageApplicationState::Returned => vec![WhatMay::Refuse, WhatMay::PrintNotices],
        UsageApplicationState::Approved => vec![WhatMay::PrintNotices],
        UsageApplicationState::Refused => vec![WhatMay::PrintNotices],
        UsageApplicationState::Withdrawn => Vec::new(),
    }
}

fn compared(record: &UsageApplicationRecord, office: Option<&OfficeRecord>) -> Vec<Compared> {
    use ComparedWith as With;
    let applicant = &record.applicant;
    let text = |text: &dyn std::fmt::Display| ComparedValue::Text(text.to_string());
    let both = |field, applied, master, matches| Compared {
        field,
        applied: Some(applied),
        master,
        matches,
    };
    let applied = |field, applied| both(field, applied, None, true);
    let master = |field, master: fn(&OfficeRecord) -> &String| Compared {
        field,
        applied: None,
        master: office.map(|office| text(master(office))),
        matches: true,
    };
    let (number, service) = (text(&record.office_number), ComparedValue::Service(record.service_code));
    let known_number = office.map(|office| text(&office.office_number));
    let known_service = office.map(|office| ComparedValue::Service(office.service_code));
    let known_phone = office.map(|office| text(&office.phone));
    let same_phone = phone_differs(record, office).is_none();
    let mail = applicant.mail.as_ref();
    vec![
        both(With::OfficeNumber, number, known_number, office.is_some()),
        both(With::ServiceCode, service, known_service, office.is_some()),
        both(With::ContactPhone, text(&applicant.phone), known_phone, same_phone),
        applied(With::AdministratorName, text(&applicant.name)),
        applied(With::AdministratorKana, text(&applicant.kana)),
        applied(
            With::ContactMail,
            mail.map_or(ComparedValue::LeftEmpty, |mail| text(mail)),
        ),
        applied(With::Devices, text(&record.devices)),
        applied(With::TermsVersion, text(&record.terms_version)),
        master(With::OfficeName, |office| &office.name),
        master(With::Address, |office| &office.address),
        master(With::Corporation, |office| &office.corporation),
    ]
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
    let differs = master != digits(&record.applicant.phone);
    differs.then(|| FormFault::new(FormField::ContactPhone, FormRule::PhoneDiffers))
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
