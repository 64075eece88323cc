//! Today's work of an office: the kinds of things there are to do. Which client belongs to which kind is left to `service`.

coded! {
    /// What there is to do, in the order of urgency.
    pub enum WorkKind is "kind of work" {
        /// The certification ends within 7 days.
        Ending7 = "ending-7", "7日以内に認定の有効期間が終わる方";
        /// It ends within 30 days.
        Ending30 = "ending-30", "30日以内に認定の有効期間が終わる方";
        /// It ends within 60 days.
        Ending60 = "ending-60", "60日以内に認定の有効期間が終わる方（更新申請ができます）";
        /// A result came lately.
        Decided = "decided", "認定結果が出た方";
        /// An open application took a step lately.
        Progress = "progress", "申請の進捗が変わった方";
        /// Documents came in lately.
        Documents = "documents", "新しい文書が届いた方";
        /// Consent is missing or over.
        Consent = "consent", "同意を確認できない方";
    }
}
