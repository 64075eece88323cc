// The first log-in, the administration of an office and the insurer's desk, each screen judged as its users have it.
import { after, before, describe } from "node:test";
import { RUNS, city, firstLogIn, firstOfTwo, office, secondOfTwo, spend } from "../lib/administration.mjs";
import { look } from "../lib/look.mjs";
import { publishing } from "../lib/texts.mjs";
import { launch, openScreen } from "../lib/today.mjs";

/** A freshly started browser on that device, and its steps. */
function on(words, device, steps) {
  describe(words, () => {
    let browser, screen;
    before(async () => {
      browser = await launch();
      screen = await openScreen(browser, { device });
    });
    after(() => browser?.close());
    spend(steps, () => screen, look);
  });
}

const run = RUNS.today;
on("a newcomer's first log-in", "device", firstLogIn(run));
on("the administrator of an office", "device", office(run));
on("the insurer's desk", "cityDevice", city(run));
on("the one who publishes a text", "cityDevice", publishing("2026-10"));
on("the first of two who permit an office", "cityDevice", firstOfTwo(run));
on("the second of two who permit an office", "cityDevice", secondOfTwo(run));
