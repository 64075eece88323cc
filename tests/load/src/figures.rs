//! From rounds to figures: medians of what one request costs, and ratios taken within each round, so that what else the
//! machine does at the time falls on both sides.

use serde::Serialize;

use crate::volley::{Kind, Volley};

/// The rounds of one kind of request in one field.
pub struct Series {
    pub database: &'static str,
    pub people: u64,
    pub kind: Kind,
    pub rounds: Vec<Volley>,
}

/// Medians over the rounds, for one request; times in microseconds.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    pub database: &'static str,
    pub people: u64,
    pub kind: Kind,
    /// Bytes of the body.
    pub bytes: f64,
    /// Requests in all rounds.
    pub requests: u64,
    pub server_cpu: f64,
    /// The least and the most of the rounds.
    pub server_cpu_range: (f64, f64),
    pub database_cpu: f64,
    pub per_second: f64,
    pub p50: f64,
    pub p99: f64,
}

/// How two series compare, by the medians over the rounds of what each round gives.
#[derive(Clone, Debug, Serialize)]
pub struct Ratio {
    pub database: &'static str,
    pub what: String,
    pub server_cpu: f64,
    /// The least and the most of the rounds.
    pub server_cpu_range: (f64, f64),
    pub server_and_database_cpu: f64,
    /// The other way round, for more is better.
    pub per_second: f64,
    pub p50: f64,
    pub p99: f64,
    pub goal: Goal,
    /// Whether the server's time keeps the goal.
    pub kept: bool,
}

/// What a ratio of the server's time should be.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Goal {
    AtLeast(f64),
    AtMost(f64),
}

impl Goal {
    fn is_kept_by(self, ratio: f64) -> bool {
        match self {
            Self::AtLeast(least) => ratio >= least,
            Self::AtMost(most) => ratio <= most,
        }
    }
}

fn microseconds(time: std::time::Duration, count: u64) -> f64 {
    time.as_secs_f64() * 1e6 / count.max(1) as f64
}

fn server(volley: &Volley) -> f64 {
    microseconds(volley.server, volley.answers)
}

fn database(volley: &Volley) -> f64 {
    microseconds(volley.database, volley.answers)
}

fn both(volley: &Volley) -> f64 {
    server(volley) + database(volley)
}

fn per_second(volley: &Volley) -> f64 {
    volley.answers as f64 / volley.lasted.as_secs_f64()
}

fn p50(volley: &Volley) -> f64 {
    microseconds(volley.median, 1)
}

fn p99(volley: &Volley) -> f64 {
    microseconds(volley.p99, 1)
}

impl Series {
    fn each(&self, figure: fn(&Volley) -> f64) -> Vec<f64> {
        self.rounds.iter().map(figure).collect()
    }

    /// The medians.
    pub fn line(&self) -> Line {
        let of = |figure| median(self.each(figure));
        let requests: u64 = self.rounds.iter().map(|volley| volley.answers).sum();
        let bytes: u64 = self.rounds.iter().map(|volley| volley.bytes).sum();
        Line {
            database: self.database,
            people: self.people,
            kind: self.kind,
            bytes: bytes as f64 / requests.max(1) as f64,
            requests,
            server_cpu: of(server),
            server_cpu_range: range(&self.each(server)),
            database_cpu: of(database),
            per_second: of(per_second),
            p50: of(p50),
            p99: of(p99),
        }
    }

    /// This one's costs by the other's.
    pub fn by(&self, other: &Self, what: String, goal: Goal) -> Ratio {
        let quotients = |figure| -> Vec<f64> {
            let pairs = self.each(figure).into_iter().zip(other.each(figure));
            pairs.map(|(mine, others)| mine / others).collect()
        };
        let server_cpu = median(quotients(server));
        Ratio {
            database: self.database,
            what,
            server_cpu,
            server_cpu_range: range(&quotients(server)),
            server_and_database_cpu: median(quotients(both)),
            per_second: 1.0 / median(quotients(per_second)),
            p50: median(quotients(p50)),
            p99: median(quotients(p99)),
            goal,
            kept: goal.is_kept_by(server_cpu),
        }
    }
}

/// The value in the middle, or the mean of the two there.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = values.get(middle).copied().unwrap_or(f64::NAN);
    if values.len() % 2 == 1 {
        return upper;
    }
    let lower = middle.checked_sub(1).and_then(|below| values.get(below));
    (lower.copied().unwrap_or(f64::NAN) + upper) / 2.0
}

fn range(values: &[f64]) -> (f64, f64) {
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    (least, most)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn series(kind: Kind, server_milliseconds: &[u64]) -> Series {
        let volley = |milliseconds: &u64| Volley {
            answers: 1_000,
            bytes: 500_000,
            lasted: Duration::from_millis(2 * milliseconds),
            server: Duration::from_millis(*milliseconds),
            database: Duration::from_millis(*milliseconds),
            median: Duration::from_micros(*milliseconds),
            p99: Duration::from_micros(10 * milliseconds),
        };
        Series {
            database: "sqlite",
            people: 10_000,
            kind,
            rounds: server_milliseconds.iter().map(volley).collect(),
        }
    }

    #[test]
    fn a_line_holds_what_one_request_costs_in_the_round_in_the_middle() {
        let line = series(Kind::Audited, &[120, 900, 100]).line();
        assert_eq!((line.server_cpu, line.server_cpu_range), (120.0, (100.0, 900.0)));
        assert_eq!((line.database_cpu, line.p50, line.p99), (120.0, 120.0, 1_200.0));
        assert_eq!((line.requests, line.bytes), (3_000, 500.0));
        assert!((line.per_second - 1_000.0 / 0.24).abs() < 1e-6);
    }

    #[test]
    fn ratios_are_taken_within_each_round() {
        // The second round was slow for both: the ratio does not know.
        let cheap = series(Kind::Unaudited, &[80, 160, 84]);
        let dear = series(Kind::Audited, &[100, 200, 100]);
        let ratio = cheap.by(&dear, String::new(), Goal::AtLeast(0.85));
        assert!((ratio.server_cpu - 0.8).abs() < 1e-9 && !ratio.kept);
        assert!((ratio.per_second - 0.8).abs() < 1e-9);
        assert!((ratio.server_cpu_range.1 - 0.84).abs() < 1e-9);
        assert!(dear.by(&cheap, String::new(), Goal::AtMost(1.3)).kept);
    }

    #[test]
    fn between_two_in_the_middle_lies_their_mean() {
        assert_eq!(median(vec![4.0, 1.0, 3.0, 2.0]), 2.5);
        assert!(median(vec![]).is_nan());
    }
}
