//! The words of the rules of the first log-in.

use service::FirstLogInRule;

use crate::problem::told::words;

words! {
    FirstLogInRule {
        Done:
            "初期設定は、すでに終わっています。"
            then "設定したログインIDとパスワードでログインしてください。",
            "The account has been set up already."
            then "Sign in with the login ID and the password that were chosen.";
        LoginIdLength { shortest, longest }:
            "ログインIDは{shortest}文字以上{longest}文字以内にしてください。",
            "Choose a login ID of {shortest} to {longest} characters.";
        LoginIdCharacters:
            "ログインIDに使えるのは、半角の英字・数字と . - _ @ + です。英字か数字で始めてください。",
            "A login ID has letters a to z, digits and . - _ @ + only, and begins with a letter or a digit.";
        LoginIdProvisional:
            "kari- で始まるログインIDは、仮ログインIDのためのものです。別のログインIDを決めてください。",
            "Login IDs that begin with kari- are for provisional credentials. Choose another one.";
        LoginIdTaken:
            "このログインIDは、すでに使われています。別のログインIDを決めてください。",
            "This login ID is taken. Choose another one.";
        PasswordProvisional:
            "仮パスワードは使えません。新しいパスワードを決めてください。",
            "The provisional password cannot be kept. Choose a new one.";
        TermsOutdated:
            "利用規約が新しくなっています。画面を読み込み直し、新しい規約を確認してください。",
            "The terms of use have changed. Load the page again and read the new ones.";
    }
}
