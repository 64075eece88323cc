//! How words belong to a rule.

use domain::language::Language;

/// A rule that people can be told of.
pub(crate) trait Told {
    /// The rule's stable id.
    fn id(&self) -> &'static str;

    /// What is wrong; of a field, also what to do.
    fn detail(&self, language: Language) -> String;

    /// What to do, where that stands apart.
    fn remedy(&self, language: Language) -> Option<String>;
}

/// The words of an enum of rules: for each rule what is wrong in Japanese and in English, both with what to do (`then`) or
/// both without. What a rule carries can be named in its words.
macro_rules! words {
    ($rules:ty {
        $(
            $rule:ident $({ $($field:ident),+ })?:
                $ja:literal $(then $ja_remedy:literal)?,
                $en:literal $(then $en_remedy:literal)?;
        )+
    }) => {
        impl $crate::problem::told::Told for $rules {
            fn id(&self) -> &'static str {
                <$rules>::id(self)
            }

            fn detail(&self, language: domain::language::Language) -> String {
                match self {
                    $( Self::$rule $({ $($field),+ })? => {
                        // What a rule carries may be of use in one language only, or in none.
                        $( $( let _ = $field; )+ )?
                        match language {
                            domain::language::Language::Japanese => format!($ja),
                            domain::language::Language::English => format!($en),
                        }
                    } )+
                }
            }

            fn remedy(&self, language: domain::language::Language) -> Option<String> {
                let (ja, en): (&[&str], &[&str]) = match self {
                    $( Self::$rule { .. } => (&[$( $ja_remedy )?], &[$( $en_remedy )?]), )+
                };
                let remedy = match language {
                    domain::language::Language::Japanese => ja,
                    domain::language::Language::English => en,
                };
                remedy.first().map(|&remedy| remedy.to_owned())
            }
        }
    };
}
pub(super) use words;
