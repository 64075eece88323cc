//! The list of offices: the ministry's open data (介護サービス情報公表システム). Which of them may use the system is decided by
//! the insurer, not here. Those that the insurer designates itself come in `designated`.

pub mod designated;

use domain::delivery::OfficeRule;
use domain::delivery::feed::Feed;
use domain::organization::{OfficeNumber, ServiceCode};

use crate::row::{Cells, Row, folded, whole_number};

/// One office as published. Office number and service together are its key: one number can carry several services.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeRow {
    /// 都道府県コード又は市町村コード: 6 digits, the last a check digit; leading zeros count.
    pub municipality: String,
    /// 都道府県名.
    pub prefecture: String,
    /// 市区町村名.
    pub city: String,
    /// 事業所名.
    pub name: String,
    /// 事業所名カナ, as published.
    pub kana: String,
    /// サービスの種類, as a code.
    pub service: ServiceCode,
    /// 住所.
    pub address: String,
    /// 方書（ビル名等）.
    pub building: Option<String>,
    /// 電話番号.
    pub phone: Option<Phone>,
    /// FAX番号.
    pub fax: Option<Phone>,
    /// 法人番号: 13 digits.
    pub corporate_number: Option<String>,
    /// 法人の名称.
    pub corporation: Option<String>,
    /// 事業所番号.
    pub number: OfficeNumber,
    /// 定員.
    pub capacity: Option<u32>,
    /// URL.
    pub url: Option<String>,
}

/// A telephone number: shown as published, compared by its digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// As published: `０９６－３２８－２１１１`, `㈹096-328-2111`.
    pub shown: String,
    /// Its ASCII digits alone: `0963282111`.
    pub digits: String,
}

impl Phone {
    /// A number from its published form; `None` if it holds no digit at all (「－」, 「休止中」).
    #[must_use]
    pub fn new(shown: &str) -> Option<Self> {
        let digits: String = shown.chars().filter_map(ascii_digit).collect();
        (!digits.is_empty()).then(|| Self {
            shown: shown.to_owned(),
            digits,
        })
    }

    /// Whether the digits can be a Japanese telephone number: 10 or 11 of them, the first a zero.
    #[must_use]
    pub fn is_plausible(&self) -> bool {
        matches!(self.digits.len(), 10 | 11) && self.digits.starts_with('0')
    }
}

fn ascii_digit(character: char) -> Option<char> {
    match character {
        '0'..='9' => Some(character),
        '０'..='９' => char::from_digit(u32::from(character) - u32::from('０'), 10),
        _ => None,
    }
}

const MUNICIPALITY: usize = 0;
const PREFECTURE: usize = 1;
const CITY: usize = 2;
const NAME: usize = 3;
const KANA: usize = 4;
const SERVICE: usize = 5;
const ADDRESS: usize = 6;
const BUILDING: usize = 7;
const PHONE: usize = 8;
const FAX: usize = 9;
const CORPORATE_NUMBER: usize = 10;
const CORPORATION: usize = 11;
const NUMBER: usize = 12;
const CAPACITY: usize = 13;
const URL: usize = 14;

/// The longest name, address and so on, in characters. The longest published today has 135.
const LONGEST: u16 = 300;
const LONGEST_URL: u16 = 2000;

/// How the open data names the services that make care plans.
const SERVICES: &[(&str, ServiceCode)] = &[
    ("居宅介護支援", ServiceCode::CARE_MANAGEMENT),
    ("介護予防支援", ServiceCode::PREVENTIVE_CARE_MANAGEMENT),
    ("小規模多機能型居宅介護", ServiceCode::SMALL_MULTIFUNCTION),
    (
        "介護予防小規模多機能型居宅介護",
        ServiceCode::PREVENTIVE_SMALL_MULTIFUNCTION,
    ),
    ("看護小規模多機能型居宅介護", ServiceCode::NURSING_SMALL_MULTIFUNCTION),
    (
        "看護小規模多機能型居宅介護（複合型サービス）",
        ServiceCode::NURSING_SMALL_MULTIFUNCTION,
    ),
    (
        "複合型サービス（看護小規模多機能型居宅介護）",
        ServiceCode::NURSING_SMALL_MULTIFUNCTION,
    ),
];

impl Row for OfficeRow {
    const FEED: Feed = Feed::Offices;
    const COLUMNS: &'static [&'static str] = &[
        "都道府県コード又は市町村コード",
        "都道府県名",
        "市区町村名",
        "事業所名",
        "事業所名カナ",
        "サービスの種類",
        "住所",
        "方書（ビル名等）",
        "電話番号",
        "FAX番号",
        "法人番号",
        "法人の名称",
        "事業所番号",
        "定員",
        "URL",
    ];

    const KNOWN_EXTRA: &'static [&'static str] = &[
        "No",
        "緯度",
        "経度",
        "利用可能曜日",
        "利用可能曜日特記事項",
        "高齢者の方と障害者の方が同時一体的に利用できるサービス",
        "介護保険の通常の指定基準を満たしている",
        "障害福祉の通常の指定基準を満たしている",
        "備考",
    ];

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let municipality = cells.required(MUNICIPALITY, |text| digits(text, 6).ok_or(OfficeRule::Municipality));
        let prefecture = cells.required_text(PREFECTURE, LONGEST);
        let city = cells.free_text(CITY, LONGEST);
        let name = cells.required_text(NAME, LONGEST);
        let kana = cells.free_text(KANA, LONGEST);
        let service = service(cells);
        let address = cells.required_text(ADDRESS, LONGEST);
        let building = cells.free_text(BUILDING, LONGEST);
        let phone = phone(cells, PHONE);
        let fax = phone_or_nothing(cells, FAX);
        let corporate_number = corporate_number(cells);
        let corporation = cells.free_text(CORPORATION, LONGEST);
        let number = cells.office_number(NUMBER);
        let capacity = capacity(cells);
        let url = cells.free_text(URL, LONGEST_URL);
        Some(Self {
            municipality: municipality?,
            prefecture: prefecture?,
            city: city?.unwrap_or_default(),
            name: name?,
            kana: kana?.unwrap_or_default(),
            service: service?,
            address: address?,
            building: building?,
            phone,
            fax,
            corporate_number,
            corporation: corporation?,
            number: number?,
            capacity,
            url: url?,
        })
    }

    fn write(&self) -> Vec<String> {
        let Self {
            municipality,
            prefecture,
            city,
            name,
            kana,
            service,
            address,
            building,
            ..
        } = self;
        let Self {
            phone,
            fax,
            corporate_number,
            corporation,
            number,
            capacity,
            url,
            ..
        } = self;
        let phone_text = |phone: &Option<Phone>| phone.as_ref().map(|phone| phone.shown.clone()).unwrap_or_default();
        vec![
            municipality.clone(),
            prefecture.clone(),
            city.clone(),
            name.clone(),
            kana.clone(),
            service_name(*service).to_owned(),
            address.clone(),
            building.clone().unwrap_or_default(),
            phone_text(phone),
            phone_text(fax),
            corporate_number.clone().unwrap_or_default(),
            corporation.clone().unwrap_or_default(),
            number.to_string(),
            capacity.map(|capacity| capacity.to_string()).unwrap_or_default(),
            url.clone().unwrap_or_default(),
        ]
    }
}

/// The published name of a service.
fn service_name(service: ServiceCode) -> &'static str {
    SERVICES
        .iter()
        .find(|(_, code)| *code == service)
        .map_or(service.name_ja(), |(name, _)| name)
}

fn service(cells: &mut Cells<'_>) -> Option<ServiceCode> {
    cells.required(SERVICE, |text| service_named(text).ok_or(OfficeRule::Service))
}

/// The service of this published name.
fn service_named(text: &str) -> Option<ServiceCode> {
    let service = SERVICES.iter().find(|(name, _)| *name == text);
    service.map(|(_, code)| *code)
}

/// Exactly so many ASCII digits.
fn digits(text: &str, length: usize) -> Option<String> {
    (text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.to_owned())
}

/// 電話番号. An office is not kept out for a telephone number that cannot be dialled, but somebody should look.
fn phone(cells: &mut Cells<'_>, column: usize) -> Option<Phone> {
    let phone = Phone::new(cells.text(column));
    let strange = phone
        .as_ref()
        .map_or(!cells.text(column).is_empty(), |phone| !phone.is_plausible());
    if strange {
        cells.note(column, OfficeRule::Phone);
    }
    phone
}

/// FAX番号, where a dash stands for "none".
fn phone_or_nothing(cells: &mut Cells<'_>, column: usize) -> Option<Phone> {
    let has_letter_or_digit = cells.text(column).chars().any(char::is_alphanumeric);
    if has_letter_or_digit {
        phone(cells, column)
    } else {
        None
    }
}

fn corporate_number(cells: &mut Cells<'_>) -> Option<String> {
    let number = digits(&folded(cells.text(CORPORATE_NUMBER)), 13);
    if number.is_none() && !cells.text(CORPORATE_NUMBER).is_empty() {
        cells.note(CORPORATE_NUMBER, OfficeRule::CorporateNumber);
    }
    number
}

fn capacity(cells: &mut Cells<'_>) -> Option<u32> {
    let text = cells.text(CAPACITY);
    let capacity = whole_number(text);
    if capacity.is_none() && !text.is_empty() {
        cells.note(CAPACITY, OfficeRule::Capacity);
    }
    capacity
}
