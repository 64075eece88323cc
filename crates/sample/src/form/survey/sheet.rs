//! What one copy of the survey sheet says.

/// Everything one survey sheet says. Texts are written as they are given, shrunk where they would not fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SurveySheet {
    /// 保険者番号.
    pub insurer: String,
    /// 被保険者番号.
    pub insured: String,
    /// 実施日, in the Japanese calendar.
    pub conducted_on: String,
    /// How long the visit took, in minutes.
    pub minutes: i64,
    /// `None`: at home; otherwise where.
    pub elsewhere: Option<String>,
    /// The day of the last certification, if there was one.
    pub previous_on: Option<String>,
    /// Its result, e.g. 要介護2.
    pub previous_level: Option<String>,
    /// ふりがな (katakana is accepted).
    pub kana: String,
    /// 氏名.
    pub name: String,
    /// 0 man, 1 woman.
    pub sex: usize,
    /// 生年月日, in the Japanese calendar.
    pub birth: String,
    /// Age on the day of the survey.
    pub age: i64,
    /// 現住所.
    pub address: String,
    /// 電話.
    pub telephone: String,
    /// Name, relation and telephone of a relative.
    pub family: Option<(String, String, String)>,
    /// Services in use: number on the form and times a month.
    pub services: Vec<(usize, i64)>,
    /// The kind of institution, if the person lives in one.
    pub institution: Option<usize>,
    /// Section Ⅳ.
    pub surroundings: String,
    /// The chosen option of every item of the catalogue, in its order.
    pub answers: Vec<usize>,
    /// 特記事項: number of the item and text.
    pub notes: Vec<(String, String)>,
}
