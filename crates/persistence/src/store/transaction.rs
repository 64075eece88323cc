//! An open transaction. Queries are its methods, one file per subject, so that none runs outside one.

use crate::store::conn::Conn;
use crate::vault::Vault;

/// An open transaction on the data of one insurer: every query of it asks for that insurer's rows only.
pub struct Tx<'c> {
    pub(crate) conn: &'c mut Conn,
    pub(crate) insurer_text: String,
    pub(crate) vault: &'c Vault,
}
