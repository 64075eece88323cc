// Chromium 69, the oldest browser that the product serves: unpacked from its npm package, driven by the puppeteer of
// its time. Offers the same screen as `today.mjs`, found by words in the page itself.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import https from "node:https";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as moment } from "node:timers/promises";
import { brotliDecompressSync } from "node:zlib";
import { output, product } from "./product.mjs";
import { startProxy } from "./proxy.mjs";

const require = createRequire(import.meta.url);
const PATIENCE = 20_000;

/** The program's path; unpacked once. */
function program() {
  const folder = join(dirname(require.resolve("chrome-aws-lambda/package.json")), "bin");
  const unpacked = join(folder, "chromium-69");
  if (!existsSync(unpacked)) {
    const packed = readFileSync(join(folder, "chromium-69.0.3494.0.br"));
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${unpacked}.part`, brotliDecompressSync(packed));
    chmodSync(`${unpacked}.part`, 0o755);
    renameSync(`${unpacked}.part`, unpacked);
  }
  return unpacked;
}

/** The browser with one screen; the certificate comes from the proxy, the addresses stay the product's own. */
export async function openOldScreen({ device = "device", origin = product.origin } = {}) {
  // A library of its time puts functions of its own in the place of these two, which today's Playwright cannot call.
  const { request, get } = https;
  const puppeteer = require("puppeteer-core");
  Object.assign(https, { request, get });
  const proxy = await startProxy(device);
  const browser = await puppeteer.launch({
    executablePath: program(),
    ignoreHTTPSErrors: true,
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-sync",
      "--disable-background-networking", "--disable-component-update", "--lang=ja",
      `--host-resolver-rules=MAP localhost:${product.port} 127.0.0.1:${proxy.port}`,
    ],
  });
  const page = await browser.newPage();
  await page.setViewport({ width: 1100, height: 900 });
  const files = mkdtempSync(join(tmpdir(), "engawa-files-"));
  const saved = join(files, "saved");
  mkdirSync(saved);
  // Puppeteer of this age has no words for what is saved; the browser's protocol has.
  await page._client.send("Page.setDownloadBehavior", { behavior: "allow", downloadPath: saved });
  const close = async () => {
    await browser.close();
    proxy.close();
    rmSync(files, { recursive: true, force: true });
  };
  return new OldScreen(page, { version: await browser.version(), close, origin, files, saved });
}

/** Keeps a picture of the screen under this name. What is wrong with its looks, people find. */
export async function keepPicture(screen, name) {
  const folder = join(output, screen.kind);
  mkdirSync(folder, { recursive: true });
  await screen.photograph(join(folder, `${name}.png`));
  return [];
}

/**
 * Runs in the page. What is there, by words: `role` is heading, button, link, row, label, picture, section, menu, warning
 * or words. A pattern comes as its source, for functions and patterns do not travel.
 */
function findInPage({ role, words, pattern }) {
  // A wide space and a line's end read like any other space.
  const tidy = (text) => text.replace(/\s+/g, " ").trim();
  const said = (element) => tidy(element.innerText);
  const fits = (text) => (pattern ? new RegExp(pattern).test(text) : tidy(text).includes(tidy(words)));
  const exactly = (text) => (pattern ? new RegExp(pattern).test(text) : tidy(text) === tidy(words));
  const shown = (element) => element.getClientRects().length > 0;
  const all = (selector) => Array.from(document.querySelectorAll(selector)).filter(shown);
  switch (role) {
    case "heading":
      return all("h1").find((element) => fits(said(element)));
    case "button":
      return all("button").find((element) => exactly(said(element)));
    case "link":
      return all("a[href]").find((element) => fits(element.textContent.trim()));
    case "label": {
      const label = all("label").find((element) => fits(said(element)));
      return label && label.control;
    }
    case "row": {
      const row = all("tr").find((element) => fits(said(element)));
      return row && row.querySelector("a[href]");
    }
    case "menu":
      return all("nav").find((element) => element.getAttribute("aria-label") === words);
    case "warning":
      return all("[role=alert]")[0];
    case "picture":
      return all("img").find((element) => element.alt === words && element.complete && element.naturalWidth > 0);
    case "section": {
      const heading = all("section h2").find((element) => exactly(said(element)));
      const section = heading && heading.closest("section");
      return section && !section.innerText.includes("読み込み中です…") ? section : null;
    }
    default:
      return fits(document.body.innerText) ? document.body : null;
  }
}

const asked = (role, words = "") => (words instanceof RegExp ? { role, pattern: words.source } : { role, words });

export class OldScreen {
  complaints = [];
  kind = "chromium-69";

  constructor(page, its) {
    Object.assign(this, { page, ...its });
    page.on("pageerror", (error) => this.complaints.push(`error: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error" && !/Failed to load resource/.test(message.text())) this.complaints.push(message.text());
    });
  }

  open = (path) => this.page.goto(`${this.origin}${path}`);
  back = () => this.page.goBack();
  reload = () => this.page.reload();
  address = () => this.page.url();
  title = () => this.page.title();
  text = () => this.page.evaluate(() => document.body.innerText);
  html = () => this.page.content();

  async find(role, words, timeout = PATIENCE) {
    try {
      const handle = await this.page.waitForFunction(findInPage, { timeout, polling: 50 }, asked(role, words));
      return handle.asElement();
    } catch (error) {
      throw new Error(`no ${role} ${words} on: ${(await this.text()).slice(0, 600)}`, { cause: error });
    }
  }

  heading = (words) => this.find("heading", words);
  soon = (words) => this.find("heading", words, 4_000);
  see = (words) => this.find("words", words);

  async gone(words) {
    await this.page.waitForFunction((text) => !document.body.innerText.includes(text), { timeout: PATIENCE, polling: 50 }, words);
  }

  async fill(label, words) {
    const field = await this.find("label", label);
    if (words === true) return this.click(field);
    await field.click({ clickCount: 3 });
    await field.press("Backspace");
    // What an input method does; this browser's protocol cannot send such characters otherwise.
    await this.page.evaluate((text) => document.execCommand("insertText", false, text), words);
  }

  async choose(label, option) {
    const list = await this.find("label", label);
    await this.page.evaluate(
      (element, words) => {
        element.value = Array.from(element.options).find((one) => one.text === words).value;
        element.dispatchEvent(new Event("change", { bubbles: true }));
      },
      list,
      option,
    );
  }

  async upload(label, { name, text }) {
    const file = join(mkdtempSync(join(this.files, "chosen-")), name);
    writeFileSync(file, text);
    await (await this.find("label", label)).uploadFile(file);
  }

  /** What a box shows that is to be written down. */
  secret = (id) => this.page.evaluate((name) => document.getElementById(name).textContent, id);

  async press(name) {
    await this.click(await this.find("button", name));
  }

  async follow(name) {
    await this.click(await this.find("link", name));
  }

  async followInRow(words) {
    await this.click(await this.find("row", words));
  }

  offers = (words) => this.page.evaluate(findInPage, asked("link", words)).then(Boolean);
  menu = (name) => this.words("menu", name);
  warning = () => this.words("warning");
  section = (name) => this.words("section", name);

  /** The words of what is found. */
  words = async (role, name) => this.page.evaluate((element) => element.innerText, await this.find(role, name));

  async download(words) {
    const before = new Set(readdirSync(this.saved));
    await this.follow(words);
    for (const patience = Date.now() + PATIENCE; Date.now() < patience; await moment(20)) {
      const name = readdirSync(this.saved).find((file) => !before.has(file) && !file.endsWith(".crdownload"));
      if (name) return { name, bytes: readFileSync(join(this.saved, name)) };
    }
    throw new Error(`${words} saved nothing`);
  }

  async click(element) {
    // Puppeteer of this age clicks where the element was before it scrolled.
    await this.page.evaluate((target) => target.scrollIntoView(), element);
    await element.click();
  }

  async picture(alt) {
    const image = await this.find("picture", alt);
    return this.page.evaluate(({ naturalWidth, naturalHeight }) => ({ width: naturalWidth, height: naturalHeight }), image);
  }

  photograph = (path) => this.page.screenshot({ path, fullPage: true });
}
