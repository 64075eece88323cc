//! Threads on which waiting for the database happens, apart from those that answer requests.

use tokio::runtime::{self, Runtime};

use crate::store::error::StoreError;

/// Threads that wait for the database, one for each connection: if there were more of them, as in the pool that tokio has by
/// itself, they would wake only to wait for each other.
pub(crate) struct BlockingPool(Option<Runtime>);

impl BlockingPool {
    pub(crate) fn threads(connections: u32) -> Result<Self, StoreError> {
        let threads = usize::try_from(connections).unwrap_or(usize::MAX);
        let runtime = runtime::Builder::new_current_thread()
            .max_blocking_threads(threads)
            .thread_name("database")
            .build()
            .map_err(|error| StoreError::Unreachable(error.to_string()))?;
        Ok(Self(Some(runtime)))
    }

    pub(crate) async fn run<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce() -> Result<T, StoreError> + Send + 'static,
    {
        let Some(runtime) = &self.0 else {
            return Err(StoreError::Unreachable("the store is closed".to_owned()));
        };
        runtime
            .spawn_blocking(work)
            .await
            .map_err(|panicked| StoreError::Unreachable(panicked.to_string()))?
    }
}

impl Drop for BlockingPool {
    fn drop(&mut self) {
        // Whoever drops the last store may be part of another runtime and must not wait here.
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}
