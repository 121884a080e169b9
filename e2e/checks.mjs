// What must hold of every page. Each check gives the faults it found, in words.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** No violation of any rule of axe. It is a script, so it needs a visitor with scripts. */
export async function checkWithAxe(page) {
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => {
    const options = { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } };
    const { violations } = await globalThis.axe.run(document, options);
    return violations.map(({ id, help, nodes }) => ({ id, help, places: nodes.map((node) => node.html) }));
  });
  return violations.map(({ id, help, places }) => `axe ${id}: ${help}: ${places.slice(0, 3).join(" ")}`);
}

/** One heading, a title, the right language, and nothing that makes the page scroll sideways. */
export async function checkShape(page, language) {
  const shape = await page.evaluate(() => {
    const edge = document.documentElement.clientWidth;
    const isWide = (element) => element.getBoundingClientRect().right > edge + 1;
    const scrolls = document.scrollingElement.scrollWidth > edge;
    return {
      headings: document.querySelectorAll("h1").length,
      title: document.title.trim(),
      language: document.documentElement.lang,
      wide: scrolls ? [...document.querySelectorAll("body *")].filter(isWide).map((it) => it.outerHTML.slice(0, 120)) : [],
      scrolls,
    };
  });
  const faults = [];
  if (shape.headings !== 1) faults.push(`${shape.headings} headings of the first level`);
  if (shape.title === "") faults.push("no title");
  if (shape.language !== language) faults.push(`is in "${shape.language}", not "${language}"`);
  if (shape.scrolls) faults.push(`scrolls sideways: ${shape.wide.slice(0, 3).join(" ")}`);
  return faults;
}

const FOCUSABLE = "a[href], area[href], button, input, select, textarea, summary, iframe, [contenteditable], [tabindex]";
/** A field of a date has a stop for each of its parts and one for its calendar. */
const MOST_STOPS_IN_ONE = 6;

/** Everything that can be reached by keyboard is, shows that it is, and lets go again. */
export async function checkKeyboard(page) {
  const expected = await page.evaluate(numberFocusable, FOCUSABLE);
  const faults = [];
  const seen = new Set();
  let [last, stops] = [null, 0];
  for (let presses = 0; presses < expected.length * 2 + 20; presses += 1) {
    await page.keyboard.press("Tab");
    const focus = await page.evaluate(describeFocus);
    stops = focus.number === last ? stops + 1 : 1;
    if (stops > MOST_STOPS_IN_ONE && focus.number !== null) return [...faults, `keeps the focus: ${focus.html}`];
    if (focus.number !== null && focus.number !== last && seen.has(focus.number)) break;
    last = focus.number;
    if (focus.number === null || seen.has(focus.number)) continue;
    seen.add(focus.number);
    faults.push(...focus.faults.map((fault) => `${fault}: ${focus.html}`));
  }
  // A focused link to the content would lie over the head of the page.
  await page.evaluate(() => document.activeElement?.blur());
  const missed = expected.filter(({ number }) => !seen.has(number));
  return [...faults, ...missed.map(({ html }) => `is not reached by Tab: ${html}`)];
}

/** Runs in the page: gives each thing that should take the focus a number. */
function numberFocusable(selector) {
  // A radio button that is not chosen is reached with the arrows.
  const isOff = (it) => it.disabled || it.tabIndex < 0 || it.type === "radio" || it.closest("[inert]") !== null;
  const isReached = (it) => it.checkVisibility({ checkVisibilityCSS: true }) && !isOff(it);
  const reached = [...document.querySelectorAll(selector)].filter(isReached);
  globalThis.focusNumbers = new Map(reached.map((element, number) => [element, number]));
  return reached.map((element, number) => ({ number, html: element.outerHTML.slice(0, 120) }));
}

/** Runs in the page: what has the focus, and whether one can see that. */
function describeFocus() {
  const element = document.activeElement;
  const number = globalThis.focusNumbers.get(element) ?? null;
  if (number === null) return { number };
  const style = getComputedStyle(element);
  const hasOutline = style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2;
  const box = element.getClientRects()[0];
  const faults = [];
  if (!hasOutline && style.boxShadow === "none") faults.push("does not show the focus");
  if (!box || box.width < 1 || box.height < 1) return { number, faults: ["has the focus and no size"], html: "" };
  const isInside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  if (!isInside) faults.push("has the focus out of sight");
  const inView = (low, high, end) => (Math.max(low, 0) + Math.min(high, end)) / 2;
  const above = document.elementFromPoint(inView(box.left, box.right, innerWidth), inView(box.top, box.bottom, innerHeight));
  const isOwn = above && (element.contains(above) || above.contains(element));
  if (isInside && !isOwn) faults.push("has the focus behind something else");
  return { number, faults, html: element.outerHTML.slice(0, 120) };
}
