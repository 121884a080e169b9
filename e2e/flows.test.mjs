// What a visitor without scripts must be able to do from end to end.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { HOSTILE, LONGEST, LURE, TOO_LONG } from "./offers.mjs";
import { LANGUAGES, SCREENSHOTS } from "./settings.mjs";
import { openBrowser, Visitor } from "./visitor.mjs";

const CODE = /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/;
const timeout = 120_000;

let browser;
before(async () => {
  await mkdir(SCREENSHOTS, { recursive: true });
  browser = await openBrowser();
});
after(() => browser.close());

/** A flow, for a visitor of one language who is seen off without a fault. */
function flow(name, { languages = LANGUAGES, scripts = false }, act) {
  for (const language of languages) {
    test(`${name} (${language}, ${scripts ? "with" : "without"} scripts)`, { timeout }, async () => {
      const visitor = await Visitor.arrive(browser, { language, scripts });
      await act(visitor);
      assert.equal(await visitor.page.locator("html").getAttribute("lang"), visitor.language);
      assert.deepEqual(visitor.faults, []);
      await visitor.leave();
    });
  }
}

flow("an offer is checked, reported, and looked up by its code", {}, async (visitor) => {
  await visitor.send({ text: LURE });
  assert.ok((await visitor.page.locator("ol.signs > li").count()) >= 3, "signs are shown");
  assert.ok((await visitor.page.locator("mark").count()) >= 3, "words are marked");
  await visitor.press('button[formaction="/lapor/isi"]');
  assert.equal(await visitor.page.locator("#text").inputValue(), LURE, "the checked text is taken along");
  await visitor.page.locator("#seen_at").selectOption({ index: 1 });
  await visitor.send({ note: "Di grup alumni." });
  const code = await visitor.text("p.code");
  assert.match(code, CODE);
  await visitor.press('main a[href="/lapor/kode"]');
  await visitor.send({ code: code.toLowerCase().replaceAll("-", " ") });
  assert.equal(visitor.status, 200);
  assert.ok(await visitor.page.locator("dl.outcome").isVisible(), "what became of it is shown");
});

flow("a finding is contested and the contest looked up", {}, async (visitor) => {
  await visitor.press('footer a[href="/sanggah"]');
  await visitor.send({ subject: "@warung_contoh000", reason: "Kami bukan perekrut." });
  const code = await visitor.text("p.code");
  assert.match(code, CODE);
  await visitor.press('main a[href="/sanggah/kode"]');
  await visitor.send({ code });
  assert.ok(await visitor.page.locator("dl.outcome").isVisible(), "what became of it is shown");
});

flow("the language changes and stays, and a result keeps its text", { languages: ["id"] }, async (visitor) => {
  await visitor.send({ text: LURE });
  await visitor.press('.languages [lang="en"]');
  visitor.language = "en";
  assert.equal(await visitor.page.locator("#text").inputValue(), LURE);
  assert.ok((await visitor.page.locator("ol.signs > li").count()) >= 3, "the result is still there");
  await visitor.press('footer a[href="/bantuan"]');
  assert.equal(await visitor.page.locator("html").getAttribute("lang"), "en");
  await visitor.press('.languages [lang="id"]');
  visitor.language = "id";
  assert.equal(new URL(visitor.page.url()).pathname, "/bantuan");
});

flow("a text that is too long is refused and kept", { languages: ["id"] }, async (visitor) => {
  await visitor.send({ text: LONGEST });
  assert.equal(visitor.status, 200);
  await visitor.open("/");
  await visitor.send({ text: TOO_LONG });
  assert.equal(visitor.status, 413);
  assert.equal(await visitor.page.locator("#text").inputValue(), TOO_LONG);
  assert.ok(await visitor.page.locator("[role=alert]").isVisible(), "it says why");
});

/** Text that looks like markup is shown as it was typed and does nothing. */
for (const scripts of [true, false]) {
  flow("hostile text stays text", { languages: ["id"], scripts }, async (visitor) => {
    const holdsNothingForeign = async (where) => {
      const foreign = "script, iframe, img, main style, main link, [onload], [onerror], a[href^='javascript:']";
      assert.equal(await visitor.page.locator(foreign).count(), 0, where);
    };
    await visitor.send({ text: HOSTILE });
    assert.ok((await visitor.text("blockquote.text")).includes("<script>alert('script')</script>"), "shown as typed");
    await holdsNothingForeign("a result");
    await visitor.press('button[formaction="/lapor/isi"]');
    assert.equal(await visitor.page.locator("#text").inputValue(), HOSTILE);
    await visitor.send({ seen_where: HOSTILE.replaceAll("\n", " "), note: HOSTILE, text: "" });
    await holdsNothingForeign("a refused report");
    await visitor.open("/sanggah");
    await visitor.send({ subject: HOSTILE.replaceAll("\n", " "), reason: "" });
    await holdsNothingForeign("a refused contest");
    await visitor.open("/lapor/kode");
    await visitor.send({ code: "\"><script>alert(1)</script>" });
    await holdsNothingForeign("a refused code");
    await visitor.open("/<script>alert(1)</script>?lang=<script>");
    await holdsNothingForeign("a page that is not there");
  });
}

flow("a form that was sent twice gives one code, and other words are kept", { languages: ["id"] }, async (visitor) => {
  await visitor.open("/sanggah");
  const token = await visitor.page.locator("main [name=token]").inputValue();
  const form = { token, subject: "@warung_contoh000", reason: "Kami bukan perekrut." };
  const first = await visitor.context.request.post("/sanggah", { form });
  const second = await visitor.context.request.post("/sanggah", { form });
  assert.equal(first.status(), 200);
  const codeOf = async (answer) => /<p class="code[^>]*>([^<]*)</.exec(await answer.text())?.[1];
  assert.match(await codeOf(first), CODE);
  assert.equal(await codeOf(second), await codeOf(first));
  const other = { ...form, reason: "Kami juga bukan agen." };
  const third = await visitor.context.request.post("/sanggah", { form: other });
  assert.ok(third.status() >= 400 && (await third.text()).includes(other.reason));
});

flow("a result can be printed", { scripts: true }, async (visitor) => {
  await visitor.send({ text: LURE });
  // A4 at 96 dots an inch.
  await visitor.page.setViewportSize({ width: 794, height: 1123 });
  await visitor.page.emulateMedia({ media: "print", colorScheme: "light" });
  for (const hidden of ["header .exit", "footer", "form", "main button"]) {
    assert.equal(await visitor.page.locator(hidden).first().isVisible(), false, `${hidden} is not printed`);
  }
  assert.ok(await visitor.page.locator("ol.signs details > p").first().isVisible(), "reasons are printed unfolded");
  const path = join(SCREENSHOTS, `check-lure.${visitor.language}.print.png`);
  await visitor.page.screenshot({ path, fullPage: true });
});

flow("a picture for the documentation", { languages: ["id"], scripts: true }, async (visitor) => {
  // Not every machine has a font with flags.
  await visitor.send({ text: LURE.replace(" 🇰🇭", "") });
  await visitor.page.setViewportSize({ width: 720, height: 1000 });
  await visitor.page.screenshot({ path: join(SCREENSHOTS, "picture-check.png") });
});
