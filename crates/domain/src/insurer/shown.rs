//! What an insurer has settled about what its data tells offices, beside the disclosure policy.

coded! {
    /// Whether 給付制限 is shown. Insurers differ: many have it only on the paper card.
    pub enum RestrictionShown is "whether restrictions of benefits are shown" {
        /// Every view says that it is not in this system, and what a feed says of it is not kept.
        NotCovered = "not-covered", "載せない";
        /// The insurance card says whether there is one.
        Shown = "shown", "あり・なしを載せる";
    }
}

coded! {
    /// What becomes of a consent when somebody who had moved out is insured here again.
    pub enum ConsentOnReturn is "consent of who returns" {
        /// It ended with the loss of qualification: a new one is needed.
        Ends = "ends", "資格喪失とともに終わる";
        /// It holds again.
        Revives = "revives", "再び有効になる";
    }
}

/// What an insurer has settled about what its data tells offices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShownRules {
    /// Whether 給付制限 is shown.
    pub restriction: RestrictionShown,
    /// What becomes of the consent of somebody who returns.
    pub consent_on_return: ConsentOnReturn,
}

impl Default for ShownRules {
    /// What discloses least.
    fn default() -> Self {
        Self {
            restriction: RestrictionShown::NotCovered,
            consent_on_return: ConsentOnReturn::Ends,
        }
    }
}

impl ShownRules {
    /// What no view covers, and says so.
    pub fn not_covered(self) -> Vec<&'static str> {
        let [restriction, board_papers] = crate::disclosure::NOT_COVERED;
        match self.restriction {
            RestrictionShown::NotCovered => vec![restriction, board_papers],
            RestrictionShown::Shown => vec![board_papers],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_has_settled_nothing_shows_no_restriction_and_says_so() {
        assert_eq!(ShownRules::default().not_covered(), ["給付制限", "審査会資料1枚目"]);
        let shown = ShownRules {
            restriction: RestrictionShown::Shown,
            ..ShownRules::default()
        };
        assert_eq!(shown.not_covered(), ["審査会資料1枚目"]);
    }
}
