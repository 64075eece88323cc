//! The words of the rules by which letters are printed.

use domain::language::Language;
use service::LetterRule;

use crate::problem::told::Told;

impl Told for LetterRule {
    fn id(&self) -> &'static str {
        Self::id(self)
    }

    fn detail(&self, language: Language) -> String {
        let (ja, en) = match self {
            Self::NotApproved => (
                "通知書は、利用を許可した後に印刷できます。",
                "Letters can be printed once the application is approved.",
            ),
            Self::Superseded => (
                "この申請による利用は終了しています。その後、同じ事業所の新しい申請を許可しました。",
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
            Self::MissingGlyphs { .. } => return None,
        };
        Some(language.choose(ja, en).to_owned())
    }
}

/// Characters of a letter that no font of the server has.
fn without_glyphs(characters: &[char], language: Language) -> String {
    let named = characters.iter().map(|&character| {
        let number = u32::from(character);
        match language {
            Language::Japanese => format!("「{character}」（U+{number:04X}）"),
            Language::English => format!("“{character}” (U+{number:04X})"),
        }
    });
    let named: Vec<_> = named.collect();
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
