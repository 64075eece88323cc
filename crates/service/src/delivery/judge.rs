//! Judging a file: what would come of it, without writing anything.

use std::io::{Read, Seek};

use crate::delivery::items::Manner;
use crate::delivery::pass::Pass;
use crate::delivery::receive::{Reading, Received};
use crate::delivery::report::{DeliveryError, DeliveryReport, Observer};
use crate::setup::operator::Operator;

impl Operator {
    /// Judges a file against the rules and the present state. Neither a row nor a finding is kept.
    ///
    /// Each batch of rows is compared with what is kept now, so a row that stands in the file twice, far apart, counts as new
    /// both times; and rows that wait for another file of the same delivery are refused here.
    ///
    /// # Errors
    /// If the file as a whole would not be taken in.
    pub fn judge<R: Read + Seek>(
        &self,
        received: &mut Received<R>,
        reading: &Reading,
        observer: &mut dyn Observer,
    ) -> Result<DeliveryReport, DeliveryError> {
        Pass::new(self.service(), received, self.actor(), Manner::Judging, observer).run(received, reading)
    }
}
