// Without a mouse: everything is reached by Tab, its place can be seen, and a new screen begins at its heading.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { keyboardOf } from "../lib/keyboard.mjs";
import { careManager, person } from "../lib/product.mjs";
import { launch, openScreen } from "../lib/today.mjs";

describe("a care manager without a mouse", () => {
  let browser, screen, page, keyboard;
  before(async () => {
    browser = await launch();
    screen = await openScreen(browser);
    ({ page } = screen);
    keyboard = keyboardOf(screen);
  });
  after(() => browser?.close());

  test("signs in", async () => {
    await page.goto("/");
    await screen.heading("ログイン");
    await keyboard.answer(/^ログインID/, careManager().loginId);
    await keyboard.answer(/^パスワード/, careManager().password);
    await keyboard.press("Enter");
    await keyboard.begins("今日の仕事");
  });

  test("jumps over the menu to the contents", async () => {
    await page.reload();
    await screen.heading("今日の仕事");
    await keyboard.press("Tab");
    const first = await keyboard.place();
    assert.equal(first.words, "本文へ移動");
    assert.ok(first.marked && first.onScreen, "the jump can be seen while it has the keyboard");
    await keyboard.press("Enter");
    assert.equal((await keyboard.place()).id, "main");
  });

  test("finds a client and opens her page", async () => {
    const { name, insuredNumber } = person("represented");
    await page.reload();
    await screen.heading("今日の仕事");
    await keyboard.go("利用者");
    await keyboard.begins("利用者の一覧");
    await keyboard.answer(/^氏名、カナ、被保険者番号/, insuredNumber);
    await keyboard.press("Enter");
    await screen.see(/に当てはまる利用者\D*1人/);
    await keyboard.go(name);
    await keyboard.begins(`${name} 様`);
  });

  test("opens a document, turns its pages and moves it", async () => {
    await screen.section("文書");
    await keyboard.go(/^開く\s*（認定調査票/);
    await keyboard.begins("認定調査票");
    await screen.picture("認定調査票 1ページ目");
    await keyboard.go("次のページ");
    await screen.picture("認定調査票 2ページ目");
    await keyboard.stays("次のページ");
    await keyboard.tabTo("拡大");
    await keyboard.press("Space");
    await screen.see("125%");
  });

  test("locks and opens again", async () => {
    await page.reload();
    await screen.heading("認定調査票");
    await keyboard.go("画面をロック");
    await keyboard.begins("画面をロックしています");
    await keyboard.answer(/^パスワード/, careManager().password);
    await keyboard.press("Enter");
    await keyboard.begins("認定調査票");
  });
});
