//! How often strangers may knock at the enrolment listener: a token bucket for each address and one for all together, for
//! each cost of a request. Who is known by a device certificate is not throttled here. Each node counts for itself; guesses at a
//! secret are counted beside it in the database.

pub(crate) mod costs;

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{Error, ResponseError, web};
use chrono::{DateTime, TimeDelta, Utc};
use service::Insurers;

use crate::http::throttle::costs::Cost;
use crate::problem::{ApiError, TOO_MANY_REQUESTS};

/// So many at once, and one more after each `every`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Requests at once.
    pub burst: u32,
    /// The time after which one more is allowed.
    pub every: Duration,
}

/// The rates of the enrolment listener.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Throttling {
    /// Pages, and looking up offices: for each address.
    pub look: Rate,
    /// Applying: for each address.
    pub apply: Rate,
    /// Whatever takes a secret (install key, reference, file): for each address.
    pub secret: Rate,
    /// Applying, from everywhere together.
    pub apply_all: Rate,
    /// Whatever takes a secret, from everywhere together.
    pub secret_all: Rate,
}

impl Default for Throttling {
    /// An office that enrols ten devices in a row is not held up; a guesser has some ten thousand tries a day from one
    /// address, of 2^120 secrets each of which is locked after five.
    fn default() -> Self {
        let rate = |burst, seconds| Rate {
            burst,
            every: Duration::from_secs_f64(seconds),
        };
        Self {
            look: rate(200, 0.2),
            apply: rate(10, 60.0),
            secret: rate(30, 6.0),
            apply_all: rate(100, 2.0),
            secret_all: rate(300, 0.1),
        }
    }
}

/// Time as tokens: full when `ready` has passed.
#[derive(Clone, Copy)]
struct Bucket {
    /// The moment at which all tokens are back.
    full_at: DateTime<Utc>,
}

impl Bucket {
    /// At most all tokens are missing: if the clock was set back, nobody waits for the time to come again.
    fn settle(&mut self, rate: Rate, now: DateTime<Utc>) {
        self.full_at = self.full_at.clamp(now, now + rate.every * rate.burst);
    }

    fn take(&mut self, rate: Rate, now: DateTime<Utc>) -> Result<(), Duration> {
        let room = rate.every * rate.burst.saturating_sub(1);
        self.settle(rate, now);
        let waiting = (self.full_at - now).to_std().unwrap_or_default();
        if waiting > room {
            return Err(waiting - room);
        }
        self.full_at += rate.every;
        Ok(())
    }
}

const SWEEP: TimeDelta = TimeDelta::seconds(1);
/// More addresses than this are not told apart any more.
const ADDRESSES: usize = 50_000;

/// The buckets.
pub(crate) struct Throttle {
    rates: Throttling,
    trusted: Vec<IpAddr>,
    buckets: Mutex<Buckets>,
}

#[derive(Default)]
struct Buckets {
    all: HashMap<(Cost, Option<IpAddr>), Bucket>,
    /// When full buckets were dropped last.
    swept: Option<DateTime<Utc>>,
}

impl Buckets {
    /// Makes room, at most once a second: going through all of them for each request would be the flood's own work.
    fn make_room(&mut self, now: DateTime<Utc>) {
        let recently = self.swept.is_some_and(|at| at <= now && now - at < SWEEP);
        if self.all.len() >= ADDRESSES && !recently {
            self.all.retain(|_, bucket| bucket.full_at > now);
            self.swept = Some(now);
        }
    }
}

impl Throttle {
    pub(crate) fn new(rates: Throttling, trusted: Vec<IpAddr>) -> Self {
        Self {
            rates,
            trusted,
            buckets: Mutex::default(),
        }
    }

    /// Takes a token of this address and one of all.
    fn take(&self, cost: Cost, address: IpAddr, now: DateTime<Utc>) -> Result<(), Duration> {
        let (own, all) = match cost {
            Cost::Look => (self.rates.look, None),
            Cost::Apply => (self.rates.apply, Some(self.rates.apply_all)),
            Cost::Secret => (self.rates.secret, Some(self.rates.secret_all)),
        };
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        buckets.make_room(now);
        let buckets = &mut buckets.all;
        let mut key = (cost, Some(block(address)));
        if buckets.len() >= ADDRESSES && !buckets.contains_key(&key) {
            // Whoever has so many addresses shares one bucket with all other newcomers.
            key = (cost, Some(IpAddr::V6(Ipv6Addr::UNSPECIFIED)));
        }
        let fresh = Bucket { full_at: now };
        if let Some(rate) = all {
            // Now, whatever comes of the address: else a clock set back would be noticed twice, and waited for twice.
            buckets.entry((cost, None)).or_insert(fresh).settle(rate, now);
        }
        // The address first: one that is out of tokens must not use up those of all.
        buckets.entry(key).or_insert(fresh).take(own, now)?;
        match all {
            Some(rate) => buckets.entry((cost, None)).or_insert(fresh).take(rate, now),
            None => Ok(()),
        }
    }

    /// Whose request it is: the other end of the connection, or whom a trusted proxy names.
    fn address(&self, request: &ServiceRequest) -> IpAddr {
        let peer = request
            .peer_addr()
            .map_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED), |peer| peer.ip());
        let forwarded = request.headers().get_all("x-forwarded-for");
        let named: Vec<&str> = forwarded
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map(str::trim)
            .collect();
        self.believed(peer, &named)
    }

    /// From the right: as long as who speaks is trusted, the one before it counts. What is further left is hearsay.
    fn believed(&self, peer: IpAddr, named: &[&str]) -> IpAddr {
        let mut address = peer;
        for name in named.iter().rev() {
            if !self.trusted.contains(&address) {
                break;
            }
            match name.parse() {
                Ok(next) => address = next,
                Err(_) => break,
            }
        }
        address
    }
}

/// One household of IPv6 has 2^64 addresses: they count as one.
pub(crate) fn block(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64)),
        v4 @ IpAddr::V4(_) => v4,
    }
}

/// The middleware.
pub(crate) async fn throttled(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let throttle = request.app_data::<web::Data<Throttle>>();
    let taken = match throttle.zip(request.app_data::<web::Data<Insurers>>()) {
        Some((throttle, insurers)) => {
            throttle.take(Cost::of(&request), throttle.address(&request), insurers.default().now())
        }
        None => Ok(()),
    };
    match taken {
        Ok(()) => next.call(request).await.map(ServiceResponse::map_into_boxed_body),
        Err(wait) => {
            let seconds = u32::try_from(wait.as_secs()).unwrap_or(u32::MAX).saturating_add(1);
            let refused = ApiError::of(&TOO_MANY_REQUESTS).retry_after(seconds);
            Ok(request.into_response(refused.error_response()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));
    const B: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 2));

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000, 0).unwrap()
    }

    fn throttle(burst: u32, all: u32) -> Throttle {
        let rate = |burst| Rate {
            burst,
            every: Duration::from_secs(10),
        };
        let rates = Throttling {
            secret: rate(burst),
            secret_all: rate(all),
            ..Throttling::default()
        };
        Throttle::new(rates, vec![B])
    }

    #[test]
    fn after_the_burst_one_has_to_wait_and_is_told_how_long() {
        let (throttle, now) = (throttle(3, 100), now());
        for _ in 0..3 {
            assert_eq!(throttle.take(Cost::Secret, A, now), Ok(()));
        }
        assert_eq!(throttle.take(Cost::Secret, A, now), Err(Duration::from_secs(10)));
        assert_eq!(throttle.take(Cost::Secret, B, now), Ok(()), "another address");
        assert_eq!(throttle.take(Cost::Look, A, now), Ok(()), "another cost");
        let later = now + Duration::from_secs(10);
        assert_eq!(throttle.take(Cost::Secret, A, later), Ok(()));
        assert!(throttle.take(Cost::Secret, A, later).is_err());
        let rested = now + Duration::from_secs(1000);
        for _ in 0..3 {
            assert_eq!(
                throttle.take(Cost::Secret, A, rested),
                Ok(()),
                "never more than the burst"
            );
        }
        assert!(throttle.take(Cost::Secret, A, rested).is_err());
    }

    #[test]
    fn a_clock_set_back_keeps_nobody_waiting_longer_than_a_whole_burst() {
        let throttle = throttle(3, 100);
        for _ in 0..3 {
            assert_eq!(throttle.take(Cost::Secret, A, now()), Ok(()));
        }
        let before = now() - TimeDelta::hours(1);
        assert_eq!(throttle.take(Cost::Secret, A, before), Err(Duration::from_secs(10)));
        assert_eq!(throttle.take(Cost::Secret, A, before + TimeDelta::seconds(10)), Ok(()));
    }

    #[test]
    fn all_addresses_together_have_a_limit_that_one_alone_cannot_use_up() {
        let (throttle, now) = (throttle(2, 3), now());
        let taken = |address| throttle.take(Cost::Secret, address, now).is_ok();
        assert!(taken(A) && taken(A));
        for _ in 0..100 {
            assert!(!taken(A));
        }
        assert!(taken(B));
        assert!(!taken(B), "the third of all was the last");
    }

    #[test]
    fn a_forwarded_address_is_believed_from_a_trusted_proxy_only() {
        let throttle = throttle(1, 1);
        let other: IpAddr = "203.0.113.9".parse().unwrap();
        assert_eq!(throttle.believed(A, &["203.0.113.9"]), A);
        assert_eq!(throttle.believed(B, &["203.0.113.9"]), other);
        assert_eq!(
            throttle.believed(B, &["198.51.100.1", "203.0.113.9"]),
            other,
            "what is left of it is hearsay"
        );
        assert_eq!(
            throttle.believed(B, &["203.0.113.9", "192.0.2.2"]),
            other,
            "a chain of trusted ones"
        );
        assert_eq!(throttle.believed(B, &["203.0.113.9", "nonsense"]), B);
        assert_eq!(throttle.believed(B, &[]), B);
    }

    #[test]
    fn a_network_of_ipv6_counts_as_one_address() {
        let one: IpAddr = "2001:db8:1:2::1".parse().unwrap();
        let other: IpAddr = "2001:db8:1:2:ffff::9".parse().unwrap();
        let elsewhere: IpAddr = "2001:db8:1:3::1".parse().unwrap();
        assert_eq!(block(one), block(other));
        assert_ne!(block(one), block(elsewhere));
        assert_eq!(block("::ffff:192.0.2.1".parse().unwrap()), A);
    }

    #[test]
    fn memory_is_bounded_however_many_addresses_knock() {
        let (throttle, now) = (throttle(1, u32::MAX), now());
        for number in 0..60_000_u32 {
            let _ = throttle.take(Cost::Secret, IpAddr::V4(number.into()), now);
        }
        assert!(throttle.buckets.lock().unwrap().all.len() <= ADDRESSES + 2);
    }
}
