// What those do who run an office's staff and devices, or the insurer's desk: each step once, judged like every screen.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { account, accountOf, output, product } from "./product.mjs";

/** Sign in with ID and password, whoever it is. */
export async function signIn(screen, { loginId, password }, heading = "今日の仕事") {
  await screen.open("/");
  await screen.heading("ログイン");
  await screen.fill("ログインID", loginId);
  await screen.fill("パスワード", password);
  await screen.press("ログイン");
  await screen.heading(heading);
}

/** Ends the log-in, so that the next one on the same device begins anew. */
export async function signOut(screen) {
  await screen.press("ログアウト");
  await screen.see("ログアウトしました。");
}

/** What is shown only once, as it is to be copied. */
const shownOnce = (screen, id) => screen.secret(id).then((text) => text.replace(/\s/g, ""));

/** What everybody chooses who is new here. */
const PASSWORD = "縁側で飲むお茶はとても格別です";

/** The field for the reason; beside it a box asks whether it may be told. */
const REASON = /^理由\s*※/;

/**
 * Whom and what the steps are about, each time that they are taken on one product: what is done to somebody once cannot
 * be done to the same person again. `newcomer` has an invitation from elsewhere, or else is the one who is invited.
 */
export const RUNS = {
  today: {
    newcomer: () => account("初期設定前"),
    chosen: { loginId: "shinjin.sakura", typed: "Ｓｈｉｎｊｉｎ．Ｓａｋｕｒａ", password: PASSWORD },
    invited: "勅使河原 龍之介アレクサンドロス",
    suspended: { name: "佐藤 花子", loginId: "sato.hanako" },
    listed: "山田 太郎",
    administrator: "kanri.taro",
    application: 0,
  },
  old: {
    chosen: { loginId: "kyukei.rokujukyu", typed: "Ｋｙｕｋｅｉ．Ｒｏｋｕｊｕｋｙｕ", password: PASSWORD },
    invited: "旧型 六十九",
    suspended: { name: "閲覧 次郎", loginId: "etsuran.jiro" },
    listed: "山田 次郎",
    administrator: "kanri.jiro",
    application: 1,
  },
};

export const firstLogIn = (run) => [
  {
    name: "shows the terms first, and nothing else can be reached",
    async run(screen, look) {
      await signIn(screen, newcomer(run), "初期設定 1／4 利用規約");
      await look("set-up-terms");
      await screen.open("/clients");
      await screen.heading("初期設定 1／4 利用規約");
    },
  },
  {
    name: "takes a login ID typed in full width, and says what is wrong with another one",
    async run(screen, look) {
      await screen.press("利用規約に同意して次へ");
      await screen.heading("初期設定 2／4 氏名とログインID");
      await screen.fill("これから使うログインID", "あ");
      await screen.press("次へ");
      await screen.see("ログインIDは4文字以上64文字までにしてください。");
      await look("set-up-name-refused");
      await screen.fill("これから使うログインID", run.chosen.typed);
      await screen.press("次へ");
      await screen.heading("初期設定 3／4 パスワード");
    },
  },
  {
    name: "judges a password while it is being typed",
    async run(screen, look) {
      await screen.fill(FIRST_TIME, run.chosen.loginId);
      await screen.see(/推測できる/);
      await screen.fill(FIRST_TIME, run.chosen.password);
      await screen.see("このパスワードは使えます。");
      await screen.fill(SECOND_TIME, "another one altogether");
      await screen.press("次へ");
      await screen.see("2回のパスワードが同じではありません。");
      await look("set-up-password-refused");
      await screen.fill(SECOND_TIME, run.chosen.password);
      await screen.press("次へ");
    },
  },
  {
    name: "shows all of it but the password before it is sent, and leads to work",
    async run(screen, look) {
      await screen.heading("初期設定 4／4 確認");
      assert.ok((await screen.text()).includes(run.chosen.loginId), "the login ID is shown as it is kept");
      assert.ok(!(await screen.html()).includes(run.chosen.password), "the password is not shown");
      await look("set-up-check");
      await screen.press("この内容で設定する");
      await screen.heading("初期設定が終わりました");
      await look("set-up-done");
      await screen.press("今日の仕事へ");
      await screen.heading("今日の仕事");
    },
  },
  {
    name: "signs in with what was chosen from now on, and no more with what was given",
    async run(screen) {
      await signOut(screen);
      await signIn(screen, run.chosen);
      await signOut(screen);
      const { loginId, password } = newcomer(run);
      await screen.fill("ログインID", loginId);
      await screen.fill("パスワード", password);
      await screen.press("ログイン");
      await screen.see(/違います|できませんでした/);
    },
  },
];

/** The two fields of a password that is chosen. */
const FIRST_TIME = /^新しいパスワード\s*※/;
const SECOND_TIME = /もう一度/;

/** Whom nobody invited elsewhere, the office has invited. */
const newcomer = (run) => (run.newcomer ?? (() => run.given))();

export const office = (run) => [
  {
    name: "finds the management of the office in the menu",
    async run(screen, look) {
      await signIn(screen, account("利用組織管理者"));
      await screen.follow("事業所の管理");
      await screen.heading("事業所の管理");
      await screen.see(/上限\d+台/);
      await look("office");
    },
  },
  {
    name: "invites somebody, who is told a provisional password once",
    async run(screen, look) {
      await screen.follow("職員");
      await screen.heading("職員");
      await screen.see(run.suspended.loginId);
      await look("office-staff");
      await screen.follow("職員を招待する");
      await screen.heading("職員を招待する");
      await screen.press("招待する");
      await screen.see("権限を選んでください。");
      await look("office-invite-empty");
      await screen.fill("氏名", run.invited);
      await screen.choose("権限", "閲覧者");
      await screen.press("招待する");
      await screen.heading("招待しました");
      const password = await shownOnce(screen, "provisional-password");
      assert.match(password, /^([A-Z2-9]{4}-){3}[A-Z2-9]{4}$/);
      run.given = { loginId: await shownOnce(screen, "provisional-id"), password };
      await look("office-invited");
      await screen.follow("職員の一覧へ");
      await screen.heading("職員");
      await screen.see(run.invited);
    },
  },
  {
    name: "suspends and reinstates somebody, each after a look at whom it concerns",
    async run(screen, look) {
      await screen.follow(run.suspended.name);
      await screen.heading("職員の登録内容");
      await look("office-account");
      await screen.follow("利用を停止する");
      await screen.heading("利用を停止する");
      await screen.see(run.suspended.loginId);
      await look("office-suspend");
      await screen.press("利用を停止する");
      await screen.see("変更しました。");
      await screen.see("停止中");
      await screen.follow("利用を再開する");
      await screen.heading("利用を再開する");
      await screen.press("利用を再開する");
      await screen.see("変更しました。");
      await screen.see("利用中");
    },
  },
  {
    name: "is not let go as the last administrator, in clear words",
    async run(screen, look) {
      await screen.follow("職員");
      await screen.follow("管理 太郎");
      await screen.follow("退職（利用終了）にする");
      await screen.heading("退職（利用終了）にする");
      await screen.press("退職（利用終了）にする");
      assert.match(await screen.warning(), /管理者/);
      await look("office-last-administrator");
    },
  },
  {
    name: "looks at a table before anything of it is done",
    async run(screen, look) {
      await screen.follow("事業所の管理");
      await screen.follow("職員");
      await screen.follow("CSVでまとめて登録する");
      await screen.heading("CSVでまとめて登録する");
      await chooseTable(screen, `氏名,権限\r\n${run.listed},なんでも屋\r\n`);
      await screen.see("1行に誤りがあります。");
      await look("office-bulk-refused");
      await chooseTable(screen, `氏名,権限\r\n${run.listed},閲覧者\r\n`);
      await screen.see("1行を登録できます。");
      await look("office-bulk-checked");
      await screen.press("この内容で登録する");
      await screen.heading("まとめて登録しました");
      await screen.see("すべての行を登録しました。");
      await look("office-bulk-done");
      await screen.follow("職員の一覧へ");
      await screen.heading("職員");
    },
  },
  {
    name: "lists devices, sessions and the office's own record",
    async run(screen, look) {
      await screen.follow(/^端末$/);
      await screen.heading("端末");
      await screen.see("この端末");
      await look("office-devices");
      await screen.follow("ログイン中の人");
      await screen.heading("ログイン中の人");
      await screen.see("この画面");
      await look("office-sessions");
      await screen.follow("利用の記録");
      await screen.heading("利用の記録");
      await screen.see("職員の招待");
      await look("office-record");
      await signOut(screen);
    },
  },
];

const chooseTable = (screen, text) => screen.upload("CSVファイル", { name: "staff.csv", text });

export const city = (run) => [
  {
    name: "finds the desk's own menu",
    async run(screen, look) {
      await signIn(screen, account("市の管理者"));
      await screen.gone("読み込み中です…");
      const menu = await screen.menu("主なメニュー");
      assert.match(menu, /利用申請[\s\S]*利用組織[\s\S]*市の職員と端末/);
      assert.doesNotMatch(menu, /利用者|事業所の管理/);
      await look("city-work");
    },
  },
  {
    name: "finds an organization with its people and devices",
    async run(screen, look) {
      await screen.follow("利用組織");
      await screen.heading("利用組織");
      await screen.fill("事業所の名称、事業所番号", "そんな事業所はない");
      await screen.press("探す");
      await screen.see("当てはまる利用組織はありません。");
      await look("city-organizations-none");
      await screen.fill("事業所の名称、事業所番号", accountOf(run.administrator).organization);
      await screen.press("探す");
      await screen.follow(accountOf(run.administrator).organization);
      await screen.heading("利用組織の登録内容");
      await screen.see(run.administrator);
      await look("city-organization");
    },
  },
  {
    name: "gives a reason, and the password again, before an organization is suspended",
    async run(screen, look) {
      await screen.follow("利用を停止する");
      await screen.heading("利用を停止する");
      await screen.press("利用を停止する");
      await screen.see("理由を入力してください。");
      await screen.fill(REASON, "運営指導の結果を待つため");
      await screen.press("利用を停止する");
      await passwordAgain(screen, look);
      await screen.see("変更しました。");
      await screen.see("利用停止");
      await screen.follow("利用を再開する");
      await screen.heading("利用を再開する");
      await screen.see(accountOf(run.administrator).organization);
      await screen.fill(REASON, "確認が終わったため");
      await screen.press("利用を再開する");
      await screen.see("変更しました。");
    },
  },
  {
    name: "lists the insurer's own people and devices",
    async run(screen, look) {
      await screen.follow("市の職員と端末");
      await screen.heading("市の職員");
      await screen.see("madoguchi.saki");
      await look("city-accounts");
      await screen.follow(/^端末$/);
      await screen.heading("端末");
      await screen.see("この端末");
      await look("city-devices");
      await signOut(screen);
    },
  },
];

/** An application of the queue, whose reference its office knows. */
const waiting = (run) => product.demo.applications[run.application];

async function openApplication(screen, run) {
  await screen.follow("利用申請");
  await screen.heading("利用申請");
  await screen.followInRow(waiting(run).reference);
  await screen.heading("利用申請の審査");
}

export const firstOfTwo = (run) => [
  {
    name: "lays an application beside the office master, with the verdict in words",
    async run(screen, look) {
      await signIn(screen, account("市の管理者"));
      await screen.follow("利用申請");
      await screen.heading("利用申請");
      await screen.see(waiting(run).reference);
      await look("city-applications");
      await screen.follow("取下げ");
      await screen.see("当てはまる利用申請はありません。");
      assert.match(screen.address(), /\/city\/applications\/in\/withdrawn$/);
      await openApplication(screen, run);
      const compared = await screen.section("申請の内容と事業所台帳");
      assert.match(compared, /一致/);
      await look("city-application");
    },
  },
  {
    name: "approves it with a day that is echoed in both calendars",
    async run(screen, look) {
      await screen.follow("承認する");
      await screen.heading("利用申請を承認する");
      await screen.fill(/^年$/, "２０２７");
      await screen.fill(/^月$/, "4");
      await screen.fill(/^日$/, "31");
      await screen.press("承認する");
      await screen.see("暦にない日付です。元号と年月日を確かめてください。");
      await screen.fill(/^日$/, "1");
      await screen.see("令和9年4月1日（2027年）木曜日");
      await look("city-approve");
      await screen.press("承認する");
      await screen.see("承認を記録しました。");
      await screen.see("承認（確認待ち）");
      await look("city-proposed");
      assert.ok(!(await screen.offers("承認する")), "the same person is not the second one");
      await signOut(screen);
    },
  },
];

export const secondOfTwo = (run) => [
  {
    name: "confirms what the first one has proposed",
    async run(screen, look) {
      await signIn(screen, accountOf("yakusho.jiro"));
      await screen.see(waiting(run).reference);
      await look("city-work-second");
      await openApplication(screen, run);
      await screen.follow("承認する");
      await screen.heading("利用申請を承認する");
      await screen.see("令和9年4月1日（2027年）");
      await look("city-confirm");
      await screen.press("承認する");
      await screen.see("許可しました。通知書を印刷できます。");
      await look("city-approved");
    },
  },
  {
    name: "prints the letters as files, each on demand",
    async run(screen, look) {
      for (const title of ["利用許可通知書", "電子証明書インストールキー通知書", "仮ログインID・仮パスワード通知書"]) {
        await screen.follow(new RegExp(`^作る\\s*（${title}）`));
        await screen.heading("通知書を作る");
        // Keys and passwords need no number, a permit does.
        if (title === "利用許可通知書") await screen.fill("文書番号", "縁介保第1号");
        await look("city-make-letter");
        await screen.press("PDFを作る");
        const { name, bytes } = await screen.download(`できました：${title}（PDF）を開く・保存する`);
        assert.equal(name, `${title}.pdf`);
        assert.equal(bytes.subarray(0, 5).toString(), "%PDF-", title);
        await screen.follow("利用申請に戻る");
        await screen.heading("利用申請の審査");
      }
      await screen.see("縁介保第1号");
      await look("city-letters");
      await screen.follow(/^作り直す\s*（電子証明書インストールキー通知書）/);
      await screen.see("すでに作った通知書があります");
      await look("city-letter-anew");
      await screen.follow("変更しないで戻る");
      await screen.heading("利用申請の審査");
    },
  },
];

/** Asked for only if the last time is more than five minutes ago: right after the log-in it is not. */
async function passwordAgain(screen, look) {
  await screen.see(/ご本人の確認|変更しました。/);
  if (!(await screen.text()).includes("ご本人の確認")) return;
  await screen.fill("パスワード", account("市の管理者").password);
  await look("city-password-again");
  await screen.press("確認して続ける");
}

/** Registers steps as tests, as `spendDay` does. */
export function spend(steps, onScreen, look, timeout = 120_000) {
  let stuck;
  for (const { name, run } of steps) {
    test(name, { timeout }, async () => {
      assert.ok(!stuck, `"${stuck}" has failed before`);
      const screen = onScreen();
      const findings = [];
      try {
        await run(screen, async (screenName) => findings.push(...(await look(screen, screenName))));
      } catch (error) {
        stuck = name;
        await screen.photograph(join(output, `failed: administration, ${screen.kind}, ${name}.png`.replace(/[^ -~]/g, "")));
        throw error;
      }
      assert.deepEqual(findings, []);
    });
  }
  test("has nothing to complain about in all of this", async () => {
    assert.deepEqual(onScreen().complaints, []);
    assert.equal(new URL(onScreen().address()).origin, product.origin);
  });
}
