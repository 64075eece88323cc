//! Rules about a delivery of documents: its ZIP, the manifest in it, and what a PDF must be to be taken in.

use crate::language::Language;
use crate::rule::Parameter;

finding_rules! {
    /// What can be wrong with a ZIP.
    pub enum ArchiveRule {
        /// No ZIP, or a broken one.
        Error Unreadable = "zip.unreadable",
            "ZIPとして読めません。壊れていないか確認してください。",
            "The file cannot be read as a ZIP. Check whether it is damaged.";
        /// More files than allowed.
        Error TooManyEntries {
            /// How many are allowed.
            most: u64,
        } = "zip.too-many-entries",
            "ZIPの中のファイルが多すぎます（{most}個まで）。分けて送ってください。",
            "The ZIP holds too many files (at most {most}). Send it in parts.";
        /// A name that is no text.
        Error Name = "zip.name", "ファイル名の文字を読めません。", "The characters of the file name cannot be read.";
        /// A name that leads out of its folder.
        Error Path = "zip.path",
            "ファイル名に使えない文字や、別のフォルダーを指す書き方があります。",
            "The file name holds forbidden characters or points to another folder.";
        /// A link, or another special file.
        Error Link = "zip.symlink",
            "リンクや特殊なファイルは送れません。", "Links and special files cannot be sent.";
        /// A password.
        Error Encrypted = "zip.encrypted",
            "ZIPにパスワードが設定されています。解除して送ってください。",
            "The ZIP is protected by a password. Remove it and send the file again.";
        /// One name twice.
        Error NameTwice = "zip.duplicate",
            "同じ名前のファイルが2つ以上あります。", "More than one file has this name.";
        /// Another compression than the usual one.
        Error Compression = "zip.compression",
            "ZIPの圧縮方式に対応していません。通常のZIP形式で送ってください。",
            "The compression of the ZIP is not supported. Send an ordinary ZIP.";
        /// A file says that it is larger than any may be.
        Error EntryTooLarge {
            /// Megabytes that a file may have.
            megabytes: u64,
        } = "zip.entry-too-large" / "declared",
            "ファイルが大きすぎます（{megabytes}MBまで）。", "The file is too large (at most {megabytes} MB).";
        /// A file is larger than its kind may be.
        Error EntryTooLargeForItsKind = "zip.entry-too-large", "ファイルが大きすぎます。", "The file is too large.";
        /// Packed more densely than honest files are.
        Error Ratio = "zip.ratio",
            "圧縮率が異常です。ZIPを作り直してください。",
            "The compression ratio is abnormal. Make the ZIP again.";
        /// Too much altogether.
        Error TooLarge {
            /// Megabytes that all files together may have, unpacked.
            megabytes: u64,
        } = "zip.too-large",
            "ZIP全体が大きすぎます（展開して{megabytes}MBまで）。分けて送ってください。",
            "The ZIP as a whole is too large (at most {megabytes} MB unpacked). Send it in parts.";
        /// Files that share bytes.
        Error Overlap = "zip.overlap",
            "ZIPの中でファイルが重なっています。ZIPを作り直してください。",
            "Files inside the ZIP overlap. Make the ZIP again.";
        /// A file that cannot be unpacked.
        Error Damaged = "zip.damaged",
            "ZIPの中のファイルが壊れています。作り直して送ってください。",
            "A file inside the ZIP is damaged. Make the ZIP again and send it.";
    }
}

finding_rules! {
    /// What can be wrong between the manifest and the files.
    pub enum ManifestRule {
        /// No manifest.
        Error Absent = "manifest.absent",
            "ZIPの中にmanifest.csvがありません。", "The ZIP holds no manifest.csv.";
        /// More than one.
        Error Several = "manifest.several",
            "ZIPの中にmanifest.csvが2つ以上あります。", "The ZIP holds more than one manifest.csv.";
        /// Too many lines.
        Error TooLong {
            /// How many are allowed.
            most: u64,
        } = "manifest.too-long",
            "manifest.csvの行が多すぎます（{most}行まで）。", "manifest.csv has too many rows (at most {most}).";
        /// A line names a file that is not there.
        Error FileMissing = "manifest.missing",
            "manifest.csvにあるファイルがZIPの中にありません。",
            "A file that manifest.csv names is not in the ZIP.";
        /// A line names what several files are nearly called.
        Error FileAmbiguous = "manifest.ambiguous",
            "よく似た名前のファイルがZIPの中に2つ以上あり、どれか決められません。manifest.csvと同じ文字の名前にしてください。",
            "Several files in the ZIP have nearly this name, so none can be chosen. Give the file the very name of manifest.csv.";
        /// Two lines name one file.
        Error FileTwice = "manifest.duplicate",
            "このファイルは前の行にもあります。", "An earlier row names this file as well.";
        /// A file that no line names.
        Error FileUnlisted = "manifest.unlisted",
            "manifest.csvで読み取れた行にないファイルです。取り込みません。",
            "No readable row of manifest.csv names this file. It is not taken in.";
        /// A survey sheet says whether a physician consents.
        Warning ConsentIgnored = "document.consent-ignored",
            "調査票に主治医同意はありません。読みとばします。",
            "A survey sheet has no consent of a physician. The cell is skipped.";
    }
}

coded! {
    /// What in a PDF acts on the reader's machine.
    pub enum ActiveContent is "active content" {
        /// JavaScript.
        Script = "script", "スクリプト（JavaScript）", "a script (JavaScript)";
        /// A file inside the file.
        Attachment = "attachment", "添付ファイル", "an attached file";
        /// A form of XFA.
        DynamicForm = "dynamic-form", "動的なフォーム（XFA）", "a dynamic form (XFA)";
        /// Films, sounds, models.
        RichMedia = "rich-media", "動画や音声などのリッチメディア", "rich media such as video or sound";
        /// A program is started.
        Launch = "launch", "プログラムの起動", "the start of a program";
        /// Another file is opened, or something sent.
        OutsideAction = "outside-action", "外部のファイルや送信先への操作", "an action on an outside file or address";
        /// What is shown changes.
        ChangesWhatIsShown = "changes-what-is-shown", "表示や入力を変える操作", "an action that changes what is shown";
        /// Nested so deeply that it could not be looked at.
        TooDeep = "too-deep", "深すぎる入れ子", "objects that are nested too deeply";
    }
}

impl Parameter for ActiveContent {
    const EXAMPLES: usize = Self::ALL.len();

    fn example(place: usize) -> Self {
        Self::ALL.get(place).copied().unwrap_or(Self::Script)
    }

    fn in_words(&self, language: Language) -> String {
        self.name(language).to_owned()
    }
}

finding_rules! {
    /// What can be wrong with a PDF.
    pub enum PdfRule {
        /// No PDF.
        Error NotPdf = "pdf.not-pdf", "PDFではありません。", "The file is not a PDF.";
        /// Larger than allowed.
        Error TooLarge = "pdf.too-large",
            "PDFが大きすぎます。解像度を下げて作り直してください。",
            "The PDF is too large. Make it again with a lower resolution.";
        /// A password or a protection.
        Error Encrypted = "pdf.encrypted",
            "PDFにパスワードや保護が設定されています。解除して作り直してください。",
            "The PDF has a password or a protection. Remove it and make the file again.";
        /// Looking at it took too much.
        Error TooCostly = "pdf.too-costly",
            "PDFを調べるのに、時間かメモリがかかりすぎます。単純な形で作り直してください。",
            "Looking at the PDF takes too much time or memory. Make it again in a simpler form.";
        /// It could not be looked at; the file is not to blame.
        Error NotLookedAt = "pdf.not-looked-at",
            "サーバーの都合でPDFを調べられませんでした。もう一度取り込んでください。",
            "The server could not look at the PDF. Take it in again.";
        /// An image has too many pixels.
        Error ImageTooLarge {
            /// Millions of pixels that an image may have.
            megapixels: u64,
        } = "pdf.image-too-large",
            "PDFの中の画像が大きすぎます（1枚{megapixels}メガピクセルまで）。解像度を下げて作り直してください。",
            "An image in the PDF is too large (at most {megapixels} megapixels). Make it again with a lower resolution.";
        /// A page is drawn with too much.
        Error ContentTooLarge {
            /// Megabytes that what draws a page may have, unpacked.
            megabytes: u64,
        } = "pdf.content-too-large",
            "PDFのページの中身が複雑すぎます（展開して1ページ{megabytes}MBまで）。ページを画像にするなど、単純な形で作り直してください。",
            "A page of the PDF is too complex (at most {megabytes} MB unpacked). Make it again in a simpler form, such as an image.";
        /// A page that is no sheet of paper.
        Error PageShape {
            /// The page.
            page: u64,
        } = "pdf.page-shape",
            "PDFの{page}ページは細長すぎて表示できません（縦横の比は20倍まで）。ページを分けて作り直してください。",
            "Page {page} of the PDF is too long or too wide to be shown (at most 20 times). Make it again in several pages.";
        /// Notes or form fields whose looks are not in the file.
        Error NotFlat {
            /// The page.
            page: u64,
        } = "pdf.not-flat",
            "PDFの{page}ページに、見た目がファイルに入っていない注釈か入力欄があります。そのままでは表示から欠けます。「統合（フラット化）」か「PDFとして印刷」で作り直してください。",
            "Page {page} of the PDF has notes or form fields whose looks are not in the file, so that they would be missing. Flatten the PDF, or print it to PDF.";
        /// It cannot be read.
        Error Damaged = "pdf.damaged",
            "PDFが壊れていて読めません。作り直してください。",
            "The PDF is damaged and cannot be read. Make it again.";
        /// No page.
        Error NoPage = "pdf.pages" / "none", "PDFにページがありません。", "The PDF has no page.";
        /// Too many pages.
        Error TooManyPages {
            /// How many it has.
            pages: u64,
        } = "pdf.pages" / "too-many",
            "PDFのページ数（{pages}）が多すぎます。", "The PDF has too many pages ({pages}).";
        /// Something that acts on the reader's machine.
        Error Active {
            /// What it is.
            content: ActiveContent,
        } = "pdf.active-content",
            "PDFに{content}が含まれています。取り除いて作り直してください。",
            "The PDF contains {content}. Remove it and make the file again.";
    }
}
