//! Whose turn it is to have a password looked at. Hashing takes a core and much memory, so only so many are looked at at a
//! time; each device has a line of its own and one place, so that a flood from one keeps nobody on another waiting.

use std::collections::{HashSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::enrolment::device::CertificateFingerprint;
use tokio::sync::oneshot;

/// The lines before a few places. Clones share them.
#[derive(Clone)]
pub(crate) struct Turns(Arc<Mutex<Lines>>);

struct Lines {
    free: usize,
    /// Devices that have a place.
    placed: HashSet<CertificateFingerprint>,
    /// Devices that wait, the next one first, each with who waits there.
    waiting: VecDeque<(CertificateFingerprint, VecDeque<oneshot::Sender<Turn>>)>,
}

/// A place, until it is dropped.
pub(crate) struct Turn {
    lines: Turns,
    device: CertificateFingerprint,
}

impl Turns {
    pub(crate) fn new(places: usize) -> Self {
        Self(Arc::new(Mutex::new(Lines {
            free: places,
            placed: HashSet::new(),
            waiting: VecDeque::new(),
        })))
    }

    /// Waits for this device's next turn; `None` if it will never come.
    pub(crate) async fn next(&self, device: CertificateFingerprint) -> Option<Turn> {
        let turn = {
            let mut lines = self.lines();
            let (sender, turn) = oneshot::channel();
            lines.join(device, sender);
            turn
        };
        self.serve();
        turn.await.ok()
    }

    fn lines(&self) -> MutexGuard<'_, Lines> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives free places to those whose turn it is.
    fn serve(&self) {
        loop {
            let Some((device, sender)) = self.lines().place_next() else {
                return;
            };
            let turn = Turn {
                lines: self.clone(),
                device,
            };
            // Who has stopped waiting meanwhile leaves the place again by dropping it.
            drop(sender.send(turn));
        }
    }
}

impl Lines {
    fn join(&mut self, device: CertificateFingerprint, sender: oneshot::Sender<Turn>) {
        match self.waiting.iter_mut().find(|(known, _)| *known == device) {
            Some((_, line)) => line.push_back(sender),
            None => self.waiting.push_back((device, VecDeque::from([sender]))),
        }
    }

    /// A place is free again, and whoever else waits on its device waits behind all others.
    fn leave(&mut self, device: CertificateFingerprint) {
        self.free += 1;
        self.placed.remove(&device);
        if let Some(place) = self.waiting.iter().position(|(known, _)| *known == device)
            && let Some(line) = self.waiting.remove(place)
        {
            self.waiting.push_back(line);
        }
    }

    /// Takes a free place for the first device in line that has none; its line goes to the end.
    fn place_next(&mut self) -> Option<(CertificateFingerprint, oneshot::Sender<Turn>)> {
        if self.free == 0 {
            return None;
        }
        for (_, line) in &mut self.waiting {
            line.retain(|sender| !sender.is_closed());
        }
        self.waiting.retain(|(_, line)| !line.is_empty());
        let place = self
            .waiting
            .iter()
            .position(|(device, _)| !self.placed.contains(device))?;
        let (device, mut line) = self.waiting.remove(place)?;
        let next = line.pop_front()?;
        if !line.is_empty() {
            self.waiting.push_back((device, line));
        }
        self.free -= 1;
        self.placed.insert(device);
        Some((device, next))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        {
            let mut lines = self.lines.lines();
            lines.leave(self.device);
        }
        self.lines.serve();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLOOD: CertificateFingerprint = CertificateFingerprint([1; 32]);
    const OTHER: CertificateFingerprint = CertificateFingerprint([2; 32]);
    const THIRD: CertificateFingerprint = CertificateFingerprint([3; 32]);

    fn waiting(turns: &Turns, device: CertificateFingerprint) -> oneshot::Receiver<Turn> {
        let (sender, receiver) = oneshot::channel();
        turns.lines().join(device, sender);
        turns.serve();
        receiver
    }

    #[test]
    fn a_flood_from_one_device_takes_one_place_and_another_device_has_the_next() {
        let turns = Turns::new(2);
        let mut flood: Vec<_> = (0..60).map(|_| waiting(&turns, FLOOD)).collect();
        let first = flood[0].try_recv().unwrap();
        assert!(flood[1].try_recv().is_err(), "one at a time on a device");
        let mut other = waiting(&turns, OTHER);
        assert!(other.try_recv().is_ok(), "a place is free for others");
        drop(first);
        assert!(flood[1].try_recv().is_ok(), "the flood goes on in its own line");
    }

    #[test]
    fn devices_take_turns_when_all_places_are_taken() {
        let turns = Turns::new(1);
        let mut flood: Vec<_> = (0..3).map(|_| waiting(&turns, FLOOD)).collect();
        let [mut other, mut third] = [waiting(&turns, OTHER), waiting(&turns, THIRD)];
        let first = flood[0].try_recv().unwrap();
        drop(first);
        let second = other.try_recv().unwrap();
        drop(second);
        let next = third.try_recv().unwrap();
        assert!(flood[1].try_recv().is_err(), "each device in its order");
        drop(next);
        assert!(flood[1].try_recv().is_ok(), "and then the first one again");
    }

    #[test]
    fn who_stops_waiting_keeps_nobody_from_a_turn() {
        let turns = Turns::new(1);
        let mut first = waiting(&turns, FLOOD);
        let gone = waiting(&turns, OTHER);
        let mut last = waiting(&turns, THIRD);
        drop(gone);
        drop(first.try_recv().unwrap());
        assert!(last.try_recv().is_ok());
        let never_looked_at = waiting(&turns, FLOOD);
        drop(never_looked_at);
        assert!(
            waiting(&turns, OTHER).try_recv().is_ok(),
            "a place given to nobody is free again"
        );
    }

    #[tokio::test]
    async fn a_turn_comes_when_the_one_before_is_over() {
        let turns = Turns::new(1);
        let first = turns.next(FLOOD).await.unwrap();
        let (second, ()) = tokio::join!(turns.next(FLOOD), async { drop(first) });
        assert!(second.is_some());
    }
}
