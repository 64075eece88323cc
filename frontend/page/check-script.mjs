// Fails when the script that goes to the browser uses something that Chrome 69 or Safari on iOS 12 does not have.
// Syntax is esbuild's matter; this is about names. The argument is the minified script.
import { readFileSync } from "node:fs";

const script = readFileSync(process.argv[2], "utf8");

const MISSING = [
  "AbortController", "BigInt", "BigInt64Array", "BigUint64Array", "IntersectionObserver", "PointerEvent",
  "ResizeObserver", "structuredClone",
];
const MISSING_METHODS = ["allSettled", "at", "clipboard", "flatMap", "fromEntries", "matchAll", "replaceAll", "replaceChildren"];

// `typeof x` never fails, and what it guards is not reached where x is missing.
const found = [
  ...MISSING.filter((name) => new RegExp(`(?<!typeof )\\b${name}\\b`).test(script)),
  ...MISSING_METHODS.filter((name) => new RegExp(`\\.${name}\\(`).test(script)),
];
if (found.length > 0) {
  console.error(`the script uses what the oldest supported browsers do not have: ${found.join(", ")}`);
  process.exit(1);
}
