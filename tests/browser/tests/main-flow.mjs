// The whole day in today's Chromium, each screen judged as its different users have it.
import { after, before, describe } from "node:test";
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

  spendDay(() => screen, look, 180_000);
});
