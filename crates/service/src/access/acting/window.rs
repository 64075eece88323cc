//! The moment between judging and acting. In what is shipped it is only short; behind the feature `windows`, which tests
//! turn on, somebody else can be let in there.

use domain::audit::Operation;

use crate::access::service::Service;

impl Service {
    /// Stands where a use case has judged and has not acted yet.
    #[cfg(not(feature = "windows"))]
    pub(crate) const fn window(&self, _: Operation) {}

    /// Stands where a use case has judged and has not acted yet, and lets in who waits for it.
    #[cfg(feature = "windows")]
    pub(crate) fn window(&self, operation: Operation) {
        let mut waiting = self.windows().lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let other = waiting.remove(&operation);
        drop(waiting);
        if let Some(other) = other {
            other();
        }
    }

    /// Lets somebody in, once, when this use case has judged and has not acted yet.
    #[cfg(feature = "windows")]
    pub fn come_between(&self, operation: Operation, other: impl FnOnce() + Send + 'static) {
        let mut waiting = self.windows().lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        waiting.insert(operation, Box::new(other));
    }
}
