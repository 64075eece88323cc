//! Offices that do not exist: their names, their numbers with a valid check digit, their lines in the ministry's layout.

use domain::calendar::day::Day;
use domain::calendar::period::Period;
use domain::organization::{Designation, OfficeNumber, ServiceCode};
use exchange::organization::Phone;
use exchange::organization::designated::DesignatedOfficeRow;

use super::record::{Office, OfficeFile};
use crate::error::{SampleError, made};
use crate::municipality::{CITY, CITY_CODE, DISTRICTS, PREFECTURE, address, telephone};
use crate::random::Random;

/// An office with what the ministry's list says of it beyond the name.
pub(super) struct Named {
    pub(super) office: Office,
    kana: String,
    corporation: String,
}

/// The office of the demonstration comes first.
const WORDS: [(&str, &str); 40] = [
    ("えんがわ", "エンガワ"),
    ("ひだまり", "ヒダマリ"),
    ("こもれび", "コモレビ"),
    ("つむぎ", "ツムギ"),
    ("はなみずき", "ハナミズキ"),
    ("あおぞら", "アオゾラ"),
    ("そよかぜ", "ソヨカゼ"),
    ("たんぽぽ", "タンポポ"),
    ("みなも", "ミナモ"),
    ("ほたる", "ホタル"),
    ("ゆうなぎ", "ユウナギ"),
    ("あさがお", "アサガオ"),
    ("ふうりん", "フウリン"),
    ("かけはし", "カケハシ"),
    ("ともしび", "トモシビ"),
    ("いろは", "イロハ"),
    ("すずらん", "スズラン"),
    ("やまびこ", "ヤマビコ"),
    ("せせらぎ", "セセラギ"),
    ("なごみ", "ナゴミ"),
    ("ほほえみ", "ホホエミ"),
    ("あゆみ", "アユミ"),
    ("くすのき", "クスノキ"),
    ("けやき", "ケヤキ"),
    ("つばめ", "ツバメ"),
    ("おひさま", "オヒサマ"),
    ("まどか", "マドカ"),
    ("かえで", "カエデ"),
    ("れんげ", "レンゲ"),
    ("ことり", "コトリ"),
    ("しおかぜ", "シオカゼ"),
    ("みのり", "ミノリ"),
    ("わかば", "ワカバ"),
    ("てまり", "テマリ"),
    ("あすなろ", "アスナロ"),
    ("ひなた", "ヒナタ"),
    ("いずみ", "イズミ"),
    ("さざんか", "サザンカ"),
    ("つきみ", "ツキミ"),
    ("はるかぜ", "ハルカゼ"),
];

const KINDS: [(&str, &str); 4] = [
    ("居宅介護支援事業所", "キョタクカイゴシエンジギョウショ"),
    ("ケアプランセンター", "ケアプランセンター"),
    ("介護相談センター", "カイゴソウダンセンター"),
    ("ケアプランの家", "ケアプランノイエ"),
];

const CORPORATIONS: [&str; 6] = [
    "社会福祉法人",
    "医療法人",
    "株式会社",
    "合同会社",
    "一般社団法人",
    "特定非営利活動法人",
];

/// 居宅介護支援: class 7 of prefecture 43, in a municipality 99 that does not exist.
pub(super) fn care_management(random: &mut Random, count: u64) -> Result<Vec<Named>, SampleError> {
    let mut offices = Vec::new();
    for serial in 0..count {
        let words = WORDS.len() as u64;
        let (word, word_kana) = at(&WORDS, serial % words);
        let (kind, kind_kana) = at(&KINDS, serial / words % KINDS.len() as u64);
        let (mut name, mut kana) = (format!("{kind} {word}"), format!("{kind_kana} {word_kana}"));
        // Beyond word × kind, branches of the same house are told apart by their district.
        let branch = serial / (words * KINDS.len() as u64);
        if let Some(district) = usize::try_from(branch)
            .ok()
            .filter(|branch| *branch > 0)
            .and_then(|branch| DISTRICTS.get(branch % DISTRICTS.len()))
        {
            name.push_str(&format!(" {}", district.name));
            kana.push_str(&format!(" {}", district.kana));
        }
        let form = random.pick(&CORPORATIONS).copied().unwrap_or_default();
        let number = number(&format!("43799{:04}", serial + 1))?;
        let office = Office {
            number,
            service: ServiceCode::CARE_MANAGEMENT,
            name,
        };
        offices.push(Named {
            office,
            kana,
            corporation: format!("{form}　{word}会"),
        });
    }
    Ok(offices)
}

/// 地域包括支援センター: class 0, one or more for every district.
pub(super) fn centres(random: &mut Random, count: u64) -> Result<Vec<Named>, SampleError> {
    let mut offices = Vec::new();
    for serial in 0..count {
        let at = usize::try_from(serial).unwrap_or_default();
        let Some(district) = DISTRICTS.get(at % DISTRICTS.len()) else {
            continue;
        };
        let more = at / DISTRICTS.len();
        let suffix = if more > 0 {
            format!("第{}", more + 1)
        } else {
            String::new()
        };
        let name = format!("縁側市地域包括支援センター {}{suffix}", district.name);
        let kana = format!("エンガワシチイキホウカツシエンセンター {}", district.kana);
        let number = number(&format!("43099{:04}", serial + 1))?;
        let form = if random.percent(70) {
            "社会福祉法人　縁側市社会福祉協議会"
        } else {
            "医療法人　縁側会"
        };
        let office = Office {
            number,
            service: ServiceCode::PREVENTIVE_CARE_MANAGEMENT,
            name,
        };
        offices.push(Named {
            office,
            kana,
            corporation: form.to_owned(),
        });
    }
    Ok(offices)
}

fn at(list: &[(&'static str, &'static str)], index: u64) -> (&'static str, &'static str) {
    usize::try_from(index)
        .ok()
        .and_then(|index| list.get(index))
        .copied()
        .unwrap_or_default()
}

/// The first nine digits with the check digit that fits.
fn number(body: &str) -> Result<OfficeNumber, SampleError> {
    for digit in 0..10 {
        let number: OfficeNumber = made(&format!("{body}{digit}"))?;
        if number.check_digit_holds() {
            return Ok(number);
        }
    }
    Err(SampleError::Invented(body.to_owned()))
}

const HEADING: &str = "都道府県コード又は市町村コード,No,都道府県名,市区町村名,事業所名,事業所名カナ,サービスの種類,住所,方書（ビル名等）,\
    緯度,経度,電話番号,FAX番号,法人番号,法人の名称,事業所番号,利用可能曜日,利用可能曜日特記事項,定員,URL,\
    高齢者の方と障害者の方が同時一体的に利用できるサービス,介護保険の通常の指定基準を満たしている,障害福祉の通常の指定基準を満たしている,備考";

/// The offices as the ministry would publish them: UTF-8 with byte order mark, CRLF.
pub(super) fn file(random: &mut Random, name: &str, offices: &[Named]) -> OfficeFile {
    let mut text = format!("\u{FEFF}{HEADING}\r\n");
    for Named {
        office: Office { number, service, name },
        kana,
        corporation,
    } in offices
    {
        let (address, telephone, fax) = (address(random), telephone(random), telephone(random));
        let ward = DISTRICTS
            .iter()
            .find(|district| address.contains(district.name))
            .map_or("", |district| district.ward);
        let service = service.name_ja();
        text.push_str(&format!(
            "{CITY_CODE},{number},{PREFECTURE},{CITY}{ward},{name},{kana},{service},{PREFECTURE}{address},,,,{telephone},{fax},,\
             {corporation},{number},月火水木金,,,,,,,架空の事業所\r\n"
        ));
    }
    OfficeFile {
        name: name.to_owned(),
        bytes: text.into_bytes(),
    }
}

/// The offices in the city's own list.
pub(super) fn designated(random: &mut Random, offices: &[Named]) -> Result<Vec<DesignatedOfficeRow>, SampleError> {
    let since = Day::from_ymd(2006, 4, 1).ok_or_else(|| SampleError::Invented("2006-04-01".to_owned()))?;
    let row = |named: &Named| DesignatedOfficeRow {
        number: named.office.number,
        service: named.office.service,
        designation: Designation::SupportCentre,
        name: named.office.name.clone(),
        kana: named.kana.clone(),
        address: format!("{PREFECTURE}{}", address(random)),
        phone: Phone::new(&telephone(random)),
        fax: Phone::new(&telephone(random)),
        corporation: Some(named.corporation.clone()),
        period: Period::since(since),
    };
    Ok(offices.iter().map(row).collect())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_thousand_invented_offices_have_numbers_and_names_of_their_own() {
        let offices = care_management(&mut Random::new(1, 1), 1_000).unwrap();
        let numbers: BTreeSet<_> = offices.iter().map(|named| named.office.number).collect();
        let names: BTreeSet<_> = offices.iter().map(|named| named.office.name.clone()).collect();
        assert_eq!((numbers.len(), names.len()), (1_000, 1_000));
        assert!(numbers.iter().all(OfficeNumber::check_digit_holds));
    }

    #[test]
    fn the_first_office_is_the_one_of_the_demonstration() {
        let offices = care_management(&mut Random::new(1, 1), 3).unwrap();
        assert_eq!(offices[0].office.name, "居宅介護支援事業所 えんがわ");
    }
}
