// Without a mouse: everything is reached by Tab, its place can be seen, and a new screen begins at its heading.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { careManager, person } from "../lib/product.mjs";
import { launch, openScreen } from "../lib/today.mjs";

/** What has the keyboard now: its words, and whether one sees that it has it. */
const place = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    return {
      tag: element.tagName,
      id: element.id,
      words: (element.labels?.[0]?.innerText ?? element.innerText ?? "").trim(),
      marked: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none",
      onScreen: box.bottom > 0 && box.top < innerHeight && box.width > 0,
    };
  });

describe("a care manager without a mouse", () => {
  let browser, screen, page;
  before(async () => {
    browser = await launch();
    screen = await openScreen(browser);
    ({ page } = screen);
  });
  after(() => browser?.close());

  /** Tab until the thing with these words; every stop on the way must be visible. */
  async function tabTo(words) {
    const passed = [];
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press("Tab");
      const now = await place(page);
      if (now.tag !== "BODY") {
        assert.ok(now.marked, `the place of the keyboard cannot be seen on ${now.tag} ${now.words}`);
        assert.ok(now.onScreen, `the keyboard is off the screen on ${now.tag} ${now.words}`);
      }
      passed.push(now.words.split("\n")[0]);
      if (typeof words === "string" ? now.words === words : words.test(now.words)) return;
    }
    assert.fail(`${words} is not reached; passed ${passed.join(" / ")}`);
  }

  async function atHeading(words) {
    await screen.heading(words);
    const now = await place(page);
    assert.deepEqual([now.tag, now.words], ["H1", words], "a new screen begins at its heading");
  }

  test("signs in", async () => {
    await page.goto("/");
    await screen.heading("ログイン");
    await tabTo(/^ログインID/);
    await page.keyboard.type(careManager().loginId);
    await tabTo(/^パスワード/);
    await page.keyboard.type(careManager().password);
    await page.keyboard.press("Enter");
    await atHeading("今日の仕事");
  });

  test("jumps over the menu to the contents", async () => {
    await page.reload();
    await screen.heading("今日の仕事");
    await page.keyboard.press("Tab");
    const first = await place(page);
    assert.equal(first.words, "本文へ移動");
    assert.ok(first.marked && first.onScreen, "the jump can be seen while it has the keyboard");
    await page.keyboard.press("Enter");
    assert.equal((await place(page)).id, "main");
  });

  test("finds a client and opens her page", async () => {
    const { name, insuredNumber } = person("represented");
    await page.reload();
    await screen.heading("今日の仕事");
    await tabTo("利用者");
    await page.keyboard.press("Enter");
    await atHeading("利用者の一覧");
    await tabTo(/^氏名、カナ、被保険者番号/);
    await page.keyboard.type(insuredNumber);
    await page.keyboard.press("Enter");
    await screen.see(/に当てはまる利用者\D*1人/);
    await tabTo(name);
    await page.keyboard.press("Enter");
    await atHeading(`${name} さん`);
  });

  test("opens a document, turns its pages and moves it", async () => {
    await screen.section("文書");
    await tabTo(/^開く\s*（認定調査票/);
    await page.keyboard.press("Enter");
    await atHeading("認定調査票");
    await screen.picture("認定調査票 1ページ目");
    await tabTo("次のページ");
    await page.keyboard.press("Enter");
    await screen.picture("認定調査票 2ページ目");
    assert.equal((await place(page)).words, "次のページ", "the keyboard stays on the button");
    await tabTo("拡大");
    await page.keyboard.press("Space");
    await screen.see("125%");
  });

  test("locks and opens again", async () => {
    await page.reload();
    await screen.heading("認定調査票");
    await tabTo("画面をロック");
    await page.keyboard.press("Enter");
    await atHeading("画面をロックしています");
    await tabTo(/^パスワード/);
    await page.keyboard.type(careManager().password);
    await page.keyboard.press("Enter");
    await atHeading("認定調査票");
  });
});
