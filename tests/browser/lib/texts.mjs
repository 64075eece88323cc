// The texts that people agree to, as the city's administrator has them: read, written anew, looked at, published.
import { signIn, signOut } from "./administration.mjs";
import { account } from "./product.mjs";

/** The city's administrator writes a new version of the form of consent, looks at it, publishes it and sees it in force. */
export const publishing = (name) => [
  {
    name: "reads the text in force and begins a new version with it",
    async run(screen, look) {
      await signIn(screen, account("市の管理者"));
      await screen.follow("利用規約・同意書");
      await screen.heading("利用規約・同意書");
      await look("city-texts");
      await screen.follow(/^同意書$/);
      await screen.heading("同意書");
      await screen.see("公開中");
      await screen.gone("読み込み中です…");
      await look("city-text");
      await screen.follow("新しい版を作る");
      await screen.heading("同意書の新しい版");
      await screen.gone("読み込み中です…");
      await look("city-new-text");
    },
  },
  {
    name: "says what is wrong with the name, and looks at the PDF without publishing",
    async run(screen, look) {
      await screen.fill("版の名前", "2026/10");
      await screen.press("公開する（確認へ）");
      await screen.see("版の名前は、20文字以内で、文字、数字と - _ . だけで入力してください。");
      await screen.fill("版の名前", name);
      await screen.press("PDFで確かめる");
      await screen.see("できました：PDFを別の画面で開く（まだ公開していません）");
      await look("city-new-text-looked-at");
    },
  },
  {
    name: "publishes it after a page that says what follows, and sees it in force",
    async run(screen, look) {
      await screen.press("公開する（確認へ）");
      await screen.see("すでに受け付けた同意は、そのまま続きます。署名のやり直しは求めません。");
      await look("city-new-text-check");
      await screen.press("入力に戻る");
      await screen.gone("読み込み中です…");
      await screen.press("公開する（確認へ）");
      await screen.press("公開する");
      // The password was given at the log-in, less than five minutes ago.
      await screen.see(`版「${name}」を公開しました。`);
      await screen.see("公開中");
      await screen.see(name);
      await look("city-text-published");
      await signOut(screen);
    },
  },
];
