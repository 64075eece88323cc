//! The rules of a request as such, whatever it asks for: its JSON, its parameters, its pages. With their words.

use crate::problem::told::words;

domain::rules! {
    /// What is wrong with a request before any use case has seen it.
    pub(crate) enum RequestRule {
        UnknownField = "json.unknown-field", "the field is not known";
        MissingField = "json.missing-field", "the field is required";
        DuplicateField = "json.duplicate-field", "the field occurs twice";
        Type = "json.type", "the value is of the wrong type";
        Value = "json.value", "the value is not allowed";
        Depth {
            /// The most levels.
            deepest: usize = 16
        } = "json.depth", "nested more than {deepest} levels deep";
        Syntax = "json.syntax", "not well-formed JSON in UTF-8";
        Parameter = "query.invalid", "a parameter is unknown or cannot be read";
        Limit {
            /// The most on a page.
            most: u32 = 200
        } = "limit.range", "a page holds 1 to {most}";
        QueryLength {
            /// The most characters.
            longest: usize = 100
        } = "query.length", "what is searched for has at most {longest} characters";
        Cursor = "cursor.unknown", "the cursor was not given out by this system";
        State = "state.unknown", "there is no such state";
        TableBase64 = "staff-table.base64", "the file is not in Base64";
        OneTable = "staff-table.one", "either text or a file must be sent";
    }
}

words! {
    RequestRule {
        UnknownField: "この項目は受け付けていません。", "This field is not known.";
        MissingField: "この項目は必須です。", "This field is required.";
        DuplicateField: "同じ項目が2回あります。", "This field occurs twice.";
        Type: "値の種類が違います。", "The value is of the wrong type.";
        Value: "値が正しくありません。", "The value is not allowed.";
        Depth { deepest }: "入れ子は{deepest}段までにしてください。", "Nested more than {deepest} levels deep.";
        Syntax: "JSONとして正しくありません。", "This is not well-formed JSON in UTF-8.";
        Parameter:
            "指定できる項目と値の範囲は、APIの仕様を確認してください。",
            "The API description names the parameters and the values they take.";
        Limit { most }: "limitは1から{most}までの数で指定してください。", "Give a limit from 1 to {most}.";
        QueryLength { longest }:
            "検索の言葉は{longest}文字までにしてください。",
            "Search for at most {longest} characters.";
        Cursor:
            "cursorには、前のページで受け取った値をそのまま指定してください。",
            "Give the cursor exactly as it came with the page before.";
        State: "stateの値が正しくありません。", "There is no such state.";
        TableBase64: "ファイルの中身をBase64で送ってください。", "Send the contents of the file in Base64.";
        OneTable:
            "表は、csvかfileのどちらか一方で送ってください。",
            "Send the table either as csv or as file.";
    }
}
