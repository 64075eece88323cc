// The first log-in, the administration of an office and the insurer's desk, each screen judged as its users have it.
import { after, before, describe } from "node:test";
import { CITY, FIRST_LOG_IN, FIRST_OF_TWO, OFFICE, SECOND_OF_TWO, spend } from "../lib/administration.mjs";
import { look } from "../lib/look.mjs";
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

on("a newcomer's first log-in", "device", FIRST_LOG_IN);
on("the administrator of an office", "device", OFFICE);
on("the insurer's desk", "cityDevice", CITY);
on("the first of two who permit an office", "cityDevice", FIRST_OF_TWO);
on("the second of two who permit an office", "cityDevice", SECOND_OF_TWO);
