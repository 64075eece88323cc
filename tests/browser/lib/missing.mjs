// Tests that need what a machine may lack. Where it is missing they are skipped, with the reason, and counted as
// skipped; a runner counts tests, and a group that is skipped as a whole has none.
import { describe, test } from "node:test";

/** A group of tests, unless `missing` says why it cannot be. */
export function describeUnless(missing, title, tests) {
  describe(title, missing ? () => void test("cannot be tried on this machine", { skip: missing }, () => {}) : tests);
}
