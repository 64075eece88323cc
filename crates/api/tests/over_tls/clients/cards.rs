//! Cards, the limit of benefits, and what is known of people and applications besides: each shown as the insurer has settled.

use chrono::TimeDelta;
use domain::insurer::InsurerRules;
use domain::insurer::shown::{RestrictionShown, ShownRules};
use harness::{Database, databases};
use serde_json::{Value, json};

use crate::clients::disclosing::person;
use crate::clients::settled::settle;
use crate::support::city::{CANARY, CANARY_NUMBER, City};
use crate::support::delivery::deliver_today;
use crate::support::wire::Client;

fn cards(client: &mut Client) -> Value {
    let id = person(client, CANARY);
    client.get(&format!("/api/v1/clients/{id}/cards")).json()
}

fn insurance_card(city: &City, units: &str, restricted: u8) {
    let heading = "被保険者番号,証の種類,適用開始日,適用終了日,交付日,履歴番号,区分支給限度基準額,給付制限";
    let first = city.service.today().add_days(-300);
    deliver_today(
        city,
        "card",
        &format!("{heading}\n{CANARY_NUMBER},1,{first},,,2,{units},{restricted}\n"),
    );
}

fn settle_restriction(city: &City, restriction: RestrictionShown) {
    let settled = |rules: InsurerRules| InsurerRules {
        shown: ShownRules {
            restriction,
            ..rules.shown
        },
        ..rules
    };
    city.operator().change_insurer_rules(settled).unwrap();
    city.clock.advance(TimeDelta::seconds(1));
}

#[test]
fn a_client_has_cards_and_a_limit_with_its_basis_and_each_kind_has_its_entry() {
    for database in databases() {
        let city = City::on(&database);
        let mut client = city.signed_in(&city.ours);
        let id = person(&mut client, CANARY);
        let before = city.entries();
        let answer = client.get(&format!("/api/v1/clients/{id}/cards")).json();
        // The three kinds, one of which has no card, and the result on which the limit rests.
        assert_eq!(city.entries() - before, 4);
        let kinds: Vec<_> = answer["cards"]
            .as_array()
            .unwrap()
            .iter()
            .map(|card| &card["kind"]["code"])
            .collect();
        assert_eq!(kinds, ["insurance", "cost-limit"]);
        assert_eq!(
            (&answer["limit"]["units"], &answer["limit"]["basis"]["code"]),
            (&json!(16_765), &json!("ordinance"))
        );
        assert_eq!(answer["cards"][1]["costLimit"]["stage"]["label"], "第3段階②");
        assert_eq!(answer["cards"][1]["costLimit"]["meals"], 1_360);
        assert_eq!(answer["cards"][0]["insurance"]["serviceLimits"], "訪問介護 5000単位");

        insurance_card(&city, "19705", 0);
        let answer = cards(&mut client);
        assert_eq!(
            (&answer["limit"]["units"], &answer["limit"]["basis"]["code"]),
            (&json!(19_705), &json!("card"))
        );
        let current = |card: &&Value| card["kind"]["code"] == "insurance" && card["current"] == true;
        assert_eq!(answer["cards"].as_array().unwrap().iter().filter(current).count(), 1);
    }
}

#[test]
fn a_restriction_of_benefits_is_neither_kept_nor_told_until_the_insurer_shows_it() {
    for database in databases() {
        let city = City::on(&database);
        let mut client = city.signed_in(&city.ours);
        let restricted = |answer: &Value| -> Vec<Value> {
            let cards = answer["cards"].as_array().unwrap().iter();
            cards
                .filter_map(|card| card["insurance"].get("restricted").cloned())
                .collect()
        };
        settle_restriction(&city, RestrictionShown::Shown);
        let answer = cards(&mut client);
        assert_eq!(
            restricted(&answer),
            Vec::<Value>::new(),
            "what came before was not kept"
        );
        assert_eq!(answer["freshness"]["notCovered"], json!(["審査会資料1枚目"]));
        assert!(answer["notice"].as_str().unwrap().contains("あるかないかだけ"));
        insurance_card(&city, "", 1);
        assert_eq!(restricted(&cards(&mut client)), [true]);
        settle_restriction(&city, RestrictionShown::NotCovered);
        let answer = cards(&mut client);
        assert_eq!(restricted(&answer), Vec::<Value>::new());
        assert_eq!(
            answer["freshness"]["notCovered"],
            json!(["給付制限", "審査会資料1枚目"])
        );
    }
}

/// The insurer's policy with an item taken out.
fn withhold(database: &Database, city: &City, item: &str) {
    let item = |allowed: bool| format!(r#""{item}":{{"allowed":{allowed}"#);
    settle(database, city, (&item(true), &item(false)));
}

#[test]
fn each_kind_of_card_is_an_item_of_the_policy_and_no_limit_tells_what_is_withheld() {
    for database in databases() {
        let city = City::on(&database);
        let mut client = city.signed_in(&city.ours);
        withhold(&database, &city, "cost_limit_card");
        let before = city.entries();
        let answer = cards(&mut client);
        let rules: Vec<_> = answer["withheld"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| &item["rule"])
            .collect();
        assert_eq!(rules.len(), 1, "{rules:?}");
        assert!(
            answer["cards"]
                .as_array()
                .unwrap()
                .iter()
                .all(|card| card["kind"]["code"] != "cost-limit")
        );
        assert!(answer["limit"].is_object());
        assert!(city.entries() - before >= 4, "what is withheld is noted too");
        withhold(&database, &city, "result");
        assert!(
            cards(&mut client)["limit"].is_null(),
            "the ordinance would tell the level"
        );
        withhold(&database, &city, "insurance_card");
        withhold(&database, &city, "provisional_card");
        let id = person(&mut client, CANARY);
        let refused = client.get(&format!("/api/v1/clients/{id}/cards"));
        assert_eq!(refused.status, 403, "{refused:?}");
    }
}

#[test]
fn an_application_says_what_it_counts_as_and_who_takes_part_but_not_who_surveys() {
    for database in databases() {
        let city = City::on(&database);
        let mut client = city.signed_in(&city.ours);
        let id = person(&mut client, CANARY);
        let answer = client.get(&format!("/api/v1/clients/{id}/progress"));
        let text = String::from_utf8(answer.body.clone()).unwrap();
        assert!(!text.contains("ひなた認定調査センター"), "{text}");
        let latest = &answer.json()["applications"][0];
        assert_eq!(
            (&latest["kind"]["code"], &latest["byLaw"]["code"]),
            (&json!("level-change"), &json!("renewal"))
        );
        assert_eq!(
            (&latest["surveyPlace"], &latest["institution"]),
            (&json!("自宅"), &json!("えんがわ内科医院"))
        );

        database.by_other_hands(
            "UPDATE disclosure_policies SET rules = replace(rules, '\"mask_profile\":\"nothing\"', '\"mask_profile\":\"surveyor-and-physician\"')",
        );
        city.clock.advance(TimeDelta::seconds(1));
        let masked = client.get(&format!("/api/v1/clients/{id}/progress")).json();
        assert!(masked["applications"][0]["institution"].is_null(), "{masked}");
    }
}

#[test]
fn who_bears_another_share_or_has_a_new_card_is_named_on_home_as_far_as_the_policy_shows_it() {
    for database in databases() {
        let city = City::on(&database);
        let mut client = city.signed_in(&city.ours);
        let groups = |client: &mut Client| -> Vec<String> {
            let work = client.get("/api/v1/work").json();
            let groups = work["groups"].as_array().unwrap().iter();
            let codes = groups.map(|group| group["kind"]["code"].as_str().unwrap().to_owned());
            codes
                .filter(|code| ["burden-ratio", "cards"].contains(&code.as_str()))
                .collect()
        };
        assert_eq!(
            groups(&mut client),
            Vec::<String>::new(),
            "what came long ago is no news"
        );

        let today = city.service.today();
        let heading = "被保険者番号,負担割合,適用開始日,適用終了日,履歴番号,交付日";
        let (first, last, before) = (today.add_days(-3), today.add_days(200), today.add_days(-30));
        // The same share goes on: nothing has changed.
        deliver_today(
            &city,
            "burden_ratio",
            &format!("{heading}\n{CANARY_NUMBER},1,{first},{last},2,{before}\n"),
        );
        assert_eq!(groups(&mut client), Vec::<String>::new());
        deliver_today(
            &city,
            "burden_ratio",
            &format!("{heading}\n{CANARY_NUMBER},2,{first},{last},3,{before}\n"),
        );
        assert_eq!(groups(&mut client), ["burden-ratio"]);
        let heading = "被保険者番号,証の種類,適用開始日,適用終了日,交付日,履歴番号,利用者負担段階,食費";
        deliver_today(
            &city,
            "card",
            &format!("{heading}\n{CANARY_NUMBER},3,{before},{last},{first},2,2,390\n"),
        );
        assert_eq!(groups(&mut client), ["burden-ratio", "cards"]);
        withhold(&database, &city, "burden_ratio");
        assert_eq!(groups(&mut client), ["cards"]);
        withhold(&database, &city, "cost_limit_card");
        assert_eq!(groups(&mut client), Vec::<String>::new());
    }
}
