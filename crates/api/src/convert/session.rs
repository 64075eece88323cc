//! The session, as its user sees it.

use contract::session::Session;
use service::SessionView;

use super::{ToContract, coded, in_japan};

/// Seconds without any use after which a session is over. The screen locks itself then and no longer renews its token,
/// which outlives the last renewal by ten minutes at most.
const IDLE_SECONDS: u32 = 15 * 60;

impl ToContract for SessionView {
    type Shape = Session;

    fn to_contract(self) -> Session {
        let Self {
            account_name,
            role,
            organization_name,
            office_number,
            insurer_name,
            device_label,
            last_sign_in_at,
            locked,
            expires_at,
            certificate_last_day,
            now,
        } = self;
        Session {
            account_name,
            role: coded(role.code(), role.name_ja()),
            organization_name,
            office_number,
            insurer_name,
            device_label,
            last_sign_in_at: last_sign_in_at.map(in_japan),
            locked,
            idle_seconds: IDLE_SECONDS,
            expires_at: in_japan(expires_at),
            now: in_japan(now),
            certificate_last_day: certificate_last_day.to_string(),
        }
    }
}
