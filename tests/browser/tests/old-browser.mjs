// The same day in Chromium 69: what works there works on every device that the product promises to serve.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { spendDay } from "../lib/flow.mjs";
import { openOldScreen } from "../lib/old.mjs";
import { output } from "../lib/product.mjs";

describe("a care manager's day in Chromium 69", () => {
  let screen;
  before(async () => {
    screen = await openOldScreen();
    mkdirSync(join(output, "chromium-69"), { recursive: true });
  });
  after(() => screen?.close());

  test("is spent in the real thing", () => {
    assert.match(screen.version, /\/69\./);
  });

  const photograph = async (there, name) => {
    await there.photograph(join(output, "chromium-69", `${name}.png`));
    return [];
  };
  spendDay(() => screen, photograph, 120_000);
});
