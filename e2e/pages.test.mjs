// Every page, in every language, width and theme, with scripts and without.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { checkKeyboard, checkShape, checkWithAxe } from "./checks.mjs";
import { PAGES } from "./pages.mjs";
import { LANGUAGES, SCREENSHOTS, SIGN_IN, THEMES, WIDTHS } from "./settings.mjs";
import { openBrowser, Visitor } from "./visitor.mjs";

const MOST_MILLISECONDS = 180_000;

let browser;
before(async () => {
  await mkdir(SCREENSHOTS, { recursive: true });
  browser = await openBrowser();
});
after(() => browser.close());

for (const entry of PAGES) {
  const skip = entry.who === "officer" && !SIGN_IN ? "no sign-in was given" : false;
  describe(entry.name, { skip }, () => {
    for (const language of LANGUAGES) {
      for (const scripts of [true, false]) {
        const name = `${entry.name} ${language} ${scripts ? "with" : "without"} scripts`;
        test(name, { timeout: MOST_MILLISECONDS }, () => look(entry, language, scripts));
      }
    }
  });
}

/** Opens the page once and looks at it in every width and theme. */
async function look(entry, language, scripts) {
  const visitor = await Visitor.arrive(browser, { language, scripts });
  if (entry.who === "officer") await visitor.signIn(entry.as);
  await visitor.open(entry.path);
  await entry.steps?.(visitor);
  const faults = [];
  if (visitor.status !== entry.status) faults.push(`answers ${visitor.status}, not ${entry.status}`);
  for (const width of WIDTHS) {
    for (const theme of THEMES) {
      await visitor.page.setViewportSize({ width, height: 800 });
      await visitor.page.emulateMedia({ colorScheme: theme });
      // Without scripts a page looks the same; where it does not, the width of a telephone shows it.
      const isKept = scripts || (width === 320 && theme === "light");
      if (isKept) await keepScreenshot(visitor.page, [entry.name, language, width, theme, scripts ? "" : "no-script"]);
      const found = [
        ...(await checkShape(visitor.page, language)),
        ...(await checkKeyboard(visitor.page)),
        ...(scripts ? await checkWithAxe(visitor.page) : []),
      ];
      faults.push(...found.map((fault) => `${width} px, ${theme}: ${fault}`));
    }
  }
  faults.push(...visitor.faults);
  await visitor.leave();
  assert.deepEqual(faults, []);
}

async function keepScreenshot(page, parts) {
  const name = `${parts.filter((part) => part !== "").join(".")}.png`;
  await page.screenshot({ path: join(SCREENSHOTS, name), fullPage: true, animations: "disabled" });
}
