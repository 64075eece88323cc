//! A device's new certificate: the password of its file, shown this once, the file, and how it gets into the device.
//! Where the file is picked up is the page's matter: new devices and renewed ones have different places.

use crate::browser;
use crate::parts::credential::how_to_install::{how_to_install, not_opening};
use crate::parts::credential::secret::Secret;
use crate::parts::date;
use crate::parts::layout::markup::{facts, notice, said, section, words};
use crate::parts::layout::more::more;
use crate::route::DeviceKind;
use contract::enrolment::redemption::EnrolledDevice;
use yew::prelude::*;

/// The answer to the enrolment. `file_action` is where the file is picked up, `main_origin` where the system itself is
/// reached (empty for this very origin), `kinds` are the ways to the words for other kinds of devices.
pub fn enrolled(
    device: &EnrolledDevice,
    file_action: String,
    kind: DeviceKind,
    main_origin: &str,
    kinds: Html,
) -> Html {
    let last_day = ("電子証明書の期限".into(), date::long(device.certificate_last_day));
    html! {
        <>
            { notice("notice-warning", "この画面は一度しか表示されません", words("", ONCE)) }
            { facts([said("端末の名前", device.label.clone()), said("利用組織", device.organization_name.clone()), last_day]) }
            if let Some(password) = &device.password {
                <Secret id="file-password" label="証明書のファイルのパスワード" text={password.clone()} />
            }
            { for device.pick_up.as_ref().map(|pick_up| pick_up_form(file_action, pick_up, device.file_name.as_deref())) }
            { section("how-h", "証明書を端末に入れる", html! { <>{ kinds }{ how_to_install(kind) }</> }) }
            { proof(main_origin) }
        </>
    }
}

const ONCE: &str = "証明書を入れ終わり、「この端末を確認する」で確かめるまで、閉じないでください。パスワードはあとから調べられません。";

/// A form and a page load, because some devices take a certificate from nothing else.
fn pick_up_form(action: String, pick_up: &str, file_name: Option<&str>) -> Html {
    let named = file_name
        .map(|name| format!("ファイルの名前は {name} です。"))
        .unwrap_or_default();
    let onsubmit = Callback::from(|_: SubmitEvent| browser::saves_a_file());
    html! {
        <>
            <form method="post" {action} {onsubmit}>
                <input type="hidden" name="pickUp" value={pick_up.to_owned()} />
                <button type="submit" class="button button-wide">{ "証明書のファイルを保存する" }</button>
            </form>
            { words("fine", format!("15分以内に、1回だけ保存できます。{named}")) }
        </>
    }
}

/// The way to the page that says whether it worked.
pub fn proof(main_origin: &str) -> Html {
    let contents = html! {
        <>
            <p><a class="button" href={format!("{main_origin}/device-check")} target="_blank" rel="noopener">{ "この端末を確認する（新しい画面で開きます）" }</a></p>
            { words("", "「この端末は利用できます」と出れば、登録は終わりです。") }
            { more("開けないとき", not_opening()) }
        </>
    };
    section("proof-h", "この端末を確認する", contents)
}
