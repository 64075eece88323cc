// Generates a client for Python and one for TypeScript from the published description, and lets each do the work of
// care software on the running product.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { careManager, identity, product, startProduct, stopProduct } from "../browser/lib/product.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const description = join(here, "../../openapi/engawa.json");
const generated = join(here, "generated");

/** Runs a program in this folder; what it says is shown if it fails. */
function run(program, ...words) {
  return execFileSync(program, words, { cwd: here, encoding: "utf8", env: { ...process.env, ...settings() } });
}

/** What the partner's programs are told: who they are and where the insurer is. */
function settings() {
  const { loginId, password } = careManager();
  return {
    ENGAWA_ORIGIN: product.origin,
    ENGAWA_AUTHORITY: join(product.data, "server-authority.pem"),
    ENGAWA_DEVICE: join(generated, "device.pem"),
    ENGAWA_LOGIN_ID: loginId,
    ENGAWA_PASSWORD: password,
    PYTHONPATH: [join(here, ".python"), generated].join(delimiter),
    NODE_NO_WARNINGS: "1",
  };
}

/** The device's certificate and key in one file, as most programs want them. */
function writeDevice() {
  const { cert, key } = identity("device");
  writeFileSync(join(generated, "device.pem"), Buffer.concat([cert, key]), { mode: 0o600 });
}

/** Runs Python with the generator beside it, installed anew when another version is asked for. */
function python(...words) {
  const folder = join(here, ".python");
  const wanted = readFileSync(join(here, "requirements.txt"), "utf8");
  const mark = join(folder, ".installed-from");
  if (!existsSync(mark) || readFileSync(mark, "utf8") !== wanted) {
    rmSync(folder, { recursive: true, force: true });
    run("python3", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--root-user-action=ignore",
      "--target", folder, "-r", "requirements.txt");
    writeFileSync(mark, wanted);
  }
  return run("python3", ...words);
}

rmSync(generated, { recursive: true, force: true });
mkdirSync(generated, { recursive: true });
await startProduct();
after(stopProduct);
writeDevice();

test("a client generated for Python does the work of care software", () => {
  const output = join(generated, "engawa_client");
  const words = ["--path", description, "--config", "generator.yml", "--output-path", output, "--meta", "none"];
  const told = python("-m", "openapi_python_client", "generate", ...words, "--fail-on-warning");
  assert.doesNotMatch(told, /omitted/);
  assert.match(python("partner.py"), /signed out/);
});

test("types generated for TypeScript compile, and a program on them does the same work", () => {
  run("npx", "--no-install", "openapi-typescript", description, "-o", join(generated, "engawa.d.ts"));
  run("npx", "--no-install", "tsc");
  assert.match(run("node", join(generated, "out/partner.js")), /signed out/);
});
