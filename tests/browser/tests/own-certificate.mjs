// The issued PKCS #12 file in the browser's own store, with the browser's own TLS: what a user's device really does.
// Needs root, for the policy that picks the certificate lies in the system's folder; it is taken away afterwards.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { product } from "../lib/product.mjs";
import { signedIn } from "../lib/sign-in.mjs";
import { QUIET, Screen } from "../lib/today.mjs";

const POLICIES = "/etc/chromium/policies/managed";
const asRoot = process.getuid() === 0;

describe("the issued certificate file", { skip: !asRoot && "needs root" }, () => {
  const policy = join(POLICIES, `engawa-test-${process.pid}.json`);
  let home, context;
  before(() => {
    home = mkdtempSync(join(tmpdir(), "engawa-home-"));
    const store = join(home, ".pki/nssdb");
    mkdirSync(store, { recursive: true });
    const { p12, password } = product.demo.device;
    execFileSync("certutil", ["-d", `sql:${store}`, "-N", "--empty-password"]);
    execFileSync("pk12util", ["-i", p12, "-d", `sql:${store}`, "-W", password]);
    mkdirSync(POLICIES, { recursive: true });
    const choose = JSON.stringify({ pattern: product.origin, filter: {} });
    writeFileSync(policy, JSON.stringify({ AutoSelectCertificateForUrls: [choose] }));
  });
  after(async () => {
    await context?.close();
    rmSync(policy, { force: true });
    rmSync(home, { recursive: true, force: true });
  });

  test("can be imported, and signs in", async () => {
    context = await chromium.launchPersistentContext(join(home, "profile"), {
      executablePath: "/usr/bin/chromium",
      chromiumSandbox: false,
      args: QUIET,
      env: { ...process.env, HOME: home },
      baseURL: product.origin,
      ignoreHTTPSErrors: true,
      viewport: { width: 1100, height: 900 },
    });
    context.setDefaultTimeout(20_000);
    const screen = new Screen(context.pages()[0] ?? (await context.newPage()));
    await signedIn(screen);
    assert.match(await screen.text(), /この端末/);
  });
});
