//! Offices that the insurer designates itself are found beside those of the ministry.

use domain::organization::OfficeSource;

use crate::{on_both, take_in, write};

const DESIGNATED: &str = "事業所番号,サービスの種類,指定の種類,事業所名,住所,電話番号,指定開始日,指定終了日\n\
    4309900016,46,1,縁側市地域包括支援センター 本町,縁側市本町1-1,096-000-0000,20060401,\n\
    4370100011,43,2,ケアプラン あらい 新町,縁側市新町1-1,096-222-0000,20260401,\n\
    4370100029,43,2,ケアプラン いけだ,縁側市新町2-1,096-333-0000,20200401,20261031\n";

const PUBLISHED: &str = "都道府県コード又は市町村コード,都道府県名,市区町村名,事業所名,事業所名カナ,サービスの種類,住所,方書（ビル名等）,\
    電話番号,FAX番号,法人番号,法人の名称,事業所番号,定員,URL\n\
    431001,熊本県,縁側市,ケアプラン あらい,ケアプラン アライ,居宅介護支援,縁側市新町1-1,,096-222-0000,,,社会福祉法人 あらい,4370100011,,\n";

#[test]
fn a_support_centre_is_found_and_both_sources_are_named() {
    on_both(|database, service| {
        let (kind, folder) = (database.kind, tempfile::tempdir().unwrap());
        for (name, text) in [
            ("439992_office_20261120.csv", DESIGNATED),
            ("jigyosho_430.csv", PUBLISHED),
        ] {
            let (done, findings) = take_in(service, &write(folder.path(), name, text));
            assert_eq!(done.unwrap().refused, 0, "{kind}: {findings:?}");
        }
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let found = |number: &str| runtime.block_on(service.search_offices(number)).unwrap().offices;
        let centre = found("4309900016");
        let (office, admitted) = centre.first().unwrap();
        assert!(*admitted, "{kind}");
        assert_eq!(office.sources, [OfficeSource::Insurer], "{kind}");
        let both = found("4370100011");
        let (office, _) = both.first().unwrap();
        assert_eq!(
            office.name, "ケアプラン あらい 新町",
            "{kind}: the insurer's own name for it"
        );
        assert_eq!(
            office.sources,
            [OfficeSource::Insurer, OfficeSource::Ministry],
            "{kind}"
        );
        assert!(found("4370100029").is_empty(), "{kind}: the designation is over");
    });
}
