//! Days, periods and eras: days are days in Japan, whatever the clock of the machine is set to.

pub mod day;
pub mod period;
pub mod wareki;
