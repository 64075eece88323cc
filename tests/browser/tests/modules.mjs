// The application comes in modules: whoever needs one loads that one, and the step into another is a page load that
// feels like any other step. The same in today's Chromium and in the one of 2018.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openOldScreen } from "../lib/old.mjs";
import { account, accountOf, careManager, product } from "../lib/product.mjs";
import { launch, openScreen } from "../lib/today.mjs";

const ADMINISTRATOR = () => account("利用組織管理者");

/** What of the application's own has been loaded: the modules by their names. */
const watched = (page) => {
  const modules = [];
  page.on("request", (request) => {
    const found = /\/assets\/([a-z]+)-[0-9a-f]+\.wasm$/.exec(request.url());
    if (found) modules.push(found[1]);
  });
  return modules;
};

async function signIn(screen, { loginId, password }) {
  await screen.fill("ログインID", loginId);
  await screen.fill("パスワード", password);
  await screen.press("ログイン");
  await screen.heading("今日の仕事");
}

function steps(words, open) {
  describe(words, () => {
    let screen, page, loaded, close;
    before(async () => {
      ({ screen, close } = await open());
      ({ page } = screen);
      loaded = watched(page);
      await screen.open("/");
      await screen.heading("ログイン");
      await signIn(screen, ADMINISTRATOR());
    });
    after(() => close?.());

    const kept = () => page.evaluate(() => Object.keys(sessionStorage));

    async function arrived(heading, path) {
      await screen.heading(heading);
      const focused = await page.evaluate(() => [document.activeElement.tagName, document.activeElement.innerText]);
      assert.deepEqual(focused, ["H1", heading], "a new screen begins at its heading");
      assert.equal(await screen.title(), `${heading}｜介護認定情報提供システム 縁側`);
      assert.equal(new URL(screen.address()).pathname, path);
      assert.deepEqual(await kept(), [], "the step leaves nothing behind");
    }

    test("the day is loaded without the administration of the office", async () => {
      assert.deepEqual(loaded, ["day"]);
    });

    test("a step into the administration of the office begins at its heading", async () => {
      await screen.follow("事業所の管理");
      await arrived("事業所の管理", "/office");
      assert.deepEqual(loaded, ["day", "office"]);
    });

    test("steps inside it load nothing more", async () => {
      await screen.follow("職員");
      await arrived("職員", "/office/accounts");
      await screen.back();
      await arrived("事業所の管理", "/office");
      assert.deepEqual(loaded, ["day", "office"]);
    });

    test("the browser's own way back leads into the day and forward again", async () => {
      await screen.back();
      await arrived("今日の仕事", "/");
      await page.goForward();
      await arrived("事業所の管理", "/office");
      await screen.follow("今日の仕事");
      await arrived("今日の仕事", "/");
    });

    test("whoever loads a page anew is not moved to its heading", async () => {
      await screen.reload();
      await screen.heading("今日の仕事");
      assert.equal(await page.evaluate(() => document.activeElement.tagName), "BODY");
    });

    test("a lock holds in both", async () => {
      await screen.follow("事業所の管理");
      await screen.heading("事業所の管理");
      const told = page.waitForResponse((response) => response.url().endsWith("/api/v1/session/lock"));
      await screen.press("画面をロック");
      await screen.heading("画面をロックしています");
      await told;
      await screen.back();
      await screen.heading("画面をロックしています");
      await screen.fill("パスワード", ADMINISTRATOR().password);
      await screen.press("ロックを解除");
      await screen.heading("今日の仕事");
    });

    test("an address that leads nowhere says so, in every module", async () => {
      for (const path of ["/nowhere", "/office/nowhere", "/city/nowhere", "/apply"]) {
        await screen.open(path);
        await screen.heading("ページが見つかりません");
      }
    });

    test("who signs out in the office's administration leaves the way clear for the next one's day", async () => {
      await screen.open("/office");
      await screen.heading("事業所の管理");
      await screen.press("ログアウト");
      await screen.see("ログアウトしました。");
      await signIn(screen, careManager());
      assert.equal(new URL(screen.address()).pathname, "/");
      assert.deepEqual(await kept(), []);
      assert.deepEqual(screen.complaints, []);
    });
  });
}

steps("from one module to the other", async () => {
  const browser = await launch();
  return { screen: await openScreen(browser), close: () => browser.close() };
});

steps("from one module to the other in Chromium 69", async () => {
  const screen = await openOldScreen();
  return { screen, close: () => screen.close() };
});

describe("the insurer's people", () => {
  let browser, screen, loaded;
  before(async () => {
    browser = await launch();
    screen = await openScreen(browser, { device: "cityDevice" });
    loaded = watched(screen.page);
  });
  after(() => browser?.close());

  test("load the day, the city's desk, and people and devices once they need them", async () => {
    await screen.open("/");
    await screen.heading("ログイン");
    await signIn(screen, account("市の管理者"));
    assert.equal(new URL(screen.address()).pathname, "/city", "their work is in their own module");
    assert.deepEqual(loaded, ["day", "city"]);
    await screen.follow("利用組織");
    await screen.heading("利用組織");
    const { organization } = accountOf("kanri.taro");
    await screen.fill("事業所の名称、事業所番号", organization);
    await screen.press("探す");
    await screen.follow(organization);
    await screen.heading("利用組織の登録内容");
    await screen.follow("今日の仕事");
    await screen.heading("今日の仕事");
    assert.deepEqual(loaded, ["day", "city"], "and the way back to it loads nothing");
    await screen.follow("市の職員と端末");
    await screen.heading("市の職員");
    assert.deepEqual(loaded, ["day", "city", "office"]);
    assert.deepEqual(screen.complaints, []);
  });
});

describe("what each listener serves of the modules", () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  const named = (page) =>
    page.evaluate(() => [...document.querySelectorAll("head [href], head [src]")].map((one) => new URL(one.href || one.src).pathname));
  const status = (page, path) => page.evaluate((address) => fetch(address).then((response) => response.status), path);

  test("is what its own pages load, and nothing else", async () => {
    const { page: inner } = await openScreen(browser);
    const { page: outer } = await openScreen(browser, { device: null, origin: product.enrolment });
    const files = {};
    for (const [module, page, path] of [["day", inner, "/"], ["office", inner, "/office"], ["city", inner, "/city"], ["public", outer, "/apply"]]) {
      await page.goto(path);
      files[module] = await named(page);
      assert.equal(files[module].length, 4, module);
    }
    for (const [module, paths] of Object.entries(files)) {
      for (const path of paths) {
        const shared = /\.(css|svg)$/.test(path);
        assert.equal(await status(inner, path), shared || module !== "public" ? 200 : 404, `${path} on the main listener`);
        assert.equal(await status(outer, path), shared || module === "public" ? 200 : 404, `${path} on the enrolment listener`);
      }
    }
  });
});
