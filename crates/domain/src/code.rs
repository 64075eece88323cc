//! Patterns written once: enums that are known outside by a code and a name, enums of rules, and texts that are parsed once.
//! What the codes and rules mean is left to the files that use the macros.

/// A code that stands for nothing we know. The code itself is left out: a column mixed up in a file may hold a name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown code for {what}")]
pub struct UnknownCode {
    /// The kind of thing that was looked for.
    pub what: &'static str,
}

/// An enum whose values travel as a stable code (JSON, database, files) and are shown by a Japanese name; by an English one
/// as well, where an answer of the API tells it.
///
/// A value without its words is no value: where one has both languages, all of them have.
/// ```
/// domain::coded! {
///     /// What was done.
///     pub enum Done is "operation" {
///         /// Somebody came.
///         SignIn = "sign-in", "ログイン", "Sign in";
///         /// Somebody left.
///         SignOut = "sign-out", "ログアウト", "Sign out";
///     }
/// }
/// assert_eq!(Done::SignOut.name(domain::language::Language::English), "Sign out");
/// ```
/// The same without the English words of the second:
/// ```compile_fail
/// domain::coded! {
///     /// What was done.
///     pub enum Done is "operation" {
///         /// Somebody came.
///         SignIn = "sign-in", "ログイン", "Sign in";
///         /// Somebody left.
///         SignOut = "sign-out", "ログアウト";
///     }
/// }
/// ```
/// And without any words at all:
/// ```compile_fail
/// domain::coded! {
///     /// What was done.
///     pub enum Done is "operation" {
///         /// Somebody came.
///         SignIn = "sign-in", "ログイン", "Sign in";
///         /// Somebody left.
///         SignOut = "sign-out";
///     }
/// }
/// ```
#[macro_export]
macro_rules! coded {
    (
        $(#[$meta:meta])*
        pub enum $name:ident is $what:literal {
            $( $(#[$variant_meta:meta])* $variant:ident = $code:literal, $ja:literal, $en:literal; )+
        }
    ) => {
        $crate::coded! {
            $(#[$meta])*
            pub enum $name is $what {
                $( $(#[$variant_meta])* $variant = $code, $ja; )+
            }
        }

        impl $name {
            /// What people read in this language.
            pub const fn name(self, language: $crate::language::Language) -> &'static str {
                match self {
                    $( Self::$variant => language.choose($ja, $en), )+
                }
            }
        }
    };
    (
        $(#[$meta:meta])*
        pub enum $name:ident is $what:literal {
            $( $(#[$variant_meta:meta])* $variant:ident = $code:literal, $ja:literal; )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(into = "&'static str", try_from = "String")]
        pub enum $name {
            $( $(#[$variant_meta])* $variant, )+
        }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )+ ];

            /// The stable code: what JSON, the database and files carry.
            pub const fn code(self) -> &'static str {
                match self {
                    $( Self::$variant => $code, )+
                }
            }

            /// What people read.
            pub const fn name_ja(self) -> &'static str {
                match self {
                    $( Self::$variant => $ja, )+
                }
            }

            /// The value with this code, if there is one.
            pub fn from_code(code: &str) -> Option<Self> {
                match code {
                    $( $code => Some(Self::$variant), )+
                    _ => None,
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.code())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::UnknownCode;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::from_code(text).ok_or($crate::UnknownCode { what: $what })
            }
        }

        impl From<$name> for &'static str {
            fn from(value: $name) -> Self {
                value.code()
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::UnknownCode;

            // Not `Self::Error`: a value may be called that.
            fn try_from(text: String) -> Result<Self, $crate::UnknownCode> {
                text.parse()
            }
        }
    };
}

/// An enum of rules that may not hold: each with the stable id by which the world knows it, and a plain English sentence for
/// logs and the command line. What people read in their own language is left to whoever answers them.
///
/// A rule may carry what its words need, such as a limit; the sample beside it makes `one_of_each` complete by construction.
/// Enums of rules are joined into one by `joins`.
#[macro_export]
macro_rules! rules {
    (
        $(#[$meta:meta])*
        $visible:vis enum $name:ident joins { $( $(#[$variant_meta:meta])* $variant:ident($rules:ty), )+ }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        $visible enum $name {
            $( $(#[$variant_meta])* $variant($rules), )+
        }

        impl $name {
            /// The stable id of the rule.
            pub const fn id(&self) -> &'static str {
                match self {
                    $( Self::$variant(rule) => rule.id(), )+
                }
            }

            /// One of each, with sample parameters: what a test walks to miss none.
            pub fn one_of_each() -> Vec<Self> {
                let mut all = Vec::new();
                $( all.extend(<$rules>::one_of_each().into_iter().map(Self::$variant)); )+
                all
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    $( Self::$variant(rule) => std::fmt::Display::fmt(rule, f), )+
                }
            }
        }

        impl std::error::Error for $name {}

        $(
            impl From<$rules> for $name {
                fn from(rule: $rules) -> Self {
                    Self::$variant(rule)
                }
            }
        )+
    };
    (
        $(#[$meta:meta])*
        $visible:vis enum $name:ident {
            $(
                $(#[$variant_meta:meta])*
                $variant:ident $({ $( $(#[$field_meta:meta])* $field:ident: $type:ty = $sample:expr ),+ })?
                    = $id:literal, $sentence:literal;
            )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        $visible enum $name {
            $(
                #[doc = $sentence]
                $(#[$variant_meta])*
                $variant $({ $( $(#[$field_meta])* $field: $type, )+ })?,
            )+
        }

        impl $name {
            /// The stable id of the rule.
            pub const fn id(&self) -> &'static str {
                match self {
                    $( Self::$variant { .. } => $id, )+
                }
            }

            /// One of each, in the order of declaration, with sample parameters: what a test walks to miss none.
            pub fn one_of_each() -> Vec<Self> {
                vec![ $( Self::$variant $({ $( $field: $sample, )+ })?, )+ ]
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    $( Self::$variant $({ $( $field, )+ })? => {
                        $( $( let _ = $field; )+ )?
                        write!(f, $sentence)
                    } )+
                }
            }
        }

        impl std::error::Error for $name {}

        // In a crate that shows its rules to nobody, only its tests walk them.
        const _: fn() -> Vec<$name> = $name::one_of_each;
    };
}

/// For a type with `FromStr` and `Display`: JSON carries the text and is parsed by the same rule.
macro_rules! as_text {
    ($name:ident, $error:ty) => {
        impl TryFrom<String> for $name {
            type Error = $error;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.to_string()
            }
        }
    };
}

#[cfg(test)]
mod tests;
