//! The diseases of the sample: what the physician writes about them. Frequent ones in plain words; nothing here is advice.

use domain::person::Sex;

use crate::random::Random;

/// A disease as the opinion tells it. Who walks and who does not is told different things.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Disease {
    pub(crate) name: &'static str,
    /// Course and treatment.
    treatment: &'static str,
    /// What it means for getting about.
    about: ByMobility,
    /// What to mind when services are given.
    caution: ByMobility,
    /// Leaves one side weak.
    pub(crate) paralyses: bool,
    /// Affects the mind.
    pub(crate) mind: bool,
    /// Makes the person see what is not there.
    pub(crate) hallucinates: bool,
    /// Whom it can befall: 前立腺 is no matter of women.
    men_only: bool,
}

/// A sentence for those who walk, alone or holding on to something, and one for those who cannot.
#[derive(Debug, PartialEq, Eq)]
struct ByMobility {
    walks: &'static str,
    lies: &'static str,
}

impl ByMobility {
    const fn of(&self, walks: bool) -> &'static str {
        if walks { self.walks } else { self.lies }
    }
}

impl Disease {
    /// Course and treatment; empty for what is merely treated along.
    pub(crate) fn treatment(&self, walks: bool) -> String {
        format!("{}{}", self.treatment, self.about.of(walks))
    }

    /// What to mind when services are given.
    pub(crate) const fn caution(&self, walks: bool) -> &'static str {
        self.caution.of(walks)
    }
}

const fn disease(
    name: &'static str,
    treatment: &'static str,
    about: (&'static str, &'static str),
    caution: (&'static str, &'static str),
) -> Disease {
    Disease {
        name,
        treatment,
        about: ByMobility {
            walks: about.0,
            lies: about.1,
        },
        caution: ByMobility {
            walks: caution.0,
            lies: caution.1,
        },
        paralyses: false,
        mind: false,
        hallucinates: false,
        men_only: false,
    }
}

/// One that is treated along and changes nothing else.
const fn along(name: &'static str, caution: &'static str) -> Disease {
    disease(name, "", ("", ""), (caution, caution))
}

const MAIN_BODY: [Disease; 7] = [
    Disease {
        paralyses: true,
        ..disease(
            "脳梗塞後遺症",
            "脳梗塞を発症し入院、回復期リハビリテーション病棟を経て退院した。片麻痺が残る。\
             抗血小板薬と降圧薬の内服を継続している。再発予防のため血圧管理が重要である。",
            ("歩行時にふらつきがみられる。", "歩行はできず、移動には車いすを要する。"),
            ("血圧の変動、転倒に注意する。", "血圧の変動、移乗の際の転落に注意する。"),
        )
    },
    Disease {
        paralyses: true,
        ..disease(
            "脳出血後遺症",
            "脳出血で保存的治療を受けた。片麻痺と軽い構音障害が残る。降圧薬を内服し、血圧は概ね安定している。",
            ("歩行訓練を続けている。", "歩行はできず、座位を保つ訓練を続けている。"),
            ("急な立ち上がりを避け、血圧を確認する。", "起こす前後に血圧を確認する。"),
        )
    },
    disease(
        "変形性膝関節症",
        "両膝の痛みが徐々に強くなった。鎮痛薬の内服と外用薬、関節内注射で経過をみている。",
        (
            "長い距離の歩行が難しく、体重の管理と下肢の筋力維持が必要である。",
            "歩行はできなくなり、膝の拘縮の予防が必要である。",
        ),
        (
            "膝への負担と転倒に注意する。",
            "膝を無理に動かさず、移乗の際の転落に注意する。",
        ),
    ),
    disease(
        "大腿骨頸部骨折術後",
        "自宅で転倒して骨折し、人工骨頭置換術を受けた。骨粗鬆症の治療薬を継続している。",
        (
            "術後の経過は良好だが、下肢の筋力低下がある。",
            "術後も下肢の筋力低下が強く、歩行できるまでには至らなかった。",
        ),
        ("脱臼肢位と転倒に注意する。", "体位を変える際の脱臼肢位に注意する。"),
    ),
    disease(
        "パーキンソン病",
        "動作が遅くなり、抗パーキンソン病薬を調整しながら内服しているが、日内変動があり午後に動きにくくなる。\
         便秘に対しても内服治療中である。",
        ("小刻み歩行と易転倒性がみられる。", "筋固縮が強く、歩行はできない。"),
        (
            "服薬の時間を守り、すくみ足による転倒に注意する。",
            "服薬の時間を守り、食事の際の姿勢に注意する。",
        ),
    ),
    disease(
        "慢性心不全",
        "下腿の浮腫と労作時の息切れがあり、入退院を繰り返している。利尿薬などの内服と塩分制限を行っている。\
         体重の増加があれば早めの受診を指示している。",
        ("", ""),
        (
            "息切れと体重の増加に注意し、過度な運動を避ける。",
            "息切れと体重の増加に注意し、休みながら介助する。",
        ),
    ),
    disease(
        "腰部脊柱管狭窄症",
        "腰痛と下肢のしびれがあり、内服と神経ブロックで経過をみている。手術は希望していない。",
        (
            "休みながらでないと長くは歩けない。",
            "両下肢に力が入らず、歩行はできない。",
        ),
        ("長い歩行や立ち続けることを避ける。", "腰に負担のかかる姿勢を避ける。"),
    ),
];

const MAIN_MIND: [Disease; 3] = [
    Disease {
        mind: true,
        ..disease(
            "アルツハイマー型認知症",
            "数年前から物忘れが目立つようになった。画像検査で海馬の萎縮を認め診断した。\
             抗認知症薬を継続しているが、短期記憶の障害は徐々に進行している。服薬には家族の確認が必要である。",
            ("", ""),
            (
                "環境の変化を避け、穏やかに声をかける。",
                "環境の変化を避け、穏やかに声をかける。",
            ),
        )
    },
    Disease {
        mind: true,
        hallucinates: true,
        ..disease(
            "レビー小体型認知症",
            "幻視の訴えと動作の緩慢さで気づかれた。症状には日による変動がある。少量の内服で幻視は軽くなったが続いている。\
             薬剤への過敏性があり、慎重に調整している。",
            (
                "立ちくらみと転倒がみられる。",
                "歩行はできず、起こすと血圧が下がりやすい。",
            ),
            (
                "幻視を否定せず、転倒と立ちくらみに注意する。",
                "幻視を否定せず、起こす際の血圧の低下に注意する。",
            ),
        )
    },
    Disease {
        mind: true,
        ..disease(
            "血管性認知症",
            "脳血管障害を繰り返し、意欲の低下と記憶の障害が段階的に進んだ。降圧薬と抗血小板薬の内服を継続している。",
            ("", ""),
            (
                "日中の活動を促し、血圧の変動に注意する。",
                "日中は起きて過ごす時間を設け、血圧の変動に注意する。",
            ),
        )
    },
];

const ALONG: [Disease; 8] = [
    along("高血圧症", "血圧の変動に注意する。"),
    along("2型糖尿病", "低血糖と食事の内容に注意する。"),
    disease(
        "骨粗鬆症",
        "",
        ("", ""),
        ("転倒による骨折に注意する。", "体位を変える際の骨折に注意する。"),
    ),
    along("慢性閉塞性肺疾患", "息切れの程度をみながら活動する。"),
    along("脂質異常症", "食事の内容に注意する。"),
    along("慢性腎臓病", "塩分と水分の量に注意する。"),
    Disease {
        men_only: true,
        ..along("前立腺肥大症", "排尿の状態に注意する。")
    },
    disease(
        "白内障",
        "",
        ("", ""),
        ("視力の低下による転倒に注意する。", "声をかけてから介助する。"),
    ),
];

/// The disease behind the need for care, and two that come along.
pub(crate) fn some(random: &mut Random, sex: Sex, mind: bool, body: i64) -> [&'static Disease; 3] {
    let [fallback, ..] = &MAIN_BODY;
    let main = if mind && random.percent(80) {
        random.pick(&MAIN_MIND)
    } else {
        random.pick(&MAIN_BODY)
    };
    let main = main.unwrap_or(fallback);
    let mut others = ALONG
        .iter()
        .cycle()
        .skip(usize::try_from(random.below(8)).unwrap_or_default())
        .filter(|other| sex == Sex::Male || !other.men_only);
    let first = others.next().unwrap_or(fallback);
    let second = if main.mind && body > 45 {
        random.pick(&MAIN_BODY).unwrap_or(fallback)
    } else {
        first
    };
    [main, second, others.next().unwrap_or(fallback)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_ill_twice_with_the_same_and_no_woman_with_what_is_mens() {
        for stream in 0..400 {
            let random = &mut Random::new(4, stream);
            let found = some(random, Sex::Female, stream % 2 == 0, 60);
            let [main, second, third] = found.map(|disease| disease.name);
            assert!(main != second && second != third && main != third, "{found:?}");
            assert!(found.iter().all(|disease| !disease.men_only));
        }
    }

    #[test]
    fn who_cannot_walk_is_told_nothing_of_walking() {
        for disease in MAIN_BODY.iter().chain(&MAIN_MIND).chain(&ALONG) {
            let told = format!("{}{}", disease.treatment(false), disease.caution(false));
            for word in [
                "ふらつき",
                "歩行時",
                "歩行訓練",
                "歩行器",
                "杖",
                "小刻み",
                "転倒がみられ",
                "転倒に",
                "立ち続け",
            ] {
                assert!(!told.contains(word), "{}: {told}", disease.name);
            }
        }
    }
}
