// What an office sees before its people may sign in, on the listener that asks for no certificate: judged as each of its
// users has it, gone through without a mouse, and in Chromium 69.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { keyboardOf } from "../lib/keyboard.mjs";
import { look } from "../lib/look.mjs";
import { applicant, askStatus, fillIn, fullWidth, inventedKey, permitted, send } from "../lib/office.mjs";
import { openOldScreen } from "../lib/old.mjs";
import { output, product } from "../lib/product.mjs";
import { launch, openScreen } from "../lib/today.mjs";

const WHO = { administrator: "申請　花子", kana: "しんせい　はなこ", phone: "０９６ー０００−１２３４", devices: "３台" };

describe("an office that may not sign in yet", () => {
  let browser, screen, page;
  const asked = [];
  before(async () => {
    browser = await launch();
    screen = await openScreen(browser, { device: null, origin: product.enrolment });
    ({ page } = screen);
    page.on("request", (request) => asked.push(new URL(request.url())));
  });
  after(() => browser?.close());

  const judged = async (name) => assert.deepEqual(await look(screen, name), []);

  test("is led to the application, whatever it asks for", async () => {
    await screen.open("/");
    await screen.heading("システム利用申請");
    assert.equal(new URL(screen.address()).pathname, "/apply");
    await judged("apply");
  });

  test("is told beside the field and at the head of the page what is missing", async () => {
    await screen.follow("申請をはじめる");
    await screen.heading("事業所番号");
    await screen.press("事業所を調べる");
    await screen.see("入力内容を確かめてください");
    const focused = await page.evaluate(() => document.activeElement.getAttribute("role"));
    assert.equal(focused, "alert", "the keyboard is at the errors");
    await judged("apply-office-empty");
    await screen.follow("事業所番号を入力してください。");
    assert.equal(await page.evaluate(() => document.activeElement.id), "officeNumber", "an error leads to its field");
  });

  test("is told that a number is unknown, and that it may be mistyped", async () => {
    const { number } = applicant(0);
    const wrong = `${number.slice(0, 9)}${(Number(number[9]) + 5) % 10}`;
    await screen.fill("事業所番号", wrong);
    await screen.press("事業所を調べる");
    await screen.heading("事業所が見つかりません");
    await screen.see(/打ち間違い/);
    await judged("apply-office-unknown");
    await screen.follow("番号を入力し直す");
    await screen.heading("事業所番号");
    assert.equal(await page.getByLabel("事業所番号").inputValue(), wrong, "what was typed is kept");
  });

  test("fills in one page after another, in full width if it likes, and finds everything again when going back", async () => {
    await fillIn(screen, { ...WHO, number: fullWidth(applicant(0).number) });
    const shown = await screen.text();
    for (const words of [applicant(0).number, applicant(0).name, "申請 花子", "シンセイ ハナコ", "096-000-1234", "3台"]) {
      assert.ok(shown.includes(words), `${words} is missing`);
    }
    await judged("apply-check");
    await screen.back();
    await screen.heading("利用規約");
    assert.ok(await page.getByLabel("利用規約に同意します").isChecked());
    await judged("apply-terms");
    await screen.back();
    await screen.heading("端末の台数");
    assert.equal(await page.getByLabel("利用する端末の台数").inputValue(), "3");
    await judged("apply-devices");
  });

  test("changes one answer and comes back to all of them", async () => {
    await page.goForward();
    await page.goForward();
    await screen.heading("申請の内容の確認");
    await screen.follow(/^変更\s*（氏名のカナ）/);
    await screen.heading("利用組織管理者");
    await screen.fill("氏名のカナ", "申請");
    await screen.press("次へ");
    await screen.see("カナは、カタカナかひらがなで入力してください。");
    await judged("apply-administrator-wrong");
    await screen.fill("氏名のカナ", "シンセイ ハナエ");
    await screen.press("次へ");
    await screen.heading("申請の内容の確認");
    await screen.see("シンセイ ハナエ");
  });

  let receipt;
  test("gets a reference and a secret, shown once and ready to print", async () => {
    receipt = await send(screen);
    assert.match(receipt.reference, /^R[2-9A-HJ-NP-Z]{8}$/);
    assert.match(receipt.secret, /^([2-9A-HJ-NP-Z]{4}-){5}[2-9A-HJ-NP-Z]{4}$/);
    await judged("apply-done");
    await page.getByRole("button", { name: /コピーする.*確認番号/ }).click();
    await screen.see(/コピーしました。|文字を選びました。/);
    await page.pdf({ path: join(output, "apply-done.pdf"), format: "A4", preferCSSPageSize: true });
  });

  test("is asked before leaving what is shown only once", async () => {
    const asked = new Promise((resolve) => page.once("dialog", (dialog) => dialog.dismiss().then(() => resolve(dialog.type()))));
    await page.goto("/enrol").catch(() => {});
    assert.equal(await asked, "beforeunload");
    await screen.heading("申請を受け付けました");
    // By its own links nothing is lost.
    await screen.follow("申請の状況を見る");
    await screen.heading("申請の状況");
    await screen.back();
    await screen.heading("申請を受け付けました");
    await screen.follow("申請の状況を見る");
  });

  test("follows its application with both numbers, and with one of them wrong learns nothing", async () => {
    await askStatus(screen, { ...receipt, secret: receipt.secret.replace(/.$/, (last) => (last === "2" ? "3" : "2")) });
    await screen.see(/受付番号か確認番号が違います/);
    await judged("apply-status-wrong");
    await screen.fill("受付番号", fullWidth(receipt.reference.toLowerCase()));
    await screen.fill("確認番号", receipt.secret.replaceAll("-", " ").toLowerCase());
    await screen.press("状況を見る");
    await screen.heading(/^申請の状況/);
    await screen.see(applicant(0).name);
    assert.equal(await page.locator("[aria-current=step]").innerText().then((text) => text.includes("市の確認")), true);
    await judged("apply-status");
  });

  test("may not apply a second time", async () => {
    await fillIn(screen, { ...WHO, number: permitted().number });
    await screen.press("この内容で申請する");
    await page.getByRole("alert").waitFor();
    assert.match(await page.getByRole("alert").innerText(), /許可|申請/);
    await judged("apply-refused");
  });

  test("reads the words for its own kind of device, and can choose another", async () => {
    await screen.open("/enrol");
    await screen.heading("端末の登録");
    assert.match(await page.locator("nav[aria-label='端末の種類'] [aria-current]").innerText(), /Windows/);
    await judged("enrol");
    await screen.follow(/^iPhone・iPad/);
    await page.getByText(/^＋?\s*iPhone・iPad（Safari） に入れる手順/).click();
    await screen.see(/プロファイルがダウンロード済み/);
    assert.match(screen.address(), /\/enrol\/ios$/);
    await judged("enrol-ios");
  });

  test("is told of a mistyped key without asking the server, and of an unknown one by the server", async () => {
    const before = asked.length;
    await screen.fill("インストールキー", inventedKey().replace("K7M2", "K7M3"));
    await screen.fill("この端末の名前", "事務所のパソコン1");
    await screen.press("電子証明書を受け取る");
    await screen.see(/インストールキーに打ち間違いがあります/);
    assert.equal(asked.length, before, "nothing was asked");
    await judged("enrol-mistyped");
    await screen.fill("インストールキー", fullWidth(inventedKey()));
    await screen.press("電子証明書を受け取る");
    await page.getByRole("alert").waitFor();
    assert.match(await page.getByRole("alert").innerText(), /インストールキー/);
    await judged("enrol-unknown");
  });

  test("was never asked who it is, and left nothing personal in an address or in the browser", async () => {
    const paths = asked.map((url) => url.pathname);
    assert.ok(paths.includes("/api/v1/usage-applications"));
    assert.deepEqual(paths.filter((path) => path.startsWith("/api/v1/session")), []);
    assert.deepEqual(asked.filter((url) => url.origin !== product.enrolment).map(String), []);
    const addresses = asked.map((url) => decodeURIComponent(url.href)).join("\n");
    for (const personal of ["花子", "1234", receipt.reference, receipt.secret]) assert.ok(!addresses.includes(personal), personal);
    const kept = await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie].join());
    assert.equal(kept.replace("engawa-text", "").replace(",", ""), "");
    assert.deepEqual(screen.complaints, []);
  });

  test("finds no way to the inner pages here", async () => {
    const response = await page.request.get("/api/v1/session");
    assert.equal(response.status(), 404);
    const links = await page.evaluate(() => [...document.querySelectorAll("#app a[href]")].map((link) => link.getAttribute("href")));
    assert.deepEqual(links.filter((href) => !/^(#|\/apply|\/enrol)/.test(href)), [`${product.origin}/device-check`]);
  });
});

describe("an office without a mouse", () => {
  let browser, screen, page, keyboard;
  before(async () => {
    browser = await launch();
    screen = await openScreen(browser, { device: null, origin: product.enrolment });
    ({ page } = screen);
    keyboard = keyboardOf(screen);
  });
  after(() => browser?.close());

  test("goes through the whole application, up to sending it", async () => {
    await page.goto("/apply");
    await screen.heading("システム利用申請");
    await keyboard.go(/^申請をはじめる$/);
    await keyboard.begins("事業所番号");
    await keyboard.answer(/^事業所番号/, permitted().number);
    await keyboard.press("Enter");
    await keyboard.begins("事業所の確認");
    await keyboard.tabTo(new RegExp(permitted().name));
    await keyboard.press("Space");
    await keyboard.go(/^この事業所で申請する$/);
    await keyboard.begins("利用組織管理者");
    await keyboard.answer(/^利用組織管理者の氏名/, "申請 花子");
    await keyboard.answer(/^氏名のカナ/, "シンセイ ハナコ");
    await keyboard.press("Enter");
    await keyboard.begins("連絡先");
    await keyboard.answer(/^電話番号/, "096-000-1234");
    await keyboard.press("Enter");
    await keyboard.begins("端末の台数");
    await keyboard.answer(/^利用する端末の台数/, "3");
    await keyboard.press("Enter");
    await keyboard.begins("利用規約");
    await keyboard.tabTo(/^利用規約に同意します$/);
    await keyboard.press("Space");
    await keyboard.go(/^次へ$/);
    await keyboard.begins("申請の内容の確認");
    await keyboard.go(/^この内容で申請する$/);
    // This office is permitted already; that it says so is the end of this way.
    await page.getByRole("alert").waitFor();
  });
});

describe("an office with Chromium 69", () => {
  let screen;
  before(async () => {
    screen = await openOldScreen({ origin: product.enrolment });
  });
  after(() => screen?.close());

  test("goes through the same pages", async () => {
    await fillIn(screen, { ...WHO, number: permitted().number });
    await screen.see("申請 花子");
    await screen.press("この内容で申請する");
    await screen.see(/許可|申請/);
    await screen.open("/enrol/android");
    await screen.heading("端末の登録");
    await screen.fill("インストールキー", "ABCD");
    await screen.press("電子証明書を受け取る");
    await screen.see(/文字の数が違います/);
    assert.deepEqual(screen.complaints, []);
  });
});
