//! The words of the rules of the form with which an office applies, of everything that people write, and of what they search for.

use domain::enrolment::usage_application::FormRule;
use domain::text::free_text::TextRule;
use service::SearchRule;

use crate::problem::told::words;

words! {
    FormRule {
        OfficeNumber:
            "事業所番号は10桁です。指定通知書などで確認してください。",
            "An office number has 10 digits. It stands in the notice of designation.";
        CheckDigit:
            "事業所番号の検査数字が合いません。入力間違いがないか確かめ、正しければ「この番号で間違いありません」を選んでください。",
            "The check digit of the office number does not fit. Look for a mistake; if the number is right, confirm it (checkDigitConfirmed).";
        CheckDigitConfirmed:
            "事業所番号の検査数字が合いません。番号に間違いがないか、もう一度確認してください。",
            "The check digit of the office number does not fit. Look once more whether the number is right.";
        OfficeUnknown:
            "この事業所番号は、国の公開データにありません。番号を確認してください。指定を受けたばかりのときは、〔市〕に連絡してください。",
            "This office number is not in the national open data. Check the number. If the office was designated just now, tell the insurer.";
        ServiceCode:
            "サービス種類を選んでください。",
            "Choose the kind of service.";
        ServiceUnknown:
            "この事業所番号では、このサービスは登録されていません。サービス種類を選び直してください。",
            "This office number is not registered for this kind of service. Choose another one.";
        KindNotAdmitted:
            "このサービス種類の事業所は、〔市〕が利用の対象としていません。対象については、〔市〕に確認してください。",
            "The insurer does not admit offices of this kind of service. Ask the insurer which it admits.";
        OfficeFixed:
            "差戻しを受けた申請では、事業所番号とサービス種類は変えられません。別の事業所の申請は、新しく提出してください。",
            "An application that was given back keeps its office number and kind of service. Apply anew for another office.";
        AdministratorName { longest }:
            "氏名を{longest}文字以内で入力してください。",
            "Give a name of at most {longest} characters.";
        AdministratorKana:
            "氏名のフリガナをカナで入力してください。",
            "Give the reading of the name in kana.";
        ContactPhone:
            "電話番号を市外局番から入力してください（例 096-000-0000）。",
            "Give the telephone number with its area code (such as 096-000-0000).";
        PhoneDiffers:
            "電話番号が国の公開データと違います。本人からの申請か、公開データの番号に電話して確認してください。",
            "The telephone number differs from the national open data. Call the number there to make sure who has applied.";
        ContactMail:
            "メールアドレスの形が正しくありません。空欄でもかまいません。",
            "This is not a mail address. It may be left empty.";
        MyNumber:
            "12桁の番号（マイナンバー）は入力できません。",
            "A number of 12 digits (My Number) cannot be entered.";
        Devices { largest }:
            "利用する端末の台数は1から{largest}までで入力してください。",
            "Give a number of devices from 1 to {largest}.";
        TermsOutdated:
            "利用規約が改定されています。もう一度お読みになり、同意してください。",
            "The terms of use were revised. Read them again and accept them.";
        TermsUnknown:
            "この版の利用規約は、公表したことがありません。申請書の同意欄の版をもう一度確認してください。選択肢にない版のときは、今の様式で出し直すよう事業所に依頼してください。",
            "This version of the terms of use was never published. Look again at the version on the form. If it is none of those offered, ask the office to apply with today's form.";
    }
}

words! {
    TextRule {
        Lost:
            "文字化けした文字（�）が入っています。入力し直してください。",
            "A character was lost (�). Type the text again.";
        Control:
            "改行やタブなどの制御文字が入っています。取り除いてください。",
            "The text holds a control character such as a line break or a tab. Remove it.";
        Direction:
            "文字の並ぶ向きを変える、目に見えない文字が入っています。貼り付けずに、入力し直してください。",
            "The text holds an invisible character that turns the direction of writing. Type it instead of pasting it.";
        Invisible:
            "目に見えない文字が入っています。貼り付けずに、入力し直してください。",
            "The text holds a character that nobody sees. Type it instead of pasting it.";
        Unassigned:
            "文字が割り当てられていない文字コードが入っています。入力し直してください。",
            "The text holds a code to which no character is assigned. Type it again.";
        LoneMark:
            "濁点などの記号だけがあり、付く相手の文字がありません。入力し直してください。",
            "A mark that belongs to a letter stands by itself. Type it again.";
        LoneSelector:
            "異体字の指定だけがあり、指定される文字がありません。入力し直してください。",
            "A selector of a variant stands without a character. Type it again.";
        PrivateUse:
            "外字は、ほかの端末で表示できないため、入力できません。常用の字体か、カナで入力してください。",
            "Private-use characters cannot be shown on other devices. Write the usual form of the character, or kana.";
        MyNumber:
            "個人番号（マイナンバー）と見られる12桁の数字が入っています。このシステムには入力できません。番号を消してください。",
            "Twelve digits look like an Individual Number (My Number), which may not enter this system. Remove the number.";
    }
}

words! {
    SearchRule {
        Nothing:
            "記号だけでは検索できません。氏名、カナ、被保険者番号（先頭、または末尾4桁以上）、生年月日のどれかを入力してください。",
            "Nothing can be searched for with signs alone. Type a name, kana, an insured number (its beginning, or 4 or more of its last digits) or a date of birth.";
    }
}
