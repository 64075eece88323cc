//! Today's work of an office: the kinds of things there are to do. Which client belongs to which kind is left to `service`.

use crate::certification::{Continuity, Filing, Prospect};

coded! {
    /// What there is to do, in the order of urgency.
    pub enum WorkKind is "kind of work" {
        /// The certification is over and its renewal undecided: services rest on a provisional plan.
        ExpiredPending = "expired-pending", "有効期間が過ぎ、結果を待っている方";
        /// The certification is over and no application is known.
        Expired = "expired", "有効期間が過ぎ、申請を確認できない方";
        /// It ends within 7 days, and no application is known.
        Ending7Unfiled = "ending-7-unfiled", "7日以内に認定の有効期間が終わる方（未申請）";
        /// It ends within 7 days, and applications may not be told.
        Ending7 = "ending-7", "7日以内に認定の有効期間が終わる方";
        /// It ends within 7 days, and the renewal was applied for.
        Ending7Filed = "ending-7-filed", "7日以内に認定の有効期間が終わる方（更新申請済み）";
        /// It ends within 30 days, and no application is known.
        Ending30Unfiled = "ending-30-unfiled", "30日以内に認定の有効期間が終わる方（未申請）";
        /// It ends within 30 days, and applications may not be told.
        Ending30 = "ending-30", "30日以内に認定の有効期間が終わる方";
        /// It ends within 30 days, and the renewal was applied for.
        Ending30Filed = "ending-30-filed", "30日以内に認定の有効期間が終わる方（更新申請済み）";
        /// It ends within 60 days, and no application is known.
        Ending60Unfiled = "ending-60-unfiled", "60日以内に認定の有効期間が終わる方（未申請）";
        /// It ends within 60 days, and applications may not be told.
        Ending60 = "ending-60", "60日以内に認定の有効期間が終わる方";
        /// It ends within 60 days, and the renewal was applied for.
        Ending60Filed = "ending-60-filed", "60日以内に認定の有効期間が終わる方（更新申請済み）";
        /// No notice in force fits the level in force.
        NoticeDue = "notice-due", "計画作成の届出が必要な方";
        /// A result came lately.
        Decided = "decided", "認定結果が出た方";
        /// An open application took a step lately.
        Progress = "progress", "申請の進捗が変わった方";
        /// Documents came in lately.
        Documents = "documents", "新しい文書が届いた方";
        /// What the person bears changed lately.
        BurdenRatio = "burden-ratio", "負担割合が変わった方";
        /// A card was issued lately, or began to hold.
        Cards = "cards", "証が新しくなった方";
        /// Consent is missing or over.
        Consent = "consent", "同意を確認できない方";
        /// The office is not in charge any more, or the person is not insured here any more, since 30 days at most.
        Ended = "ended", "担当が終わった方（30日以内）";
    }
}

impl WorkKind {
    /// The group of a validity that ends or has ended.
    pub fn of_ending(line: &Continuity) -> Self {
        let groups = match line.filing {
            Filing::None => [Self::Ending7Unfiled, Self::Ending30Unfiled, Self::Ending60Unfiled],
            Filing::NotShown => [Self::Ending7, Self::Ending30, Self::Ending60],
            Filing::Open { .. } | Filing::Decided { .. } => {
                [Self::Ending7Filed, Self::Ending30Filed, Self::Ending60Filed]
            }
        };
        let [within_7, within_30, within_60] = groups;
        match (line.prospect, line.days_left) {
            (Prospect::ExpiredUnfiled | Prospect::ExpiredUnknown, _) => Self::Expired,
            (_, ..0) => Self::ExpiredPending,
            (_, ..=7) => within_7,
            (_, ..=30) => within_30,
            _ => within_60,
        }
    }
}
