// Without a mouse: an office that is administered, somebody's first log-in, and the insurer's desk.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { keyboardOf } from "../lib/keyboard.mjs";
import { redeem } from "../lib/office.mjs";
import { account, accountOf, passwordsAge, product } from "../lib/product.mjs";
import { signedIn } from "../lib/sign-in.mjs";
import { launch, openScreen } from "../lib/today.mjs";

const INVITED = "鍵盤 打子";
const CHOSEN = { loginId: "kenban.uchiko", password: "縁側で飲むお茶はとても格別です" };

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** A freshly started browser on that device, with the keyboard alone. */
function on(words, device, steps) {
  describe(words, () => {
    const there = {};
    let stuck;
    before(async () => {
      there.screen = await openScreen(browser, { device });
      there.keyboard = keyboardOf(there.screen);
    });
    after(() => there.screen?.close());
    for (const [name, run] of Object.entries(steps)) {
      test(name, { timeout: 60_000 }, async () => {
        assert.ok(!stuck, `"${stuck}" has failed before`);
        stuck = name;
        await run(there);
        stuck = undefined;
      });
    }
    test("has nothing to complain about in all of this", () => {
      assert.deepEqual(there.screen.complaints, []);
    });
  });
}

async function signIn({ screen, keyboard }, { loginId, password }, heading = "今日の仕事") {
  await screen.open("/");
  await screen.heading("ログイン");
  await keyboard.answer(/^ログインID/, loginId);
  await keyboard.answer(/^パスワード/, password);
  await keyboard.press("Enter");
  await keyboard.begins(heading);
}

async function signOut({ screen, keyboard }) {
  await keyboard.go("ログアウト");
  await keyboard.begins("ログイン");
  await screen.see("ログアウトしました。");
}

/** The password is asked for where one is; without it one is told so at its field, with it one goes on. */
async function passwordAgain({ screen, keyboard }, password) {
  await keyboard.comes(({ id }) => id === "password-again", "the keyboard is at the question for the password");
  await keyboard.press("Enter");
  await screen.see("パスワードを入力してください。");
  await keyboard.comes(({ id }) => id === "password-again", "the keyboard is at the field that is wrong");
  await screen.page.keyboard.type(password);
  await keyboard.press("Enter");
}

let given;

on("an office's administrator without a mouse", "device", {
  async "invites somebody"(there) {
    const { screen, keyboard } = there;
    await signIn(there, account("利用組織管理者"));
    await keyboard.go("事業所の管理");
    await keyboard.begins("事業所の管理");
    await keyboard.go("職員");
    await keyboard.begins("職員");
    await keyboard.go("職員を招待する");
    await keyboard.begins("職員を招待する");
    await keyboard.go("招待する");
    await keyboard.atFault("氏名を入力してください。", "name");
    await screen.page.keyboard.type(INVITED);
    await keyboard.choose(/^権限/, "閲覧者");
    await keyboard.go("招待する");
    await keyboard.begins("招待しました");
    const secret = (id) => screen.secret(id).then((text) => text.replace(/\s/g, ""));
    given = { loginId: await secret("provisional-id"), password: await secret("provisional-password") };
    await keyboard.go(/^コピーする\s*（仮パスワード）/);
    await screen.see(/コピーしました。|文字を選びました。/);
    await keyboard.stays(/^コピーする\s*（仮パスワード）/);
    await keyboard.go("職員の一覧へ");
    await keyboard.begins("職員");
  },
  async "suspends somebody, after having turned back once"({ screen, keyboard }) {
    await keyboard.go("閲覧 次郎");
    await keyboard.begins("職員の登録内容");
    await keyboard.go("利用を停止する");
    await keyboard.begins("利用を停止する");
    await keyboard.go("変更しないで戻る");
    await keyboard.begins("職員の登録内容");
    for (const act of ["利用を停止する", "利用を再開する"]) {
      await keyboard.go(act);
      await keyboard.begins(act);
      await keyboard.answer(/^理由/, "鍵盤だけで確かめるため");
      await keyboard.go(act);
      await keyboard.begins("職員の登録内容");
      await screen.see("変更しました。");
    }
  },
  async "issues an install key"(there) {
    const { screen, keyboard } = there;
    await keyboard.go("事業所の管理");
    await keyboard.begins("事業所の管理");
    await keyboard.go("インストールキー");
    await keyboard.begins("インストールキー");
    await keyboard.go("新しいインストールキーを作る");
    await keyboard.begins("新しいインストールキーを作る");
    await keyboard.go("作る");
    await keyboard.atFault("どの端末に使うかを入力してください。", "label");
    await screen.page.keyboard.type("鍵盤のパソコン");
    await keyboard.press("Enter");
    await keyboard.begins("インストールキーを作りました");
    there.key = await screen.secret("install-key");
    await keyboard.go("インストールキーの一覧へ");
    await keyboard.begins("インストールキー");
  },
  async "gives up a device"({ screen, keyboard, key }) {
    const stranger = await openScreen(browser, { device: null, origin: product.enrolment });
    await redeem(stranger, key, "鍵盤のパソコン");
    await stranger.close();
    await keyboard.go("端末");
    await keyboard.begins("端末");
    await keyboard.go(/^失効\s*（鍵盤のパソコン）/);
    await keyboard.begins("端末を失効させる");
    await keyboard.go("失効させる");
    await keyboard.begins("端末");
    await screen.see("失効させました。");
  },
  async "loads a table"({ screen, keyboard }) {
    await keyboard.go("職員");
    await keyboard.begins("職員");
    await keyboard.go("CSVでまとめて登録する");
    await keyboard.begins("CSVでまとめて登録する");
    // Which file, the browser's own window asks; its field is reached, and keeps the keyboard.
    await keyboard.tabTo(/^CSVファイル/);
    await screen.upload("CSVファイル", { name: "staff.csv", text: "氏名,権限\r\n山田 三郎,なんでも屋\r\n" });
    await screen.see("1行に誤りがあります。");
    await screen.see(/連携システム.*どれか/);
    await keyboard.stays(/^CSVファイル/);
    await screen.upload("CSVファイル", { name: "staff.csv", text: "氏名,権限\r\n山田 三郎,閲覧者\r\n" });
    await screen.see("1行を登録できます。");
    await keyboard.stays(/^CSVファイル/);
    await keyboard.go("この内容で登録する");
    await keyboard.begins("まとめて登録しました");
    await keyboard.go("職員の一覧へ");
    await keyboard.begins("職員");
  },
  async "ends somebody's session"({ screen, keyboard }) {
    const other = await signedIn(await openScreen(browser));
    await keyboard.go("ログイン中の人");
    await keyboard.begins("ログイン中の人");
    await keyboard.go(/^終わらせる\s*（佐藤 花子）/);
    await keyboard.begins("ログインを終わらせる");
    await keyboard.go("終わらせる");
    await keyboard.begins("ログイン中の人");
    await screen.see("ログインを終わらせました。");
    await other.follow("利用者");
    await other.heading("ログイン");
    await other.close();
  },
  async "reads what was done, one line for each act, the names' pages on demand"({ screen, keyboard }) {
    // Each look at the record is itself an act of it: so there is a page before this one.
    await screen.page.evaluate(async () => {
      for (let looks = 0; looks < 50; looks += 1) await fetch("/api/v1/organization/access-record?limit=1");
    });
    await keyboard.go("利用の記録");
    await keyboard.begins("利用の記録");
    await keyboard.go("古いほうへ");
    await screen.see("2ページ目");
    await keyboard.begins("利用の記録");
    const works = screen.page.getByRole("row").filter({ hasText: "今日の仕事の表示" }).filter({ hasText: "佐藤 花子" });
    const act = works.filter({ has: screen.page.getByRole("group") }).first();
    const people = Number(/利用者\s*(\d+)人/.exec(await act.innerText())[1]);
    assert.ok(people > 1, "the work of a day is about several people");
    await keyboard.go(new RegExp(`^利用者\\s*${people}人`));
    await keyboard.stays(new RegExp(`^利用者\\s*${people}人`));
    await keyboard.tabTo(/^1人目/);
    assert.equal(await act.getByRole("link").count(), people, "each of them can be gone to");
    await keyboard.go("新しいほうへ");
    await screen.see("1ページ目");
    await keyboard.begins("利用の記録");
    await signOut({ screen, keyboard });
  },
});

on("a newcomer without a mouse", "device", {
  async "reads the terms and chooses a login ID"(there) {
    const { screen, keyboard } = there;
    await signIn(there, given, "初期設定 1／4 利用規約");
    await keyboard.tabTo(/^1\. このシステムは/);
    await keyboard.go("利用規約に同意して次へ");
    await keyboard.begins("初期設定 2／4 氏名とログインID");
    await keyboard.go("次へ");
    await keyboard.atFault("これから使うログインIDを入力してください。", "login-id");
    await screen.page.keyboard.type(CHOSEN.loginId);
    await keyboard.press("Enter");
    await keyboard.begins("初期設定 3／4 パスワード");
  },
  async "chooses a password, and goes back once from the page that shows all of it"({ screen, keyboard }) {
    await keyboard.answer(/^新しいパスワード\s*※/, CHOSEN.password);
    await screen.see("このパスワードは使えます。");
    await keyboard.answer(/もう一度/, "something else");
    await keyboard.press("Enter");
    await keyboard.atFault("2回のパスワードが同じではありません。", "password-again");
    await screen.page.keyboard.press("Control+A");
    await screen.page.keyboard.type(CHOSEN.password);
    await keyboard.press("Enter");
    await keyboard.begins("初期設定 4／4 確認");
    await keyboard.go(/^変更する\s*（氏名）/);
    await keyboard.begins("初期設定 2／4 氏名とログインID");
    await keyboard.go("次へ");
    await keyboard.begins("初期設定 3／4 パスワード");
    await keyboard.answer(/^新しいパスワード\s*※/, CHOSEN.password);
    await keyboard.answer(/もう一度/, CHOSEN.password);
    await keyboard.press("Enter");
    await keyboard.begins("初期設定 4／4 確認");
  },
  async "is led to work"({ screen, keyboard }) {
    await keyboard.go("この内容で設定する");
    await keyboard.begins("初期設定が終わりました");
    await keyboard.go("今日の仕事へ");
    await keyboard.begins("今日の仕事");
    await signOut({ screen, keyboard });
  },
});

/** Finds an application in the queue, by its row. */
async function openApplication({ screen, keyboard }, application) {
  await keyboard.go("利用申請");
  await keyboard.begins("利用申請");
  const row = screen.page.getByRole("row").filter({ hasText: application.reference });
  await keyboard.go(await row.getByRole("link").first().innerText());
  await keyboard.begins("利用申請の審査");
  await screen.see(application.reference);
}

on("the insurer's desk without a mouse", "cityDevice", {
  async "finds an application, and approves it as the first of two"(there) {
    const { screen, keyboard } = there;
    await signIn(there, accountOf("yakusho.hanae"));
    await openApplication(there, product.demo.applications[2]);
    await keyboard.go("承認する");
    await keyboard.begins("利用申請を承認する");
    await keyboard.answer(/^端末の上限/, "0");
    await keyboard.go("承認する");
    await keyboard.atFault("1から50までの数字を入力してください。", "quota");
    await screen.page.keyboard.press("Control+A");
    await screen.page.keyboard.type("3");
    await keyboard.answer("日", "40");
    await keyboard.go("承認する");
    await keyboard.atFault("暦にない日付です。元号と年月日を確かめてください。", "from");
    await keyboard.answer("日", "1");
    await keyboard.go("承認する");
    await keyboard.begins("利用申請の審査");
    await screen.see("承認を記録しました。");
  },
  async "returns another one, with a reason"(there) {
    const { screen, keyboard } = there;
    await openApplication(there, product.demo.applications[3]);
    await keyboard.go("差し戻す");
    await keyboard.begins("利用申請を差し戻す");
    await keyboard.go("差し戻す");
    await keyboard.atFault("理由を入力してください。", "reason");
    await screen.page.keyboard.type("電話番号を確かめてください。");
    await keyboard.go("差し戻す");
    await keyboard.begins("利用申請の審査");
    await screen.see("差し戻しました。");
    await signOut(there);
  },
  async "approves as the second of two, and prints a letter, for which the password is asked again"(there) {
    const { screen, keyboard } = there;
    const second = accountOf("yakusho.jiro");
    await signIn(there, second);
    await openApplication(there, product.demo.applications[2]);
    await keyboard.go("承認する");
    await keyboard.begins("利用申請を承認する");
    await keyboard.go("承認する");
    await keyboard.begins("利用申請の審査");
    await screen.see("許可しました。通知書を印刷できます。");
    await passwordsAge();
    await keyboard.go(/^作る\s*（利用許可通知書）/);
    await keyboard.begins("通知書を作る");
    await keyboard.answer(/^文書番号/, "縁介保第1号");
    await keyboard.go("PDFを作る");
    await passwordAgain(there, second.password);
    await screen.see("できました：利用許可通知書（PDF）を開く・保存する");
    await keyboard.tabTo("できました：利用許可通知書（PDF）を開く・保存する");
    const [saved] = await Promise.all([screen.page.waitForEvent("download"), keyboard.press("Enter")]);
    assert.equal(saved.suggestedFilename(), "利用許可通知書.pdf");
  },
  async "issues an install key for a device of its own, for which the password is asked again"(there) {
    const { screen, keyboard } = there;
    await passwordsAge();
    await keyboard.go("市の職員と端末");
    await keyboard.begins("市の職員");
    await keyboard.go("インストールキー");
    await keyboard.begins("インストールキー");
    await keyboard.go("新しいインストールキーを作る");
    await keyboard.begins("新しいインストールキーを作る");
    await keyboard.answer(/^どの端末に使うか/, "鍵盤の窓口");
    await keyboard.press("Enter");
    await passwordAgain(there, accountOf("yakusho.jiro").password);
    await keyboard.begins("インストールキーを作りました");
    assert.match(await screen.secret("install-key"), /^([2-9A-HJ-NP-Z]{4}-){8}[2-9A-HJ-NP-Z]$/);
    await keyboard.go("インストールキーの一覧へ");
    await keyboard.begins("インストールキー");
  },
  async "suspends an organization, with a reason, and lets it go on"({ screen, keyboard }) {
    const { organization } = accountOf("kanri.saburo");
    await keyboard.go("利用組織");
    await keyboard.begins("利用組織");
    await keyboard.answer(/^事業所の名称、事業所番号/, organization);
    await keyboard.press("Enter");
    await screen.see("1件を表示しています。");
    await keyboard.go(organization);
    await keyboard.begins("利用組織の登録内容");
    for (const [act, state] of [["利用を停止する", "利用停止"], ["利用を再開する", "利用許可"]]) {
      await keyboard.go(act);
      await keyboard.begins(act);
      await keyboard.go(act);
      await keyboard.atFault("理由を入力してください。", "reason");
      await screen.page.keyboard.type("鍵盤だけで確かめるため");
      await keyboard.go(act);
      await keyboard.begins("利用組織の登録内容");
      await screen.see("変更しました。");
      await screen.see(state);
    }
  },
});
