// The same days in Chromium 69: what works there works on every device that the product promises to serve.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { RUNS, city, firstLogIn, firstOfTwo, office, secondOfTwo, spend } from "../lib/administration.mjs";
import { spendDay } from "../lib/flow.mjs";
import { keepPicture, openOldScreen } from "../lib/old.mjs";

/** A Chromium 69 on that device, and what is done with it. */
function on(words, device, steps) {
  describe(words, () => {
    let screen;
    before(async () => {
      screen = await openOldScreen({ device });
    });
    after(() => screen?.close());
    steps(() => screen);
  });
}

on("a care manager's day in Chromium 69", "device", (onScreen) => {
  test("is spent in the real thing", () => {
    assert.match(onScreen().version, /\/69\./);
  });
  spendDay(onScreen, keepPicture, 120_000);
});

const run = RUNS.old;
on("an office's administration in Chromium 69, and the first log-in of whom it has invited", "device", (onScreen) =>
  spend([...office(run), ...firstLogIn(run)], onScreen, keepPicture));
on("the insurer's desk in Chromium 69", "cityDevice", (onScreen) =>
  spend([...city(run), ...firstOfTwo(run), ...secondOfTwo(run)], onScreen, keepPicture));
