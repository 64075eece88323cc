//! Page 1 of the survey sheet, 概況調査.

use super::super::pen::{Pen, area};
use super::super::spots::Spots;
use super::numbers;
use super::sheet::SurveySheet;

const LEFT: f32 = 15.0;
const WIDTH: f32 = 180.0;
const NUMBERS: f32 = 21.0;
const WHO: f32 = 37.0;
const PERSON: f32 = 63.0;
const SERVICES: f32 = 117.0;
const INSTITUTION: f32 = 191.0;
const SURROUNDINGS: f32 = 219.0;
const ROW: f32 = 4.9;

/// What is counted over the past six months, and not in the month of the survey.
const BOUGHT: &str = "品目";
/// What is there or not, and not counted.
const ALTERED: &str = "あり・なし";
/// What is written out.
const FREE_TEXT: &str = "〔";

/// 在宅サービス in the order of the form, with the unit that is counted.
const HOME_SERVICES: [(&str, &str); 22] = [
    ("訪問介護(ホームヘルプ)・訪問型サービス", "回"),
    ("(介護予防)福祉用具貸与", "品目"),
    ("(介護予防)訪問入浴介護", "回"),
    ("特定(介護予防)福祉用具販売", BOUGHT),
    ("(介護予防)訪問看護", "回"),
    ("住宅改修", ALTERED),
    ("(介護予防)訪問リハビリテーション", "回"),
    ("夜間対応型訪問介護", "日"),
    ("(介護予防)居宅療養管理指導", "回"),
    ("(介護予防)認知症対応型通所介護", "日"),
    ("通所介護(デイサービス)・通所型サービス", "回"),
    ("(介護予防)小規模多機能型居宅介護", "日"),
    ("(介護予防)通所リハビリテーション", "回"),
    ("(介護予防)認知症対応型共同生活介護", "日"),
    ("(介護予防)短期入所生活介護", "日"),
    ("地域密着型特定施設入居者生活介護", "日"),
    ("(介護予防)短期入所療養介護", "日"),
    ("地域密着型介護老人福祉施設入所者生活介護", "日"),
    ("(介護予防)特定施設入居者生活介護", "日"),
    ("定期巡回・随時対応型訪問介護看護", "回"),
    ("市町村特別給付", FREE_TEXT),
    ("看護小規模多機能型居宅介護", "日"),
];

const INSTITUTIONS: [&str; 8] = [
    "介護老人福祉施設",
    "介護老人保健施設",
    "介護医療院",
    "認知症対応型共同生活介護適用施設(グループホーム)",
    "特定施設入居者生活介護適用施設(ケアハウス等)",
    "医療機関(医療保険適用療養病床)",
    "医療機関(療養病床以外)",
    "その他の施設等",
];

pub(super) fn print(pen: &mut Pen, spots: &mut Spots) {
    pen.centred(105.0, 15.5, 15.0, "認定調査票（概況調査）");
    numbers::print(pen, NUMBERS);
    print_surveyor(pen, spots);
    print_person(pen, spots);
    print_services(pen, spots);
    print_institutions(pen, spots);
    pen.text(LEFT, SURROUNDINGS - 6.0, 8.5, "Ⅳ　調査対象者の家族状況、住宅環境等");
    let what = "家族の状況、居住環境（日常生活に支障となるような環境の有無）、日常的に使用する機器・器械の有無等を記入してください。";
    pen.text(LEFT, SURROUNDINGS - 1.4, 6.5, what);
    pen.frame(area(LEFT, SURROUNDINGS + 2.0, WIDTH, 62.0), 0.3);
    for line in 1..10_u8 {
        pen.rule(LEFT + 2.0, SURROUNDINGS + 2.0 + f32::from(line) * 6.2, WIDTH - 4.0);
    }
    pen.centred(105.0, 290.0, 7.0, "－ 1 －");
}

fn print_surveyor(pen: &mut Pen, spots: &mut Spots) {
    pen.text(LEFT, WHO - 1.5, 8.5, "Ⅰ　調査実施者（記入者）");
    pen.label(area(LEFT, WHO, 22.0, 8.0), 7.5, "実施日時");
    pen.cell(area(LEFT + 22.0, WHO, 68.0, 8.0));
    pen.label(area(LEFT + 90.0, WHO, 22.0, 8.0), 7.5, "実施場所");
    pen.cell(area(LEFT + 112.0, WHO, 68.0, 8.0));
    let y = WHO + 5.1;
    let mut x = LEFT + 114.0;
    for place in ["自宅内", "自宅外"] {
        spots.keep("place", (x, y));
        x = pen.tick_box(x, y, 7.5, place) + 3.0;
    }
    pen.text(x - 2.0, y, 7.5, "（");
    pen.text(LEFT + 176.5, y, 7.5, "）");
    pen.label(area(LEFT, WHO + 8.0, 22.0, 9.5), 7.0, "ふりがな|記入者氏名");
    pen.cell(area(LEFT + 22.0, WHO + 8.0, 68.0, 9.5));
    pen.label(area(LEFT + 90.0, WHO + 8.0, 22.0, 9.5), 7.5, "所属機関");
    pen.cell(area(LEFT + 112.0, WHO + 8.0, 68.0, 9.5));
    pen.frame(area(LEFT, WHO, WIDTH, 17.5), 0.3);
}

fn print_person(pen: &mut Pen, spots: &mut Spots) {
    pen.text(LEFT, PERSON - 1.5, 8.5, "Ⅱ　調査対象者");
    let y = PERSON;
    pen.label(area(LEFT, y, 22.0, 8.0), 7.5, "過去の認定");
    pen.cell(area(LEFT + 22.0, y, 88.0, 8.0));
    let mut x = LEFT + 24.0;
    for times in ["初回", "2回め以降"] {
        spots.keep("times", (x, y + 5.1));
        x = pen.tick_box(x, y + 5.1, 7.5, times) + 3.0;
    }
    pen.text(x - 2.0, y + 5.1, 7.5, "（前回認定");
    pen.text(LEFT + 106.5, y + 5.1, 7.5, "）");
    pen.label(area(LEFT + 110.0, y, 24.0, 8.0), 7.5, "前回認定結果");
    pen.cell(area(LEFT + 134.0, y, 46.0, 8.0));
    let y = PERSON + 8.0;
    pen.label(area(LEFT, y, 22.0, 12.0), 7.0, "ふりがな|対象者氏名");
    pen.cell(area(LEFT + 22.0, y, 70.0, 12.0));
    pen.rule(LEFT + 22.0, y + 4.2, 70.0);
    pen.label(area(LEFT + 92.0, y, 12.0, 12.0), 7.5, "性別");
    pen.cell(area(LEFT + 104.0, y, 16.0, 12.0));
    for (sex, dx) in [("男", 3.0), ("女", 10.0)] {
        spots.keep("sex", (LEFT + 104.0 + dx + 1.4, y + 6.0));
        pen.text(LEFT + 104.0 + dx, y + 7.0, 8.0, sex);
    }
    pen.text(LEFT + 110.6, y + 7.0, 8.0, "・");
    pen.label(area(LEFT + 120.0, y, 14.0, 12.0), 7.5, "生年月日");
    pen.cell(area(LEFT + 134.0, y, 46.0, 12.0));
    let y = PERSON + 20.0;
    pen.label(area(LEFT, y, 22.0, 9.0), 7.5, "現 住 所");
    pen.cell(area(LEFT + 22.0, y, 98.0, 9.0));
    pen.label(area(LEFT + 120.0, y, 14.0, 9.0), 7.5, "電話");
    pen.cell(area(LEFT + 134.0, y, 46.0, 9.0));
    pen.label(area(LEFT, y + 9.0, 22.0, 9.0), 7.5, "家族等連絡先");
    pen.cell(area(LEFT + 22.0, y + 9.0, 98.0, 9.0));
    pen.text(LEFT + 23.5, y + 14.6, 7.5, "氏名（");
    pen.text(LEFT + 70.0, y + 14.6, 7.5, "）　調査対象者との関係（");
    pen.text(LEFT + 115.5, y + 14.6, 7.5, "）");
    pen.label(area(LEFT + 120.0, y + 9.0, 14.0, 9.0), 7.5, "電話");
    pen.cell(area(LEFT + 134.0, y + 9.0, 46.0, 9.0));
    pen.frame(area(LEFT, PERSON, WIDTH, 38.0), 0.3);
}

fn print_services(pen: &mut Pen, spots: &mut Spots) {
    let title = "Ⅲ　現在受けているサービスの状況についてチェック及び頻度を記入してください。";
    pen.text(LEFT, SERVICES - 9.5, 8.5, title);
    let what =
        "在宅利用〔調査を行った月の利用回数を記入。福祉用具貸与は調査日時点、特定福祉用具販売は過去6か月の品目数〕";
    pen.label(area(LEFT, SERVICES - 7.0, WIDTH, 5.0), 6.3, what);
    let mut y = SERVICES + 2.0;
    for pair in HOME_SERVICES.chunks(2) {
        for ((service, unit), x) in pair.iter().zip([LEFT + 2.0, LEFT + 92.0]) {
            spots.keep("service", (x, y));
            pen.tick_box(x, y, 7.0, service);
            print_count(pen, (x, y), service, unit);
        }
        y += ROW;
    }
    pen.frame(area(LEFT, SERVICES - 2.0, WIDTH, 55.6), 0.3);
    pen.line((105.0, SERVICES - 2.0), (105.0, SERVICES + 53.6), 0.1);
    pen.cell(area(LEFT, SERVICES + 53.6, WIDTH, 8.0));
    pen.text(LEFT + 2.0, SERVICES + 58.6, 7.0, "介護保険給付外の在宅サービス〔");
    pen.text(LEFT + WIDTH - 5.0, SERVICES + 58.6, 7.0, "〕");
}

/// Where it is told how much of a service somebody uses.
fn print_count(pen: &mut Pen, (x, y): (f32, f32), service: &str, unit: &str) {
    match unit {
        ALTERED => {
            pen.text(x + 64.0, y, 7.0, ALTERED);
        }
        FREE_TEXT => {
            pen.text(x + 34.0, y, 7.0, FREE_TEXT);
            pen.text(x + 82.0, y, 7.0, "〕");
        }
        _ => {
            let bought = unit == BOUGHT && service.starts_with("特定");
            pen.text(
                x + if bought { 58.0 } else { 64.0 },
                y,
                7.0,
                if bought { "過去6か月" } else { "月" },
            );
            pen.text(x + 80.0, y, 7.0, unit);
        }
    }
}

fn print_institutions(pen: &mut Pen, spots: &mut Spots) {
    let y = INSTITUTION - 9.0;
    pen.label(area(LEFT, y, 22.0, 27.0), 7.5, "施設等利用");
    pen.cell(area(LEFT + 22.0, y, WIDTH - 22.0, 27.0));
    let mut baseline = y + 4.4;
    for pair in INSTITUTIONS.chunks(2) {
        for (kind, x) in pair.iter().zip([LEFT + 24.0, LEFT + 106.0]) {
            spots.keep("institution", (x, baseline));
            pen.tick_box(x, baseline, 7.0, kind);
        }
        baseline += 5.0;
    }
    // Which one, and how it is reached.
    for (x, what) in [(24.0, "施設等名"), (100.0, "〒"), (140.0, "電話")] {
        pen.text(LEFT + x, y + 25.4, 7.0, what);
    }
    pen.rule(LEFT + 22.0, y + 22.0, WIDTH - 22.0);
    pen.frame(area(LEFT, y, WIDTH, 27.0), 0.3);
}

pub(super) fn write(pen: &mut Pen, spots: &Spots, sheet: &SurveySheet) {
    numbers::write(pen, NUMBERS, sheet);
    pen.text(
        LEFT + 24.0,
        WHO + 5.2,
        8.5,
        &format!("{}（{}分）", sheet.conducted_on, sheet.minutes),
    );
    tick(pen, spots, "place", usize::from(sheet.elsewhere.is_some()));
    if let Some(place) = &sheet.elsewhere {
        pen.fitted(LEFT + 144.0, WHO + 5.1, 32.0, 7.5, place);
    }
    // What identifies the surveyor is covered before the city delivers the sheet; nothing lies below the bars.
    pen.ground(area(LEFT + 24.0, WHO + 10.2, 40.0, 5.2), 0.0);
    pen.ground(area(LEFT + 114.0, WHO + 10.2, 52.0, 5.2), 0.0);
    write_person(pen, spots, sheet);
    for &(service, times) in &sheet.services {
        if let Some((x, y)) = spots.at("service", service) {
            pen.tick(x, y - 2.0);
            pen.centred(x + 73.0, y, 8.0, &times.to_string());
        }
    }
    if let Some(kind) = sheet.institution {
        tick(pen, spots, "institution", kind);
    }
    pen.paragraph(
        LEFT + 3.0,
        SURROUNDINGS + 6.6,
        WIDTH - 6.0,
        (9.0, 6.2),
        &sheet.surroundings,
    );
}

fn write_person(pen: &mut Pen, spots: &Spots, sheet: &SurveySheet) {
    tick(pen, spots, "times", usize::from(sheet.previous_on.is_some()));
    if let Some(day) = &sheet.previous_on {
        pen.fitted(LEFT + 72.0, PERSON + 5.2, 34.0, 8.0, day);
    }
    let level = sheet.previous_level.as_deref().unwrap_or("－");
    pen.text(LEFT + 137.0, PERSON + 5.3, 9.0, level);
    let y = PERSON + 8.0;
    pen.fitted(LEFT + 24.0, y + 3.2, 66.0, 7.0, &sheet.kana);
    pen.fitted(LEFT + 24.0, y + 9.6, 66.0, 12.0, &sheet.name);
    if let Some((x, y)) = spots.at("sex", sheet.sex) {
        pen.ring(x, y, 4.6);
    }
    pen.fitted(LEFT + 136.0, y + 5.2, 43.0, 8.5, &sheet.birth);
    pen.text(LEFT + 136.0, y + 9.9, 8.5, &format!("（{}歳）", sheet.age));
    pen.fitted(LEFT + 24.0, y + 17.6, 94.0, 8.5, &sheet.address);
    pen.fitted(LEFT + 136.0, y + 17.6, 42.0, 8.5, &sheet.telephone);
    if let Some((name, relation, telephone)) = &sheet.family {
        pen.fitted(LEFT + 33.0, y + 26.6, 36.0, 8.5, name);
        pen.fitted(LEFT + 102.8, y + 26.6, 12.2, 8.5, relation);
        pen.fitted(LEFT + 136.0, y + 26.6, 42.0, 8.5, telephone);
    }
}

fn tick(pen: &mut Pen, spots: &Spots, field: &str, choice: usize) {
    if let Some((x, y)) = spots.at(field, choice) {
        pen.tick(x, y - 2.0);
    }
}
