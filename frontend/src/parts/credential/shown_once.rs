//! Things that are shown once, to be written down, printed or handed over: provisional credentials and install keys.

use crate::browser;
use crate::parts::credential::secret::Secret;
use crate::parts::date;
use crate::parts::layout::table::facts;
use contract::enrolment::redemption::NewInstallKey;
use contract::office::account::ProvisionalCredentials;
use yew::prelude::*;

/// The note that it will not be seen again.
pub fn shown_once_notice() -> Html {
    let print = Callback::from(|_: MouseEvent| browser::print());
    html! {
        <div class="notice notice-warning">
            <p class="notice-title">{ "この画面は一度しか表示されません" }</p>
            <p>{ "書き写すか印刷してから、次へ進んでください。画面を閉じるかロックすると、もう表示できません。" }</p>
            <p><button type="button" class="button button-line no-print" onclick={print}>{ "印刷する" }</button></p>
        </div>
    }
}

/// Provisional credentials of somebody.
pub fn credentials(name: &str, credentials: &ProvisionalCredentials) -> Html {
    html! {
        <section class="panel shown-once">
            { facts([("氏名", name.to_owned().into()), ("有効期限", date::moment(credentials.valid_until).into())]) }
            <Secret id="provisional-id" label="仮ログインID" text={credentials.login_id.clone()} />
            <Secret id="provisional-password" label="仮パスワード" text={credentials.password.clone()} />
            <p>{ "登録済みの端末でログインし、初期設定でログインIDとパスワードを決めてもらってください。1回ログインすると使えなくなります。" }</p>
        </section>
    }
}

/// An install key for a device.
pub fn install_key(label: &str, key: &NewInstallKey) -> Html {
    html! {
        <section class="panel shown-once">
            { facts([("端末の名前", label.to_owned().into()), ("使える最後の日", date::long(key.expires_on))]) }
            <Secret id="install-key" label="インストールキー" text={key.install_key.clone()} />
            <p>{ "登録する端末で、端末登録のページを開いて入力してください。1回だけ使えます。5回間違えると使えなくなります。" }</p>
        </section>
    }
}
