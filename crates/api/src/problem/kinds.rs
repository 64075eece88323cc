//! Every kind of problem the API answers with. A new one needs nothing but a line in `ALL`; its page comes by itself.

use super::kind::{ProblemKind, Words};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $slug:literal, $status:literal,
        $ja_title:literal, $ja_detail:literal, $en_title:literal, $en_detail:literal;)*) => {
        $($(#[$doc])* pub(crate) static $name: ProblemKind = ProblemKind {
            slug: $slug,
            status: $status,
            ja: Words { title: $ja_title, detail: $ja_detail },
            en: Words { title: $en_title, detail: $en_detail },
        };)*
        /// All of them, in the order of the documentation.
        pub(crate) static ALL: &[&ProblemKind] = &[$(&$name),*];
    };
}

kinds! {
    /// An idempotency key that cannot be one.
    IDEMPOTENCY_KEY_INVALID = "idempotency-key-invalid", 400,
        "Idempotency-Keyの値が正しくありません",
        "Idempotency-Keyには、1から255文字の英数字と記号を1つだけ指定してください。操作は行っていません。",
        "The Idempotency-Key is not valid",
        "Send one Idempotency-Key of 1 to 255 printable ASCII characters. Nothing was done.";
    /// The key was used with another body.
    IDEMPOTENCY_KEY_REUSED = "idempotency-key-reused", 422,
        "このIdempotency-Keyは、別の内容で使われています",
        "同じIdempotency-Keyで、内容の違う依頼を受け取っています。操作は行っていません。新しいキーで送ってください。",
        "This Idempotency-Key was used for something else",
        "A request with another body has used this Idempotency-Key. Nothing was done; send it with a new key.";
    /// The first request under the key has not been answered yet.
    IDEMPOTENCY_KEY_IN_USE = "idempotency-key-in-use", 409,
        "同じ依頼を処理しています",
        "同じIdempotency-Keyの依頼を、いま処理しています。Retry-Afterの秒数だけ待ってから、同じキーで送り直してください。",
        "The same request is under way",
        "The first request with this Idempotency-Key is still being worked on. Wait as long as Retry-After says and send it again.";
    /// What was asked for under the key was done; the answer is not there any more.
    IDEMPOTENCY_ANSWER_GONE = "idempotency-answer-gone", 409,
        "操作は済んでいますが、結果をもう一度お伝えすることはできません",
        "このIdempotency-Keyの操作は済んでいます。秘密の値を含む結果は10分間だけ再送できます。現在の状態を確認し、必要なら新しいキーで操作してください。",
        "It was done, but the answer cannot be told again",
        "What was asked for with this Idempotency-Key was done. Answers with secrets can be told again for 10 minutes only. Look at how things stand, and use a new key if you need to.";
    /// The TLS connection brought a certificate that is not one of a device in use.
    DEVICE_REFUSED = "device-refused", 403,
        "この端末では利用できません",
        "この端末の電子証明書は登録されていないか、失効しているか、有効期間外です。利用組織管理者に、端末の登録状況を確認してもらってください。",
        "This device cannot be used",
        "The device's certificate is unknown, revoked or outside its time. Ask your organization's administrator to check the device's registration.";
    /// No session, or its token is no longer good.
    NOT_SIGNED_IN = "not-signed-in", 401,
        "ログインが必要です",
        "ログインしていないか、前回のログインから時間が経ったため、利用を終了しました。もう一度ログインしてください。",
        "Sign-in needed",
        "You are not signed in, or your session has ended. Sign in again.";
    /// The session waits for the password.
    SESSION_LOCKED = "session-locked", 403,
        "画面がロックされています",
        "操作がなかったため、画面をロックしました。パスワードを入力して解除してください。",
        "The session is locked",
        "The session was locked because nothing happened for a while. Enter your password to go on.";
    /// ID and password do not fit; also for accounts that do not exist.
    SIGN_IN_FAILED = "sign-in-failed", 401,
        "ログインできませんでした",
        "ログインIDまたはパスワードが違うか、この端末では利用できないアカウントです。失敗が続くと15分間ログインできません。忘れた場合は、利用組織管理者に再発行を依頼してください。",
        "Sign-in failed",
        "The login ID or the password is wrong, or the account may not be used on this device. Failures in a row pause sign-in for 15 minutes. If you forgot them, ask your organization's administrator for new ones.";
    /// Provisional credentials lead to the set-up and nothing else.
    SETUP_REQUIRED = "setup-required", 403,
        "先に初期設定が必要です",
        "仮ログインIDでログインしています。氏名・ログインID・パスワードを決める初期設定を済ませると、利用できるようになります。",
        "Finish the set-up first",
        "You signed in with provisional credentials. Choose your name, login ID and password first; then you can go on.";
    /// As things stand, this cannot be done; what is in the way is in `errors`.
    CONFLICT = "conflict", 409,
        "今の状態では、この操作はできません",
        "ほかの条件が満たされていないか、状態がすでに変わっています。理由と、していただくことを確認してください。",
        "This cannot be done as things stand",
        "Something is in the way, or the state has changed meanwhile. See the reason and what to do.";
    /// A change that must say what it has seen of the thing, and does not.
    PRECONDITION_REQUIRED = "precondition-required", 428,
        "どの時点の内容に対する操作かが示されていません",
        "ほかの人の変更を上書きしないよう、この操作では、読み取ったときのetagの値をIf-Matchヘッダーで送ってください。操作は行っていません。",
        "Say which state this change rests on",
        "So that nobody else's change is overwritten, send the etag that came with what you read as If-Match. Nothing was done.";
    /// Somebody else has changed the thing since it was seen.
    PRECONDITION_FAILED = "precondition-failed", 412,
        "ほかの人が先に内容を変更しています",
        "読み取ったあとに、ほかの人が内容を変更しました。操作は行っていません。画面を開き直して最新の内容を確かめてから、もう一度操作してください。",
        "Somebody else has changed it meanwhile",
        "It is not what you have seen any more. Nothing was done. Read it again, and if you still want the change, send it with the new etag.";
    /// The role has not this permission.
    NOT_ALLOWED = "not-allowed", 403,
        "この操作を行う権限がありません",
        "お使いの権限では、この操作はできません。必要な場合は、利用組織管理者に相談してください。",
        "You are not allowed to do this",
        "Your role does not include this operation. If you need it, talk to your organization's administrator.";
    /// What is asked for needs the password again.
    STEP_UP_REQUIRED = "step-up-required", 403,
        "パスワードの再入力が必要です",
        "重要な操作のため、もう一度パスワードを入力して本人であることを確認してください。確認は5分間有効です。",
        "Enter your password again",
        "This operation needs your password, given within the last five minutes. Confirm it and try again.";
    /// Inside one's reach, but a condition of disclosure fails; each is in `errors`.
    NOT_DISCLOSED = "not-disclosed", 403,
        "現在、この情報は表示できません",
        "情報提供の条件のうち、満たされていないものがあります。条件ごとの理由と必要な手続きを確認してください。",
        "This cannot be shown at present",
        "A condition for disclosure is not met. See the reason and what to do for each condition.";
    /// Nothing there, or nothing the caller may know of: the two are not to be told apart.
    NOT_FOUND = "not-found", 404,
        "見つかりません",
        "指定された情報はないか、あなたの利用組織からは見ることができません。",
        "Not found",
        "What you asked for does not exist, or your organization may not see it.";
    /// The resource exists, the method does not.
    METHOD_NOT_ALLOWED = "method-not-allowed", 405,
        "この方法では呼び出せません",
        "このアドレスは、使われたHTTPメソッドに対応していません。APIの仕様を確認してください。",
        "Method not allowed",
        "This address does not answer the HTTP method used. See the API description.";
    /// A request of a kind that a browser of ours never sends.
    ORIGIN_REFUSED = "origin-refused", 403,
        "ほかのサイトからの操作は受け付けません",
        "このシステムの画面以外から送られた操作のため、受け付けませんでした。システムの画面を開き直して操作してください。",
        "The request came from elsewhere",
        "Requests that change something need this site's Origin and the header X-Engawa-Request. Open the application again.";
    /// The whole request cannot be understood.
    INVALID_REQUEST = "invalid-request", 400,
        "リクエストを読み取れません",
        "リクエストの形式に誤りがあります。画面からの操作でこの表示が出た場合は、ページを読み込み直してください。",
        "The request cannot be understood",
        "The form of the request is wrong. If this happened in the application, load the page again.";
    /// The request has taken too long to arrive.
    REQUEST_TIMEOUT = "request-timeout", 408,
        "送信が時間内に終わりませんでした",
        "リクエストの受信に時間がかかりすぎました。通信状況を確認して、もう一度試してください。",
        "The request took too long",
        "The request did not arrive in time. Check your connection and try again.";
    /// Address and headers are longer than any request of ours.
    HEAD_TOO_LARGE = "head-too-large", 431,
        "アドレスとヘッダーが大きすぎます",
        "リクエストのアドレスとヘッダーが、受け付けられる大きさを超えています。Cookieを消してから、もう一度試してください。",
        "Address and headers are too large",
        "The address and the headers of the request are longer than is accepted. Delete cookies and try again.";
    /// The body is no JSON.
    MALFORMED_JSON = "malformed-json", 400,
        "JSONを読み取れません",
        "送られた本文がJSONとして正しくありません。文字コードはUTF-8、入れ子は16段までにしてください。",
        "The body is not JSON",
        "The body is not well-formed JSON in UTF-8, or it is nested more than 16 levels deep.";
    /// The body is JSON but not of the right shape, or a value breaks a rule.
    INVALID_BODY = "invalid-body", 422,
        "入力内容に誤りがあります",
        "入力内容の一部が正しくありません。項目ごとの説明を確認して、直してから送ってください。",
        "The input has mistakes",
        "Part of the input is wrong. See the explanation for each item, correct it, and send it again.";
    /// A value in the address breaks a rule.
    INVALID_PARAMETER = "invalid-parameter", 422,
        "指定に誤りがあります",
        "アドレスに指定された値の一部が正しくありません。項目ごとの説明を確認してください。",
        "A parameter is wrong",
        "A value given in the address is wrong. See the explanation for each item.";
    /// The body is longer than this operation takes.
    BODY_TOO_LARGE = "body-too-large", 413,
        "送られたデータが大きすぎます",
        "本文がこの操作で受け付けられる大きさを超えています。分けて送ってください。",
        "The body is too large",
        "The body is longer than this operation accepts. Send it in parts.";
    /// The body is not of a type this operation takes.
    UNSUPPORTED_MEDIA_TYPE = "unsupported-media-type", 415,
        "この形式のデータは受け付けられません",
        "Content-Typeはapplication/jsonを指定してください。",
        "Unsupported media type",
        "Send the body as JSON and say so: Content-Type: application/json.";
    /// Too many requests from one place, or from everywhere.
    TOO_MANY_REQUESTS = "too-many-requests", 429,
        "操作の回数が多すぎます",
        "短い時間に操作が重なったため、受け付けませんでした。しばらく待ってから、もう一度試してください。",
        "Too many requests",
        "There were too many requests in a short time. Wait as long as Retry-After says and try again.";
    /// An install key that is unknown, wrong or locked: not to be told apart.
    INSTALL_KEY_REFUSED = "install-key-refused", 403,
        "このインストールキーは使えません",
        "インストールキーが違うか、間違いが続いたためロックされています。通知書のキーを確認してください。それでも使えないときは、キーを発行した人（利用組織管理者または〔市〕）に新しいキーを依頼してください。",
        "This install key cannot be used",
        "The install key is wrong, or it was locked after repeated mistakes. Check it against the letter; if it still fails, ask whoever issued it (your administrator or the insurer) for a new one.";
    /// The right install key, but it is over or in use.
    INSTALL_KEY_OVER = "install-key-over", 409,
        "このインストールキーは、もう使えません",
        "インストールキーは正しいですが、現在は使えません。理由を確認し、必要なときは新しいキーを依頼してください。",
        "This install key cannot be used now",
        "The install key is right but cannot be used now. See the reason; ask for a new key if you need one.";
    /// A device's file was fetched already, or nobody came for it in time.
    DEVICE_FILE_GONE = "device-file-gone", 404,
        "電子証明書のファイルは、もう受け取れません",
        "ファイルはすでに受け取り済みか、15分の期限を過ぎたため消去されました。受け取れていないときは、利用組織管理者または〔市〕に連絡してください。端末を失効させ、新しいインストールキーを発行します。",
        "The device's file is gone",
        "The file was fetched already, or its 15 minutes are over. If you did not get it, ask your administrator or the insurer to revoke the device and issue a new install key.";
    /// A document that was taken in cannot be shown as a picture.
    DOCUMENT_UNREADABLE = "document-unreadable", 500,
        "文書を表示できません",
        "文書のページを画像にできませんでした。文書をファイルとして保存して確認するか、〔市〕に連絡してください。",
        "The document cannot be shown",
        "The page could not be drawn. Download the document as a file, or call the insurer's desk.";
    /// Something needed is not there now; nothing was disclosed.
    UNAVAILABLE = "unavailable", 503,
        "現在利用できません",
        "一時的に処理できません。情報は表示されていません。しばらく待ってから、もう一度試してください。",
        "Unavailable at present",
        "This cannot be done at the moment, and nothing was disclosed. Try again in a while.";
    /// A fault of ours.
    INTERNAL = "internal", 500,
        "システムで問題が起きました",
        "処理中に問題が起きました。続く場合は、問い合わせ番号（instance）を添えて〔市〕に連絡してください。",
        "Something went wrong on our side",
        "Something went wrong on our side. If it goes on, tell the system's administrator the request id (instance).";
}

impl ProblemKind {
    /// The kind with this slug.
    pub(crate) fn named(slug: &str) -> Option<&'static Self> {
        ALL.iter().copied().find(|kind| kind.slug == slug)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_own_address_and_says_something_in_both_languages() {
        let mut slugs: Vec<_> = ALL.iter().map(|kind| kind.slug).collect();
        slugs.sort_unstable();
        slugs.dedup();
        assert_eq!(slugs.len(), ALL.len());
        for kind in ALL {
            assert!(
                kind.slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'),
                "{}",
                kind.slug
            );
            assert!(
                kind.status().is_client_error() || kind.status().is_server_error(),
                "{}",
                kind.slug
            );
            assert!(
                !kind.ja.title.is_ascii() && kind.ja.detail.chars().count() > 15,
                "{}",
                kind.slug
            );
            assert!(kind.en.title.is_ascii() && kind.en.detail.len() > 30, "{}", kind.slug);
        }
    }
}
