//! Which entry of the menu a screen of administration belongs to.

use super::screen::Route;
use super::whose::Whose;

/// The parts of administration, as the menu has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// One's own organization.
    Office,
    /// Usage applications.
    Applications,
    /// Organizations.
    Organizations,
    /// The texts that people agree to.
    Texts,
    /// The insurer's own people and devices.
    City,
    /// A screen of no such part.
    Elsewhere,
}

impl Section {
    /// The part of a screen.
    pub fn of(route: Route) -> Self {
        match route {
            Route::Office | Route::Sessions | Route::EndSession { .. } | Route::AccessRecord | Route::Bulk => {
                Self::Office
            }
            Route::UsageApplications
            | Route::UsageApplicationsIn { .. }
            | Route::UsageApplication { .. }
            | Route::DecideUsageApplication { .. }
            | Route::MakeLetter { .. }
            | Route::EnterUsageApplication => Self::Applications,
            Route::Organizations | Route::Organization { .. } | Route::ChangeOrganization { .. } => Self::Organizations,
            Route::Texts | Route::TextInForce { .. } | Route::TextVersion { .. } | Route::NewText { .. } => Self::Texts,
            _ => match route.whose() {
                Some(Whose::Office) => Self::Office,
                Some(Whose::City) => Self::City,
                Some(Whose::Of(_)) => Self::Organizations,
                None => Self::Elsewhere,
            },
        }
    }
}
