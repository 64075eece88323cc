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
            /// Its heading.
            heading: String,
        } = "header.extra",
            "列「{heading}」は使いません。読みとばします。", "The column “{heading}” is not used and is skipped.";
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
        /// Refused without a more exact finding.
        Error Unreadable = "row.unreadable", "この行は読めません。", "This row cannot be read.";
    }
}
