// Everything that needs a running product and a browser, in one process, so that the product is started once. The
// order is that of the files here; `node --test-name-pattern=… all.mjs` runs a part.
import { after } from "node:test";
import { startProduct, stopProduct } from "./lib/product.mjs";

await startProduct();
after(stopProduct);

await import("./tests/main-flow.mjs");
await import("./tests/keyboard.mjs");
await import("./tests/modules.mjs");
await import("./tests/windows.mjs");
await import("./tests/administration.mjs");
await import("./tests/administration-keyboard.mjs");
await import("./tests/traces.mjs");
await import("./tests/public.mjs");
await import("./tests/story.mjs");
await import("./tests/own-certificate.mjs");
await import("./tests/old-browser.mjs");
