// The whole story of an office, through the product alone: it applies, two people of the city approve, the letters are
// printed and read, a device gets its certificate and makes the connection itself, its administrator signs in for the
// first time, sees her clients, and loses the device. Told twice, for the office's browser may be of today or of 2018;
// the city's people and the second device have today's.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { look } from "../lib/look.mjs";
import { describeUnless } from "../lib/missing.mjs";
import { applicant, askStatus, fillIn, redeem, send } from "../lib/office.mjs";
import { ownBrowser, withoutRoot } from "../lib/own-browser.mjs";
import { identityOf, output, product } from "../lib/product.mjs";
import { qtBrowser, withoutQt } from "../lib/qt-browser.mjs";
import { launch, openScreen } from "../lib/today.mjs";

const PASSWORD = "縁側で飲むお茶はとても格別です";
/** What stands over a list of clients that is not empty. */
const SHOWN = /[1-9]\d*人(まで)?を表示しています/;
/** What a page says that gets nothing any more. */
const REFUSED = /この端末では利用できません|サーバーに接続できません/;

/** Who tells it: an office that has not applied yet, its administrator, her browser. */
const TELLERS = [
  {
    browser: "its own browser of today",
    missing: withoutRoot,
    begin: ownBrowser,
    office: () => applicant(1),
    administrator: { name: "物語 花子", kana: "モノガタリ ハナコ", loginId: "monogatari.hanako" },
  },
  {
    browser: "its own browser of 2018",
    missing: withoutQt,
    begin: qtBrowser,
    office: () => applicant(2),
    administrator: { name: "物語 桜", kana: "モノガタリ サクラ", loginId: "monogatari.sakura" },
  },
];

for (const teller of TELLERS) {
  const title = `an office with ${teller.browser}, from its application to the loss of a device`;
  describeUnless(teller.missing, title, () => tell(teller));
}

function tell({ begin, office, administrator }) {
  const letters = {};
  const keys = [];
  let browser, registered, stranger, first, second, own, other, receipt, provisional;
  let stuck;

  before(async () => {
    registered = begin();
    browser = await launch();
    stranger = await registered.visit(browser);
  });
  after(async () => {
    await registered?.close();
    await browser?.close();
  });

  /** Nothing of the story goes on without what came before. */
  const step = (name, run) =>
    test(name, { timeout: 180_000 }, async () => {
      assert.ok(!stuck, `"${stuck}" has failed before`);
      try {
        await run();
      } catch (error) {
        stuck = name;
        for (const [who, screen] of Object.entries({ stranger, first, second, own, other })) {
          await screen?.photograph(join(output, `failed: story, ${administrator.loginId}, ${who}.png`)).catch(() => {});
        }
        throw error;
      }
    });

  /** As the browser of today has it, judged; as that of 2018, for people to look at. */
  async function judged(screen, name) {
    if (screen.kind === "today") assert.deepEqual(await look(screen, name), []);
    else await screen.photograph(join(output, screen.kind, `${name}.png`));
  }

  async function signIn(screen, loginId, password) {
    await screen.open("/");
    await screen.heading("ログイン");
    await screen.fill("ログインID", loginId);
    await screen.fill("パスワード", password);
    await screen.press("ログイン");
  }

  async function officer(loginId) {
    const screen = await openScreen(browser, { device: "cityDevice" });
    const account = product.demo.accounts.find((one) => one.loginId === loginId);
    await signIn(screen, loginId, account.password);
    await screen.heading("今日の仕事");
    return screen;
  }

  async function approve(screen) {
    await screen.follow(office().name);
    await screen.heading("利用申請の審査");
    await screen.see(receipt.reference);
    await screen.follow("承認する");
    await screen.heading("利用申請を承認する");
  }

  step("applies", async () => {
    await fillIn(stranger, {
      number: office().number,
      administrator: administrator.name,
      kana: administrator.kana,
      phone: "096-000-5678",
      devices: "2",
    });
    receipt = await send(stranger);
  });

  step("is approved by one person of the city, and is not yet permitted", async () => {
    first = await officer("yakusho.hanae");
    await approve(first);
    await first.press("承認する");
    await first.see("承認を記録しました。");
    await askStatus(stranger, receipt);
    await stranger.see("市の確認");
    assert.ok(!(await stranger.text()).includes("利用が許可されました"));
  });

  step("is approved by a second person, and is permitted", async () => {
    second = await officer("yakusho.jiro");
    await approve(second);
    await second.press("承認する");
    await second.see("許可しました。通知書を印刷できます。");
    await askStatus(stranger, receipt);
    await stranger.see(/利用が許可されました/);
    await judged(stranger, "apply-status-permitted");
  });

  /** A letter as its reader gets it: kept as PDF and as pictures; its words. */
  async function print(title) {
    await second.page.getByRole("link", { name: new RegExp(`^作る\\s*（${title}）`) }).click();
    await second.heading("通知書を作る");
    if (title === "利用許可通知書") await second.fill("文書番号", "縁介保第1号");
    await second.press("PDFを作る");
    const link = second.page.getByRole("link", { name: new RegExp(`できました：${title}`) });
    await link.waitFor();
    const bytes = await link.evaluate(async (element) => {
      const blob = await (await fetch(element.href)).blob();
      const reader = new FileReader();
      await new Promise((done) => {
        reader.onload = done;
        reader.readAsDataURL(blob);
      });
      return reader.result.split(",")[1];
    }).catch(async () => {
      // The policy of the page may forbid fetching it; then it is saved as a person saves it.
      const [saved] = await Promise.all([second.page.waitForEvent("download"), link.click()]);
      return Buffer.concat(await (await saved.createReadStream()).toArray()).toString("base64");
    });
    const folder = join(output, "letters", administrator.loginId);
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${title}.pdf`);
    writeFileSync(file, Buffer.from(bytes, "base64"));
    execFileSync("pdftoppm", ["-r", "80", "-png", file, join(folder, title)]);
    const words = execFileSync("pdftotext", ["-raw", file, "-"], { encoding: "utf8" });
    // Spaces and the ends of lines say nothing in Japanese, and a key may be broken over two lines.
    letters[title] = words.replace(/[\s\u200b]/g, "");
    await second.follow("利用申請に戻る");
    await second.heading("利用申請の審査");
    return letters[title];
  }

  step("gets three letters, and the key and the password are never on the same one", async () => {
    const permit = await print("利用許可通知書");
    assert.ok(permit.includes(office().number));
    const installKeys = await print("電子証明書インストールキー通知書");
    keys.push(...(installKeys.match(/([2-9A-HJ-NP-Z]{4}-){8}[2-9A-HJ-NP-Z]/g) ?? []));
    assert.equal(keys.length, 2, "one key for each device");
    const credentials = await print("仮ログインID・仮パスワード通知書");
    const loginId = /kari-[2-9a-hj-np-z]{8}/.exec(credentials)?.[0];
    const password = /仮パスワード(([2-9A-Za-z]{4}-){3}[2-9A-Za-z]{4})/.exec(credentials)?.[1];
    assert.ok(loginId && password, "the letter names both");
    provisional = { loginId, password };
    assert.ok(!installKeys.includes(password) && !installKeys.includes(loginId));
    assert.ok(keys.every((key) => !credentials.includes(key)));
    for (const letter of Object.values(letters)) assert.ok(letter.includes(office().name.replace(/\s/g, "")));
  });

  /** Redeems a key; the file as it was saved and its password. */
  async function enrol(key, label) {
    await redeem(stranger, key, label);
    await judged(stranger, "enrolled");
    const p12 = await stranger.save("証明書のファイルを保存する");
    const password = await stranger.secret("file-password");
    await stranger.press("入れ終わったので、この画面を片付ける");
    return { p12, password };
  }

  step("gets a certificate for its first device, once", async () => {
    const { p12, password } = await enrol(keys[0], "物語のパソコン1");
    registered.take(p12, password);
    await stranger.fill("インストールキー", keys[0]);
    await stranger.fill("この端末の名前", "もう1台");
    await stranger.press("電子証明書を受け取る");
    await stranger.see(/このインストールキーは、もう使えません/);
    await judged(stranger, "enrol-spent");
  });

  step("makes the connection with it, and is told that the device can be used", async () => {
    own = await registered.open();
    await own.open("/device-check");
    await own.see("この端末は利用できます");
    await own.see("物語のパソコン1");
    await judged(own, "device-check");
  });

  step("lets its administrator set herself up with what the letter says", async () => {
    await own.follow("ログインに進む");
    await own.heading("ログイン");
    await own.fill("ログインID", provisional.loginId);
    await own.fill("パスワード", provisional.password);
    await own.press("ログイン");
    await own.press("利用規約に同意して次へ");
    await own.fill("これから使うログインID", administrator.loginId);
    await own.press("次へ");
    await own.fill(/^新しいパスワード(?!（)/, PASSWORD);
    await own.fill("新しいパスワード（もう一度）", PASSWORD);
    await own.photograph(join(output, own.kind, "story-set-up.png"));
    await own.press("次へ");
    await own.press("この内容で設定する");
    await own.press("今日の仕事へ");
    await own.heading("今日の仕事");
  });

  step("shows her the clients that the notices to the city name", async () => {
    await own.follow("利用者");
    await own.heading("利用者の一覧");
    await own.see(SHOWN);
    await judged(own, "story-clients");
  });

  step("loses the device at once when she revokes it on another one", async () => {
    const { p12, password } = await enrol(keys[1], "物語のパソコン2");
    other = await openScreen(browser, { device: identityOf({ p12, password }) });
    await signIn(other, administrator.loginId, PASSWORD);
    await other.heading("今日の仕事");
    await other.follow("事業所の管理");
    await other.follow("端末");
    await other.heading("端末");
    await other.follow(/^失効\s*（物語のパソコン1）/);
    await other.heading("端末を失効させる");
    await other.press("失効させる");
    await other.see("失効させました。");
    // The page that is open on the lost device asks for the next thing.
    await own.follow("今日の仕事");
    await own.see(REFUSED);
    await judged(own, "story-revoked");
    assert.doesNotMatch(await own.text(), SHOWN);
    // Opened anew, either the browser says that it gets no connection, or the page that the device may not.
    await own.open("/device-check").then(
      () => own.see(REFUSED),
      (error) => assert.match(error.message, /net::ERR_/),
    );
    await own.photograph(join(output, own.kind, "story-revoked-anew.png"));
    await other.follow("今日の仕事");
    await other.heading("今日の仕事");
  });
}
