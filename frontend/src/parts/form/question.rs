//! What a form asks, as data: the questions with how their answers are tidied and checked, and the answers. How the
//! questions look is left to `question_form`.

use crate::parts::form::errors::Fault;

/// One thing that is asked for.
pub struct Question {
    /// The field's id, which is also its name in the request.
    pub id: &'static str,
    /// What is asked for.
    pub label: &'static str,
    /// A hint; may be empty.
    pub support: &'static str,
    /// Whether it must be answered.
    pub required: bool,
    /// As `Field` knows it: `text`, `tel`, `area`, `day`; or `checkbox`, which is answered with `yes`; or `radio` among the
    /// form's options.
    pub kind: &'static str,
    /// What can be chosen from a list, value and words; nothing for what is typed.
    pub choices: &'static [(&'static str, &'static str)],
    /// HTML's autocomplete.
    pub autocomplete: &'static str,
    /// Most characters.
    pub max_length: u32,
    /// What is said when it has not been answered, in place of 「…を入力してください。」.
    pub missing: &'static str,
    /// The answer as it is meant, whatever the input method did.
    pub tidy: fn(&str) -> String,
    /// What is wrong with a tidied answer.
    pub fault: fn(&str) -> Option<&'static str>,
}

impl Question {
    /// A required question of text, to be varied.
    pub const PLAIN: Self = Self {
        id: "",
        label: "",
        support: "",
        required: true,
        kind: "text",
        choices: &[],
        autocomplete: "off",
        max_length: 100,
        missing: "",
        tidy: one_line,
        fault: |_| None,
    };

    /// What is wrong with this answer.
    fn judge(&self, answer: &str) -> Option<Fault> {
        let text = match answer {
            "" if !self.required => return None,
            "" if !self.missing.is_empty() => self.missing.to_owned(),
            "" if self.choices.is_empty() => format!("{}を入力してください。", self.label),
            "" => format!("{}を選んでください。", self.label),
            answer => (self.fault)(answer)?.to_owned(),
        };
        Some((self.id.to_owned(), text))
    }

    /// Whether it is answered by a mark and not by typing.
    pub fn is_ticked(&self) -> bool {
        matches!(self.kind, "checkbox" | "radio")
    }
}

impl PartialEq for Question {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// Spaces of any width as one, none at the ends.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Answers by the question's id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(Vec<(&'static str, String)>);

impl Answers {
    /// The answer; empty if there is none.
    pub fn get(&self, id: &str) -> &str {
        self.0
            .iter()
            .find(|(known, _)| *known == id)
            .map_or("", |(_, answer)| answer)
    }

    /// Give or change an answer.
    pub fn set(&mut self, id: &'static str, answer: String) {
        self.0.retain(|(known, _)| *known != id);
        self.0.push((id, answer));
    }

    /// These answers, and those of the other ones where they differ.
    pub fn with(mut self, newer: Self) -> Self {
        for (id, answer) in newer.0 {
            self.set(id, answer);
        }
        self
    }
}

/// The tidied answers, and what is wrong with them.
pub fn judged(questions: &[Question], typed: impl IntoIterator<Item = String>) -> (Answers, Vec<Fault>) {
    let mut answers = Answers::default();
    let mut faults = Vec::new();
    for (question, text) in questions.iter().zip(typed) {
        let answer = (question.tidy)(&text);
        faults.extend(question.judge(&answer));
        answers.set(question.id, answer);
    }
    (answers, faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUESTIONS: [Question; 2] = [
        Question {
            id: "name",
            label: "氏名",
            ..Question::PLAIN
        },
        Question {
            id: "mail",
            label: "メール",
            required: false,
            fault: |text| (!text.contains('@')).then_some("メールではありません。"),
            ..Question::PLAIN
        },
    ];

    fn said(typed: [&str; 2]) -> Vec<String> {
        let (_, faults) = judged(&QUESTIONS, typed.map(str::to_owned));
        faults.into_iter().map(|(id, text)| format!("{id}: {text}")).collect()
    }

    #[test]
    fn what_must_be_answered_is_missed_and_what_need_not_is_only_checked_when_given() {
        assert_eq!(said(["　", ""]), ["name: 氏名を入力してください。"]);
        assert_eq!(said(["佐藤", "x"]), ["mail: メールではありません。"]);
        assert!(said(["佐藤", "x@example.jp"]).is_empty());
    }

    #[test]
    fn a_newer_answer_takes_the_place_of_the_older_one() {
        let (older, _) = judged(&QUESTIONS, ["　佐藤　　花子 ".to_owned(), String::new()]);
        assert_eq!(older.get("name"), "佐藤 花子");
        let (newer, _) = judged(&QUESTIONS[..1], ["鈴木".to_owned()]);
        let both = older.with(newer);
        assert_eq!((both.get("name"), both.get("mail"), both.get("none")), ("鈴木", "", ""));
    }
}
