//! Who may have devices: an organization that is permitted, and the insurer itself.

use domain::id::OrganizationId;
use domain::organization::OrganizationStatus;
use persistence::{StoreError, Tx};

/// Whose devices these are, by name; nobody's if the organization is stopped.
pub(crate) fn owner_name(tx: &mut Tx<'_>, organization: Option<OrganizationId>) -> Result<Option<String>, StoreError> {
    match organization {
        None => tx.insurer_name(),
        Some(id) => {
            let organization = tx.organization(id)?;
            Ok((organization.status == OrganizationStatus::Permitted).then_some(organization.name))
        }
    }
}
