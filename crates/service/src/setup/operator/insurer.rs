//! The insurer itself from the machine: set up once, and what it has settled for itself.

use domain::audit::{Item, Operation};
use domain::calendar::day::Day;
use domain::insurer::InsurerRules;
use domain::text::free_text::FreeText;

use super::Operator;
use crate::access::change::Act;
use crate::clients::policy;
use crate::error::ServiceError;
use crate::rule::Field;
use crate::setup::not_settled::NotSettled;

impl Operator {
    /// Sets up the insurer with the usual office kinds and the usual disclosure policy, both from `from` on.
    /// Doing it again changes nothing.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] if the name cannot be one; if the database cannot be written.
    pub fn set_up_insurer(&self, name: &str, from: Day) -> Result<(), ServiceError> {
        let now = self.now();
        let name = FreeText::line(name).map_err(|rule| ServiceError::invalid(Field::Name, rule))?;
        let (kinds, policy) = (policy::usual_kinds(from), policy::usual_policy(from));
        let act = Act::new(Operation::SetUpInsurer, Item::Insurer(self.tenant().insurer()));
        self.change_here(act, |tx| {
            if tx.insurer_name()?.is_some() {
                return Ok(Ok(()));
            }
            tx.create_insurer(name.as_str(), &kinds, &policy, now).map(Ok)
        })
    }

    /// What the insurer has settled for itself.
    ///
    /// # Errors
    /// Not found if the insurer has not been set up.
    pub fn insurer_rules(&self) -> Result<InsurerRules, ServiceError> {
        Ok(self.tenant().read_here(|tx| tx.insurer_rules())?)
    }

    /// Settles something else for the insurer; it holds from the next request on, on every node.
    ///
    /// # Errors
    /// [`NotSettled::Invalid`] with everything that is wrong; not found if the insurer has not been set up;
    /// [`ServiceError::Unavailable`] if somebody else changed them at the same moment.
    pub fn change_insurer_rules(&self, change: impl FnOnce(InsurerRules) -> InsurerRules) -> Result<(), NotSettled> {
        let before = self.insurer_rules()?;
        let rules = change(before.clone());
        let faults = rules.faults();
        if !faults.is_empty() {
            return Err(NotSettled::Invalid(faults));
        }
        let act = Act::new(Operation::ChangeInsurerRules, Item::Insurer(self.tenant().insurer()));
        self.service.window(Operation::ChangeInsurerRules);
        self.change_here(act, |tx| {
            // What was judged is what is kept: nobody else's change is lost or joined with it.
            if tx.insurer_rules()? != before {
                let meanwhile = "somebody else changed what the insurer has settled; try again";
                return Ok(Err(ServiceError::Unavailable(meanwhile.to_owned())));
            }
            tx.keep_insurer_rules(&rules).map(Ok)
        })?;
        Ok(())
    }
}
