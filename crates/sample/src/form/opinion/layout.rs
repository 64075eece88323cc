//! The lines of the opinion's two pages, as a table: what is printed, where a field is chosen or filled in.

/// Between two written lines, in millimetres.
pub(super) const RULE: f32 = 5.2;

/// A framed part of the form.
pub(super) struct Block {
    pub(super) title: &'static str,
    /// Space above it in millimetres.
    pub(super) above: f32,
    pub(super) lines: &'static [Line],
}

pub(super) enum Line {
    /// Parts from left to right after an indent in millimetres.
    Parts(f32, &'static [Part]),
    /// A rule across the block.
    Rule,
    /// Ruled lines for the text of a field.
    Room(&'static str, u8),
}

/// A piece of a line; fields are named by their number in the catalogue.
#[derive(Clone, Copy)]
pub(super) enum Part {
    /// Printed words.
    Say(&'static str),
    /// Empty space in millimetres.
    Skip(f32),
    /// Brackets around room for a text, so many millimetres in all.
    Fill(&'static str, f32),
    /// All options of the field, each with a box.
    Choose(&'static str),
    /// A box of its own with a label.
    Tick(&'static str, &'static str),
}

use Line::{Parts, Room, Rule};
use Part::{Choose, Fill, Say, Skip, Tick};

const fn block(title: &'static str, above: f32, lines: &'static [Line]) -> Block {
    Block { title, above, lines }
}

pub(super) const PAGES: [&[Block]; 2] = [
    &[
        block("", 0.0, APPLICANT),
        block("", 7.0, PHYSICIAN),
        block("1　傷病に関する意見", 1.2, ILLNESS),
        block(
            "2　特別な医療（過去14日間以内に受けた医療のすべてにチェック）",
            1.2,
            TREATMENT,
        ),
        block("3　心身の状態に関する意見", 1.2, MIND),
    ],
    &[
        block("（3の続き）", 0.0, BODY),
        block("4　生活機能とサービスに関する意見", 1.2, SERVICES),
        block(
            "5　特記すべき事項",
            1.2,
            &[
                Parts(
                    0.0,
                    &[Say(
                        "認定及び介護サービス計画作成時に必要な医学的なご意見等を記載してください。",
                    )],
                ),
                Room("5-1", 9),
            ],
        ),
    ],
];

const APPLICANT: &[Line] = &[
    Parts(
        0.0,
        &[
            Say("申請者　ふりがな"),
            Fill("0-02", 78.0),
            Say("性別"),
            Choose("0-04"),
            Skip(3.0),
            Say("年齢"),
            Fill("0-06", 16.0),
            Say("歳"),
        ],
    ),
    Parts(
        0.0,
        &[
            Say("　　　　氏名"),
            Skip(5.0),
            Fill("0-03", 78.0),
            Say("生年月日"),
            Fill("0-05", 56.0),
        ],
    ),
    Rule,
    Parts(
        0.0,
        &[Say("住所"), Fill("0-08", 112.0), Say("連絡先"), Fill("0-09", 42.0)],
    ),
    Parts(0.0, &[Say("上記の申請者に関する意見は以下の通りです。")]),
];

const PHYSICIAN: &[Line] = &[
    Parts(
        0.0,
        &[
            Say("医師氏名"),
            Fill("0-11", 60.0),
            Say("医療機関名"),
            Fill("0-12", 84.0),
        ],
    ),
    Parts(
        0.0,
        &[
            Say("所在地"),
            Fill("0-13", 86.0),
            Say("電話"),
            Fill("0-14", 32.0),
            Say("FAX"),
            Fill("0-15", 32.0),
        ],
    ),
    Rule,
    Parts(
        0.0,
        &[
            Say("(1) 最終診察日"),
            Fill("0-16", 44.0),
            Say("(2) 意見書作成回数"),
            Choose("0-17"),
        ],
    ),
    Parts(0.0, &[Say("(3) 他科受診の有無"), Choose("0-18")]),
    Parts(6.0, &[Choose("0-19")]),
];

const ILLNESS: &[Line] = &[
    Parts(
        0.0,
        &[Say(
            "(1) 診断名（1.に生活機能低下の直接の原因となっている傷病または特定疾病）及び発症年月日",
        )],
    ),
    Parts(
        4.0,
        &[Say("1."), Fill("1-1-1a", 84.0), Say("発症年月日"), Fill("1-1-1b", 56.0)],
    ),
    Parts(
        4.0,
        &[Say("2."), Fill("1-1-2a", 84.0), Say("発症年月日"), Fill("1-1-2b", 56.0)],
    ),
    Parts(
        4.0,
        &[Say("3."), Fill("1-1-3a", 84.0), Say("発症年月日"), Fill("1-1-3b", 56.0)],
    ),
    Rule,
    Parts(0.0, &[Say("(2) 症状としての安定性"), Choose("1-2"), Fill("1-2a", 88.0)]),
    Rule,
    Parts(
        0.0,
        &[Say(
            "(3) 生活機能低下の直接の原因となっている傷病または特定疾病の経過及び投薬内容を含む治療内容",
        )],
    ),
    Room("1-3", 8),
];

const TREATMENT: &[Line] = &[
    Parts(
        0.0,
        &[
            Say("処置内容"),
            Tick("2-1", "点滴の管理"),
            Tick("2-2", "中心静脈栄養"),
            Tick("2-3", "透析"),
            Tick("2-4", "ストーマの処置"),
            Tick("2-5", "酸素療法"),
            Tick("2-6", "レスピレーター"),
        ],
    ),
    Parts(
        14.0,
        &[
            Tick("2-7", "気管切開の処置"),
            Tick("2-8", "疼痛の看護"),
            Tick("2-9", "経管栄養"),
        ],
    ),
    Parts(
        0.0,
        &[
            Say("特別な対応"),
            Tick("2-10", "モニター測定（血圧、心拍、酸素飽和度等）"),
            Tick("2-11", "褥瘡の処置"),
        ],
    ),
    Parts(
        0.0,
        &[
            Say("失禁への対応"),
            Tick("2-12", "カテーテル（コンドームカテーテル、留置カテーテル等）"),
        ],
    ),
];

const MIND: &[Line] = &[
    Parts(0.0, &[Say("(1) 日常生活の自立度等について")]),
    Parts(
        4.0,
        &[Say("・障害高齢者の日常生活自立度（寝たきり度）"), Choose("3-1a")],
    ),
    Parts(4.0, &[Say("・認知症高齢者の日常生活自立度"), Choose("3-1b")]),
    Rule,
    Parts(0.0, &[Say("(2) 認知症の中核症状")]),
    Parts(4.0, &[Say("・短期記憶"), Choose("3-2a")]),
    Parts(4.0, &[Say("・日常の意思決定を行うための認知能力"), Choose("3-2b")]),
    Parts(4.0, &[Say("・自分の意思の伝達能力"), Choose("3-2c")]),
    Rule,
    Parts(0.0, &[Say("(3) 認知症の行動・心理症状（BPSD）"), Choose("3-3")]),
    Parts(4.0, &[Choose("3-3a")]),
    Rule,
    Parts(
        0.0,
        &[
            Say("(4) その他の精神・神経症状"),
            Choose("3-4"),
            Say("症状名"),
            Fill("3-4a", 54.0),
            Say("専門医受診"),
            Choose("3-4b"),
        ],
    ),
];

const BODY: &[Line] = &[
    Parts(
        0.0,
        &[
            Say("(5) 身体の状態　利き腕"),
            Choose("3-5a"),
            Skip(2.0),
            Say("身長"),
            Fill("3-5b", 20.0),
            Say("cm　体重"),
            Fill("3-5c", 20.0),
            Say("kg"),
        ],
    ),
    Parts(4.0, &[Say("過去6か月の体重の変化"), Choose("3-5d")]),
    Parts(4.0, &[Tick("3-5e", "四肢欠損　部位"), Fill("3-5e1", 60.0)]),
    Parts(
        4.0,
        &[
            Tick("3-5f", "麻痺"),
            Skip(4.0),
            Tick("3-5f1", "右上肢"),
            Say("程度："),
            Choose("3-5f1d"),
            Skip(6.0),
            Tick("3-5f2", "左上肢"),
            Say("程度："),
            Choose("3-5f2d"),
        ],
    ),
    Parts(
        17.65,
        &[
            Tick("3-5f3", "右下肢"),
            Say("程度："),
            Choose("3-5f3d"),
            Skip(6.0),
            Tick("3-5f4", "左下肢"),
            Say("程度："),
            Choose("3-5f4d"),
        ],
    ),
    Parts(
        4.0,
        &[
            Tick("3-5g", "筋力の低下　部位"),
            Fill("3-5gs", 60.0),
            Say("程度："),
            Choose("3-5gd"),
        ],
    ),
    Parts(
        4.0,
        &[
            Tick("3-5h", "関節の拘縮　部位"),
            Fill("3-5hs", 60.0),
            Say("程度："),
            Choose("3-5hd"),
        ],
    ),
    Parts(
        4.0,
        &[
            Tick("3-5i", "関節の痛み　部位"),
            Fill("3-5is", 60.0),
            Say("程度："),
            Choose("3-5id"),
        ],
    ),
    Parts(
        4.0,
        &[
            Tick("3-5j", "失調・不随意運動"),
            Skip(2.0),
            Say("上肢"),
            Choose("3-5j1"),
            Skip(2.0),
            Say("下肢"),
            Choose("3-5j2"),
            Skip(2.0),
            Say("体幹"),
            Choose("3-5j3"),
        ],
    ),
    Parts(
        4.0,
        &[
            Tick("3-5k", "褥瘡　部位"),
            Fill("3-5ks", 60.0),
            Say("程度："),
            Choose("3-5kd"),
        ],
    ),
    Parts(
        4.0,
        &[
            Tick("3-5l", "その他の皮膚疾患　部位"),
            Fill("3-5ls", 50.0),
            Say("程度："),
            Choose("3-5ld"),
        ],
    ),
];

const SERVICES: &[Line] = &[
    Parts(0.0, &[Say("(1) 移動　屋外歩行"), Choose("4-1a")]),
    Parts(13.0, &[Say("車いすの使用"), Choose("4-1b")]),
    Parts(13.0, &[Say("歩行補助具・装具の使用"), Choose("4-1c")]),
    Rule,
    Parts(0.0, &[Say("(2) 栄養・食生活　食事行為"), Choose("4-2a")]),
    Parts(26.0, &[Say("現在の栄養状態"), Choose("4-2b")]),
    Parts(4.0, &[Say("→ 栄養・食生活上の留意点"), Fill("4-2c", 134.0)]),
    Rule,
    Parts(
        0.0,
        &[Say("(3) 現在あるかまたは今後発生の可能性の高い状態とその対処方針")],
    ),
    Parts(4.0, &[Choose("4-3a")]),
    Parts(4.0, &[Say("→ 対処方針"), Fill("4-3c", 154.0)]),
    Rule,
    Parts(
        0.0,
        &[Say("(4) サービス利用による生活機能の維持・改善の見通し"), Choose("4-4")],
    ),
    Rule,
    Parts(0.0, &[Say("(5) 医学的管理の必要性")]),
    Parts(4.0, &[Choose("4-5a")]),
    Rule,
    Parts(
        0.0,
        &[
            Say("(6) サービス提供時における医学的観点からの留意事項"),
            Choose("4-6a"),
        ],
    ),
    Parts(
        4.0,
        &[
            Say("血圧"),
            Fill("4-6b", 50.0),
            Say("摂食"),
            Fill("4-6c", 50.0),
            Say("嚥下"),
            Fill("4-6d", 50.0),
        ],
    ),
    Parts(
        4.0,
        &[
            Say("移動"),
            Fill("4-6e", 50.0),
            Say("運動"),
            Fill("4-6f", 50.0),
            Say("その他"),
            Fill("4-6g", 46.0),
        ],
    ),
    Rule,
    Parts(0.0, &[Say("(7) 感染症の有無"), Choose("4-7"), Fill("4-7a", 90.0)]),
];
