// The issued PKCS #12 file in the browser's own store, with the browser's own TLS: what a user's device really does.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { ownBrowser, withoutRoot } from "../lib/own-browser.mjs";
import { product } from "../lib/product.mjs";
import { signedIn } from "../lib/sign-in.mjs";

describe("the issued certificate file", { skip: withoutRoot }, () => {
  let own;
  before(() => {
    own = ownBrowser();
  });
  after(() => own.close());

  test("can be imported, and signs in", async () => {
    const { p12, password } = product.demo.device;
    own.take(p12, password);
    const screen = await own.open();
    await signedIn(screen);
    assert.match(await screen.text(), /この端末/);
  });
});
