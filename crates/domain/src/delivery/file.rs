//! Rules about a delivered file as a whole and about the shape of its rows, before anybody asks what the cells mean.

finding_rules! {
    /// What can be wrong with a table as a file.
    pub enum FileRule {
        /// Nothing is in it.
        Error Empty = "file.empty", "ファイルが空です。", "The file is empty.";
        /// UTF-16, which spreadsheets call Unicode.
        Error Utf16 = "file.not-csv" / "utf-16",
            "文字コードがUTF-16です。UTF-8かシフトJIS(MS932)のCSVで保存してください。",
            "The file is encoded in UTF-16. Save it as CSV in UTF-8 or Shift_JIS (MS932).";
        /// A workbook or an archive.
        Error Workbook = "file.not-csv" / "workbook",
            "Excelなどのファイルで、CSVではありません。CSVで保存し直してください。",
            "The file is a workbook such as Excel's, not CSV. Save it as CSV.";
        /// A PDF.
        Error PdfInsteadOfTable = "file.not-csv" / "pdf", "PDFファイルで、CSVではありません。", "The file is a PDF, not CSV.";
        /// Reading broke off.
        Error Unreadable {
            /// The kind of failure, in the words of the operating system.
            reason: String,
        } = "file.unreadable",
            "ファイルを途中までしか読めませんでした（{reason}）。もう一度送ってください。",
            "The file could be read only in part ({reason}). Send it again.";
        /// The first row is text in neither encoding.
        Error HeadingUnreadable = "encoding.unreadable",
            "見出しの文字を読めません。UTF-8かシフトJIS(MS932)で保存してください。",
            "The characters of the headings cannot be read. Save the file in UTF-8 or Shift_JIS (MS932).";
        /// A column stands there more than once.
        Error ColumnTwice {
            /// The heading that was looked for: the vendor's, if there is a mapping.
            heading: String,
        } = "header.duplicate", "列「{heading}」が2つ以上あります。", "The column “{heading}” occurs more than once.";
        /// A column is not there.
        Error ColumnMissing {
            /// The heading that was looked for: the vendor's, if there is a mapping.
            heading: String,
        } = "header.missing", "列「{heading}」がありません。", "The column “{heading}” is missing.";
        /// A column that means nothing to us.
        Warning ColumnUnused {
            /// Its heading; masked unless it is one that a feed has: where no headings are, people stand there.
            heading: String,
        } = "header.extra",
            "列「{heading}」は使いません。読みとばします。", "The column “{heading}” is not used and is skipped.";
        /// A heading with characters that no text may hold.
        Error HeadingCharacters {
            /// Which column it is, counted from 1.
            place: u64,
        } = "header.characters",
            "{place}列目の見出しに、使えない文字が入っています。1行目が見出しか確認してください。",
            "The heading of column {place} holds characters that may not stand there. Check whether line 1 holds the headings.";
        /// A My Number where a heading should be.
        Error HeadingMyNumber {
            /// Which column it is, counted from 1.
            place: u64,
        } = "my-number.present" / "heading",
            "1行目の{place}列目に、個人番号（マイナンバー）と見られる12桁の数字があります。このシステムには入れられません。列ごと取り除いてください。",
            "In line 1, column {place}, twelve digits look like an Individual Number (My Number). It may not enter this system. Remove the whole column.";
        /// Headings, and not one row.
        Error NoRows = "file.no-rows",
            "見出しだけで、データの行が1行もありません。届いたものとして数えません。出力し直して送ってください。",
            "The file holds headings but not one row. It does not count as delivered. Export and send it again.";
    }
}

finding_rules! {
    /// What can be wrong with the shape of a row.
    pub enum RowRule {
        /// More bytes than a row may have.
        Error TooLong = "row.too-long",
            "行が長すぎます。改行や引用符が抜けていないか確認してください。",
            "The row is too long. Check whether a line break or a quote is missing.";
        /// More columns than any file has.
        Error TooManyColumns = "row.too-many-columns" / "any-file",
            "列が多すぎます。区切りのカンマを確認してください。",
            "The row has too many columns. Check the commas between them.";
        /// More columns than the headings.
        Error MoreThanHeadings {
            /// How many headings there are.
            headings: u64,
            /// How many columns the row has.
            columns: u64,
        } = "row.too-many-columns" / "headings",
            "列の数が見出し（{headings}列）と違います（{columns}列）。カンマの過不足を確認してください。",
            "The row has {columns} columns, the headings are {headings}. Check for missing or extra commas.";
        /// Fewer columns than the headings.
        Error FewerThanHeadings {
            /// How many headings there are.
            headings: u64,
            /// How many columns the row has.
            columns: u64,
        } = "row.too-few-columns",
            "列の数が見出し（{headings}列）と違います（{columns}列）。カンマの過不足を確認してください。",
            "The row has {columns} columns, the headings are {headings}. Check for missing or extra commas.";
        /// A quote where none may stand, or one that is never closed.
        Error Quote = "row.quote",
            "引用符（\"）の使い方に誤りがあります。項目全体を囲み、項目の中では2つ重ねてください。",
            "A quote (\") is used wrongly. Quotes enclose a whole cell; inside it they are doubled.";
        /// Written in another encoding than the rows before.
        Error OtherEncoding {
            /// The encoding of this row.
            row: String,
            /// The encoding of the file, by its first rows.
            file: String,
        } = "row.other-encoding",
            "この行だけ文字コードが違います（この行は{row}、ファイルは{file}）。同じ文字コードで出力し直してください。",
            "This row is in another encoding ({row}) than the file ({file}). Export all rows in one encoding.";
        /// An older row of what another row of the file says for a later moment.
        Warning Superseded {
            /// The row that holds.
            by: u64,
        } = "row.superseded",
            "同じものについて、基準日時がより新しい行（{by}行目）があります。新しい行の内容とし、この行は履歴とみなします。",
            "Line {by} says the same thing for a later moment. That row holds; this one is taken as history.";
        /// Refused without a more exact finding.
        Error Unreadable = "row.unreadable", "この行は読めません。", "This row cannot be read.";
    }
}
