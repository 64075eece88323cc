// What is left behind on a shared device, what goes over the wire, what comes out on paper.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { careManager, output, person, product } from "../lib/product.mjs";
import { signedIn } from "../lib/sign-in.mjs";
import { launch, openScreen } from "../lib/today.mjs";

describe("what a visit leaves behind", () => {
  let browser, screen, page;
  const addresses = [];
  const client = () => person("represented");
  before(async () => {
    browser = await launch();
    screen = await openScreen(browser);
    ({ page } = screen);
    page.on("request", (request) => addresses.push(`${decodeURIComponent(request.url())} ${request.headers().referer ?? ""}`));
    await signedIn(screen);
    await screen.follow("利用者");
    await screen.fill("氏名、カナ、被保険者番号", client().insuredNumber);
    await screen.press("探す");
    await screen.follow(client().name);
    await screen.heading(`${client().name} 様`);
    await screen.section("文書");
  });
  after(() => browser?.close());

  const assertNothingPersonal = (text, where) => {
    for (const personal of [client().name, client().kana, client().insuredNumber]) {
      assert.ok(!text.includes(personal), `${personal} in ${where}`);
    }
  };

  test("nothing personal is in any address that was asked for", () => {
    assert.ok(addresses.length > 5);
    assertNothingPersonal(addresses.join("\n"), "addresses");
  });

  test("nothing is asked of anybody but the product itself", () => {
    const elsewhere = addresses.filter((address) => !address.startsWith(product.origin) && !/^(data|blob):/.test(address));
    assert.deepEqual(elsewhere, []);
  });

  test("the browser keeps the size of the letters and the hour of the last use, nothing else", async () => {
    const kept = await page.evaluate(async () => ({
      local: Object.keys(localStorage).sort(),
      session: Object.keys(sessionStorage),
      databases: (await indexedDB.databases()).length,
      caches: (await caches.keys()).length,
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      cookies: document.cookie,
    }));
    assert.deepEqual(
      { ...kept, local: kept.local.filter((name) => !["engawa-last-use", "engawa-text"].includes(name)) },
      { local: [], session: [], databases: 0, caches: 0, workers: 0, cookies: "" },
    );
  });

  test("the session's cookie is out of the reach of scripts and of other sites", async () => {
    const cookies = await page.context().cookies();
    assert.ok(cookies.length > 0);
    for (const { name, httpOnly, secure, sameSite, path, expires } of cookies) {
      assert.match(name, /^__Host-/);
      assert.deepEqual({ httpOnly, secure, sameSite, path, expires }, { httpOnly: true, secure: true, sameSite: "Strict", path: "/", expires: -1 });
    }
  });

  test("the notice about 給付制限 and who printed are on every sheet of paper", async () => {
    const pdf = join(output, "client.pdf");
    await page.pdf({ path: pdf, format: "A4", preferCSSPageSize: true });
    const sheets = execFileSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8" }).split("\f").slice(0, -1);
    assert.ok(sheets.length >= 1);
    assert.ok(sheets.join().replace(/\s/g, "").includes("給付制限は、この画面では分かりません"));
    for (const [index, sheet] of sheets.entries()) {
      const words = sheet.replace(/\s/g, "");
      assert.match(words, /紙の介護保険被保険者証で確認してください。/, `sheet ${index + 1} carries the notice`);
      assert.match(words, /印刷(令和|R)[0-9元]+[年.].*佐藤花子/, `sheet ${index + 1} tells who printed it, and when`);
    }
  });

  test("on paper there is room between the head of the page and the first heading", async () => {
    await page.emulateMedia({ media: "print" });
    const room = await page.evaluate(() => {
      const box = (part) => document.querySelector(part).getBoundingClientRect();
      return box(".strip").top - box(".banner").bottom;
    });
    await page.emulateMedia({ media: "screen" });
    assert.ok(room > 16 && room < 40, `${room} px`);
  });

  test("the answers forbid what a page does not need", async () => {
    const response = await page.request.get("/");
    const headers = response.headers();
    assert.match(headers["content-security-policy"], /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/);
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.equal(headers["referrer-policy"], "no-referrer");
    assert.equal(headers["cache-control"], "no-store");
  });

  test("another tab of the same browser is locked along", async () => {
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByRole("heading", { level: 1, name: `${client().name} 様` }).waitFor();
    await screen.press("画面をロック");
    // Untouched and in the background: nobody has to click there.
    await other.getByRole("heading", { level: 1, name: "画面をロックしています" }).waitFor({ timeout: 1000 });
    assert.ok(!(await other.content()).includes(client().name));
    await screen.heading("画面をロックしています");
    await other.close();
  });

  test("signing out empties another tab too, and leaves nothing of it in the browser", async () => {
    await screen.fill("パスワード", careManager().password);
    await screen.press("ロックを解除");
    await screen.heading(`${client().name} 様`);
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByRole("heading", { level: 1, name: `${client().name} 様` }).waitFor();
    await screen.press("ログアウト");
    // The answer of the server comes first, then a moment for the other tab.
    await screen.heading("ログイン");
    await other.getByRole("heading", { level: 1, name: "ログイン", exact: true }).waitFor({ timeout: 1000 });
    assert.ok(!(await other.content()).includes(client().name));
    const kept = await other.evaluate(() => Object.keys(localStorage));
    assert.deepEqual(kept.filter((name) => !["engawa-last-use", "engawa-text"].includes(name)), []);
    await other.close();
  });

  test("the product's own log names nobody", () => {
    assertNothingPersonal(readFileSync(product.log, "utf8"), product.log);
  });
});

describe("a device that is not registered", () => {
  test("gets no connection without a certificate", async () => {
    const browser = await launch();
    const screen = await openScreen(browser, { device: null });
    await assert.rejects(screen.page.goto("/"), /ERR_|ECONN|socket|certificate/i);
    await browser.close();
  });
});
