// A loopback proxy that adds the device's certificate, for a browser that cannot bring its own. It passes the bytes on
// as they are: what the browser sends and gets is what it would have without the proxy.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import tls from "node:tls";
import { identity, product } from "./product.mjs";

function ownCertificate() {
  const folder = mkdtempSync(join(tmpdir(), "engawa-proxy-"));
  const [key, cert] = ["key.pem", "cert.pem"].map((name) => join(folder, name));
  const kind = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"];
  execFileSync("openssl", ["req", ...kind, "-keyout", key, "-out", cert], { stdio: "ignore" });
  const pair = { key: readFileSync(key), cert: readFileSync(cert) };
  rmSync(folder, { recursive: true });
  return pair;
}

/** Listens on a port of its own and brings the certificate of a device of demo.json; ends with `close()`. */
export function startProxy(device) {
  const shown = identity(device);
  const open = new Set();
  const server = tls.createServer(ownCertificate(), (browser) => {
    const upstream = tls.connect({
      host: "127.0.0.1",
      port: product.port,
      servername: "localhost",
      ...shown,
      rejectUnauthorized: false,
    });
    for (const [from, to] of [[browser, upstream], [upstream, browser]]) {
      open.add(from);
      from.on("close", () => {
        open.delete(from);
        to.destroy();
      });
      // A connection that breaks is the browser's matter, which asks again.
      from.on("error", () => to.destroy());
      from.pipe(to);
    }
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () =>
      resolve({
        port: server.address().port,
        close() {
          server.close();
          for (const socket of open) socket.destroy();
        },
      }),
    );
  });
}
