// The issued PKCS #12 file in the browser's own store, with the browser's own TLS: what a user's device really does.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { describeUnless } from "../lib/missing.mjs";
import { ownBrowser, withoutRoot } from "../lib/own-browser.mjs";
import { output, product } from "../lib/product.mjs";
import { qtBrowser, withoutQt } from "../lib/qt-browser.mjs";
import { signedIn } from "../lib/sign-in.mjs";

describeUnless(withoutRoot, "the issued certificate file", () => {
  let own;
  before(() => {
    own = ownBrowser();
  });
  after(() => own?.close());

  test("can be imported, and signs in", async () => {
    const { p12, password } = product.demo.device;
    own.take(p12, password);
    const screen = await own.open();
    await signedIn(screen);
    assert.match(await screen.text(), /この端末/);
  });
});

describeUnless(withoutQt, "the issued certificate file in the browser of 2018", () => {
  let own;
  before(() => {
    own = qtBrowser();
  });
  after(() => own?.close());

  /** A visit that must lead nowhere: how the browser calls it, and what it shows. */
  async function refused(screen, name) {
    // The server ends the connection; whether its reason is read before the end is chance.
    await assert.rejects(screen.open("/"), /net::ERR_(BAD_SSL_CLIENT_AUTH_CERT|CONNECTION_RESET)/);
    await screen.photograph(join(output, screen.kind, `${name}.png`));
    assert.doesNotMatch(await screen.text(), /ログインID|縁側/);
  }

  test("is missed: without any nothing is shown", { timeout: 60_000 }, async () => {
    const screen = await own.open();
    assert.match(screen.version, /\/69\./);
    await refused(screen, "no-certificate");
  });

  test("is missed: whose user shows none sees nothing, though there is one", { timeout: 60_000 }, async () => {
    const { p12, password } = product.demo.device;
    own.take(p12, password);
    const screen = await own.open("none");
    const asked = screen.hears("asked");
    await refused(screen, "none-shown");
    assert.deepEqual(await asked, { asked: `localhost:${product.port}`, offered: 1, shown: "none" });
  });

  test("can be imported, is asked for and shown, and signs in", { timeout: 60_000 }, async () => {
    const screen = await own.open();
    const asked = screen.hears("asked");
    await signedIn(screen);
    assert.deepEqual(await asked, { asked: `localhost:${product.port}`, offered: 1, shown: "first" });
    assert.match(await screen.text(), /この端末/);
  });
});
