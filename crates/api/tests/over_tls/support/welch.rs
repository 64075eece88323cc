//! Whether two kinds of requests can be told apart by the time that they take: Welch's t over samples of each.

/// Beyond this, two kinds can be told apart by their time (the bound usual in leakage tests).
pub const LIMIT: f64 = 4.5;

/// Mean and spread of the times of one kind.
pub struct Sample {
    pub mean: f64,
    variance: f64,
    count: f64,
}

impl Sample {
    /// Of these times, in milliseconds.
    pub fn of(times: &[f64]) -> Self {
        let count = times.len() as f64;
        let mean = times.iter().sum::<f64>() / count;
        let variance = times.iter().map(|time| (time - mean).powi(2)).sum::<f64>() / (count - 1.0);
        Self { mean, variance, count }
    }

    /// The standard deviation.
    pub fn deviation(&self) -> f64 {
        self.variance.sqrt()
    }

    /// The difference of the means in units of its own uncertainty.
    pub fn t(&self, other: &Self) -> f64 {
        (self.mean - other.mean) / (self.variance / self.count + other.variance / other.count).sqrt()
    }
}

/// Random numbers that are the same each time, for orders and ids.
pub struct Random(pub u64);

impl Random {
    /// The next one, of 31 bits.
    pub fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    /// So many places in another order each time, so that none always follows the same one.
    pub fn order<const N: usize>(&mut self) -> [usize; N] {
        let mut order = std::array::from_fn(|place| place);
        for place in (1..N).rev() {
            order.swap(place, usize::try_from(self.next()).unwrap() % (place + 1));
        }
        order
    }
}

#[test]
fn times_that_differ_by_more_than_chance_are_told_apart() {
    let mut random = Random(1);
    let mut times = |more: f64| -> Vec<f64> { (0..2_000).map(|_| (random.next() % 1_000) as f64 + more).collect() };
    let (one, same, other) = (times(0.0), times(0.0), times(60.0));
    let [one, same, other] = [one, same, other].map(|times| Sample::of(&times));
    assert!(one.t(&same).abs() < LIMIT, "{}", one.t(&same));
    assert!(one.t(&other).abs() > LIMIT, "{}", one.t(&other));
}
