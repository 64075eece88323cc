// Starts `engawa demo` in a folder of its own and on a port of its own, and ends it. Afterwards `product` says where it
// is and who may sign in.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as moment } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));
/** Where pictures and logs are kept for people to look at; not committed. */
export const output = join(root, "tests/browser/output");

/** Filled by `startProduct`: `origin`, `port`, `enrolment` (the origin that asks for no certificate), `program`, `data`, `demo` (what demo.json says), `log` (a file). */
export const product = {};

let running;

const isFree = (port) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => {
      const given = server.address().port;
      server.close(() => resolve(given));
    });
  });

/** A port that is free. */
export const freePort = () => isFree(0);

/** A port that is free, with the one after it, on which the demo takes in applications. */
async function freePorts() {
  for (;;) {
    const port = await freePort();
    if (port && (await isFree(port + 1))) return port;
  }
}

export async function startProduct() {
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  product.program = process.env.ENGAWA_PROGRAM ?? join(resolve(root, process.env.CARGO_TARGET_DIR ?? "target"), "debug/engawa");
  product.data = mkdtempSync(join(tmpdir(), "engawa-browser-"));
  product.port = await freePorts();
  product.log = join(output, "engawa.log");
  const web = process.env.ENGAWA_WEB ?? join(root, "frontend/dist");
  const listen = `127.0.0.1:${product.port}`;
  running = spawn(product.program, ["demo", "--data", product.data, "--web", web, "--listen", listen], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.stderr.pipe(createWriteStream(product.log));
  // What it prints for the person who started it; the log-ins of the demonstration are among it.
  const told = createWriteStream(join(output, "engawa.told"));
  product.origin = await new Promise((resolve, reject) => {
    running.once("error", reject);
    running.once("exit", (code) => reject(new Error(`engawa ended with ${code}; see ${product.log}`)));
    createInterface({ input: running.stdout }).on("line", (line) => {
      told.write(`${line}\n`);
      const ready = /^ready (https:\/\/\S+)/.exec(line);
      if (ready) resolve(ready[1].replace(/\/$/, ""));
    });
  });
  product.demo = JSON.parse(readFileSync(join(product.data, "demo.json"), "utf8"));
  product.enrolment = product.demo.enrolmentOrigin;
  assert.equal(new URL(product.origin).port, String(product.port), "the product listens where it was told to");
}

export async function stopProduct() {
  if (running && running.exitCode === null) {
    const ended = new Promise((resolve) => running.once("exit", resolve));
    running.kill("SIGTERM");
    await ended;
  }
  if (product.data) rmSync(product.data, { recursive: true, force: true });
}

/** The first account of a role, as the product calls it in Japanese. */
export function account(role) {
  const found = product.demo.accounts.find((one) => one.role === role);
  assert.ok(found, `demo.json has no account with role ${role}`);
  return found;
}

/** The account with this login ID. */
export function accountOf(loginId) {
  const found = product.demo.accounts.find((one) => one.loginId === loginId);
  assert.ok(found, `demo.json has no account ${loginId}`);
  return found;
}

/** Until so long after a change from elsewhere, the server goes by what it has read before. */
const BELIEVED_MS = 1_000;

/** As if everybody had given the password ten minutes ago: for what must not be done without giving it again. */
export async function passwordsAge() {
  const ago = "UPDATE sessions SET confirmed_at = datetime(confirmed_at, '-10 minutes')";
  execFileSync("sqlite3", ["-cmd", ".timeout 5000", join(product.data, "engawa.sqlite"), ago]);
  await moment(BELIEVED_MS + 50);
}

/** The account of the care manager whose day is spent. */
export const careManager = () => account("ケアマネジャー");

/** The person with a story: `name`, `kana`, `insuredNumber`. */
export function person(role) {
  const found = product.demo.people[role];
  assert.ok(found, `demo.json has no person ${role}`);
  return found;
}

/** Certificate and key of a device of demo.json, PEM. */
export const identity = (device) => identityOf(product.demo[device]);

/** Certificate and key, PEM, out of the file that a device's user gets. */
export function identityOf({ p12, password }) {
  const take = (...what) =>
    execFileSync("openssl", ["pkcs12", "-in", p12, "-passin", "env:P12", "-nodes", ...what], {
      env: { ...process.env, P12: password },
      stdio: ["ignore", "pipe", "ignore"],
    });
  return { cert: take("-clcerts", "-nokeys"), key: take("-nocerts") };
}
