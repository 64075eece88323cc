//! The tags of states of things: by them somebody who changes a thing says which state was seen.

use serde::Serialize;

use crate::store::error::StoreError;
use crate::store::transaction::Tx;
use crate::vault::Vault;

/// Bytes of a tag: enough that no two states share one by chance.
const BYTES: usize = 16;

impl Vault {
    /// The tag of a state of a thing of this kind. It is keyed, so that it tells nothing of the state to whoever holds it.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn tag(&self, kind: &str, state: &impl Serialize) -> Result<String, StoreError> {
        let failed = StoreError::Unsealable { key_id: 0 };
        let state = serde_json::to_vec(state).map_err(|_| failed)?;
        let mut hash = self.hash(&format!("tag of {kind}"), &state)?;
        hash.truncate(BYTES);
        Ok(base16ct::lower::encode_string(&hash))
    }
}

impl Tx<'_> {
    /// The keys of the insurer.
    pub fn vault(&self) -> &Vault {
        self.vault
    }
}

#[cfg(test)]
mod tests {
    use crate::vault::tests::vault_of;

    #[test]
    fn a_tag_is_one_of_its_kind_state_and_insurer() {
        let vault = vault_of("431007", &[1]);
        let tag = vault.tag("device", &("受付", 1)).unwrap();
        assert_eq!(vault.tag("device", &("受付", 1)).unwrap(), tag);
        assert_eq!(tag.len(), 32);
        for other in [
            vault.tag("account", &("受付", 1)).unwrap(),
            vault.tag("device", &("受付", 2)).unwrap(),
            vault_of("439992", &[1]).tag("device", &("受付", 1)).unwrap(),
        ] {
            assert_ne!(other, tag);
        }
    }
}
