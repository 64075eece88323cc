// Looks at a screen as its different users have it: on a desk, on a phone, with large letters. Each look is judged by
// axe (Japanese words), checked for sideways scrolling, and kept as a picture.
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { output } from "./product.mjs";

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const JAPANESE = readFileSync(require.resolve("axe-core/locales/ja.json"), "utf8");

/** Name, width in CSS pixels, size of the letters as the product's own buttons set it: `xlarge` is 150 %. */
export const LOOKS = [
  { name: "desk", width: 1100, letters: "normal" },
  { name: "phone", width: 360, letters: "normal" },
  { name: "desk-large-letters", width: 1100, letters: "xlarge" },
  { name: "phone-large-letters", width: 360, letters: "xlarge" },
];

/** What must stay usable without scrolling sideways (WCAG 2.2, 1.4.4 and 1.4.10): zoom makes the window narrower. */
const REFLOW = [
  { name: "320 px", width: 320, letters: "normal" },
  { name: "tablet", width: 768, letters: "normal" },
  { name: "tablet with large letters", width: 768, letters: "xlarge" },
  { name: "desk at 200 %", width: 640, letters: "normal" },
];

/** Judge and photograph the screen as it is now, under this name; what is wrong with it, in words. */
export async function look(screen, name) {
  const { page } = screen;
  const before = page.viewportSize();
  const findings = [];
  for (const { name: kind, width, letters } of LOOKS) {
    await arrange(screen, width, letters);
    findings.push(...(await axe(page)).map((finding) => `${kind}: ${finding}`));
    findings.push(...(await sideways(page)).map((finding) => `${kind}: ${finding}`));
    findings.push(...(await overflowing(page)).map((finding) => `${kind}: ${finding}`));
    mkdirSync(join(output, kind), { recursive: true });
    await screen.photograph(join(output, kind, `${name}.png`));
  }
  for (const { name: kind, width, letters } of REFLOW) {
    await arrange(screen, width, letters);
    findings.push(...(await sideways(page)).map((finding) => `${kind}: ${finding}`));
    findings.push(...(await overflowing(page)).map((finding) => `${kind}: ${finding}`));
  }
  await arrange(screen, before.width, "normal");
  await screen.size(before.width, before.height);
  return findings.map((finding) => `${name}, ${finding}`);
}

/** The size of the letters is set without the buttons, which not every screen has. */
async function arrange(screen, width, letters) {
  await screen.size(width);
  await screen.page.evaluate((size) => document.documentElement.setAttribute("data-text", size), letters);
  // Two frames: the first lays out, the second has painted.
  await screen.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

async function axe(page) {
  await page.evaluate(`window.axe || (() => { ${AXE}\n;axe.configure({ locale: ${JAPANESE} }); })()`);
  const violations = await page.evaluate(async () => {
    const { violations } = await axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      resultTypes: ["violations"],
    });
    return violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map((node) => ({ where: node.target.join(" "), html: node.html, why: node.failureSummary })),
    }));
  });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ where, html, why }) => `axe ${id}: ${help} at ${where} ${html.slice(0, 160)} (${why.replace(/\s+/g, " ")})`),
  );
}

const sideways = (page) =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.scrollingElement.scrollWidth <= width) return [];
    // The innermost elements that stick out say best where to look.
    const out = [...document.body.querySelectorAll("*")].filter(
      (element) =>
        element.getBoundingClientRect().right > width + 1 &&
        ![...element.children].some((child) => child.getBoundingClientRect().right > width + 1),
    );
    return [`scrolls sideways: ${out.slice(0, 3).map((element) => element.outerHTML.slice(0, 160)).join(" | ")}`];
  });

/** Words that run out of their box, and so over those of the next one. */
const overflowing = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("td, th, dt, dd, button, a, p, h1, h2, h3")]
      .filter((element) => element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1)
      .filter((element) => getComputedStyle(element).overflowX === "visible")
      .slice(0, 3)
      .map((element) => `words run out of ${element.outerHTML.slice(0, 160)}`),
  );
