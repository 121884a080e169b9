// The checks themselves: each must find what it is there for, or a page that passes says nothing.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { checkKeyboard, checkShape, checkWithAxe } from "./checks.mjs";
import { openBrowser, Visitor } from "./visitor.mjs";

const GOOD = `<!doctype html><html lang="id"><title>Halaman</title>
  <style>:focus-visible { outline: 3px solid #14577d }</style>
  <main><h1>Judul</h1><p><a href="/">satu</a> dan <button>dua</button></p></main></html>`;

const onTab = (act) => `<script>document.querySelector("a").addEventListener("keydown", (key) => { ${act} })</script>`;
const TRAP = onTab("key.preventDefault()");
const LEAP = onTab('key.preventDefault(); document.querySelector("[lang=last]").focus()');

let browser;
let visitor;
before(async () => {
  browser = await openBrowser();
  visitor = await Visitor.arrive(browser, { language: "id", scripts: true });
});
after(() => browser.close());

async function faultsOf(html) {
  // A page of its own: the policy of the site would hold back what must be found here.
  await visitor.page.goto("about:blank");
  await visitor.page.setContent(html);
  const { page } = visitor;
  return [...(await checkShape(page, "id")), ...(await checkWithAxe(page)), ...(await checkKeyboard(page))].join("\n");
}

test("a good page has no faults", async () => assert.equal(await faultsOf(GOOD), ""));

const BAD = [
  ["a second heading", GOOD.replace("<p>", "<h1>Lagi</h1><p>"), "2 headings"],
  ["another language", GOOD.replace('lang="id"', 'lang="en"'), 'is in "en"'],
  ["no title", GOOD.replace("Halaman", ""), "no title"],
  ["something wide", GOOD.replace("<p>", '<p style="width:400px">'), "scrolls sideways: <p"],
  ["a picture without words", GOOD.replace("<p>", '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" width="9" height="9"><p>'), "axe image-alt"],
  ["pale text", GOOD.replace("<p>", '<p style="color:#bbb;background:#fff">pucat '), "axe color-contrast"],
  ["focus that is not seen", GOOD.replace("<p>", "<style>button:focus{outline:none}</style><p>"), "does not show the focus: <button"],
  ["focus behind a bar", GOOD.replace("<p>", '<div style="position:fixed;inset:0;background:#fff"></div><p>'), "behind something else: <a"],
  ["focus beside the page", GOOD.replace("<button>", '<button style="position:fixed;left:-900px">'), "out of sight: <button"],
  ["a trap", GOOD.replace("</main>", `</main>${TRAP}`), "keeps the focus: <a"],
  ["a button that is leapt over", GOOD.replace("</main>", `<a href="/" lang="last">tiga</a></main>${LEAP}`), "not reached by Tab: <button"],
];

for (const [name, html, fault] of BAD) {
  test(`${name} is found`, async () => {
    const found = await faultsOf(html);
    assert.ok(found.includes(fault), `${fault} is not among: ${found}`);
  });
}

test("what a page does behind one's back is found", async () => {
  const seen = await Visitor.arrive(browser, { language: "id", scripts: true });
  const html = `<img src="http://example.invalid/a.png" alt=""><script>alert(1); console.error("x"); setTimeout(() => { throw Error("y") })</script>`;
  await seen.page.goto("about:blank");
  await seen.page.setContent(html);
  const found = seen.faults.join("\n");
  for (const fault of ["calls another host: http://example.invalid/a.png", "opens a dialogue: 1", "console: x"]) {
    assert.ok(found.includes(fault), `${fault} is not among: ${found}`);
  }
  await seen.leave();
});
