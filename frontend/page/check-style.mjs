// Fails when the style sheet that goes to the browser uses something that Chrome 69 or Safari on iOS 12 does not have,
// by the tables of MDN's browser-compat-data. The argument is the minified sheet.
import { readFileSync } from "node:fs";
import { parse, walk, generate } from "css-tree";

const { css } = JSON.parse(readFileSync(new URL("../node_modules/@mdn/browser-compat-data/data.json", import.meta.url)));
const FLOOR = { chrome: 69, safari_ios: 12 };
const UNITS = ["px", "rem", "em", "ch", "vh", "vw", "fr", "deg", "s", "ms", "mm", "cm", "pt"];
// Old names that the tables keep only as a note on the new ones.
const OLD_NAMES = ["grid-gap", "grid-row-gap", "grid-column-gap", "word-wrap"];
// A browser that lacks these loses nothing one needs: a pointer's shape, the size of paper and where it breaks.
const HARMLESS = ["cursor", "page", "page-break-after", "size"];
// The same property works in grids alone; which layout a rule is for cannot be read off the rule.
const GRID_ONLY = ["gap", "row-gap", "column-gap"];

const problems = new Set();
const refuse = (what, node) => problems.add(`${what}: ${generate(node).slice(0, 120)}`);

const list = (support) => (Array.isArray(support) ? support : support ? [support] : []);

/** Whether a browser of the floor has it: under its own name, or under a prefixed one (`prefixed`). */
function known(entry, browser, prefixed) {
  return list(entry.__compat.support[browser]).some((one) => {
    if (one.flags || Boolean(one.prefix) !== prefixed || one.alternative_name) return false;
    const version = (text) => parseFloat(String(text).replace("≤", ""));
    return version(one.version_added) <= FLOOR[browser] && !(version(one.version_removed) <= FLOOR[browser]);
  });
}

/** `twin`: the same rule also says it in the prefixed way. */
function supported(entry, twin) {
  if (!entry?.__compat) return false;
  return Object.keys(FLOOR).every((browser) => known(entry, browser, false) || (twin && known(entry, browser, true)));
}

function entriesNamed(name, tree = css.types) {
  return Object.entries(tree).flatMap(([key, value]) => {
    if (key === "__compat" || typeof value !== "object") return [];
    return [...(key === name && value.__compat ? [value] : []), ...entriesNamed(name, value)];
  });
}

const declarationsOf = (block) => block.children.toArray().filter((node) => node.type === "Declaration");

function checkDeclaration(declaration, block) {
  const { property, value } = declaration;
  if (property.startsWith("--") || HARMLESS.includes(property) || /^-(webkit|moz|ms)-/.test(property)) return;
  const siblings = declarationsOf(block);
  const twin = siblings.some((other) => other.property === `-webkit-${property}`);
  const entry = css.properties[property];
  if (GRID_ONLY.includes(property)) return refuse("gap works in grids only, write grid-gap", declaration);
  if (!OLD_NAMES.includes(property) && !supported(entry, twin)) return refuse("property", declaration);
  const flex = siblings.some((other) => other.property === "display" && /flex/.test(generate(other.value)));
  if (property.startsWith("grid-") && property.endsWith("gap") && flex) return refuse("gap in a flex box", declaration);
  if (value.type !== "Value") return;
  walk(value, (node) => {
    if (node.type === "Identifier" && entry?.[node.name]?.__compat) {
      const twinValue = siblings.some((other) => other.property === property && generate(other.value).includes(`-webkit-${node.name}`));
      if (!supported(entry[node.name], twinValue)) refuse("value", declaration);
    }
    if (node.type === "Function" && !/^-webkit-/.test(node.name)) {
      const entries = [...entriesNamed(node.name), ...(entry?.[node.name]?.__compat ? [entry[node.name]] : [])];
      if (entries.length > 0 && !entries.some((one) => supported(one, false))) refuse("function", declaration);
    }
    if (node.type === "Dimension" && !UNITS.includes(node.unit)) refuse("unit", declaration);
  });
}

const sheet = parse(readFileSync(process.argv[2], "utf8"), {
  onParseError: (error) => problems.add(`not CSS: ${error.message}`),
});
walk(sheet, (node) => {
  if (node.type === "Block") {
    declarationsOf(node).forEach((declaration) => checkDeclaration(declaration, node));
    if (node.children.some((child) => child.type === "Rule") && node.children.some((child) => child.type === "Declaration")) {
      refuse("nesting", node);
    }
  } else if (node.type === "Atrule" && !/^-/.test(node.name) && !HARMLESS.includes(node.name) && !supported(css["at-rules"][node.name], false)) {
    refuse("at-rule", node);
  } else if (node.type === "Feature") {
    const name = node.name.replace(/^(min|max)-/, "");
    // A browser that does not know a preference never matches it, which is what is wanted.
    if (!/^(prefers|forced)-/.test(name) && !supported(css["at-rules"].media[name], false)) refuse("media feature", node);
  } else if (node.type === "FeatureRange") {
    refuse("media range", node);
  } else if (/^Pseudo(Class|Element)Selector$/.test(node.type) && !/^-/.test(node.name)) {
    if (!supported(css.selectors[node.name], false)) refuse("selector", node);
    if (node.name === "not" && node.children?.first?.children?.size > 1) refuse("list in :not", node);
  }
});
if (problems.size > 0) {
  console.error("the style sheet uses what the oldest supported browsers do not have:");
  for (const problem of problems) console.error(`  ${problem}`);
  process.exit(1);
}
