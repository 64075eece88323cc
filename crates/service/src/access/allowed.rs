//! The way to the use cases: a right, checked, in the hand of a viewer. A handler names the right in its signature;
//! without one it has nothing to call.

use std::marker::PhantomData;
use std::sync::Arc;

use domain::account::{AccountStatus, Permission};
use domain::audit::{Actor, Item, Operation, Outcome};
use domain::calendar::day::Day;
use persistence::Entry;
use serde::de::DeserializeOwned;

use crate::access::acting::Acting;
use crate::access::present::Presented;
use crate::access::seen::Seen;
use crate::access::service::Service;
use crate::access::viewer::Viewer;
use crate::error::ServiceError;

/// A right as a type.
pub trait Right {
    /// The permission that stands for it.
    const PERMISSION: Permission;
}

macro_rules! rights {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        $($(#[$doc])*
        pub struct $name;

        impl Right for $name {
            const PERMISSION: Permission = Permission::$name;
        })*
    };
}

rights! {
    /// See one's own clients.
    ReadClients;
    /// Open documents of one's own clients.
    ReadDocuments;
    /// Invite, suspend and release the staff of one's own organization.
    ManageStaff;
    /// Ask for install keys and revoke devices of one's own organization.
    ManageDevices;
    /// See who looked at an office's own clients.
    ReadClientAccess;
    /// See organizations, their staff and devices.
    ReadOrganizations;
    /// Permit, suspend and close organizations; revoke their devices.
    ManageOrganizations;
    /// Take in usage applications that come on paper or by mail.
    EnterUsageApplications;
    /// Accounts and devices of the insurer itself.
    ManageCityAccounts;
    /// Read every version of the texts that people agree to.
    ReadTexts;
    /// Publish the texts that people agree to.
    ManageTexts;
    /// Print the form of consent in force.
    PrintConsentForm;
}

/// A viewer who has the right `R`, and the use cases that take it.
pub struct Allowed<R> {
    pub(crate) service: Service,
    pub(crate) viewer: Arc<Viewer>,
    pub(crate) actor: Actor,
    pub(crate) request: String,
    pub(crate) seen: Seen,
    permission: Permission,
    right: PhantomData<R>,
}

impl Service {
    /// Checks that the session is alive and that its role has the right.
    ///
    /// # Errors
    /// No session, locked, device refused, first log-in not finished, or the role does not have the right (which the
    /// ledger notes).
    pub async fn allow<R: Right>(&self, presented: &Presented) -> Result<Allowed<R>, ServiceError> {
        let viewer = self.live(presented).await?;
        if !viewer.may(R::PERMISSION) || !may_act(&viewer, R::PERMISSION) {
            let entry = Entry::act(
                viewer.actor(),
                Operation::ExceedPermission,
                Item::Permission(R::PERMISSION),
                Outcome::Refused,
                &presented.request,
            );
            self.ledger().record(vec![entry]).await?;
            return Err(match viewer.account.status {
                AccountStatus::Provisional => ServiceError::SetUpRequired,
                AccountStatus::Active | AccountStatus::Suspended | AccountStatus::Left => ServiceError::RoleRefused,
            });
        }
        Ok(Allowed {
            service: self.clone(),
            actor: viewer.actor(),
            viewer,
            request: presented.request.clone(),
            seen: Seen::Unsaid,
            permission: R::PERMISSION,
            right: PhantomData,
        })
    }
}

impl<R> Allowed<R> {
    /// The day it is in Japan.
    pub fn today(&self) -> Day {
        self.service.today()
    }

    /// With what the request says it has seen of the thing that it changes.
    #[must_use]
    pub fn having_seen(mut self, seen: Seen) -> Self {
        self.seen = seen;
        self
    }

    /// What was seen, where a change must not be made without having seen anything.
    pub(crate) fn need_seen(&self) -> Result<Seen, ServiceError> {
        match &self.seen {
            Seen::Unsaid => Err(ServiceError::NotSeen),
            seen => Ok(seen.clone()),
        }
    }

    /// The name of a list of theirs: a cursor goes on in it alone. `asked` is what makes it another one.
    pub(crate) fn list_of(&self, what: &str, asked: &str) -> String {
        format!("{} {what} {asked}", self.viewer.account.id)
    }

    /// The place in a list at which a cursor goes on; the beginning without one.
    ///
    /// # Errors
    /// [`ServiceError::BadCursor`] if it was not given out for this list.
    pub(crate) fn place_in<P: DeserializeOwned>(
        &self,
        list: &str,
        cursor: Option<&str>,
    ) -> Result<Option<P>, ServiceError> {
        let vault = self.service.tenant().vault();
        let place = |cursor| vault.place(list, cursor).ok_or(ServiceError::BadCursor);
        cursor.map(place).transpose()
    }

    /// Who acts, to be judged again where it is acted.
    pub(crate) fn acting(&self) -> Acting {
        Acting::new(Arc::clone(&self.viewer), Some(self.permission), self.service.now())
    }

    /// For what needs the password again: whether it was given within the last five minutes.
    ///
    /// # Errors
    /// [`ServiceError::StepUpRequired`].
    pub fn confirmed(&self) -> Result<(), ServiceError> {
        if self.service.now() < self.viewer.confirmed_until() {
            Ok(())
        } else {
            Err(ServiceError::StepUpRequired)
        }
    }
}

/// Whether the account's state lets it use a right at all. Looks at clients are judged by the five conditions, which
/// tell the reason; everything else is for accounts in use only.
fn may_act(viewer: &Viewer, permission: Permission) -> bool {
    match viewer.account.status {
        AccountStatus::Active => true,
        AccountStatus::Provisional => false,
        AccountStatus::Suspended | AccountStatus::Left => {
            matches!(permission, Permission::ReadClients | Permission::ReadDocuments)
        }
    }
}
