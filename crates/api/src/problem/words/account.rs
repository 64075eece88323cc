//! The words of the rules of accounts, and of the reason that the insurer must state.

use service::{AccountRule, ReasonRule};

use crate::problem::told::words;

words! {
    AccountRule {
        Name { longest }:
            "氏名を{longest}文字以内で入力してください。",
            "Give a name of at most {longest} characters.";
        RoleElsewhere:
            "この権限は、ここでは選べません。",
            "This role cannot be chosen here.";
        DeskMissing:
            "窓口職員には、区役所・窓口の名前が必要です。",
            "A desk clerk needs the name of a ward office or counter.";
        DeskForm { longest }:
            "区役所・窓口の名前は{longest}文字以内で入力してください。",
            "Give a name of at most {longest} characters for the ward office or counter.";
        LastAdministrator:
            "利用中の利用組織管理者（市の職員では市の管理者）がほかにいないため、この操作はできません。"
            then "先に、ほかの職員にその権限を付けるか、新しい人を招待して初期設定を済ませてもらってください。",
            "No other administrator is in use, so this cannot be done."
            then "First make somebody else an administrator, or invite a new one and have the set-up finished.";
        Left:
            "このアカウントは利用を終了しているため、変更できません。"
            then "もう一度利用する場合は、新しく招待してください。",
            "This account has ended, so it cannot be changed."
            then "If the person needs one again, invite them anew.";
        State:
            "このアカウントの今の状態では、この操作はできません。"
            then "一覧を読み込み直して、状態を確認してください。",
            "This cannot be done in the account's present state."
            then "Load the list again and look at its state.";
        NeverSetUp:
            "初期設定が済んでいないため、停止を解除するだけでは利用できません。"
            then "仮ログインIDを発行し直してください。停止も同時に解除されます。",
            "The account was never set up, so reinstating it is not enough."
            then "Issue new provisional credentials; that reinstates the account as well.";
        Own:
            "自分自身のアカウントに対して、この操作はできません。"
            then "ほかの利用組織管理者（市の職員では市の管理者）に依頼してください。",
            "You cannot do this to your own account."
            then "Ask another administrator.";
    }
}

words! {
    ReasonRule {
        Length { longest }:
            "理由を{longest}文字以内で入力してください。記録に残ります。",
            "Give a reason of at most {longest} characters. It is kept in the record.";
    }
}
