//! The words of the rules of devices.

use service::DeviceRule;

use crate::problem::told::words;

words! {
    DeviceRule {
        Label { longest }:
            "端末の名前を{longest}文字以内で入力してください。",
            "Give the device a name of at most {longest} characters.";
        Revoked:
            "この端末の電子証明書は、すでに失効しています。"
            then "もう一度使う場合は、インストールキーを発行して登録し直してください。",
            "This device's certificate has been revoked already."
            then "To use the device again, issue an install key and enrol it anew.";
        Quota:
            "登録できる端末の台数（使用中の端末と未使用のインストールキーの合計）に達しています。"
            then "使わない端末を失効させるか、未使用のキーを失効させてください。台数を増やすには、〔市〕に連絡してください。",
            "Devices in use and unused install keys together have reached the number of devices that is permitted."
            then "Revoke a device that is not needed, or take back an unused key. For more devices, talk to the insurer.";
        NotRenewableYet { days }:
            "電子証明書の更新は、有効期間が終わる{days}日前からできます。"
            then "更新できるようになると、画面でお知らせします。それまでお待ちください。",
            "A certificate can be renewed from {days} days before it ends."
            then "Wait until then; the application will say so on its screen.";
    }
}
