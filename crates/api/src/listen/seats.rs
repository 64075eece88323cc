//! How many connections one address holds, so that one stranger does not take the places of all others.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use crate::http::throttle::block;

/// The places of a listener. Those in front, which connect for others, are not counted.
pub(crate) struct Seats {
    most: u32,
    proxies: Vec<IpAddr>,
    taken: Mutex<HashMap<IpAddr, u32>>,
}

/// The place of one connection, free again when this is dropped.
pub(crate) struct Seat {
    seats: Arc<Seats>,
    /// None for whoever is not counted.
    address: Option<IpAddr>,
}

impl Seats {
    /// So many for each address but these.
    pub(crate) fn new(most: u32, proxies: Vec<IpAddr>) -> Arc<Self> {
        Arc::new(Self {
            most,
            proxies,
            taken: Mutex::default(),
        })
    }

    /// A place for a connection from there, if one is free.
    pub(crate) fn take(self: &Arc<Self>, from: IpAddr) -> Option<Seat> {
        let seats = Arc::clone(self);
        if self.proxies.contains(&from.to_canonical()) {
            return Some(Seat { seats, address: None });
        }
        let address = block(from);
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let count = taken.entry(address).or_default();
        if *count >= self.most {
            return None;
        }
        *count += 1;
        drop(taken);
        Some(Seat {
            seats,
            address: Some(address),
        })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let Some(address) = self.address else {
            return;
        };
        let mut taken = self.seats.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let left = taken.get(&address).map_or(0, |count| count - 1);
        if left == 0 {
            taken.remove(&address);
        } else {
            taken.insert(address, left);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn an_address_holds_so_many_places_and_gets_them_back() {
        let seats = Seats::new(2, vec![address("192.0.2.9")]);
        let held: Vec<_> = (0..2).map(|_| seats.take(address("192.0.2.1")).unwrap()).collect();
        assert!(seats.take(address("192.0.2.1")).is_none());
        assert!(
            seats.take(address("::ffff:192.0.2.1")).is_none(),
            "the same in other words"
        );
        assert!(seats.take(address("192.0.2.2")).is_some(), "somebody else");
        let home = ["2001:db8::1", "2001:db8::2"].map(|one| seats.take(address(one)).unwrap());
        assert!(seats.take(address("2001:db8::3")).is_none(), "one household");
        let proxied: Vec<_> = (0..9).map(|_| seats.take(address("192.0.2.9"))).collect();
        assert!(proxied.iter().all(Option::is_some));
        drop((held, home, proxied));
        assert!(seats.taken.lock().unwrap().is_empty());
        assert!(seats.take(address("192.0.2.1")).is_some());
    }
}
