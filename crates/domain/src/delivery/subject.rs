//! Rules about what the rows of a feed say, and about how they fit what is known already.

use crate::calendar::day::Day;
use crate::person::assignment::InvalidAssignment;

finding_rules! {
    /// What can be wrong with a row about an insured person.
    pub enum PersonRule {
        /// No name.
        Error Name = "name.invalid", "氏名は1文字以上100文字までです。", "A name has 1 to 100 characters.";
        /// No kana.
        Error Kana = "kana.invalid",
            "氏名カナはカナ100文字までです。列がずれていないか確認してください。",
            "The name in kana has up to 100 kana. Check whether the columns are shifted.";
        /// Born after the row's own moment.
        Error BornTooLate = "day.order" / "born",
            "生年月日が基準日時より後です。", "The date of birth is after the moment for which the row holds.";
        /// Lost the qualification before birth.
        Error LostBeforeBirth = "day.order" / "lost",
            "資格喪失日が生年月日より前です。", "The day on which the qualification was lost is before the date of birth.";
        /// No reason for the loss; it is taken in, because it has to stop disclosure.
        Warning LossReasonMissing = "loss.reason-missing",
            "資格喪失日がありますが喪失理由が空です。「その他」として取り込みます。",
            "There is a day on which the qualification was lost but no reason. It is taken in as “other”.";
        /// A reason without a day.
        Error LossDayMissing = "loss.day-missing",
            "喪失理由がありますが資格喪失日が空です。",
            "There is a reason for losing the qualification but no day.";
        /// The kind of insured person contradicts age or number.
        Warning KindUnfit = "insured-kind.unfit",
            "被保険者区分が年齢や被保険者番号と合いません。",
            "The kind of insured person does not go with the age or the insured number.";
        /// Moved in before birth, or after the row's own moment.
        Warning MovedInStrange = "day.order" / "moved-in",
            "転入日が生年月日より前か、基準日時より後です。",
            "The day of moving in is before the date of birth or after the moment for which the row holds.";
        /// Insured here although living elsewhere, and lost by moving out.
        Warning LivesElsewhereAndMovedOut = "loss.lives-elsewhere",
            "住所地特例の方に、転出による資格喪失日があります。住所地特例では資格は続きます。喪失日を確認してください。",
            "Somebody who stays insured here while living elsewhere has lost the qualification by moving out. Check the day.";
        /// The number is one under which somebody was known before.
        Error FormerNumber = "person.former-number",
            "この被保険者番号は、登録されている方の旧被保険者番号です。新しい番号の行を送ってください。",
            "Somebody registered was known under this insured number before. Send a row with the new number.";
        /// The old and the new number are two people here.
        Warning TwoPeople = "person.two-people",
            "旧被保険者番号と新しい番号の方が、別の人として登録されています。自動では1人にまとめません。",
            "The old and the new number are registered as two people. They are not joined automatically.";
        /// The row speaks of somebody who is not registered.
        Error Unknown = "person.unknown",
            "この被保険者番号の方が登録されていません。被保険者のファイルを先に取り込んでください。",
            "Nobody with this insured number is registered. Take in the file of insured persons first.";
    }
}

finding_rules! {
    /// What can be wrong with an application.
    pub enum ApplicationRule {
        /// None of the sixteen.
        Warning Disease = "specified-disease.unknown",
            "特定疾病は 01～16 のコードか政令の名前です。空として取り込みます。",
            "A specified disease is a code from 01 to 16 or its name in the ordinance. It is taken in as empty.";
        /// A transfer counts from the day of moving in, which is not there.
        Warning MovedMissing = "application.moved-missing",
            "転入の申請に異動日がありません。有効期間は異動日から6か月です。",
            "An application by transfer has no day of moving in, from which its six months count.";
        /// A day of moving in without a transfer.
        Warning MovedWithoutTransfer = "application.moved-without-transfer",
            "転入でない申請に異動日があります。", "An application that is no transfer has a day of moving in.";
        /// Moved in after applying.
        Warning MovedAfterApplication = "application.moved-after-application",
            "異動日が申請日より後です。", "The day of moving in is after the day of the application.";
    }
}

finding_rules! {
    /// What can be wrong with a notice that names an office.
    pub enum AssignmentRule {
        /// Only a self-made plan has no office.
        Error OfficeMissing = "assignment.invalid" / "office-missing",
            "自己作成でない届出には事業所番号が必要です。",
            "A notice needs an office number unless the plan is self-made.";
        /// A self-made plan has no office.
        Error OfficeInSelfMade = "assignment.invalid" / "office-in-self-made",
            "自己作成の届出に事業所番号があります。", "A notice of a self-made plan has an office number.";
        /// Only preventive plans can be delegated.
        Error NotDelegable = "assignment.invalid" / "not-delegable",
            "委託できるのは介護予防の届出だけです。", "Only notices of preventive care can be delegated.";
        /// An office delegates to itself.
        Error DelegatedToItself = "assignment.invalid" / "delegated-to-itself",
            "委託先が届出の事業所と同じです。", "The delegated office is the office of the notice.";
    }
}

impl From<InvalidAssignment> for AssignmentRule {
    fn from(invalid: InvalidAssignment) -> Self {
        match invalid {
            InvalidAssignment::OfficeMissing => Self::OfficeMissing,
            InvalidAssignment::OfficeInSelfMade => Self::OfficeInSelfMade,
            InvalidAssignment::NotDelegable => Self::NotDelegable,
            InvalidAssignment::DelegatedToItself => Self::DelegatedToItself,
        }
    }
}

finding_rules! {
    /// What can be wrong with a row about a consent, beside the rules of the desk.
    pub enum ConsentRowRule {
        /// No name of a scribe or a representative.
        Error SignerName = "name.invalid" / "signer",
            "代筆・代理のときは署名者氏名（100文字まで）が必要です。",
            "A scribe or representative needs a name of up to 100 characters.";
        /// No relation.
        Error Relation = "relation.invalid", "続柄は50文字までです。", "A relation has up to 50 characters.";
    }
}

finding_rules! {
    /// What can be wrong with a milestone or a postponement.
    pub enum MilestoneRule {
        /// Neither the code nor the name of a step.
        Error Unknown = "milestone.unknown",
            "進捗区分が正しくありません。手引きの一覧にある区分の名前かコードを書いてください。",
            "The step is not valid. Write a name or a code from the list in the manual.";
        /// What belongs to a postponement stands beside a milestone.
        Warning PostponementIgnored = "milestone.postponement-ignored",
            "延期通知ではない行の延期理由と見込日は取り込みません。",
            "Reason and expected day are taken in from postponement notices only.";
        /// A reason of rejection beside another step.
        Warning RejectionIgnored = "milestone.rejection-ignored",
            "却下ではない行の却下理由は取り込みません。",
            "A reason of rejection is taken in beside a rejection only.";
        /// A postponement expects a day before itself.
        Error ExpectedBeforeNotice = "day.order" / "postponement",
            "見込日が延期通知の日より前です。", "The expected day is before the day of the postponement notice.";
        /// Of an application that is not registered.
        Error ApplicationUnknown = "application.unknown",
            "この申請番号の申請が登録されていません。申請のファイルを先に取り込んでください。",
            "No application with this number is registered. Take in the file of applications first.";
    }
}

finding_rules! {
    /// What can be wrong with a result.
    pub enum CertificationRule {
        /// No care level.
        Error Level = "code.unknown" / "care-level",
            "要介護状態区分は 01、06、11、12、13、21～25 のいずれかです。",
            "The care level is one of 01, 06, 11, 12, 13 and 21 to 25.";
        /// The months of validity are no number.
        Error Months = "number.invalid" / "months", "有効月数は整数です。", "The months of validity are a whole number.";
        /// 事業対象者 without a day of the checklist.
        Error ChecklistMissing = "cell.empty" / "checklist",
            "事業対象者にはチェックリスト実施日が必要です。",
            "A programme target needs the day of the checklist.";
        /// No day of decision.
        Error DecidedMissing = "cell.empty" / "decided", "認定日が空です。", "The day of the decision is empty.";
        /// No first day.
        Error FirstMissing = "cell.empty" / "first", "有効開始日が空です。", "The first day of validity is empty.";
        /// No last day.
        Error LastMissing = "cell.empty" / "last", "有効終了日が空です。", "The last day of validity is empty.";
        /// A last day without a first.
        Error FirstMissingBeforeLast = "cell.empty" / "first-before-last",
            "有効終了日がありますが有効開始日が空です。",
            "There is a last day of validity but the first day is empty.";
        /// The validity ends before it begins.
        Error EndsEarly = "day.order" / "validity",
            "有効終了日が有効開始日より前です。", "The last day of validity is before the first day.";
        /// The last day does not follow from the first and the months.
        Warning LastDayUnexpected {
            /// The day that does.
            computed: Day,
        } = "validity.months" / "last-day",
            "有効月数から計算した有効終了日（{computed}）と違います。",
            "The last day differs from the one computed from the months of validity ({computed}).";
        /// More or fewer months than there are.
        Warning MonthsUnusual = "validity.months" / "unusual",
            "有効月数が通常の範囲にありません。", "The months of validity are outside the usual range.";
        /// More or fewer months than the insurer grants for what was asked for.
        Warning MonthsOutsideLimits {
            /// The fewest.
            least: u64,
            /// The most.
            most: u64,
        } = "validity.months" / "limits",
            "有効月数が、この申請区分で認められる範囲（{least}～{most}か月）を外れています。",
            "The months of validity lie outside what is granted for such an application ({least} to {most} months).";
        /// 旧要支援 as a current result.
        Warning LevelOfThePast = "level.history-only",
            "旧要支援（11）は過去の認定にだけ現れます。",
            "The former support level (11) occurs in past certifications only.";
        /// Nothing says when it began.
        Error Undated = "certification.undated",
            "有効期間も認定日もないため、いつの認定か分かりません。",
            "There is neither a validity nor a day of decision, so nobody can tell when it was.";
    }
}

finding_rules! {
    /// What can be wrong with a row about a burden ratio, beside what is unusual about its period.
    pub enum BurdenRatioRule {
        /// The number of the version is none.
        Error Version = "number.invalid" / "version",
            "履歴番号は0以上の整数です。", "The version is a whole number of 0 or more.";
    }
}

finding_rules! {
    /// What can be wrong with a line of the list of offices.
    pub enum OfficeRule {
        /// No municipality code.
        Error Municipality = "municipality.invalid",
            "市町村コードは6桁の数字です。先頭の0が消えていないか確認してください。",
            "A municipality code has 6 digits. Check whether leading zeros were lost.";
        /// A service that makes no care plans.
        Error Service = "service.unknown",
            "ケアプランを作成するサービスの種類ではありません。", "This kind of service makes no care plans.";
        /// A telephone number that cannot be dialled.
        Warning Phone = "phone.strange",
            "電話番号の桁数が合いません。", "The telephone number has the wrong number of digits.";
        /// No corporate number.
        Warning CorporateNumber = "corporate-number.invalid",
            "法人番号は13桁の数字です。空として取り込みます。",
            "A corporate number has 13 digits. It is taken in as empty.";
        /// No number of places.
        Warning Capacity = "capacity.invalid",
            "定員は整数です。空として取り込みます。", "The capacity is a whole number. It is taken in as empty.";
    }
}
