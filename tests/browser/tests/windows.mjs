// Two windows of one browser: what is locked or ended in one shows nothing in the other any more.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { account, person, product } from "../lib/product.mjs";
import { launch, openScreen, Screen } from "../lib/today.mjs";

const SHOWN = () => person("represented").name;

describe("two windows of one browser", () => {
  let browser, one, other;
  before(async () => {
    browser = await launch();
    one = await openScreen(browser);
    other = new Screen(await one.page.context().newPage());
  });
  after(() => browser?.close());

  async function signIn(screen) {
    const { loginId, password } = account("利用組織管理者");
    await screen.open("/");
    await screen.fill("ログインID", loginId);
    await screen.fill("パスワード", password);
    await screen.press("ログイン");
    await screen.heading("今日の仕事");
  }

  /** Opens what shows people: her page, and the page of one's own office, which is another module. */
  async function show(screen, path) {
    await screen.open(path);
    if (path.startsWith("/office")) return screen.heading("事業所の管理");
    await screen.heading("利用者の一覧");
    await screen.fill("氏名、カナ、被保険者番号", SHOWN());
    await screen.press("探す");
    return screen.follow(SHOWN());
  }

  /** Does something in one window and waits until the other one has this heading; how long that took, in ms. */
  async function until(act, heading) {
    const began = performance.now();
    await Promise.all([act(), other.heading(heading)]);
    return Math.round(performance.now() - began);
  }

  for (const path of ["/clients", "/office"]) {
    test(`a lock in one empties the other, here and on the server (${path})`, async (context) => {
      await signIn(one);
      await show(one, "/clients");
      await one.heading(`${SHOWN()} 様`);
      await show(other, path);
      const took = await until(() => one.press("画面をロック"), "画面をロックしています");
      context.diagnostic(`the other window was empty ${took} ms after the press`);
      for (const screen of [one, other]) {
        await screen.heading("画面をロックしています");
        assert.ok(!(await screen.html()).includes(SHOWN()), "nothing of her is left in the document");
      }
      await other.reload();
      await other.heading("画面をロックしています");
      await other.press("別の人が使う（ログアウト）");
      await other.see("ログアウトしました。");
    });
  }

  test("whoever signs out in one is out in the other", async (context) => {
    await signIn(one);
    await show(one, "/clients");
    await one.heading(`${SHOWN()} 様`);
    await show(other, "/clients");
    await other.heading(`${SHOWN()} 様`);
    const took = await until(() => one.press("ログアウト"), "ログイン");
    context.diagnostic(`the other window was empty ${took} ms after the press`);
    assert.ok(!(await other.html()).includes(SHOWN()));
    const kept = await other.page.evaluate(() => JSON.stringify({ ...localStorage }));
    assert.ok(!kept.includes(SHOWN()) && !kept.includes(product.origin), "what windows tell each other is of nobody");
    assert.deepEqual([...one.complaints, ...other.complaints], []);
  });
});
