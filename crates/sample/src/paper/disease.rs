//! The diseases of the sample: what the physician writes about them. Frequent ones in plain words; nothing here is advice.

use crate::chance::Chance;

/// A disease as the opinion tells it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Disease {
    pub(crate) name: &'static str,
    /// Course and treatment.
    pub(crate) treatment: &'static str,
    /// What to mind when services are given.
    pub(crate) caution: &'static str,
    /// Leaves one side weak.
    pub(crate) paralyses: bool,
    /// Affects the mind.
    pub(crate) mind: bool,
}

const fn disease(name: &'static str, treatment: &'static str, caution: &'static str) -> Disease {
    Disease {
        name,
        treatment,
        caution,
        paralyses: false,
        mind: false,
    }
}

const MAIN_BODY: [Disease; 7] = [
    Disease {
        paralyses: true,
        ..disease(
            "脳梗塞後遺症",
            "脳梗塞を発症し入院、回復期リハビリテーション病棟を経て自宅退院した。片麻痺が残り、歩行時のふらつきがある。\
             抗血小板薬と降圧薬の内服を継続している。再発予防のため血圧管理が重要である。",
            "血圧の変動、転倒に注意する。",
        )
    },
    Disease {
        paralyses: true,
        ..disease(
            "脳出血後遺症",
            "脳出血で保存的治療を受けた。片麻痺と軽い構音障害が残る。降圧薬を内服し、血圧は概ね安定している。\
             通所リハビリテーションで歩行訓練を続けている。",
            "急な立ち上がりを避け、血圧を確認する。",
        )
    },
    disease(
        "変形性膝関節症",
        "両膝の痛みが徐々に強くなり、長い距離の歩行が難しくなった。鎮痛薬の内服と外用薬、関節内注射で経過をみている。\
         体重の管理と下肢の筋力維持が必要である。",
        "膝への負担と転倒に注意する。",
    ),
    disease(
        "大腿骨頸部骨折術後",
        "自宅で転倒して骨折し、人工骨頭置換術を受けた。術後の経過は良好だが、下肢の筋力低下があり屋外では歩行器を要する。\
         骨粗鬆症の治療薬を継続している。",
        "脱臼肢位と転倒に注意する。",
    ),
    disease(
        "パーキンソン病",
        "動作が遅くなり、小刻み歩行と易転倒性がみられる。抗パーキンソン病薬を調整しながら内服しているが、\
         日内変動があり午後に動きにくくなる。便秘に対しても内服治療中である。",
        "服薬の時間を守り、すくみ足による転倒に注意する。",
    ),
    disease(
        "慢性心不全",
        "下腿の浮腫と労作時の息切れがあり、入退院を繰り返している。利尿薬などの内服と塩分制限を行っている。\
         体重の増加があれば早めの受診を指示している。",
        "息切れと体重の増加に注意し、過度な運動を避ける。",
    ),
    disease(
        "腰部脊柱管狭窄症",
        "腰痛と下肢のしびれがあり、休みながらでないと歩けない。内服と神経ブロックで経過をみている。\
         手術は希望していない。",
        "長い歩行や立ち続けることを避ける。",
    ),
];

const MAIN_MIND: [Disease; 3] = [
    Disease {
        mind: true,
        ..disease(
            "アルツハイマー型認知症",
            "数年前から物忘れが目立ち、同じ話を繰り返すようになった。画像検査で海馬の萎縮を認め診断した。\
             抗認知症薬を継続しているが、短期記憶の障害は徐々に進行している。服薬には家族の確認が必要である。",
            "環境の変化を避け、穏やかに声をかける。",
        )
    },
    Disease {
        mind: true,
        ..disease(
            "レビー小体型認知症",
            "幻視の訴えと動作の緩慢さで気づかれた。症状には日による変動がある。少量の内服で幻視は軽くなったが、\
             立ちくらみと転倒がみられる。薬剤への過敏性があり、慎重に調整している。",
            "幻視を否定せず、転倒と立ちくらみに注意する。",
        )
    },
    Disease {
        mind: true,
        ..disease(
            "血管性認知症",
            "脳血管障害を繰り返し、意欲の低下と記憶の障害が段階的に進んだ。感情の起伏がみられる。\
             降圧薬と抗血小板薬の内服を継続している。",
            "日中の活動を促し、血圧の変動に注意する。",
        )
    },
];

const ALONG: [Disease; 8] = [
    disease("高血圧症", "", "血圧の変動に注意する。"),
    disease("2型糖尿病", "", "低血糖と食事の内容に注意する。"),
    disease("骨粗鬆症", "", "転倒による骨折に注意する。"),
    disease("慢性閉塞性肺疾患", "", "息切れの程度をみながら活動する。"),
    disease("脂質異常症", "", "食事の内容に注意する。"),
    disease("慢性腎臓病", "", "塩分と水分の量に注意する。"),
    disease("前立腺肥大症", "", "排尿の状態に注意する。"),
    disease("白内障", "", "視力の低下による転倒に注意する。"),
];

/// The disease behind the need for care, and two that come along.
pub(crate) fn some(chance: &mut Chance, mind: bool, body: i64) -> [&'static Disease; 3] {
    let [fallback, ..] = &MAIN_BODY;
    let main = if mind && chance.percent(80) {
        chance.pick(&MAIN_MIND)
    } else {
        chance.pick(&MAIN_BODY)
    };
    let main = main.unwrap_or(fallback);
    let second = if main.mind && body > 45 {
        chance.pick(&MAIN_BODY)
    } else {
        chance.pick(&ALONG)
    };
    let second = second.unwrap_or(fallback);
    let third = ALONG
        .iter()
        .cycle()
        .skip(usize::try_from(chance.below(8)).unwrap_or_default())
        .find(|other| *other != second);
    [main, second, third.unwrap_or(fallback)]
}
