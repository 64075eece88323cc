//! The sentences of the survey sheet: special notes that explain an answer, and how the person lives.

use super::condition::Condition;
use crate::form::catalogue::Item;
use crate::random::Random;

/// For an item: a sentence for each option from the second on (the first needs no explanation).
const NOTES: &[(&str, &[&str])] = &[
    (
        "1-3",
        &[
            "ベッド柵につかまって寝返りをする。",
            "自分では寝返りができず、2時間ごとに家族が体位を変えている。",
        ],
    ),
    (
        "1-4",
        &[
            "ベッド柵や布団に手をつき、時間をかけて起き上がる。",
            "背中を支えてもらい、家族が全て行っている。",
        ],
    ),
    (
        "1-7",
        &[
            "室内は壁や家具につかまって歩く。",
            "支えても歩行はできず、移動には車いすを用いている。",
        ],
    ),
    (
        "1-8",
        &[
            "テーブルや膝に手をついて立ち上がる。",
            "自分では立ち上がれず、抱えてもらっている。",
        ],
    ),
    (
        "1-10",
        &[
            "手の届かない背中と足先を、週2回の入浴時に家族が洗っている。",
            "通所の入浴時に、職員が全身を洗っている。",
            "清拭のみで、過去1か月は入浴していない。",
        ],
    ),
    (
        "1-11",
        &["足のつめは家族が切っている。", "手足とも全て家族が切っている。"],
    ),
    (
        "2-1",
        &[
            "ふらつきがあるため、移乗時に家族がそばで見守っている。",
            "体を支えるなどの介助を毎回受けている。",
            "全て抱えて移している。",
        ],
    ),
    (
        "2-2",
        &[
            "転倒の心配があり、移動の際に見守りを受けている。",
            "手を引くなど、一部介助を受けて移動している。",
            "車いすを家族が押して移動している。",
        ],
    ),
    (
        "2-4",
        &[
            "食べこぼしがあり、声かけと見守りをしている。",
            "小さく切るなどの介助を受け、途中からは口に運んでもらう。",
            "全て介助で、食事に40分ほどかかる。",
        ],
    ),
    (
        "2-5",
        &[
            "失敗がないよう、時間をみて声をかけている。",
            "ズボンの上げ下げと後始末の一部に介助を受けている。",
            "終日おむつを使用し、1日5回交換している。",
        ],
    ),
    (
        "2-6",
        &[
            "声かけをしている。",
            "拭き残しがあり、後始末の介助を受けている。",
            "おむつを使用し、全て介助している。",
        ],
    ),
    (
        "2-10",
        &[
            "前後を間違えるため、声かけをしている。",
            "袖を通す時に介助を受けている。",
            "全て介助で着替えている。",
        ],
    ),
    (
        "2-12",
        &[
            "通院など、月に1、2回の外出がある。",
            "ほとんど外出せず、自宅で過ごしている。",
        ],
    ),
    ("3-2", &["起床や食事の時間を伝えても理解していない。"]),
    ("3-3", &["生年月日は言えたが、年齢は大きくずれていた。"]),
    (
        "3-4",
        &["面接の直前に何をしていたか思い出せない。食事をしたことを忘れ、催促することがある。"],
    ),
    ("3-6", &["今の季節を問うと、違う季節を答えた。"]),
    (
        "4-1",
        &[
            "月に1回ほど、財布を盗られたと訴える。",
            "ほぼ毎日、物を盗られたと家族を責める。",
        ],
    ),
    (
        "4-4",
        &[
            "週に1回ほど、夜間に眠らず、家族を呼ぶことがある。",
            "夜間に何度も目を覚まし、家族が対応している。",
        ],
    ),
    (
        "4-5",
        &[
            "週に数回、同じ話を繰り返す。",
            "1日に何度も同じ話を繰り返し、家族が疲れている。",
        ],
    ),
    (
        "4-12",
        &[
            "受診の予定などの約束を、月に数回忘れる。",
            "約束や物の置き場所を忘れ、毎日のように探している。",
        ],
    ),
    (
        "5-1",
        &[
            "一包化された薬を、家族が1回分ずつ用意している。飲み忘れがないか確認している。",
            "口に入れるところまで家族が行っている。",
        ],
    ),
    (
        "5-2",
        &[
            "小遣いの範囲は自分で管理し、通帳は家族が管理している。",
            "全て家族が管理している。",
        ],
    ),
    (
        "5-3",
        &[
            "慣れない場面では判断に支援が必要である。",
            "日常の判断にも家族の支援を受けている。",
            "意思決定は困難である。",
        ],
    ),
    (
        "5-5",
        &[
            "品物を選ぶ時に付き添っている。",
            "週1回の買い物に訪問介護の支援を受けている。",
            "全て家族が行っている。",
        ],
    ),
    (
        "5-6",
        &[
            "火の始末を確認している。",
            "配食を利用し、温めることは自分で行っている。",
            "全て家族が行っている。",
        ],
    ),
];

/// What is said of 2-2 (移動) where there is no walking.
const MOVED_IN_A_WHEELCHAIR: &[&str] = &[
    "車いすを自分で動かすが、ぶつかる心配があり見守りを受けている。",
    "車いすの操作に一部介助を受けている。",
    "車いすを家族が押して移動している。",
];

/// Notes for the answers that need one, the telling ones first, in the order of the form.
pub(crate) fn special(random: &mut Random, condition: &Condition, items: &[Item]) -> Vec<(String, String)> {
    let mut notes = Vec::new();
    if condition.has_stroke() {
        let side = if condition.weak_side == 0 { "右" } else { "左" };
        notes.push((
            "1-1".to_owned(),
            format!("{side}上下肢に筋力の低下があり、挙上しても落下する。日常生活に支障がある。"),
        ));
    }
    for (number, sentences) in NOTES {
        let chosen = condition.chosen(items, number);
        let sentences = if *number == "2-2" && !condition.walks(items) {
            MOVED_IN_A_WHEELCHAIR
        } else {
            *sentences
        };
        let sentence = chosen.checked_sub(1).and_then(|at| sentences.get(at));
        if let Some(sentence) = sentence
            && random.percent(82)
        {
            notes.push(((*number).to_owned(), (*sentence).to_owned()));
        }
    }
    for (number, what) in [("7-1", condition.bedridden()), ("7-2", condition.dementia())] {
        let level = items
            .iter()
            .find(|item| item.number == number)
            .and_then(|item| item.options.get(what));
        if let Some(level) = level {
            let why = if number == "7-1" {
                "移動と外出の状況"
            } else {
                "記憶と日常の意思決定の状況"
            };
            notes.push((number.to_owned(), format!("{why}から「{level}」と判断した。")));
        }
    }
    notes
}

/// How a household lives, what the relative to be called is to the person, and whether the person lives alone.
const HOUSEHOLDS: [(&str, &str, bool); 7] = [
    (
        "一人暮らし。近くに住む長女が週に2、3回訪れ、買い物と通院に付き添っている。",
        "長女",
        true,
    ),
    (
        "一人暮らし。近くに住む弟が週に1回訪れ、買い物と手続きを手伝っている。",
        "弟",
        true,
    ),
    (
        "夫婦二人暮らし。配偶者も高齢で腰痛があり、介護の負担が大きい。",
        "配偶者",
        false,
    ),
    ("長男夫婦と同居。日中は家族が交代で介護をしている。", "長男", false),
    (
        "長女と二人暮らし。長女は就労しており、朝と夜に介護をしている。",
        "長女",
        false,
    ),
    (
        "長男家族と三世代で暮らしている。介護は主に長男の妻がしている。",
        "長男",
        false,
    ),
    ("配偶者と二女の三人暮らし。主な介護者は二女である。", "二女", false),
];

/// For those who walk.
const HOMES: [&str; 4] = [
    "木造2階建ての一戸建てで、寝室は1階にある。玄関に30cmの上がり框があり、手すりを設置している。",
    "集合住宅の3階で、エレベーターはない。浴槽が深く、またぐ動作が難しい。",
    "平屋の一戸建て。廊下と便所に手すりがあり、段差は解消している。",
    "市営住宅の1階。浴室に段差がある。",
];
/// For those who do not.
const HOMES_WITHOUT_STEPS: [&str; 3] = [
    "木造2階建ての一戸建てで、1階の居間に寝室を移している。玄関の段差にはスロープを置いている。",
    "平屋の一戸建て。段差は解消し、車いすで動ける広さがある。",
    "集合住宅の1階。浴室は狭く、自宅での入浴は難しい。",
];

/// What is said of aids that the insurance lends.
pub(super) const ON_LOAN: &str = "を借りて使用している";

/// Aids that go with the answers to 1-7 (歩行), by option.
const AIDS: [&[&str]; 3] = [
    &["日常的に使用する機器は特にない。", "屋外では杖を使用している。"],
    &[
        "特殊寝台と歩行器を借りて使用している。",
        "屋外では杖を、浴室では手すりと椅子を使用している。",
    ],
    &[
        "車いすと特殊寝台を借りて使用している。",
        "車いす、特殊寝台、床ずれ防止用具を借りて使用している。",
    ],
];

/// Section Ⅳ of the overview, and the relation of the relative to be called.
pub(crate) fn surroundings(random: &mut Random, condition: &Condition, items: &[Item]) -> (String, &'static str) {
    // Who needs help night and day does not live alone, nor is anybody cared for who needs none.
    let heavy = condition.body >= 45 || condition.mind >= 45;
    let possible: Vec<_> = HOUSEHOLDS.iter().filter(|(.., alone)| !(heavy && *alone)).collect();
    let (household, relation, _) = random.pick(&possible).copied().copied().unwrap_or_default();
    let homes: &[&str] = if condition.walks(items) {
        &HOMES
    } else {
        &HOMES_WITHOUT_STEPS
    };
    let aids = AIDS.get(condition.chosen(items, "1-7")).copied().unwrap_or_default();
    let rest = [homes, aids].into_iter().filter_map(|sentences| random.pick(sentences));
    let mut told: String = std::iter::once(household).chain(rest.copied()).collect();
    if condition.chosen(items, "1-13") > 0 {
        told.push_str("補聴器を持っているが、外していることが多い。");
    }
    (told, relation)
}

#[cfg(test)]
mod tests {
    use domain::certification::CareLevel;
    use domain::person::Sex;

    use super::*;
    use crate::form::catalogue::survey_items;

    #[test]
    fn the_words_of_the_survey_go_with_its_answers() {
        let items = survey_items().unwrap();
        let (mut lying, mut walking) = (0, 0);
        for stream in 0..600 {
            let level = [CareLevel::Support1, CareLevel::Care3, CareLevel::Care5][(stream % 3) as usize];
            let random = &mut Random::new(6, stream);
            let condition = Condition::of(random, level, Sex::Female, &items);
            let (mut told, _) = surroundings(random, &condition, &items);
            told.extend(special(random, &condition, &items).into_iter().map(|(_, note)| note));
            let forbidden: &[&str] = if condition.walks(&items) {
                walking += 1;
                &["車いすを", "車いすの", "スロープ", "床ずれ"]
            } else {
                lying += 1;
                &["歩行器", "杖", "つかまって歩く", "手を引く", "一人暮らし", "またぐ"]
            };
            for word in forbidden {
                assert!(!told.contains(word), "{word}: {told}");
            }
        }
        assert!(lying > 100 && walking > 100, "{lying} {walking}");
    }
}
