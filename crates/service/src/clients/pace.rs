//! The city's own pace, counted once for each delivery of progress and each day, and remembered by the node.

use std::sync::Arc;

use domain::calendar::period::Period;
use domain::certification::{PACE_DAYS, Pace};

use crate::access::allowed::{Allowed, ReadClients, ReadOrganizations};
use crate::clients::policy::Rules;
use crate::error::ServiceError;

/// The feed that brings the steps of applications.
const FEED: &str = "milestone";

impl<R> Allowed<R> {
    /// How long the city takes, from the decisions of its last months. Days alone, of nobody in particular.
    pub(crate) async fn city_pace(&self) -> Result<Arc<Pace>, ServiceError> {
        let today = self.service.today();
        let deliveries = &self.viewer.settings.deliveries;
        let received_at = deliveries.iter().find(|(feed, ..)| feed == FEED).map(|(.., at)| *at);
        let from = (today, received_at);
        if let Some(pace) = self.service.known_pace().recall(from) {
            return Ok(pace);
        }
        let since = today.add_days(-PACE_DAYS);
        let tenant = self.service.tenant();
        let courses = tenant.read_one(move |tx| tx.decided_courses(since, today)).await?;
        let pace = Arc::new(Pace::of(&courses));
        self.service.known_pace().remember(from, &pace);
        Ok(pace)
    }
}

/// The city's pace as the insurer sees it.
#[derive(Clone, Debug)]
pub struct CountedPace {
    /// The days whose decisions are counted.
    pub days: Period,
    /// What is counted.
    pub pace: Arc<Pace>,
}

impl Allowed<ReadOrganizations> {
    /// How long the city takes. Days alone, so nothing is noted.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn pace(&self) -> Result<CountedPace, ServiceError> {
        let today = self.service.today();
        let days = Period {
            first: today.add_days(-PACE_DAYS),
            last: Some(today),
        };
        let pace = self.city_pace().await?;
        Ok(CountedPace { days, pace })
    }
}

impl Allowed<ReadClients> {
    /// The insurer's rules together with its pace.
    pub(crate) async fn paced_rules(&self) -> Result<Rules, ServiceError> {
        let pace = self.city_pace().await?;
        Ok(Rules { pace, ..self.rules()? })
    }
}
