//! The session, as its user sees it.

use contract::session::{Session, Terms};
use service::SessionView;

use super::{ToContract, coded, in_japan};
use crate::principal::bearer::IDLE;

/// Seconds without any use after which a session is over; the screen locks itself a little before.
const IDLE_SECONDS: u32 = IDLE.num_seconds() as u32;

impl ToContract for SessionView {
    type Shape = Session;

    fn to_contract(self) -> Session {
        let Self {
            account_name,
            role,
            organization_name,
            office_number,
            insurer_name,
            contact,
            permit_word,
            device_label,
            last_sign_in_at,
            locked,
            expires_at,
            certificate_last_day,
            setup_required,
            city,
            terms,
            confirmed_until,
            now,
        } = self;
        Session {
            account_name,
            role: coded(role.code(), role.name_ja()),
            organization_name,
            office_number,
            insurer_name,
            contact,
            permit_word: coded(permit_word.code(), permit_word.name_ja()),
            device_label,
            last_sign_in_at: last_sign_in_at.map(in_japan),
            locked,
            idle_seconds: IDLE_SECONDS,
            expires_at: in_japan(expires_at),
            now: in_japan(now),
            certificate_last_day: certificate_last_day.to_string(),
            setup_required,
            city,
            terms: terms.map(|service::Terms { version, text }| Terms { version, text }),
            confirmed_until: confirmed_until.map(in_japan),
        }
    }
}
