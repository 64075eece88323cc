// The browser of 2018 as its user has it: Chromium 69 in Qt 5.12, with a certificate store of its own, which also says
// whom it trusts, and TLS of its own. `cargo xtask test` fetches it; nothing of it needs root. The window is made by
// `qt-window.py`; the pages in it are driven as those of Chromium 69 are.
import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { importInto, trustIn } from "./nss.mjs";
import { OldScreen } from "./old.mjs";
import { freePort, output, product } from "./product.mjs";

const require = createRequire(import.meta.url);
const { Browser } = require("puppeteer-core/lib/Browser");
const { Connection } = require("puppeteer-core/lib/Connection");
const PATIENCE = 20_000;
/** Of the window, as `qt-window.py` makes it. */
const HEIGHT = 900;
const WINDOW = fileURLToPath(new URL("qt-window.py", import.meta.url));

const folder = process.env.ENGAWA_QT ?? join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "engawa/qt-5.12");

/** What to say where there is none. */
export const withoutQt =
  process.env.ENGAWA_WITHOUT_QT ||
  (!existsSync(join(folder, ".installed-from")) && `Qt 5.12 is not in ${folder}; cargo xtask test --only browser fetches it`);

/** A fresh one, with nothing in its store. */
export function qtBrowser() {
  const home = mkdtempSync(join(tmpdir(), "engawa-qt-home-"));
  const windows = [];
  mkdirSync(join(output, "qt-5.12"), { recursive: true });
  trustIn(home, join(product.data, "server-authority.pem"));

  async function open(origin, certificate) {
    const there = await openWindow(home, certificate);
    windows.push(there);
    return new QtScreen(there, origin);
  }

  return {
    /** Before it has any certificate, where none is asked for. */
    visit: () => open(product.enrolment, "none"),
    /** Puts a PKCS #12 file into its store, as its user does. */
    take: (p12, password) => importInto(home, p12, password),
    /** On the product; asked for a certificate, its user shows the "first" one or "none". */
    open: (certificate = "first") => open(product.origin, certificate),
    async close() {
      for (const there of windows) await there.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** A process of its own: its page, and what it tells. */
async function openWindow(home, certificate) {
  // A shim in front of it may look for itself in the user's own folder, which is another one below.
  const python = execFileSync("python3", ["-c", "import sys; print(sys.executable)"], { encoding: "utf8" }).trim();
  const port = await freePort();
  const log = openSync(join(output, "qt-5.12.log"), "a");
  const child = spawn(python, ["-s", WINDOW, certificate], {
    stdio: ["pipe", "pipe", log],
    env: {
      PATH: process.env.PATH,
      HOME: home,
      XDG_RUNTIME_DIR: home,
      LANG: "ja_JP.UTF-8",
      // The product must not depend on it.
      TZ: "America/New_York",
      PYTHONPATH: folder,
      QT_QPA_PLATFORM: "offscreen",
      QT_QUICK_BACKEND: "software",
      QTWEBENGINE_DISABLE_SANDBOX: "1",
      QTWEBENGINE_CHROMIUM_FLAGS: "--disable-gpu --disable-dev-shm-usage",
      QTWEBENGINE_REMOTE_DEBUGGING: `127.0.0.1:${port}`,
    },
  });
  closeSync(log);
  const told = createInterface({ input: child.stdout });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const close = async () => {
    child.stdin.destroy();
    const patience = setTimeout(() => child.kill("SIGKILL"), 5_000);
    await ended;
    clearTimeout(patience);
  };
  try {
    await Promise.race([
      hears(told, "loaded"),
      ended.then(() => Promise.reject(new Error(`Qt 5.12 opens no window; see ${join(output, "qt-5.12.log")}`))),
    ]);
    const about = await (await fetch(`http://127.0.0.1:${port}/json/version`)).json();
    // Put together by hand: puppeteer's own way asks for separate users of one browser, and Qt's has only one.
    const connection = await Connection.createForWebSocket(about.webSocketDebuggerUrl);
    const browser = await Browser.create(connection, [], false, null);
    const [page] = await browser.pages();
    const order = (what) => child.stdin.write(`${JSON.stringify(what)}\n`);
    return { page, version: about["User-Agent"], told, order, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What the window tells next about such a thing. */
function hears(told, thing) {
  return new Promise((resolve, reject) => {
    const tooLate = setTimeout(() => reject(new Error(`the window never told of ${thing}`)), PATIENCE);
    const listen = (line) => {
      const fact = JSON.parse(line);
      if (!(thing in fact)) return;
      clearTimeout(tooLate);
      told.off("line", listen);
      resolve(fact);
    };
    told.on("line", listen);
  });
}

class QtScreen extends OldScreen {
  kind = "qt-5.12";

  constructor({ page, version, told, order, close }, origin) {
    super(page, { version, close, origin });
    Object.assign(this, { told, order });
  }

  hears = (thing) => hears(this.told, thing);

  /** What the window says of loading counts: puppeteer misses the end of the first page of another process. */
  open = async (path) => {
    const navigate = this.page._client.send("Page.navigate", { url: `${this.origin}${path}` });
    const [{ errorText }] = await Promise.all([navigate, this.hears("loaded")]);
    if (errorText) throw new Error(errorText);
  };

  /** Presses what saves a file; where the file lies then. */
  async save(name) {
    const [{ saved }] = await Promise.all([this.hears("saved"), this.press(name)]);
    return saved;
  }

  /** The whole page in a window of that height, with a mark in the corner that shows that nothing older is seen. */
  photograph = async (path) => {
    const high = await this.page.evaluate(() => document.documentElement.scrollHeight);
    await this.height(Math.max(high, HEIGHT));
    const mark = `#${randomBytes(3).toString("hex")}`;
    await this.page.evaluate((colour) => {
      const spot = document.documentElement.appendChild(document.createElement("i"));
      spot.id = "mark-of-the-photographer";
      const look = { position: "fixed", right: 0, bottom: 0, width: "4px", height: "4px", background: colour, zIndex: 9999 };
      Object.assign(spot.style, look);
    }, mark);
    const done = this.hears("photographed");
    this.order({ photograph: path, mark });
    await done;
    await this.page.evaluate(() => document.getElementById("mark-of-the-photographer").remove());
    await this.height(HEIGHT);
  };

  async height(pixels) {
    this.order({ height: pixels });
    await this.page.waitForFunction((height) => innerHeight === height, { timeout: PATIENCE }, pixels);
  }
}
