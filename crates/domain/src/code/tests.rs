//! Rules and joined rules: their ids and sentences.

rules! {
    /// Rules of this test.
    pub enum Sample {
        Plain = "sample.plain", "it is plain";
        Limited {
            /// The most there may be.
            most: usize = 3
        } = "sample.limited", "there are at most {most}";
    }
}

rules! {
    /// Rules of several subjects.
    enum Joined joins {
        /// The sample's.
        Sample(Sample),
    }
}

#[test]
fn joined_rules_are_those_of_each_subject() {
    let all = Joined::one_of_each();
    assert_eq!(all.first(), Some(&Joined::from(Sample::Plain)));
    let told: Vec<_> = all.iter().map(|rule| format!("{} {rule}", rule.id())).collect();
    assert_eq!(told, ["sample.plain it is plain", "sample.limited there are at most 3"]);
}

#[test]
fn each_rule_has_an_id_and_a_sentence_with_what_it_carries() {
    let told: Vec<_> = Sample::one_of_each()
        .iter()
        .map(|rule| format!("{} {rule}", rule.id()))
        .collect();
    assert_eq!(told, ["sample.plain it is plain", "sample.limited there are at most 3"]);
}
