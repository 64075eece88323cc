//! The feeds: what a city delivers, one kind of data a file. What the rows say is left to the subjects, how a file is
//! written to `exchange`.

coded! {
    /// What a delivered file holds, in the order in which a full delivery is taken in: later ones refer to earlier ones.
    pub enum Feed is "feed" {
        /// The ministry's open data on offices (介護サービス情報公表).
        Offices = "offices", "事業所台帳", "Offices";
        /// 市の指定: offices that the insurer designates itself.
        DesignatedOffices = "office", "市が指定する事業所", "Offices designated by the insurer";
        /// 被保険者: who is insured, and who no longer is.
        Person = "person", "被保険者", "Insured people";
        /// 担当: which office makes whose care plan.
        Assignment = "assignment", "担当（届出）", "Assignments";
        /// 同意: consents received at the desk or by post.
        Consent = "consent", "同意", "Consents";
        /// 申請: applications for certification.
        Application = "application", "申請", "Applications";
        /// 進捗: what has happened to an application, and postponements.
        Milestone = "milestone", "進捗", "Milestones";
        /// 認定: results.
        Certification = "certification", "認定", "Certifications";
        /// 負担割合: burden ratios.
        BurdenRatio = "burden_ratio", "負担割合", "Burden ratios";
        /// 証: insurance cards, cost limit cards, provisional cards.
        Card = "card", "証", "Cards";
        /// A ZIP with documents and their `manifest.csv`.
        Documents = "documents", "文書", "Documents";
    }
}
