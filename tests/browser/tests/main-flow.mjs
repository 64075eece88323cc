// The whole day in today's Chromium, each screen judged as its different users have it.
import { after, before, describe, test } from "node:test";
import { STEPS } from "../lib/flow.mjs";
import { look } from "../lib/look.mjs";
import { launch, openScreen } from "../lib/today.mjs";

describe("a care manager's day in today's Chromium", () => {
  let browser, screen;
  before(async () => {
    browser = await launch();
    screen = await openScreen(browser);
  });
  after(() => browser?.close());

  for (const { name, run } of STEPS) {
    test(name, { timeout: 180_000 }, () => run(screen, (screenName) => look(screen, screenName)));
  }
});
