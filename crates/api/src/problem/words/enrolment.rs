//! The words of the rules by which a device is enrolled: its install key, its certificate signing request, its label.

use domain::enrolment::install_key::{KeyRefusal, Mistyped};
use pki::RequestRefusal;
use service::EnrolmentRule;

use crate::problem::told::words;

words! {
    Mistyped {
        Length { typed }:
            "インストールキーは33文字です。抜けや重複がないか確認してください。間違いの回数には数えません。",
            "An install key has 33 characters. Look for one that is missing or there twice. This does not count as a failure.";
        Character:
            "インストールキーには、数字の0と1、英字のOとIは使われません。通知書を見直してください。間違いの回数には数えません。",
            "An install key holds no digits 0 and 1 and no letters O and I. Look at the letter again. This does not count as a failure.";
        Check:
            "インストールキーに入力間違いがあります。1文字ずつ確認してください。間違いの回数には数えません。",
            "The install key was mistyped. Compare it character by character. This does not count as a failure.";
    }
}

words! {
    KeyRefusal {
        Spent:
            "このキーは、すでに端末の登録に使われています。",
            "A device was enrolled with this key already.";
        Locked:
            "このキーは、ロックされています。",
            "This key is locked.";
        Expired:
            "このキーは、有効期限（発行から14日）が過ぎています。",
            "This key has expired: 14 days have passed since it was issued.";
        Revoked:
            "このキーは失効しています。",
            "This key has been taken back.";
        InUse:
            "このキーで、いま端末を登録しています。2分ほど待ってから、もう一度試してください。",
            "A device is being enrolled with this key at this moment. Wait about two minutes and try again.";
    }
}

words! {
    RequestRefusal {
        TooLong:
            "証明書署名要求（CSR）が長すぎます。",
            "The certificate signing request is too long.";
        Unreadable:
            "証明書署名要求（CSR）を読み取れません。PKCS #10のPEM形式で送ってください。",
            "The certificate signing request cannot be read. Send PKCS #10 in PEM form.";
        Key:
            "鍵は、RSA 2048〜4096ビット（指数65537）またはP-256、P-384にしてください。",
            "The key must be RSA of 2048 to 4096 bits (exponent 65537), P-256 or P-384.";
        Signature:
            "証明書署名要求（CSR）が、その鍵で署名されていません。",
            "The certificate signing request is not signed with its own key.";
    }
}

words! {
    EnrolmentRule {
        Label { longest }:
            "端末の名前は1文字から{longest}文字までで入力してください。マイナンバーは入力できません。",
            "Give the device a name of 1 to {longest} characters. A My Number cannot be entered.";
        KeyCertifiedBefore:
            "この公開鍵には、すでに電子証明書を発行しています。新しい鍵で作り直してください。",
            "A certificate was issued for this public key already. Make a new key and a new request.";
        OrganizationStopped:
            "この利用組織は、利用停止中または利用終了です。〔市〕に確認してください。",
            "This organization is suspended or closed. Ask the insurer.";
    }
}
