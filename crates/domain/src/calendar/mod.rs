//! Days, periods, eras and moments: how they are counted, written and read.

pub mod day;
pub mod moment;
mod notation;
pub mod period;
pub mod wareki;
