//! How an insurer words its letters: what it calls a permit, what stands where the seal would be, how to object.

coded! {
    /// What the insurer calls letting an office use the system.
    pub enum PermitWord is "word for a permit" {
        /// 許可.
        Permit = "permit", "許可";
        /// 承認.
        Approve = "approve", "承認";
    }
}

impl PermitWord {
    /// Words for people in which a permit is called 許可, with the insurer's word in its place.
    pub fn in_words(self, words: &str) -> String {
        words.replace(Self::Permit.name_ja(), self.name_ja())
    }
}

coded! {
    /// What stands in a letter where the official seal would be.
    pub enum SealLine is "seal line" {
        /// The letter says that the seal is left out.
        Omitted = "omitted", "（公印省略）";
        /// Room is left for a seal.
        Room = "room", "公印を押す余白";
    }
}

/// 教示 (行政不服審査法82条): that, to whom and until when somebody may object to a decision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Appeal {
    /// The words of the law, with the insurer's name and who decides.
    #[default]
    Standard,
    /// None: the insurer holds that the use rests on no decision by law.
    Nothing,
    /// The insurer's own words.
    Own(String),
}

/// The longest words of an insurer's own, in characters.
pub const LONGEST_APPEAL: usize = 1_000;

impl Appeal {
    /// The words, for an insurer of this name whose decisions this office takes; empty if there are none.
    pub fn text(&self, insurer: &str, issuer: &str) -> String {
        // 行政不服審査法18条 (three months, a year); 行政事件訴訟法11条 and 14条 (six months, a year).
        match self {
            Self::Standard => format!(
                "この決定に不服があるときは、この通知を受け取った日の翌日から起算して3か月以内に、{issuer}に対して審査請求をすることが\
                 できます（この決定の日の翌日から起算して1年を経過したときは、できません）。この決定の取消しの訴えは、この通知を\
                 受け取った日の翌日から起算して6か月以内に、{insurer}を被告として（{issuer}が被告の代表者となります。）提起することが\
                 できます（この決定の日の翌日から起算して1年を経過したときは、できません）。審査請求をしたときの訴えの期間は、その裁決が\
                 あったことを知った日の翌日から起算して6か月以内です。"
            ),
            Self::Nothing => String::new(),
            Self::Own(words) => words.clone(),
        }
    }

    /// As it is kept: nothing for the words of the law, an empty text for none.
    pub fn kept(&self) -> Option<&str> {
        match self {
            Self::Standard => None,
            Self::Nothing => Some(""),
            Self::Own(words) => Some(words),
        }
    }
}

impl From<Option<String>> for Appeal {
    fn from(kept: Option<String>) -> Self {
        match kept {
            None => Self::Standard,
            Some(words) if words.trim().is_empty() => Self::Nothing,
            Some(words) => Self::Own(words),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_law_name_who_where_and_until_when() {
        let words = Appeal::Standard.text("縁側市", "縁側市長");
        for part in [
            "翌日から起算して3か月以内に、縁側市長に対して審査請求",
            "6か月以内に、縁側市を被告として（縁側市長が被告の代表者となります。）",
            "1年を経過したときは、できません",
            "裁決があったことを知った日の翌日から起算して6か月以内",
        ] {
            assert!(words.contains(part), "{part}: {words}");
        }
    }

    #[test]
    fn the_insurers_word_takes_the_place_of_the_usual_one() {
        let words = "利用を許可しました。不許可の理由";
        assert_eq!(PermitWord::Permit.in_words(words), words);
        assert_eq!(PermitWord::Approve.in_words(words), "利用を承認しました。不承認の理由");
    }

    #[test]
    fn what_is_kept_is_read_back_as_it_was() {
        for appeal in [Appeal::Standard, Appeal::Nothing, Appeal::Own("窓口へ。".to_owned())] {
            assert_eq!(Appeal::from(appeal.kept().map(str::to_owned)), appeal);
        }
        assert_eq!(Appeal::from(Some(" ".to_owned())), Appeal::Nothing);
        assert_eq!(Appeal::Nothing.text("縁側市", "縁側市長"), "");
        assert_eq!(
            Appeal::Own("窓口へ。".to_owned()).text("縁側市", "縁側市長"),
            "窓口へ。"
        );
    }
}
