//! How much one session, and one device, may ask for in a minute, and how often for something that is not there: whoever walks
//! through ids is slowed down and noted. By `governor`'s cell rate algorithm, on the program's clock; each node counts for
//! itself. Strangers are counted by `throttle`.

pub(crate) mod rates;

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderMap, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, FromRequest, HttpRequest, HttpResponse, ResponseError, web};
use chrono::{DateTime, Utc};
use governor::clock::Clock as _;
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use service::{Presented, Service};

use crate::http::headers::{RATE_LIMIT, RATE_LIMIT_POLICY};
use crate::http::reading::rates::Reading;
use crate::http::throttle::Rate;
use crate::principal::insurer::asked;
use crate::principal::session::{Caller, Device};
use crate::problem::{ApiError, TOO_MANY_REQUESTS};

/// More callers than this are not told apart for longer than it takes to look which of them are idle.
const CALLERS: usize = 20_000;

/// The program's clock, as durations since 1970.
#[derive(Clone)]
struct ProgramsClock(Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>);

impl governor::clock::Clock for ProgramsClock {
    type Instant = Duration;

    fn now(&self) -> Duration {
        let nanos = (self.0)().timestamp_nanos_opt().unwrap_or_default();
        Duration::from_nanos(nanos.try_into().unwrap_or_default())
    }
}

/// Whose requests are counted together.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Whose {
    Session([u8; 16]),
    Device([u8; 32]),
}

/// What there is left, and after which time all of it is back.
#[derive(Clone, Copy)]
struct Left {
    requests: u32,
    full_after: Duration,
}

/// The buckets of one rate.
struct Buckets {
    name: &'static str,
    rate: Rate,
    limiter: RateLimiter<Whose, HashMapStateStore<Whose>, ProgramsClock, StateInformationMiddleware>,
}

impl Buckets {
    fn new(name: &'static str, rate: Rate, clock: &ProgramsClock) -> Self {
        let burst = NonZeroU32::new(rate.burst).unwrap_or(NonZeroU32::MIN);
        let every = rate.every.max(Duration::from_nanos(1));
        let quota = Quota::with_period(every)
            .unwrap_or(Quota::per_minute(burst))
            .allow_burst(burst);
        Self {
            name,
            rate,
            limiter: RateLimiter::new(quota, HashMapStateStore::default(), clock.clone()),
        }
    }

    /// Takes one of this caller's; how long to wait if there is none.
    fn take(&self, whose: Whose) -> Result<Left, Duration> {
        if self.limiter.len() >= CALLERS {
            self.limiter.retain_recent();
        }
        match self.limiter.check_key(&whose) {
            Ok(state) => {
                let requests = state.remaining_burst_capacity();
                let missing = self.rate.burst.saturating_sub(requests);
                let full_after = self.rate.every.saturating_mul(missing);
                Ok(Left { requests, full_after })
            }
            Err(until) => {
                let wait = until.wait_time_from(self.limiter.clock().now());
                // Longer than a whole burst nobody waits: the clock was set back.
                if wait > self.rate.every.saturating_mul(self.rate.burst) {
                    return Ok(Left {
                        requests: 0,
                        full_after: Duration::ZERO,
                    });
                }
                Err(wait)
            }
        }
    }

    /// `"session";q=600;w=60`: so many in so many seconds.
    fn policy(&self) -> String {
        let window = self.rate.every.saturating_mul(self.rate.burst).as_secs().max(1);
        format!("\"{}\";q={};w={window}", self.name, self.rate.burst)
    }
}

/// All buckets of a listener.
pub(crate) struct ReadingLimits {
    session: Buckets,
    device: Buckets,
    misses: Buckets,
    /// Who was noted in the last minute.
    noted: Buckets,
}

impl ReadingLimits {
    pub(crate) fn new(reading: Reading, service: &Service) -> Self {
        let service = service.clone();
        let clock = &ProgramsClock(Arc::new(move || service.now()));
        let Reading {
            session,
            device,
            misses,
        } = reading;
        let once_a_minute = Rate {
            burst: 1,
            every: Duration::from_secs(60),
        };
        Self {
            session: Buckets::new("session", session, clock),
            device: Buckets::new("device", device, clock),
            misses: Buckets::new("misses", misses, clock),
            noted: Buckets::new("noted", once_a_minute, clock),
        }
    }
}

/// Who asks, as far as it is known before the request is judged.
struct Asking {
    device: Whose,
    session: Option<Whose>,
    presented: Option<Presented>,
}

impl Asking {
    async fn of(request: &HttpRequest) -> Option<Self> {
        let device = Device::extract(request).await.ok()?;
        let presented = Caller::extract(request).await.ok().map(|caller| caller.presented);
        Some(Self {
            device: Whose::Device(*device.certificate.as_bytes()),
            session: presented
                .as_ref()
                .map(|known| Whose::Session(known.session.as_uuid().into_bytes())),
            presented,
        })
    }

    /// By whom misses are counted.
    fn whose(&self) -> Whose {
        self.session.unwrap_or(self.device)
    }
}

impl ReadingLimits {
    /// Takes one of the device's and one of the session's, which the answer tells.
    fn take(&self, asking: &Asking) -> Result<(&Buckets, Left), (&Buckets, Duration)> {
        let left = self.device.take(asking.device).map_err(|wait| (&self.device, wait))?;
        match asking.session {
            None => Ok((&self.device, left)),
            Some(session) => match self.session.take(session) {
                Ok(left) => Ok((&self.session, left)),
                Err(wait) => Err((&self.session, wait)),
            },
        }
    }
}

/// The middleware: for requests to the API.
pub(crate) async fn limited(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let limits = request.app_data::<web::Data<ReadingLimits>>().cloned();
    let is_api = request.path().starts_with("/api/v1/");
    let asking = if is_api {
        Asking::of(request.request()).await
    } else {
        None
    };
    let (Some(limits), Some(asking)) = (limits, asking) else {
        return Ok(next.call(request).await?.map_into_boxed_body());
    };
    let (buckets, left) = match limits.take(&asking) {
        Err((buckets, wait)) => return Ok(request.into_response(too_many(wait, buckets))),
        Ok(taken) => taken,
    };
    let mut answer = next.call(request).await?.map_into_boxed_body();
    tell(answer.headers_mut(), buckets, left);
    if answer.status() != StatusCode::NOT_FOUND {
        return Ok(answer);
    }
    match limits.misses.take(asking.whose()) {
        Ok(_) => Ok(answer),
        Err(wait) => {
            note(&limits, &asking, answer.request()).await;
            let (request, _) = answer.into_parts();
            Ok(ServiceResponse::new(request, too_many(wait, &limits.misses)))
        }
    }
}

fn too_many(wait: Duration, buckets: &Buckets) -> HttpResponse {
    let seconds = u32::try_from(wait.as_secs()).unwrap_or(u32::MAX).saturating_add(1);
    let mut answer = ApiError::of(&TOO_MANY_REQUESTS).retry_after(seconds).error_response();
    let left = Left {
        requests: 0,
        full_after: wait,
    };
    tell(answer.headers_mut(), buckets, left);
    answer
}

/// Says what there is left (draft-ietf-httpapi-ratelimit-headers).
fn tell(headers: &mut HeaderMap, buckets: &Buckets, left: Left) {
    let rest = format!(
        "\"{}\";r={};t={}",
        buckets.name,
        left.requests,
        left.full_after.as_secs()
    );
    for (name, text) in [(RATE_LIMIT_POLICY, buckets.policy()), (RATE_LIMIT, rest)] {
        if let Ok(value) = HeaderValue::from_str(&text) {
            headers.insert(name, value);
        }
    }
}

/// Notes in the ledger, once a minute, who asks again and again for what is not there.
async fn note(limits: &ReadingLimits, asking: &Asking, request: &HttpRequest) {
    let Some(presented) = &asking.presented else { return };
    if limits.noted.take(asking.whose()).is_err() {
        return;
    }
    if let Ok(service) = asked(request)
        && let Err(error) = service.note_probing(presented).await
    {
        log::error!(target: "api::request", "that somebody walks through ids could not be noted: {error}");
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn a_clock_set_back_keeps_nobody_waiting() {
        let now = Arc::new(Mutex::new(DateTime::from_timestamp(1_800_000_000, 0).unwrap()));
        let told = now.clone();
        let rate = Rate {
            burst: 3,
            every: Duration::from_secs(10),
        };
        let buckets = Buckets::new("session", rate, &ProgramsClock(Arc::new(move || *told.lock().unwrap())));
        let whose = Whose::Session([1; 16]);
        *now.lock().unwrap() += TimeDelta::hours(1);
        for _ in 0..3 {
            assert!(buckets.take(whose).is_ok());
        }
        assert_eq!(buckets.take(whose).err(), Some(Duration::from_secs(10)));
        *now.lock().unwrap() -= TimeDelta::minutes(30);
        assert!(buckets.take(whose).is_ok());
    }
}
