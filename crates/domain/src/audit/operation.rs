//! What was done: every operation that the ledger knows, with its words beside it.

use crate::account::AccountStatus;
use crate::organization::OrganizationStatus;
use crate::person::card::CardKind;
use crate::person::document::DocumentKind;

coded! {
    /// What was done. The code stands in the ledger for ever: a value may be added, never taken away or given another code.
    pub enum Operation is "operation" {
        /// A certificate was refused in the TLS handshake.
        Connect = "connect", "端末の接続", "Connect a device";
        /// A session was begun, or was to begin.
        SignIn = "sign-in", "ログイン", "Sign in";
        /// A session was ended by its own user.
        SignOut = "sign-out", "ログアウト", "Sign out";
        /// A session was locked.
        Lock = "lock", "画面のロック", "Lock the screen";
        /// A locked session was opened again.
        Unlock = "unlock", "ロックの解除", "Unlock the screen";
        /// The password was given again, for a step that asks for it.
        Confirm = "confirm", "パスワードの再入力", "Confirm the password";
        /// The first-login set-up of an account.
        SetUpAccount = "set-up-account", "初期設定", "Set up one's account";
        /// A role asked for something that its permissions do not include.
        ExceedPermission = "exceed-permission", "権限のない操作", "Act without permission";
        /// Somebody asked for what is not there more often than work needs: perhaps a walk through ids.
        ProbeIds = "probe-ids", "存在しない情報の繰り返しの照会", "Ask repeatedly for what is not there";

        /// Clients of an office were listed. One entry for the list, then one for each line that was shown.
        ListClients = "list-clients", "利用者一覧の表示", "List clients";
        /// Today's work of an office was shown; entries as for the list.
        ListWork = "list-work", "今日の仕事の表示", "Show today's work";
        /// The head of a person's page.
        ReadPerson = "read-person", "利用者の表示", "Show a client";
        /// How a person's applications stand.
        ReadProgress = "read-progress", "申請の進み具合の表示", "Show the progress of applications";
        /// A person's certifications.
        ReadResult = "read-result", "認定結果の表示", "Show certification results";
        /// A person's burden-ratio cards.
        ReadBurdenRatio = "read-burden-ratio", "負担割合の表示", "Show burden ratios";
        /// A person's cards were asked for, and refused before anybody looked which there are.
        ReadCards = "read-cards", "証の表示", "Show cards";
        /// A person's insurance card.
        ReadInsuranceCard = "read-insurance-card", "被保険者証の表示", "Show an insurance card";
        /// A person's cost limit card.
        ReadCostLimitCard = "read-cost-limit-card", "負担限度額認定証の表示", "Show a cost limit card";
        /// A person's provisional card.
        ReadProvisionalCard = "read-provisional-card", "資格者証の表示", "Show a provisional card";
        /// Which documents there are of a person.
        ListDocuments = "read-documents", "文書の一覧の表示", "List documents";
        /// A survey sheet was opened.
        ReadSurveySheet = "read-survey-sheet", "認定調査票の閲覧", "Open a survey sheet";
        /// A physician's opinion was opened.
        ReadPhysicianOpinion = "read-physician-opinion", "主治医意見書の閲覧", "Open a physician's opinion";
        /// A document was asked for, and refused before anybody looked what it is.
        ReadDocument = "read-document", "文書の閲覧", "Open a document";

        /// Somebody was invited into an organization.
        InviteStaff = "invite-staff", "職員の招待", "Invite staff";
        /// An account of an organization was made on the machine.
        AddStaff = "add-staff", "職員の追加", "Add staff";
        /// New provisional credentials for an account.
        RenewCredentials = "renew-credentials", "仮ログインIDの発行", "Issue provisional credentials";
        /// An account was suspended.
        SuspendAccount = "suspend-account", "職員の利用停止", "Suspend an account";
        /// A suspended account was put back into use.
        ReinstateAccount = "reinstate-account", "職員の停止解除", "Reinstate an account";
        /// An account was closed: its user has left.
        ReleaseAccount = "release-account", "職員の利用終了", "Close an account";
        /// An account got another role.
        SetRole = "set-role", "権限の変更", "Change a role";
        /// The failed log-ins of an account were forgotten.
        UnlockAccount = "unlock-account", "ログイン停止の解除", "Lift a log-in stop";
        /// A table of staff was judged without changing anything.
        CheckStaffTable = "check-staff-table", "一括登録の確認", "Check a staff table";
        /// A table of staff was carried out.
        ApplyStaffTable = "apply-staff-table", "一括登録", "Apply a staff table";
        /// Somebody's session was ended by an administrator.
        EndSession = "end-session", "ログインの強制終了", "End a session";
        /// An organization's administrator read its record.
        ReadAccessRecord = "read-access-record", "利用の記録の表示", "Show the access record";

        /// A device got another label.
        RelabelDevice = "relabel-device", "端末の名前の変更", "Rename a device";
        /// A device was revoked.
        RevokeDevice = "revoke-device", "端末の失効", "Revoke a device";
        /// A device got a new certificate before the old one ends.
        RenewDevice = "renew-device", "端末の電子証明書の更新", "Renew a device certificate";
        /// A device got its first certificate with an install key.
        EnrolDevice = "enrol-device", "端末の登録", "Enrol a device";
        /// A device's certificate was issued on the machine.
        IssueDevice = "issue-device", "端末の電子証明書の発行", "Issue a device certificate";
        /// The file with a device's certificate was fetched.
        PickUpCertificate = "pick-up-certificate", "端末の電子証明書の受取", "Pick up a device certificate";
        /// Files with certificates that nobody fetched in time were deleted.
        DropCertificates = "drop-certificates", "受け取られなかった電子証明書の削除", "Delete certificates not picked up";
        /// An install key was issued.
        IssueInstallKey = "issue-install-key", "インストールキーの発行", "Issue an install key";
        /// Install keys were listed.
        ListInstallKeys = "list-install-keys", "インストールキーの一覧の表示", "List install keys";
        /// An install key was taken back.
        RevokeInstallKey = "revoke-install-key", "インストールキーの取消", "Revoke an install key";

        /// A usage application was handed in.
        SubmitApplication = "submit-application", "利用申請の提出", "Submit a usage application";
        /// An office asked how its usage application stands.
        FollowApplication = "follow-application", "利用申請の状況の確認", "Follow a usage application";
        /// An office sent a returned usage application again.
        CorrectApplication = "correct-application", "利用申請の補正", "Correct a usage application";
        /// An office took its usage application back.
        WithdrawApplication = "withdraw-application", "利用申請の取下げ", "Withdraw a usage application";
        /// The insurer listed usage applications.
        ListApplications = "list-applications", "利用申請の一覧の表示", "List usage applications";
        /// The insurer read a usage application.
        ReadApplication = "read-application", "利用申請の表示", "Show a usage application";
        /// The insurer gave a usage application back to be corrected.
        ReturnApplication = "return-application", "利用申請の差戻し", "Return a usage application";
        /// The insurer refused a usage application.
        RefuseApplication = "refuse-application", "利用申請の不許可", "Refuse a usage application";
        /// The insurer approved a usage application; where two people are needed, also the first approval.
        ApproveApplication = "approve-application", "利用の許可", "Approve a usage application";
        /// A letter that follows an approval was printed.
        PrintNotice = "print-notice", "通知書の発行", "Print a letter";

        /// An organization was permitted on the machine.
        PermitOrganization = "permit-organization", "利用の許可", "Permit an organization";
        /// An organization was suspended.
        SuspendOrganization = "suspend-organization", "利用組織の利用停止", "Suspend an organization";
        /// A suspended organization was permitted again.
        ReinstateOrganization = "reinstate-organization", "利用組織の停止解除", "Reinstate an organization";
        /// An organization was closed.
        CloseOrganization = "close-organization", "利用組織の利用終了", "Close an organization";
        /// An organization may have another number of devices.
        SetDeviceQuota = "set-device-quota", "端末の台数の変更", "Change the number of devices";
        /// Organizations were listed.
        ListOrganizations = "list-organizations", "利用組織の一覧の表示", "List organizations";
        /// An organization was read with its people and devices.
        ReadOrganization = "read-organization", "利用組織の表示", "Show an organization";

        /// Somebody was invited to the insurer's own staff.
        InviteCityStaff = "invite-city-staff", "市の職員の招待", "Invite staff of the insurer";
        /// An account of the insurer was made on the machine.
        AddCityStaff = "add-city-staff", "市の職員の追加", "Add staff of the insurer";
        /// All accounts were listed on the machine.
        ListAccounts = "list-accounts", "アカウントの一覧の表示", "List accounts";
        /// All devices were listed on the machine.
        ListDevices = "list-devices", "端末の一覧の表示", "List devices";
        /// The insurer was set up.
        SetUpInsurer = "set-up-insurer", "保険者の初期設定", "Set up the insurer";
        /// What the insurer has settled for itself was changed on the machine.
        ChangeInsurerRules = "change-insurer-rules", "保険者の決まりの変更", "Change what the insurer has settled";
        /// A version of a text that people agree to was published.
        PublishText = "publish-text", "利用規約・同意書の公開", "Publish a text that people agree to";

        /// A file of the insurer's data turned out readable, and its rows began to go in.
        BeginImport = "begin-import", "データの取込の開始", "Begin to import data";
        /// Such a file was taken in whole, or was not.
        Import = "import", "データの取込", "Import data";

        /// The fields of old entries were erased after their retention. What the chain says of those entries stays.
        EraseEntries = "erase-entries", "保存期間を過ぎた記録の消去", "Erase entries after their retention";
    }
}

impl Operation {
    /// Opening a document; which kind it is, may not be known yet.
    pub const fn opening(kind: Option<DocumentKind>) -> Self {
        match kind {
            Some(DocumentKind::SurveySheet) => Self::ReadSurveySheet,
            Some(DocumentKind::PhysicianOpinion) => Self::ReadPhysicianOpinion,
            None => Self::ReadDocument,
        }
    }

    /// Showing cards of a kind.
    pub const fn showing(kind: CardKind) -> Self {
        match kind {
            CardKind::Insurance => Self::ReadInsuranceCard,
            CardKind::CostLimit => Self::ReadCostLimitCard,
            CardKind::Provisional => Self::ReadProvisionalCard,
        }
    }

    /// Bringing an account into this state.
    pub const fn account_becomes(status: AccountStatus) -> Self {
        match status {
            AccountStatus::Provisional => Self::RenewCredentials,
            AccountStatus::Active => Self::ReinstateAccount,
            AccountStatus::Suspended => Self::SuspendAccount,
            AccountStatus::Left => Self::ReleaseAccount,
        }
    }

    /// Bringing an organization into this state.
    pub const fn organization_becomes(status: OrganizationStatus) -> Self {
        match status {
            OrganizationStatus::Permitted => Self::ReinstateOrganization,
            OrganizationStatus::Suspended => Self::SuspendOrganization,
            OrganizationStatus::Closed => Self::CloseOrganization,
        }
    }
}
