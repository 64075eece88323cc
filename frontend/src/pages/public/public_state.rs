//! What the pages without sign-in share while they are open: the insurer, the application being filled in, the one that
//! was looked up, the certificate that was made. All of it in memory only.

use crate::pages::public::apply::draft::Draft;
use crate::route::Route;
use contract::enrolment::redemption::{EnrolledDevice, EnrolmentInfo};
use contract::enrolment::usage_application::UsageApplicationStatus;
use std::rc::Rc;
use yew::UseStateHandle;
use yew_router::prelude::Navigator;

/// What the pages without sign-in share.
#[derive(Clone)]
pub struct PublicState {
    /// The insurer, its terms, and where the system itself is.
    pub info: Rc<EnrolmentInfo>,
    /// The application being filled in.
    pub draft: UseStateHandle<Draft>,
    /// The application that was looked up, and the secret it was found with.
    pub found: UseStateHandle<Option<Rc<(UsageApplicationStatus, String)>>>,
    /// The certificate that was made.
    pub certificate: UseStateHandle<Option<Rc<EnrolledDevice>>>,
    /// The way to other pages.
    pub navigator: Option<Navigator>,
}

impl PublicState {
    /// Go to another page.
    pub fn go_to(&self, route: Route) {
        if let Some(navigator) = &self.navigator {
            navigator.push(&route);
        }
    }

    /// Keep a changed application and go to what is to be filled in next.
    pub fn keep(&self, draft: Draft) {
        let step = draft.next(&self.info.terms.version);
        self.draft.set(draft);
        self.go_to(Route::ApplyStep { step });
    }
}
