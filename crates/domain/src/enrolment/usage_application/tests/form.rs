//! What the form's fields may say, and what is told of each fault.

use super::*;

fn given() -> SubmittedForm {
    SubmittedForm {
        office_number: "４３７０１０６６３７".into(),
        service_code: "43".into(),
        administrator_name: "佐藤 花子".into(),
        administrator_kana: "サトウ ハナコ".into(),
        contact_phone: "０９６－０００ー００００".into(),
        contact_mail: Some(" office@example.jp ".into()),
        devices: 3,
        terms_version: "1".into(),
        check_digit_confirmed: false,
    }
}

fn rules(given: &SubmittedForm) -> Vec<&'static str> {
    match Form::check(given, "1") {
        Ok(_) => Vec::new(),
        Err(faults) => faults.iter().map(|fault| fault.rule.id()).collect(),
    }
}

#[test]
fn a_form_is_understood_as_people_type_it() {
    let form = Form::check(&given(), "1").unwrap();
    assert_eq!(form.office_number.as_str(), "4370106637");
    assert_eq!(form.contact_phone.to_string(), "096-000-0000");
    assert_eq!(form.contact_mail.unwrap().to_string(), "office@example.jp");
    let empty = SubmittedForm {
        contact_mail: Some("  ".into()),
        ..given()
    };
    assert_eq!(Form::check(&empty, "1").unwrap().contact_mail, None);
}

#[test]
fn a_check_digit_that_does_not_hold_is_accepted_after_a_second_look() {
    let odd = SubmittedForm {
        office_number: "4370106630".into(),
        ..given()
    };
    assert_eq!(rules(&odd), ["office.check-digit"]);
    assert_eq!(
        rules(&SubmittedForm {
            check_digit_confirmed: true,
            ..odd
        }),
        [""; 0]
    );
}

#[test]
fn every_fault_is_told_at_once_by_its_own_rule() {
    let wrong = SubmittedForm {
        office_number: "12".into(),
        service_code: "x".into(),
        administrator_name: String::new(),
        administrator_kana: "佐藤".into(),
        contact_phone: "110".into(),
        contact_mail: Some("office".into()),
        devices: 0,
        terms_version: "0".into(),
        check_digit_confirmed: false,
    };
    assert_eq!(
        rules(&wrong),
        [
            "office.number",
            "office.service-code",
            "administrator.name",
            "administrator.kana",
            "contact.phone",
            "contact.mail",
            "usage-application.devices",
            "terms.outdated",
        ]
    );
}

#[test]
fn a_my_number_is_refused_in_every_text() {
    for field in 0..3 {
        let mut with = given();
        let number = "1234-5678-9018".to_owned();
        match field {
            0 => with.administrator_name = number,
            1 => with.contact_phone = number,
            _ => with.contact_mail = Some(number),
        }
        assert_eq!(rules(&with), ["my-number"]);
    }
}

#[test]
fn what_misleads_or_cannot_be_shown_is_refused_in_every_text() {
    for (text, rule) in [
        ("佐藤\u{202e}花子", "text.direction"),
        ("佐藤\u{200b}花子", "text.invisible"),
        ("佐藤\u{378}花子", "text.unassigned"),
        ("\u{3099}佐藤", "text.lone-mark"),
        ("\u{e0100}", "text.lone-selector"),
        ("\u{e000}藤 花子", "text.private-use"),
        ("佐藤\n花子", "text.control"),
        ("一二三四 五六七八 九〇一八", "my-number"),
        ("佐藤 １２３４・５６７８・９０１８", "my-number"),
    ] {
        for field in 0..4 {
            let mut with = given();
            match field {
                0 => with.administrator_name = text.into(),
                1 => with.administrator_kana = text.into(),
                2 => with.contact_phone = text.into(),
                _ => with.contact_mail = Some(text.into()),
            }
            assert_eq!(rules(&with), [rule], "{field} {}", text.escape_unicode());
        }
    }
}

#[test]
fn telephone_numbers_and_mail_addresses_are_judged_by_form() {
    for good in [
        "0960000000",
        "096-000-0000",
        "(096)000-0000",
        "090-0000-0000",
        "0120 000 000",
        "096　000　0000",
        "0-96-000-0000-0",
    ] {
        assert!(good.parse::<Phone>().is_ok(), "{good}");
    }
    for bad in [
        "",
        "96-000-0000",
        "096-000-000",
        "096-0000-00000",
        "096-000-0000-",
        "０９６ab000000",
        "0-9-6-0-0-0-0000",
    ] {
        assert!(bad.parse::<Phone>().is_err(), "{bad}");
    }
    for bad in [
        "a",
        "a@b",
        "a@b.",
        "a@@b.c",
        "a b@c.d",
        "@b.c",
        "a@b.c,d@e.f",
        "長@b.c",
        "a\n@b.c",
    ] {
        assert!(bad.parse::<Mail>().is_err(), "{bad}");
    }
}

#[test]
fn telephone_numbers_and_mail_addresses_are_not_logged() {
    let form = Form::check(&given(), "1").unwrap();
    let shown = format!("{:?} {:?}", form.contact_phone, form.contact_mail);
    assert_eq!(shown, "Phone(..) Some(Mail(..))");
}

#[test]
fn each_fault_names_its_field() {
    let wrong = SubmittedForm {
        contact_mail: Some("office".into()),
        ..SubmittedForm::default()
    };
    let fields: Vec<_> = Form::check(&wrong, "1")
        .unwrap_err()
        .iter()
        .map(|fault| fault.field)
        .collect();
    assert_eq!(
        fields,
        [
            FormField::OfficeNumber,
            FormField::ServiceCode,
            FormField::AdministratorName,
            FormField::AdministratorKana,
            FormField::ContactPhone,
            FormField::ContactMail,
            FormField::Devices,
            FormField::TermsVersion,
        ]
    );
}
