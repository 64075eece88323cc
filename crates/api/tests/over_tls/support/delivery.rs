//! What the city of these tests delivers: 1 and 2 are our clients (2 without consent), 3 is the other office's, 4 ours too.

use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::TimeDelta;
use domain::calendar::day::Day;
use domain::delivery::Finding;
use domain::insurer::InsurerNumber;
use service::{Operator, Reading};

use crate::support::city::{CANARY, CANARY_NUMBER, City};

/// The feeds; what begins with `@` is put in by [`deliver`].
const FEEDS: &[(&str, &str)] = &[
    (
        "person",
        "被保険者番号,氏名,氏名カナ,生年月日,性別,住所,資格喪失日,喪失理由,基準日時\r\n\
         @number,@name ハナ,エンガワカナリア ハナ,1941-03-02,2,縁側市中央1-2-3,,,@stamp\r\n\
         0000900002,山田 太郎,ヤマダ タロウ,1938-11-20,1,縁側市東4-5,,,@stamp\r\n\
         0000900003,高橋 よし,タカハシ ヨシ,1935-01-05,2,縁側市西6-7,,,@stamp\r\n\
         0000900004,井上 みつ,イノウエ ミツ,1944-07-30,2,縁側市南8-9,,,@stamp\r\n",
    ),
    (
        "assignment",
        "被保険者番号,届出区分,事業所番号,委託先事業所番号,開始日,終了日,届出日\r\n\
         @number,1,4370106637,,@long,,@long\r\n0000900002,1,4370106637,,@long,,@long\r\n\
         0000900003,1,4370199996,,@long,,@long\r\n0000900004,1,4370106637,,@long,,@long\r\n",
    ),
    (
        "consent",
        "被保険者番号,受付日,受付方法,署名区分,署名者氏名,続柄,様式版,効力開始日,撤回日\r\n\
         @number,@long,1,1,,,1,@long,\r\n0000900003,@long,1,1,,,1,@long,\r\n0000900004,@long,1,1,,,1,@long,\r\n",
    ),
    (
        "application",
        "被保険者番号,申請番号,申請日,申請区分,情報提供同意,法令上の申請区分,調査委託先,調査実施場所,医療機関名\r\n\
         @number,A-1,@recent,3,1,2,ひなた認定調査センター,自宅,えんがわ内科医院\r\n@number,A-0,@long,1,1,,,,\r\n",
    ),
    (
        "milestone",
        "被保険者番号,申請番号,進捗区分,日付,延期理由,見込日\r\n@number,A-1,received,@recent,,\r\n\
         @number,A-1,survey-requested,@since,,\r\n@number,A-0,received,@long,,\r\n@number,A-0,decided,@decided,,\r\n",
    ),
    (
        "certification",
        "被保険者番号,申請番号,要介護状態区分,認定日,有効開始日,有効終了日,有効月数,審査会意見,サービス指定,状態,\
         チェックリスト実施日\r\n@number,A-0,21,@decided,@long,@ahead,11,,,1,\r\n",
    ),
    (
        "burden_ratio",
        "被保険者番号,負担割合,適用開始日,適用終了日,履歴番号,交付日\r\n@number,1,@long,@ahead,1,@long\r\n",
    ),
    (
        "card",
        "被保険者番号,証の種類,適用開始日,適用終了日,交付日,履歴番号,種類支給限度,給付制限,利用者負担段階,食費\r\n\
         @number,1,@long,@ahead,@decided,1,訪問介護 5000単位,1,,\r\n@number,3,@long,@ahead,@long,1,,,3-2,1360\r\n",
    ),
];

/// Takes all of it in, as of today.
pub fn deliver(operator: &Operator, folder: &Path, today: Day) {
    let day = |days: i64| today.add_days(days).to_string();
    let stamp = day(0).replace('-', "");
    let insurer = operator.service().insurer();
    for (feed, text) in FEEDS {
        let mut text = (*text).to_owned();
        for (mark, value) in [
            ("@number", CANARY_NUMBER),
            ("@name", CANARY),
            ("@stamp", &stamp),
            ("@long", &day(-300)),
            ("@decided", &day(-270)),
            ("@recent", &day(-20)),
            ("@since", &day(-10)),
            ("@ahead", &day(40)),
        ] {
            text = text.replace(mark, value);
        }
        let path = folder.join(format!("{insurer}_{feed}_{stamp}.csv"));
        std::fs::write(&path, text).unwrap();
        take_in(operator, &path);
    }
    take_in(operator, &documents(folder, insurer, &stamp, &day(-275)));
    let offices = folder.join("jigyosho_430.csv");
    std::fs::write(&offices, OFFICES).unwrap();
    take_in(operator, &offices);
}

/// The office master, as the ministry publishes it: three offices that have not applied yet, and our own.
const OFFICES: &str = "\u{feff}都道府県コード又は市町村コード,No,都道府県名,市区町村名,事業所名,事業所名カナ,サービスの種類,住所,方書（ビル名等）,緯度,経度,\
    電話番号,FAX番号,法人番号,法人の名称,事業所番号,利用可能曜日,利用可能曜日特記事項,定員,URL,\
    高齢者の方と障害者の方が同時一体的に利用できるサービス,介護保険の通常の指定基準を満たしている,障害福祉の通常の指定基準を満たしている,備考\r\n\
    431001,4370100011,熊本県,縁側市,ケアプラン あらい,ケアプラン アライ,居宅介護支援,縁側市新町1-1,,,,096-222-0000,,,社会福祉法人 あらい,\
    4370100011,,,,,,,,\r\n\
    431001,4370100029,熊本県,縁側市,ケアプラン いけだ,ケアプラン イケダ,居宅介護支援,縁側市新町2-1,,,,096-333-0000,,,社会福祉法人 いけだ,\
    4370100029,,,,,,,,\r\n\
    431001,4370100037,熊本県,縁側市,ケアプラン うえの,ケアプラン ウエノ,居宅介護支援,縁側市新町3-1,,,,096-444-0000,,,社会福祉法人 うえの,\
    4370100037,,,,,,,,\r\n\
    431001,4370106637,熊本県,縁側市,ケアプラン ひなた,ケアプラン ヒナタ,居宅介護支援,縁側市旧町1-1,,,,096-555-0000,,,社会福祉法人 ひなた,\
    4370106637,,,,,,,,\r\n";

fn documents(folder: &Path, insurer: InsurerNumber, stamp: &str, dated: &str) -> PathBuf {
    let path = folder.join(format!("{insurer}_documents_{stamp}.zip"));
    let mut bundle = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    let options = zip::write::SimpleFileOptions::default();
    bundle.start_file("manifest.csv", options).unwrap();
    let manifest = format!(
        "ファイル名,被保険者番号,申請番号,文書種別,作成日,様式版,主治医同意,基準日時\r\n\
         survey.pdf,{CANARY_NUMBER},A-0,1,{dated},1,,{stamp}\r\n"
    );
    bundle.write_all(manifest.as_bytes()).unwrap();
    bundle.start_file("survey.pdf", options).unwrap();
    bundle.write_all(&pdf()).unwrap();
    bundle.finish().unwrap();
    path
}

/// One page with a filled square.
fn pdf() -> Vec<u8> {
    let content = "0 0 1 rg 100 100 200 200 re f";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
    ];
    let mut file = "%PDF-1.7\n".to_owned();
    let mut table = String::from("0000000000 65535 f \n");
    for (number, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", number + 1));
    }
    let start = file.len();
    file.push_str(&format!(
        "xref\n0 5\n{table}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    ));
    file.into_bytes()
}

/// Delivers a file of today, whose words the service has a second later.
pub fn deliver_today(city: &City, feed: &str, text: &str) {
    let folder = tempfile::tempdir().unwrap();
    let stamp = city.service.today().to_string().replace('-', "");
    let path = folder
        .path()
        .join(format!("{}_{feed}_{stamp}.csv", city.service.insurer()));
    std::fs::write(&path, text).unwrap();
    take_in(&city.operator(), &path);
    city.clock.advance(TimeDelta::seconds(1));
}

/// Takes in one file, which must be faultless.
pub fn take_in(operator: &Operator, path: &Path) {
    let mut findings: Vec<Finding> = Vec::new();
    let report = operator
        .receive_file(path)
        .and_then(|received| operator.apply(received, &Reading::default(), &mut findings));
    assert!(
        report.as_ref().is_ok_and(|report| report.refused == 0),
        "{report:?} {findings:#?}"
    );
}
