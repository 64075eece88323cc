//! 縁側市, the town that does not exist: its numbers, districts and addresses.

use crate::random::Random;

/// Its insurer number; prefecture 43 has no municipality 999.
pub const INSURER: &str = "439992";
/// Its name.
pub const CITY: &str = "縁側市";
/// The prefecture it would lie in.
pub const PREFECTURE: &str = "熊本県";
/// Its code as a municipality, with check digit.
pub const CITY_CODE: &str = "439991";

/// A district with its reading and ward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct District {
    pub(crate) name: &'static str,
    pub(crate) kana: &'static str,
    pub(crate) ward: &'static str,
}

const fn district(ward: &'static str, name: &'static str, kana: &'static str) -> District {
    District { name, kana, ward }
}

pub(crate) const DISTRICTS: [District; 30] = [
    district("中央区", "縁側本町", "エンガワホンマチ"),
    district("中央区", "大手門", "オオテモン"),
    district("中央区", "呉服町", "ゴフクマチ"),
    district("中央区", "時計台", "トケイダイ"),
    district("中央区", "白壁町", "シラカベマチ"),
    district("中央区", "川端町", "カワバタマチ"),
    district("東区", "朝日が丘", "アサヒガオカ"),
    district("東区", "桜並木", "サクラナミキ"),
    district("東区", "若草台", "ワカクサダイ"),
    district("東区", "水車町", "スイシャマチ"),
    district("東区", "渡り石", "ワタリイシ"),
    district("東区", "東雲台", "シノノメダイ"),
    district("西区", "夕凪町", "ユウナギマチ"),
    district("西区", "みかん山", "ミカンヤマ"),
    district("西区", "汐見坂", "シオミザカ"),
    district("西区", "灯台前", "トウダイマエ"),
    district("西区", "網干町", "アボシマチ"),
    district("西区", "浜木綿台", "ハマユウダイ"),
    district("南区", "稲穂町", "イナホマチ"),
    district("南区", "せせらぎ台", "セセラギダイ"),
    district("南区", "蓮池", "ハスイケ"),
    district("南区", "舟入町", "フナイリマチ"),
    district("南区", "菜の花台", "ナノハナダイ"),
    district("南区", "風車町", "フウシャマチ"),
    district("北区", "梅園町", "バイエンマチ"),
    district("北区", "竹林台", "チクリンダイ"),
    district("北区", "茶畑町", "チャバタケマチ"),
    district("北区", "鶴の原", "ツルノハラ"),
    district("北区", "星見台", "ホシミダイ"),
    district("北区", "泉ヶ岡", "イズミガオカ"),
];

/// Where the physicians of the opinions work.
pub(crate) const INSTITUTIONS: [&str; 8] = [
    "えんがわ内科医院",
    "ひだまりクリニック",
    "縁側市立病院",
    "みかん山整形外科",
    "つくし脳神経外科",
    "灯台前クリニック",
    "さくら並木内科",
    "せせらぎ在宅診療所",
];

/// Who does surveys for the city, beside its own staff.
pub(crate) const CONTRACTORS: [&str; 2] = ["縁側市社会福祉協議会", "ひなた認定調査センター"];

const HOUSES: [&str; 8] = [
    "コーポ縁",
    "ひだまりハイツ",
    "縁側団地",
    "メゾン若草",
    "市営みかん山住宅",
    "サンテラス",
    "グリーンコート",
    "つばき荘",
];

/// An address in some district.
pub(crate) fn address(random: &mut Random) -> String {
    let place = random
        .pick(&DISTRICTS)
        .map_or(("", ""), |district| (district.ward, district.name));
    let (block, number, house) = (random.between(1, 6), random.between(1, 32), random.between(1, 24));
    let mut address = format!("{CITY}{}{}{block}丁目{number}番{house}号", place.0, place.1);
    if random.percent(22)
        && let Some(building) = random.pick(&HOUSES)
    {
        let room = random.between(1, 6) * 100 + random.between(1, 12);
        address.push_str(&format!("　{building}{room}号"));
    }
    address
}

/// A telephone number nobody can have: area code 0999 with an exchange that begins with 0.
pub(crate) fn telephone(random: &mut Random) -> String {
    format!("0999-0{}-{:04}", random.below(10), random.below(10_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_insurer_number_is_well_formed() {
        assert!(INSURER.parse::<domain::insurer::InsurerNumber>().is_ok());
    }

    #[test]
    fn every_address_lies_in_the_town_that_does_not_exist() {
        let mut random = Random::new(1, 1);
        for _ in 0..100 {
            let address = address(&mut random);
            assert!(address.starts_with("縁側市"), "{address}");
            assert!(
                DISTRICTS.iter().any(|district| address.contains(district.name)),
                "{address}"
            );
        }
    }
}
