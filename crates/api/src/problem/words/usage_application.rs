//! The words of the rules of usage applications: their receipt and the steps they take.

use domain::enrolment::usage_application::StepRefused;
use service::UsageApplicationRule;

use crate::problem::told::words;

words! {
    UsageApplicationRule {
        AppliedAlready:
            "この事業所の利用申請を受け付け済みか、すでに利用が〔許可〕されています。"
            then "受付番号で申請の状況を確認するか、利用組織管理者に確認してください。心当たりがないときは、〔市〕に連絡してください。",
            "A usage application of this office has been received already, or the office is permitted."
            then "Look up the application by its reference, or ask your organization's administrator. If you know of neither, tell the insurer.";
        PermittedAlready:
            "この事業所は、すでに利用を〔許可〕されています。"
            then "利用組織の一覧で確認し、申請は不〔許可〕または取下げにしてください。",
            "This office is permitted already."
            then "Look at the list of organizations, and refuse the application or have it withdrawn.";
        CredentialsGiven { days }:
            "1人目の承認をした職員とあなたの間で仮ログインIDの発行があってから{days}日たっていないため、2人だけで承認できません。"
            then "ほかの市の管理者が承認してください。",
            "Of you and whoever gave the first approval, one was given credentials by the other within {days} days, so the two of you cannot approve together."
            then "Another administrator of the insurer must approve.";
        ReceivedAhead:
            "受付日は今日までの日付にしてください。",
            "The day of receipt cannot lie ahead.";
        Channel:
            "受付方法は窓口、郵送、電子メールのいずれかにしてください。",
            "An application comes by counter, post or mail.";
    }
}

words! {
    StepRefused {
        State { state }:
            "この申請は、いまの状態ではこの操作ができません。"
            then "最新の状態を表示し直して、確認してください。",
            "This cannot be done in the application's present state."
            then "Load the application again and look at its state.";
        SamePerson:
            "1人目の承認と同じ職員は、2人目の承認をできません。"
            then "ほかの市の管理者が承認してください。",
            "Whoever gave the first approval cannot give the second."
            then "Another administrator of the insurer must approve.";
        Quota { largest }:
            "端末の台数は1から{largest}までです。"
            then "台数を直して、もう一度操作してください。",
            "The number of devices is 1 to {largest}."
            then "Correct the number and try again.";
    }
}
