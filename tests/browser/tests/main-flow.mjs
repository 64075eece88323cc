// The whole day in today's Chromium, each screen judged as its different users have it.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { spendDay } from "../lib/flow.mjs";
import { look } from "../lib/look.mjs";
import { launch, openScreen } from "../lib/today.mjs";

describe("a care manager's day in today's Chromium", () => {
  let browser, screen;
  before(async () => {
    browser = await launch();
    screen = await openScreen(browser);
  });
  after(() => browser?.close());

  test("is judged by somebody who finds what is wrong", async () => {
    const bad = await openScreen(browser, { device: null });
    await bad.page.setContent('<html lang="ja"><title>x</title><main><h1>x</h1><img src="x"><p style="width:2000px">x</p></main>');
    const findings = (await look(bad, "bad")).join("\n");
    await bad.close();
    assert.match(findings, /bad, phone: axe image-alt: 画像には/);
    assert.match(findings, /bad, desk: scrolls sideways: <p/);
    assert.match(findings, /bad, 320 px: scrolls sideways/);
  });

  spendDay(() => screen, look, 180_000);
});
