// Today's Chromium with a device certificate. Elements are found as a person names them: role, label, words.
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";
import { identity, product } from "./product.mjs";

/** What keeps a browser under test from calling its maker. */
export const QUIET = [
  "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

export const launch = () =>
  chromium.launch({ executablePath: "/usr/bin/chromium", chromiumSandbox: false, args: QUIET });

/** A window of its own, like a freshly started browser on that device: one of demo.json by name, or its PEM identity. */
export async function openScreen(browser, { device = "device", origin = product.origin, width = 1100, height = 900 } = {}) {
  const context = await browser.newContext({
    baseURL: origin,
    clientCertificates: device ? [{ origin, ...(typeof device === "string" ? identity(device) : device) }] : [],
    ignoreHTTPSErrors: true,
    locale: "ja-JP",
    // The product must not depend on it.
    timezoneId: "America/New_York",
    viewport: { width, height },
  });
  context.setDefaultTimeout(20_000);
  return new Screen(await context.newPage());
}

export class Screen {
  /** Words of the browser that nobody should see: errors of the script, refusals by the policy. */
  complaints = [];
  kind = "today";

  constructor(page) {
    this.page = page;
    page.on("pageerror", (error) => this.complaints.push(`error: ${error.message}`));
    page.on("console", (message) => {
      // A refused call is logged by the browser whatever the page makes of it.
      if (message.type() === "error" && !/Failed to load resource/.test(message.text())) this.complaints.push(message.text());
    });
  }

  open = (path) => this.page.goto(path);
  back = () => this.page.goBack();
  reload = () => this.page.reload();
  address = () => this.page.url();
  title = () => this.page.title();
  text = () => this.page.locator("body").innerText();
  html = () => this.page.content();

  /** Waits for the screen with this heading. */
  heading = (words) => this.page.getByRole("heading", { level: 1, name: words }).waitFor();
  /** The same, for something that may have to be tried again. */
  soon = (words) => this.page.getByRole("heading", { level: 1, name: words }).waitFor({ timeout: 4_000 });
  /** Waits for these words anywhere on the screen. */
  see = (words) => this.page.getByText(words).filter({ visible: true }).first().waitFor();
  /** Waits until these words are gone. */
  gone = (words) => this.page.getByText(words).filter({ visible: true }).first().waitFor({ state: "detached" });

  /** Types into the field with this label; `true` ticks a box. Sections may carry the same words as a field. */
  fill(label, words) {
    const field = this.page.locator("input, textarea").and(this.page.getByLabel(label));
    return words === true ? field.check() : field.fill(words);
  }

  /** Chooses from the list with this label, by its words. */
  choose = (label, option) => this.page.locator("select").and(this.page.getByLabel(label)).selectOption({ label: option });
  /** Puts a file of text into the field with this label. */
  upload = (label, { name, text }) =>
    this.page.getByLabel(label).setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

  /** What a box shows that is to be written down. */
  secret = (id) => this.page.locator(`#${id}`).evaluate((element) => element.textContent);
  press = (name) => this.page.getByRole("button", { name, exact: true }).filter({ visible: true }).click();
  /** Presses what saves a file; where the file lies then, as long as the window is open. */
  async save(name) {
    const [download] = await Promise.all([this.page.waitForEvent("download"), this.press(name)]);
    return download.path();
  }
  follow = (name) => this.page.getByRole("link", { name }).filter({ visible: true }).first().click();
  /** Follows the link in the row of a table that has these words. */
  followInRow = (words) => this.page.getByRole("row").filter({ hasText: words }).getByRole("link").first().click();
  /** Whether there is a link with these words. */
  offers = async (name) => (await this.page.getByRole("link", { name }).filter({ visible: true }).count()) > 0;
  /** The words of the menu with this name. */
  menu = (name) => this.page.getByRole("navigation", { name, exact: true }).innerText();

  /** Waits for a warning; its words. */
  warning = () => this.page.getByRole("alert").filter({ visible: true }).first().innerText();

  /** Saves what the link with these words leads to: the file's name and bytes. */
  async download(words) {
    const link = this.page.getByRole("link", { name: words });
    await link.waitFor();
    const [saved] = await Promise.all([this.page.waitForEvent("download"), link.click()]);
    return { name: saved.suggestedFilename(), bytes: readFileSync(await saved.path()) };
  }

  /** The words of the section with this heading of the second level, once it has them. */
  async section(name) {
    const section = this.page.getByRole("region", { name, exact: true });
    await section.waitFor();
    await section.getByText("読み込み中です…").waitFor({ state: "detached" });
    return section.innerText();
  }

  /** Waits for the picture of a document's page; its size in pixels. */
  async picture(alt) {
    const image = this.page.getByRole("img", { name: alt });
    await image.waitFor();
    return image.evaluate(async (element) => {
      await element.decode();
      return { width: element.naturalWidth, height: element.naturalHeight };
    });
  }

  async size(width, height = 900) {
    await this.page.setViewportSize({ width, height });
  }

  photograph = (path) => this.page.screenshot({ path, fullPage: true });
  close = () => this.page.context().close();
}
