//! Care levels (要介護状態区分) and what follows from a change between support and care.

coded! {
    /// 要介護状態区分, with the codes of the standard files. Levels are ordered as the codes are.
    pub enum CareLevel is "care level" {
        /// No need found.
        NotEligible = "01", "非該当";
        /// 事業対象者: found by a checklist, for the municipal programme only.
        ProgrammeTarget = "06", "事業対象者";
        /// The single support level before 2006; occurs in histories only.
        FormerSupport = "11", "要支援（旧）";
        /// 要支援1.
        Support1 = "12", "要支援1";
        /// 要支援2.
        Support2 = "13", "要支援2";
        /// 要介護1.
        Care1 = "21", "要介護1";
        /// 要介護2.
        Care2 = "22", "要介護2";
        /// 要介護3.
        Care3 = "23", "要介護3";
        /// 要介護4.
        Care4 = "24", "要介護4";
        /// 要介護5.
        Care5 = "25", "要介護5";
    }
}

impl CareLevel {
    /// 要支援, incl. the former single level.
    pub const fn is_support(self) -> bool {
        matches!(self, Self::FormerSupport | Self::Support1 | Self::Support2)
    }

    /// 要介護.
    pub const fn is_care(self) -> bool {
        matches!(
            self,
            Self::Care1 | Self::Care2 | Self::Care3 | Self::Care4 | Self::Care5
        )
    }
}

/// Which side of the insurance a level belongs to: each is planned for by notices of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// 要介護.
    Care,
    /// 要支援 and 事業対象者.
    Prevention,
}

impl CareLevel {
    /// The side of the insurance; none for 非該当, for whom nothing is planned.
    pub const fn side(self) -> Option<Side> {
        match self {
            Self::NotEligible => None,
            Self::ProgrammeTarget | Self::FormerSupport | Self::Support1 | Self::Support2 => Some(Side::Prevention),
            Self::Care1 | Self::Care2 | Self::Care3 | Self::Care4 | Self::Care5 => Some(Side::Care),
        }
    }
}

/// Whether a result leads from 要支援 or 事業対象者 to 要介護 or back. Whether that takes a new notice depends on the one in
/// force: `person::notice`.
pub fn crosses_support_and_care(old: CareLevel, new: CareLevel) -> bool {
    matches!((old.side(), new.side()), (Some(old), Some(new)) if old != new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_are_those_of_the_standard_files() {
        let rows = CareLevel::ALL.iter().map(|level| {
            let kind = [(level.is_support(), "support"), (level.is_care(), "care")];
            let kind: Vec<_> = kind.iter().filter(|(is, _)| *is).map(|(_, name)| *name).collect();
            format!("{level} {} {}", level.name_ja(), kind.join(" "))
                .trim_end()
                .to_owned()
        });
        insta::assert_snapshot!(rows.collect::<Vec<_>>().join("\n"), @"
        01 非該当
        06 事業対象者
        11 要支援（旧） support
        12 要支援1 support
        13 要支援2 support
        21 要介護1 care
        22 要介護2 care
        23 要介護3 care
        24 要介護4 care
        25 要介護5 care
        ");
        for level in CareLevel::ALL {
            assert_eq!(CareLevel::from_code(level.code()), Some(*level));
            assert_eq!(serde_json::to_string(level).unwrap(), format!("\"{level}\""));
        }
        assert_eq!(CareLevel::from_code("02"), None);
        assert!(serde_json::from_str::<CareLevel>("\"26\"").is_err());
    }

    #[test]
    fn only_a_change_between_support_and_care_crosses() {
        let crossing: Vec<_> = CareLevel::ALL
            .iter()
            .flat_map(|old| CareLevel::ALL.iter().map(move |new| (*old, *new)))
            .filter(|(old, new)| crosses_support_and_care(*old, *new))
            .collect();
        assert_eq!(crossing.len(), 2 * 4 * 5);
        assert!(crossing.contains(&(CareLevel::Support2, CareLevel::Care1)));
        assert!(crosses_support_and_care(CareLevel::ProgrammeTarget, CareLevel::Care1));
        assert!(!crosses_support_and_care(
            CareLevel::ProgrammeTarget,
            CareLevel::Support1
        ));
        assert!(!crosses_support_and_care(CareLevel::NotEligible, CareLevel::Care1));
    }
}
