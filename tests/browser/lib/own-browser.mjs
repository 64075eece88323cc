// A browser as a user has it: a certificate store of its own, TLS of its own, and the policy that picks the certificate.
// Needs root, for the policy lies in the system's folder; it is taken away whatever ends this program.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { chromium } from "playwright-core";
import { importInto } from "./nss.mjs";
import { product } from "./product.mjs";
import { QUIET, Screen, openScreen } from "./today.mjs";

const POLICIES = "/etc/chromium/policies/managed";

/** What to say where such a browser cannot be had. */
export const withoutRoot = process.getuid() !== 0 && "needs root";

/** A fresh one, with nothing in its store. */
export function ownBrowser() {
  const home = mkdtempSync(join(tmpdir(), "engawa-home-"));
  const policy = join(POLICIES, `${basename(home)}.json`);
  const withoutPolicy = () => rmSync(policy, { force: true });
  let context;
  process.once("exit", withoutPolicy);
  return {
    /** Before it has any certificate, where none is asked for; a window of a browser that is there already. */
    visit: (browser) => openScreen(browser, { device: null, origin: product.enrolment }),
    /** Puts a PKCS #12 file into its store, as its user does. */
    take: (p12, password) => importInto(home, p12, password),
    /** Opens it. */
    async open() {
      mkdirSync(POLICIES, { recursive: true });
      const choose = JSON.stringify({ pattern: product.origin, filter: {} });
      writeFileSync(policy, JSON.stringify({ AutoSelectCertificateForUrls: [choose] }));
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
      return new Screen(context.pages()[0] ?? (await context.newPage()));
    },
    async close() {
      withoutPolicy();
      await context?.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
