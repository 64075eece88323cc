// What somebody does who has no mouse, and what must hold at every stop: its place can be seen, a new screen begins at
// its heading, and nothing that is done leaves the keyboard nowhere.
import assert from "node:assert/strict";

/** Spaces of any width as one: a heading's words as they are asked for. */
const tidy = (text) => text.replace(/\s+/g, " ").trim();
const fits = (text, words) => (typeof words === "string" ? tidy(text) === tidy(words) : words.test(text));

/** Runs in the page. What has the keyboard now: its words, and whether one sees that it has it. */
function stop() {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  // Of what runs over the end of a line, the first line counts.
  const box = element.getClientRects()[0] || element.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, innerHeight / 2));
  return {
    tag: element.tagName,
    id: element.id,
    role: element.getAttribute("role"),
    words: (element.labels?.[0]?.innerText ?? element.innerText ?? "").trim(),
    marked: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none",
    onScreen: box.bottom > 0 && box.top < innerHeight && box.width > 0,
    uncovered: Boolean(top) && (element.contains(top) || top.contains(element)),
  };
}

export function keyboardOf(screen) {
  const { page } = screen;
  const place = () => page.evaluate(stop);

  /** Tab until the thing with these words; every stop on the way must be seen. */
  async function tabTo(words) {
    const passed = [];
    for (let presses = 0; presses < 100; presses += 1) {
      await page.keyboard.press("Tab");
      const now = await place();
      if (now.tag !== "BODY") {
        assert.ok(now.marked, `the place of the keyboard cannot be seen on ${now.tag} ${now.words}`);
        assert.ok(now.onScreen, `the keyboard is off the screen on ${now.tag} ${now.words}`);
        assert.ok(now.uncovered, `something lies over the place of the keyboard on ${now.tag} ${now.words}`);
      }
      passed.push(now.words.split("\n")[0]);
      if (fits(now.words, words)) return now;
    }
    return assert.fail(`${words} is not reached; passed ${[...new Set(passed)].join(" / ")}`);
  }

  /** Waits until what has the keyboard is as it should be. */
  async function comes(right, words) {
    let now;
    for (const patience = Date.now() + 2_000; Date.now() < patience; ) {
      now = await place();
      if (right(now)) return now;
    }
    return assert.fail(`${words}; the keyboard is on ${now.tag} ${now.words.slice(0, 60)}`);
  }

  /** The screen with this heading is there, and begins at it. */
  async function begins(words) {
    await screen.heading(words);
    await comes(({ tag, words: there }) => tag === "H1" && fits(there, words), `${words} begins at its heading`);
  }

  /** Tab to it and press it. */
  async function go(words) {
    await tabTo(words);
    await page.keyboard.press("Enter");
  }

  /** Tab to the field and type; what was in it is replaced, as Tab selects it. */
  async function answer(label, words) {
    await tabTo(label);
    await page.keyboard.type(words);
  }

  /** Tab to the list and go down in it to these words. */
  async function choose(label, option) {
    await tabTo(label);
    for (let presses = 0; presses < 20; presses += 1) {
      await page.keyboard.press("ArrowDown");
      if ((await page.evaluate(() => document.activeElement.selectedOptions[0].text)) === option) return;
    }
    assert.fail(`${label} does not offer ${option}`);
  }

  /** The keyboard is still, or again, on what has these words. */
  const stays = (words) => comes((now) => fits(now.words, words), `the keyboard stays on ${words}`);

  /** What is wrong has the keyboard, in words, and its first line leads to the field with this id. */
  async function atFault(words, id) {
    await screen.see(words);
    await comes(({ role }) => role === "alert", "the keyboard is at what is wrong");
    await go(words);
    await comes((now) => now.id === id, `the words lead to the field ${id}`);
  }

  return { place, tabTo, begins, go, answer, choose, stays, comes, atFault, press: (key) => page.keyboard.press(key) };
}
