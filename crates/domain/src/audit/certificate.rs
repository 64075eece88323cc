//! What the ledger says of a certificate that was refused in the TLS handshake. No word of the certificate itself is kept.

coded! {
    /// Why a certificate was refused.
    pub enum CertificateFault is "fault of a certificate" {
        /// Its time has not begun.
        NotYetValid = "not-yet-valid", "有効期間前", "Not valid yet";
        /// Its time is over.
        Expired = "expired", "有効期間の終了", "Expired";
        /// It is not for client authentication.
        NotForClients = "not-for-clients", "端末用ではない", "Not for client authentication";
        /// Whoever holds it could sign others.
        IsAuthority = "is-authority", "認証局の証明書", "Belongs to an authority";
        /// Its key may not sign.
        MayNotSign = "may-not-sign", "署名に使えない鍵", "Its key may not sign";
        /// A NUL in a name.
        NulInName = "nul-in-name", "名前にNUL文字", "NUL in a name";
        /// None, or more than one common name.
        CommonNames = "common-names", "コモンネームが1つではない", "Not exactly one common name";
        /// It cannot be read in full.
        Unreadable = "unreadable", "読み取れない", "Unreadable";
        /// No chain of valid signatures leads from it to one of our authorities.
        Untrusted = "untrusted", "信頼できない", "Not trusted";
    }
}

coded! {
    /// Who signed a certificate that was refused.
    pub enum CertificateSigner is "signer of a certificate" {
        /// A device authority of the insurer.
        Ours = "ours", "市の認証局", "An authority of the insurer";
        /// Anybody else.
        Another = "another", "ほかの認証局", "Another authority";
    }
}
