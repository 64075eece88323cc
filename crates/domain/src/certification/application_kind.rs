//! 申請区分: what an application asks for.

coded! {
    /// 申請区分: why a certification is asked for.
    pub enum ApplicationKind is "application kind" {
        /// First application, or again after a gap.
        New = "new", "新規";
        /// Before the validity ends.
        Renewal = "renewal", "更新";
        /// The state has changed within the validity.
        LevelChange = "level-change", "区分変更";
        /// The insurer acts on its own.
        ExOfficio = "ex-officio", "職権";
        /// Taken over from another municipality within 14 days of moving in: no survey, no board.
        Transfer = "transfer", "転入";
    }
}
