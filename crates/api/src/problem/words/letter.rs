//! The words of the rules by which letters are printed and texts that people agree to are published.

use domain::enrolment::letter::HeadRule;
use domain::insurer::VersionRule;
use domain::language::Language;
use service::{LetterRule, PublishRule};

use crate::problem::told::{Told, words};

impl Told for LetterRule {
    fn id(&self) -> &'static str {
        Self::id(self)
    }

    fn detail(&self, language: Language) -> String {
        let (ja, en) = match self {
            Self::NotApproved => (
                "通知書は、利用を〔許可〕した後に印刷できます。",
                "Letters can be printed once the application is approved.",
            ),
            Self::Superseded => (
                "この申請による利用は終了しています。その後、同じ事業所の新しい申請を〔許可〕しました。",
                "The use that this application brought has ended. A later application of the same office was approved.",
            ),
            Self::NotPermitted => (
                "利用停止中または利用終了の組織のため、この通知書は印刷できません。",
                "The organization is suspended or closed, so this letter cannot be printed.",
            ),
            Self::SetUpAlready => (
                "この利用組織管理者は、すでに初期設定を終えています。",
                "This administrator has set up the account already.",
            ),
            Self::NotSuspended => (
                "この組織は利用停止中ではないため、利用停止の通知書は作れません。",
                "The organization is not suspended, so there is no letter of suspension.",
            ),
            Self::NotEnded => (
                "この組織は利用を終了していないため、利用終了の通知書は作れません。",
                "The organization's use has not ended, so there is no letter of its end.",
            ),
            Self::NotRefused => (
                "この申請は不〔許可〕になっていないため、不〔許可〕の通知書は作れません。",
                "The application was not refused, so there is no letter of refusal.",
            ),
            Self::NotReturned => (
                "この申請は差し戻されていないため、補正の通知書は作れません。",
                "The application was not given back, so there is no letter that asks for a correction.",
            ),
            Self::MadeAlready => (
                "この通知書は、すでに作られています。郵送した通知書のキーや仮パスワードは、そのまま使えます。",
                "This letter was made already. Keys and provisional passwords that were posted stay good.",
            ),
            Self::MadeMeanwhile => (
                "通知書を作っている間に、ほかの人が同じ通知書を作りました。",
                "While the letter was set, somebody else made it.",
            ),
            Self::DevicesChanged => (
                "通知書を作っている間に、この組織の端末が登録されたか、登録できる台数が変わりました。",
                "While the letter was set, a device of this organization was enrolled, or its number of devices changed.",
            ),
            Self::MissingGlyphs { characters } => return without_glyphs(characters, language),
        };
        language.choose(ja, en).to_owned()
    }

    fn remedy(&self, language: Language) -> Option<String> {
        let (ja, en) = match self {
            Self::NotApproved => ("先に申請を承認してください。", "Approve the application first."),
            Self::Superseded => (
                "通知書は、新しい申請の画面から印刷してください。",
                "Print the letters from the later application.",
            ),
            Self::NotPermitted => (
                "利用を再開してから印刷してください。",
                "Reinstate the organization, then print it.",
            ),
            Self::SetUpAlready => (
                "パスワードを忘れたときは、アカウントの画面から仮パスワードを再発行してください。",
                "If the password is forgotten, issue new provisional credentials on the screen of accounts.",
            ),
            Self::DevicesChanged => (
                "渡してあるキーはそのままです。もう一度印刷してください。",
                "Keys that were handed out stay good. Print the letter again.",
            ),
            Self::NotSuspended | Self::NotEnded | Self::NotRefused | Self::NotReturned | Self::MadeMeanwhile => (
                "画面を開き直して、今の状態を確認してください。",
                "Load the page again and look at how things stand.",
            ),
            Self::MadeAlready => (
                "届いていないときや失くしたときだけ、「作り直す」で新しいものを作ってください。前のものは使えなくなります。",
                "Only if it was lost, make it anew; what the letter before carried ends then.",
            ),
            Self::MissingGlyphs { .. } => return None,
        };
        Some(language.choose(ja, en).to_owned())
    }
}

/// Characters of a letter that no font of the server has.
fn without_glyphs(characters: &[char], language: Language) -> String {
    let named = by_number(characters, language);
    match language {
        Language::Japanese => format!(
            "通知書に印刷できない文字があります: {}。印刷していません。渡してあるキーや仮パスワードもそのまま使えます。\
             氏名や事業所名をその文字のない書き方に直すか、サーバーの運用担当にフォントの追加を依頼してください。",
            named.join("、")
        ),
        Language::English => format!(
            "The letter holds characters that cannot be printed: {}. Nothing was printed; keys and provisional passwords \
             that were handed out stay good. Write the name without these characters, or ask the system's administrator \
             to add a font.",
            named.join(", ")
        ),
    }
}

/// Each character with its number, for whoever sees a box in its place.
fn by_number(characters: &[char], language: Language) -> Vec<String> {
    let named = characters.iter().map(|&character| {
        let number = u32::from(character);
        match language {
            Language::Japanese => format!("「{character}」（U+{number:04X}）"),
            Language::English => format!("“{character}” (U+{number:04X})"),
        }
    });
    named.collect()
}

impl Told for PublishRule {
    fn id(&self) -> &'static str {
        Self::id(self)
    }

    fn detail(&self, language: Language) -> String {
        match self {
            Self::NameTaken => language
                .choose(
                    "この名前の版は、すでに公開されています。",
                    "A version of this name was published already.",
                )
                .to_owned(),
            Self::MissingGlyphs { characters } => text_without_glyphs(characters, language),
        }
    }

    fn remedy(&self, language: Language) -> Option<String> {
        let (ja, en) = match self {
            Self::NameTaken => (
                "別の版の名前にしてください。公開した版の文章は変えられません。",
                "Give it another name. The text of a version that was published cannot be changed.",
            ),
            Self::MissingGlyphs { .. } => (
                "その文字を使わない書き方に直すか、サーバーの運用担当にフォントの追加を依頼してください。",
                "Write the text without these characters, or ask the system's administrator to add a font.",
            ),
        };
        Some(language.choose(ja, en).to_owned())
    }
}

/// Characters of a text that no font of the server has.
fn text_without_glyphs(characters: &[char], language: Language) -> String {
    let named = by_number(characters, language);
    match language {
        Language::Japanese => format!("印刷できない文字があります: {}。", named.join("、")),
        Language::English => format!(
            "The text holds characters that cannot be printed: {}.",
            named.join(", ")
        ),
    }
}

words! {
    HeadRule {
        NumberMissing:
            "文書番号を入力してください。",
            "Give the letter's number.";
        NumberTooLong { longest }:
            "文書番号は{longest}文字以内で入力してください。",
            "Give a number of at most {longest} characters.";
        DateMissing:
            "文書の日付を入力してください。",
            "Give the letter's date.";
        Until:
            "補正の期限を、文書の日付以後の日で入力してください。",
            "Give the last day for the correction, not before the letter's date.";
        DateFar { days }:
            "文書の日付は、今日の前後{days}日以内にしてください。",
            "The letter's date is within {days} days of today.";
    }
}

words! {
    VersionRule {
        Name { longest }:
            "版の名前は、{longest}文字以内で、文字、数字と - _ . だけで入力してください（例：2026-10）。",
            "Name the version with at most {longest} letters, digits and - _ . only, such as 2026-10.";
        Length { longest }:
            "文章は1文字以上{longest}文字以内で入力してください。",
            "Give a text of 1 to {longest} characters.";
    }
}
