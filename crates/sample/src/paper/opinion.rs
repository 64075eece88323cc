//! What the physician says, field by field, in keeping with the survey.

use domain::person::Sex;

use super::condition::Condition;
use super::subject::{Subject, wareki};
use crate::form::catalogue::Item;
use crate::form::opinion::OpinionSheet;
use crate::municipality::{address, telephone};
use crate::names::NameBook;
use crate::random::Random;

pub(super) fn sheet(
    random: &mut Random,
    names: &NameBook,
    subject: &Subject,
    condition: &Condition,
    items: &[Item],
) -> OpinionSheet {
    let mut sheet = subject.opinion_sheet();
    head(random, names, subject, &mut sheet);
    illness(random, condition, items, &mut sheet);
    treatment(condition, items, &mut sheet);
    mind(random, condition, items, &mut sheet);
    body(random, condition, items, &mut sheet);
    services(random, condition, items, &mut sheet);
    sheet
}

fn head(random: &mut Random, names: &NameBook, subject: &Subject, sheet: &mut OpinionSheet) {
    let Subject {
        person,
        paper,
        telephone: own,
    } = subject;
    sheet.say("0-01", wareki(paper.opinion_on));
    sheet.say("0-02", person.kana.to_string());
    sheet.say("0-03", person.name.to_string());
    sheet.choose("0-04", usize::from(person.sex == Sex::Female));
    sheet.say("0-05", wareki(person.born_on));
    sheet.say("0-06", person.born_on.age_on(paper.opinion_on).to_string());
    sheet.say("0-08", person.address.clone().unwrap_or_default());
    sheet.say("0-09", own.clone());
    let sex = if random.percent(75) { Sex::Male } else { Sex::Female };
    sheet.say("0-11", names.person(random, sex).name);
    sheet.say("0-12", paper.institution.clone());
    sheet.say("0-13", address(random).split('　').next().unwrap_or_default());
    sheet.say("0-14", telephone(random));
    sheet.say("0-15", telephone(random));
    sheet.say("0-16", wareki(paper.opinion_on.add_days(-random.between(1, 21))));
    sheet.choose("0-17", usize::from(paper.previous.is_some()));
    let elsewhere = random.percent(55);
    sheet.choose("0-18", usize::from(!elsewhere));
    if elsewhere {
        for department in [0, 3, 8] {
            if random.percent(50) {
                sheet.choose("0-19", department);
            }
        }
    }
}

fn illness(random: &mut Random, condition: &Condition, items: &[Item], sheet: &mut OpinionSheet) {
    let [main, second, third] = condition.diseases;
    for ((name, day), disease) in [("1-1-1a", "1-1-1b"), ("1-1-2a", "1-1-2b"), ("1-1-3a", "1-1-3b")]
        .into_iter()
        .zip([main, second, third])
    {
        sheet.say(name, disease.name);
        let known = random.percent(80);
        let year = random.between(22, 30);
        sheet.say(
            day,
            if known {
                format!("平成{year}年{}月頃", random.between(1, 12))
            } else {
                "不詳".to_owned()
            },
        );
    }
    let unstable = random.percent(12);
    sheet.choose("1-2", usize::from(unstable));
    if unstable {
        sheet.say("1-2a", "症状に変動があり、薬を調整している");
    }
    let walks = condition.walks(items);
    let along = match second.treatment(walks) {
        none if none.is_empty() => format!("併存する{}と{}に対しても内服を継続している。", second.name, third.name),
        treatment => treatment,
    };
    sheet.say("1-3", format!("{}{along}", main.treatment(walks)));
}

/// The treatments are those of the survey.
fn treatment(condition: &Condition, items: &[Item], sheet: &mut OpinionSheet) {
    const FIELDS: [(&str, &str); 12] = [
        ("2-1", "6-1"),
        ("2-2", "6-2"),
        ("2-3", "6-3"),
        ("2-4", "6-4"),
        ("2-5", "6-5"),
        ("2-6", "6-6"),
        ("2-7", "6-7"),
        ("2-8", "6-8"),
        ("2-9", "6-9"),
        ("2-10", "6-10"),
        ("2-11", "6-11"),
        ("2-12", "6-12"),
    ];
    for (field, asked) in FIELDS {
        if condition.chosen(items, asked) == 1 {
            sheet.choose(field, 0);
        }
    }
}

fn mind(random: &mut Random, condition: &Condition, items: &[Item], sheet: &mut OpinionSheet) {
    sheet.choose("3-1a", condition.bedridden());
    sheet.choose("3-1b", condition.dementia());
    sheet.choose("3-2a", condition.chosen(items, "3-4"));
    sheet.choose("3-2b", condition.chosen(items, "5-3"));
    sheet.choose("3-2c", condition.chosen(items, "3-1"));
    // Answers of the survey that the physician names as symptoms: 妄想, 昼夜逆転, 暴言, 介護への抵抗, 徘徊.
    let asked = [("4-1", 1), ("4-4", 2), ("4-6", 3), ("4-7", 5), ("3-8", 6)];
    let answered = asked
        .into_iter()
        .filter(|(asked, _)| condition.chosen(items, asked) > 0);
    // 幻視・幻聴 is what no answer of the survey tells, but the disease.
    let hallucinations = condition
        .diseases
        .iter()
        .any(|disease| disease.hallucinates)
        .then_some(0);
    let seen: Vec<usize> = hallucinations
        .into_iter()
        .chain(answered.map(|(_, symptom)| symptom))
        .collect();
    sheet.choose("3-3", usize::from(!seen.is_empty()));
    seen.into_iter().for_each(|symptom| sheet.choose("3-3a", symptom));
    let other = random.percent(7);
    sheet.choose("3-4", usize::from(other));
    if other {
        sheet.say("3-4a", "抑うつ");
        sheet.choose("3-4b", 1);
    }
}

fn body(random: &mut Random, condition: &Condition, items: &[Item], sheet: &mut OpinionSheet) {
    sheet.choose("3-5a", usize::from(random.percent(6)));
    let height = random.between(140, 168);
    sheet.say("3-5b", height.to_string());
    // A body mass index from 18 to 26.
    sheet.say("3-5c", (height * height * random.between(18, 26) / 10_000).to_string());
    sheet.choose("3-5d", random.weighted(&[(0, 10), (1, 65), (2, 25)], 1));
    let degree = usize::try_from(condition.body / 34).unwrap_or_default().min(2);
    // (field, degree, item of the survey), as the catalogue numbers them.
    let limbs = [
        ("3-5f1", "3-5f1d", "1-1-2"),
        ("3-5f2", "3-5f2d", "1-1-1"),
        ("3-5f3", "3-5f3d", "1-1-4"),
        ("3-5f4", "3-5f4d", "1-1-3"),
    ];
    for (field, how_much, asked) in limbs {
        if condition.chosen(items, asked) == 1 {
            sheet.choices.insert("3-5f", vec![0]);
            sheet.choose(field, 0);
            sheet.choose(how_much, degree);
        }
    }
    let mut trouble = |raised: bool, field: &'static str, place: (&'static str, &str), how_much: &'static str| {
        if raised {
            sheet.choose(field, 0);
            sheet.say(place.0, place.1);
            sheet.choose(how_much, degree);
        }
    };
    trouble(condition.body > 20, "3-5g", ("3-5gs", "両下肢"), "3-5gd");
    trouble(
        condition.chosen(items, "1-2-3") == 1,
        "3-5h",
        ("3-5hs", "膝関節"),
        "3-5hd",
    );
    trouble(
        condition.diseases.iter().any(|disease| disease.name.contains("関節症")),
        "3-5i",
        ("3-5is", "両膝"),
        "3-5id",
    );
    trouble(
        condition.chosen(items, "6-11") == 1,
        "3-5k",
        ("3-5ks", "仙骨部"),
        "3-5kd",
    );
}

fn services(random: &mut Random, condition: &Condition, items: &[Item], sheet: &mut OpinionSheet) {
    let walking = condition.chosen(items, "1-7");
    sheet.choose("4-1a", walking.min(2));
    sheet.choose("4-1b", if walking < 2 { 0 } else { 2 });
    sheet.choose("4-1c", usize::from(condition.body > 15 && walking < 2));
    sheet.choose("4-2a", usize::from(condition.chosen(items, "2-4") == 3));
    let thin = random.percent(15);
    sheet.choose("4-2b", usize::from(thin));
    sheet.say(
        "4-2c",
        if thin {
            "高たんぱくの補助食品をすすめる"
        } else {
            "水分と塩分の量に気をつける"
        },
    );
    ahead(condition, items, sheet);
    sheet.choose("4-4", if condition.body > 85 { 2 } else { 0 });
    let needs = [
        (0, condition.body > 70),
        (1, condition.body > 50),
        (4, condition.body > 40),
        (8, condition.body > 15),
    ];
    let needed: Vec<usize> = needs
        .into_iter()
        .filter(|(_, needed)| *needed)
        .map(|(service, _)| service)
        .collect();
    if needed.is_empty() {
        sheet.choose("4-5a", 12);
    }
    needed.into_iter().for_each(|service| sheet.choose("4-5a", service));
    cautions(random, condition, items, sheet);
    let infected = random.percent(3);
    sheet.choose("4-7", usize::from(infected));
    if infected {
        sheet.say("4-7a", "C型肝炎（治療済み）");
    }
    let [main, second, _] = condition.diseases;
    sheet.say(
        "5-1",
        format!(
            "{}{}本人の意向を確認しながら、残された力を生かす支援が望ましい。介護者の負担にも配慮し、必要なサービスを早めに調整されたい。",
            main.caution(condition.walks(items)),
            second.caution(condition.walks(items))
        ),
    );
}

fn cautions(random: &mut Random, condition: &Condition, items: &[Item], sheet: &mut OpinionSheet) {
    let walks = condition.walks(items);
    let pressure = condition
        .diseases
        .iter()
        .any(|disease| disease.caution(walks).contains("血圧"));
    let swallowing = condition.chosen(items, "2-3") > 0;
    for (option, field, raised, words) in [
        (0, "4-6b", pressure, "収縮期160以上は連絡"),
        (2, "4-6d", swallowing, "とろみを付ける"),
        (
            3,
            "4-6e",
            condition.body > 12,
            if walks {
                "転倒に注意"
            } else {
                "移乗の際の転落に注意"
            },
        ),
        (4, "4-6f", random.percent(25), "息切れがあれば中止"),
    ] {
        if raised {
            sheet.choose("4-6a", option);
            sheet.say(field, words);
        }
    }
    if !sheet.choices.contains_key("4-6a") {
        sheet.choose("4-6a", 6);
    }
}

/// States that may come, and what is to be done about them.
fn ahead(condition: &Condition, items: &[Item], sheet: &mut OpinionSheet) {
    let walks = condition.walks(items);
    // 転倒・骨折, 移動能力の低下, 褥瘡, 閉じこもり, 意欲低下, 徘徊, 摂食・嚥下機能低下, 尿失禁.
    let states = [
        (1, condition.body > 12 && walks),
        (2, condition.body > 25 && walks),
        (3, !walks),
        (5, condition.chosen(items, "2-12") > 0),
        (6, condition.mind > 25),
        (7, condition.chosen(items, "3-8") > 0),
        (9, condition.chosen(items, "2-3") > 0),
        (0, condition.chosen(items, "2-5") > 1),
    ];
    states
        .into_iter()
        .filter(|(_, likely)| *likely)
        .for_each(|(state, _)| sheet.choose("4-3a", state));
    sheet.say(
        "4-3c",
        if walks {
            "リハビリテーションと環境の調整により転倒を防ぎ、定期的な診察で経過をみる"
        } else {
            "体位の変換と口腔の清潔により褥瘡と肺炎を防ぎ、定期的な診察で経過をみる"
        },
    );
}

#[cfg(test)]
mod tests {
    use domain::certification::CareLevel;

    use super::*;
    use crate::form::catalogue::survey_items;

    #[test]
    fn what_the_text_tells_of_hallucinations_is_ticked_and_the_other_way_round() {
        let items = survey_items().unwrap();
        let mut with = 0;
        for stream in 0..300 {
            let random = &mut Random::new(7, stream);
            let condition = Condition::of(random, CareLevel::Care3, Sex::Female, &items);
            let mut sheet = OpinionSheet::default();
            illness(random, &condition, &items, &mut sheet);
            mind(random, &condition, &items, &mut sheet);
            let told = sheet.texts["1-3"].contains("幻視");
            let ticked = sheet.choices.get("3-3a").is_some_and(|symptoms| symptoms.contains(&0));
            assert_eq!(told, ticked, "{sheet:?}");
            assert!(!ticked || sheet.choices["3-3"] == [1], "{sheet:?}");
            with += u32::from(told);
        }
        assert!(with > 10, "{with}");
    }
}
