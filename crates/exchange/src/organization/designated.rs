//! The feed of offices that the insurer designates itself (地域包括支援センター, newly designated ones, 基準該当): the ministry's
//! open data does not have them, or not yet.

use domain::calendar::day::Day;
use domain::calendar::period::Period;
use domain::delivery::OfficeRule;
use domain::delivery::feed::Feed;
use domain::organization::{Designation, OfficeNumber, ServiceCode};

use super::{LONGEST, Phone, phone, phone_or_nothing, service_named};
use crate::row::{Cells, Row, code_of, narrow};

/// One office that the insurer designates. Office number and service together are its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DesignatedOfficeRow {
    /// 事業所番号.
    pub number: OfficeNumber,
    /// サービスの種類.
    pub service: ServiceCode,
    /// 指定の種類.
    pub designation: Designation,
    /// 事業所名.
    pub name: String,
    /// 事業所名カナ.
    pub kana: String,
    /// 住所.
    pub address: String,
    /// 電話番号.
    pub phone: Option<Phone>,
    /// FAX番号.
    pub fax: Option<Phone>,
    /// 法人の名称.
    pub corporation: Option<String>,
    /// 指定開始日 and 指定終了日.
    pub period: Period,
}

const NUMBER: usize = 0;
const SERVICE: usize = 1;
const DESIGNATION: usize = 2;
const NAME: usize = 3;
const KANA: usize = 4;
const ADDRESS: usize = 5;
const PHONE: usize = 6;
const FAX: usize = 7;
const CORPORATION: usize = 8;
const FIRST: usize = 9;
const LAST: usize = 10;

const DESIGNATIONS: &[(&str, Designation)] = &[
    ("1", Designation::SupportCentre),
    ("2", Designation::Newly),
    ("3", Designation::Equivalent),
    ("9", Designation::Other),
];

impl Row for DesignatedOfficeRow {
    const FEED: Feed = Feed::DesignatedOffices;
    const COLUMNS: &'static [&'static str] = &[
        "事業所番号",
        "サービスの種類",
        "指定の種類",
        "事業所名",
        "事業所名カナ",
        "住所",
        "電話番号",
        "FAX番号",
        "法人の名称",
        "指定開始日",
        "指定終了日",
    ];
    const OPTIONAL: &'static [usize] = &[KANA, FAX, CORPORATION, LAST];

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let number = cells.office_number(NUMBER);
        let service = cells.required(SERVICE, |text| service_of(text).ok_or(OfficeRule::Service));
        let designation = cells.choice(DESIGNATION, DESIGNATIONS);
        let name = cells.required_text(NAME, LONGEST);
        let kana = cells.free_text(KANA, LONGEST);
        let address = cells.required_text(ADDRESS, LONGEST);
        let phone = phone(cells, PHONE);
        let fax = phone_or_nothing(cells, FAX);
        let corporation = cells.free_text(CORPORATION, LONGEST);
        let period = cells.period(FIRST, LAST);
        Some(Self {
            number: number?,
            service: service?,
            designation: designation?,
            name: name?,
            kana: kana?.unwrap_or_default(),
            address: address?,
            phone,
            fax,
            corporation: corporation?,
            period: period?,
        })
    }

    fn write(&self) -> Vec<String> {
        let Self {
            number,
            service,
            designation,
            name,
            kana,
            address,
            phone,
            fax,
            corporation,
            period,
        } = self;
        let shown = |phone: &Option<Phone>| phone.as_ref().map(|phone| phone.shown.clone()).unwrap_or_default();
        vec![
            number.to_string(),
            service.to_string(),
            code_of(DESIGNATIONS, *designation),
            name.clone(),
            kana.clone(),
            address.clone(),
            shown(phone),
            shown(fax),
            corporation.clone().unwrap_or_default(),
            period.first.to_string(),
            period.last.map(|day: Day| day.to_string()).unwrap_or_default(),
        ]
    }
}

/// サービスの種類, by its code or its published name; only services that make care plans.
fn service_of(text: &str) -> Option<ServiceCode> {
    let code = narrow(text).parse().ok();
    let plans = |code: &ServiceCode| ServiceCode::MAKING_CARE_PLANS.contains(code);
    code.filter(plans).or_else(|| service_named(text))
}
