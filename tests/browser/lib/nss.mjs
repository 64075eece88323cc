// The certificate store that Chromium and Qt's WebEngine keep in their user's folder.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";

/** The store of a user, made if the browser has not done so. */
function store(home) {
  const folder = join(home, ".pki/nssdb");
  if (!existsSync(join(folder, "cert9.db"))) {
    mkdirSync(folder, { recursive: true });
    execFileSync("certutil", ["-d", `sql:${folder}`, "-N", "--empty-password"]);
  }
  return `sql:${folder}`;
}

/** Puts a PKCS #12 file into it, as its user does. */
export function importInto(home, p12, password) {
  execFileSync("pk12util", ["-i", p12, "-d", store(home), "-W", password], { stdio: "ignore" });
}

/** Has it trust those that this authority (PEM) vouches for. */
export function trustIn(home, authority) {
  execFileSync("certutil", ["-d", store(home), "-A", "-n", "the product's own", "-t", "C,,", "-i", authority]);
}
