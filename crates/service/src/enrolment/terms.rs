//! 利用規約: the terms of use that everybody accepts before the first use, and an office with its application.

use crate::Service;

/// Terms of use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Their version: whoever accepts them sends it back, so that nobody accepts what was not shown.
    pub version: String,
    /// Their text, paragraphs apart by a line break.
    pub text: String,
}

impl Terms {
    /// The terms that come with the program; an insurer with terms of its own puts them in their place.
    pub fn standard() -> Self {
        Self {
            version: "2026-04".to_owned(),
            text: STANDARD.join("\n"),
        }
    }
}

impl Service {
    /// The versions that the insurer has published, the one in force first.
    pub(crate) fn published_terms(&self) -> Vec<String> {
        let current = self.terms().version;
        let earlier = self
            .enrolling()
            .map(|enrolling| enrolling.rules.earlier_terms.as_slice());
        let mut published = vec![current];
        for version in earlier.unwrap_or_default() {
            if !published.contains(version) {
                published.push(version.clone());
            }
        }
        published
    }
}

const STANDARD: [&str; 8] = [
    "1. このシステムは、保険者が利用を許可した事業所の職員が、担当する利用者のケアプラン作成とその支援のためにだけ使うものです。ほかの目的で閲覧、印刷、保存をしてはいけません。",
    "2. ログインID、パスワード、端末の電子証明書は、本人または登録された端末だけで使います。人に貸したり、共有したりしてはいけません。",
    "3. 閲覧、検索、印刷、保存、ログインは、できなかったものも含めて、すべて記録されます。保険者はその記録を点検し、本人の求めに応じて報告することがあります。",
    "4. 印刷した紙と保存したファイルは、個人情報の保護に関する法令と事業所の規程に従って管理し、不要になったら確実に廃棄します。",
    "5. 表示される情報は、保険者から届いた時点のものです。給付制限はこのシステムでは分かりません。紙の介護保険被保険者証で確認します。",
    "6. 端末の紛失・盗難、パスワードの漏えい、心当たりのないログインに気づいたときは、ただちに利用組織の管理者と保険者に連絡します。",
    "7. 退職や異動で利用しなくなったときは、利用組織の管理者が、その日のうちに利用を終了させます。",
    "8. この規約に反したときは、保険者は利用を停止することがあります。",
];
