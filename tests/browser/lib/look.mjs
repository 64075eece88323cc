// Looks at a screen as its different users have it: on a desk, on a phone, with large letters. Each look is judged by
// axe (Japanese words), checked for sideways scrolling, and kept as a picture.
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { output } from "./product.mjs";

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const JAPANESE = readFileSync(require.resolve("axe-core/locales/ja.json"), "utf8");

/** Name, width in CSS pixels, size of the letters against the browser's own. */
export const LOOKS = [
  { name: "desk", width: 1100, letters: "100%" },
  { name: "phone", width: 360, letters: "100%" },
  { name: "desk-large-letters", width: 1100, letters: "150%" },
  { name: "phone-large-letters", width: 360, letters: "150%" },
];

/** What must stay usable without scrolling sideways (WCAG 2.2, 1.4.10 and 1.4.4). */
const REFLOW = [
  { name: "320 px", width: 320, letters: "100%" },
  { name: "200 % letters", width: 1280, letters: "200%" },
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
    mkdirSync(join(output, kind), { recursive: true });
    await screen.photograph(join(output, kind, `${name}.png`));
  }
  for (const { name: kind, width, letters } of REFLOW) {
    await arrange(screen, width, letters);
    findings.push(...(await sideways(page)).map((finding) => `${kind}: ${finding}`));
  }
  await arrange(screen, before.width, "");
  await screen.size(before.width, before.height);
  return findings.map((finding) => `${name}, ${finding}`);
}

/** The letters are enlarged from outside, as a user's own setting would: the application's setting stays as it is. */
async function arrange(screen, width, letters) {
  await screen.size(width);
  await screen.page.evaluate((size) => {
    document.documentElement.style.fontSize = size;
  }, letters);
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
