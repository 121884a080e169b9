// What officers must be able to do from end to end, without scripts, and by the keys alone.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { HOSTILE } from "./offers.mjs";
import { SCREENSHOTS, SIGN_IN } from "./settings.mjs";
import { openBrowser, Visitor } from "./visitor.mjs";

const skip = SIGN_IN ? false : "no sign-in was given";
const timeout = 120_000;

let browser;
before(async () => {
  await mkdir(SCREENSHOTS, { recursive: true });
  browser = await openBrowser();
});
after(() => browser.close());

/** What an officer does, in Indonesian; the officer signs in by the form and is seen off without a fault. */
function flow(name, { as = "analis", scripts = false }, act) {
  test(`${name} (${scripts ? "with" : "without"} scripts)`, { skip, timeout }, async () => {
    const visitor = await Visitor.arrive(browser, { language: "id", scripts, width: 360 });
    await visitor.openSession(as);
    await act(visitor);
    assert.deepEqual(visitor.faults, []);
    await visitor.leave();
  });
}

const LEAD = "main a[href^='/temuan/']";
let imports = 0;

/** Brings in lures that nobody else has, and waits until they are leads. */
async function bringIn(visitor, mark) {
  imports += 1;
  const posts = ["Poipet", "Bavet", "Myawaddy"].map((town, number) =>
    JSON.stringify({
      id: `${mark}-${number}`,
      text: `Dicari admin ${mark} untuk ${town}, gaji 15 juta, tanpa pengalaman, tiket ditanggung, WA +62812000${imports}0000`,
    }),
  );
  await visitor.open("/impor");
  const file = { name: `${mark}.jsonl`, mimeType: "application/octet-stream", buffer: Buffer.from(`${posts.join("\n")}\n{broken\n`) };
  await visitor.page.locator("main input[type=file]").setInputFiles(file);
  await visitor.press("main form[enctype='multipart/form-data'] button");
  for (let looks = 0; looks < 100; looks += 1) {
    await visitor.open(`/temuan?cari=${mark}`);
    if ((await visitor.page.locator(LEAD).count()) > 0) return;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  assert.fail("the posts did not become a lead");
}

flow("a file is brought in, its lead decided, undone and handed over", {}, async (visitor) => {
  await bringIn(visitor, "zebrakuning");
  await visitor.press(LEAD);
  const address = visitor.page.url().split("?")[0];
  await visitor.press("main form[action$='/ambil'] button");
  assert.equal(visitor.page.url().split("?")[0].split("#")[0], address.split("#")[0], "taking a lead stays on it");
  await visitor.page.locator("#pilih-confirm").check();
  await visitor.page.locator("[name='alasan-confirm']").first().check();
  await visitor.page.locator("#putuskan [name=catatan]").fill("Cocok dengan pola lama.");
  await visitor.press("#putuskan button[value=tetap]");
  assert.ok((await visitor.text("#riwayat")).includes("Cocok dengan pola lama."));
  await visitor.press("#riwayat form[action$='/batal'] button");
  await visitor.open(`${new URL(address).pathname}/riwayat`);
  assert.equal(visitor.status, 200);
  await visitor.open(new URL(address).pathname);
  await visitor.page.locator("aside details summary").first().click();
  await visitor.page.locator("aside [name=ke]").selectOption({ index: 0 });
  await visitor.press("main form[action$='/serahkan'] button");
  assert.equal(visitor.status, 200);
});

flow("a lead is taken out with a marking", { as: "manajer" }, async (visitor) => {
  await visitor.open("/temuan");
  await visitor.press(LEAD);
  await visitor.press("main a[href$='/ekspor']");
  await visitor.page.locator("[name=tlp]").nth(2).check();
  const waiting = visitor.page.waitForEvent("download");
  await visitor.page.locator("main form button").first().click();
  const file = await waiting;
  assert.match(file.suggestedFilename(), /\.(csv|html)$/);
});

flow("hostile posts stay text on officers' pages", { as: "manajer" }, async (visitor) => {
  const post = JSON.stringify({ id: "jahat", text: `${HOSTILE}\nDicari admin Poipet gaji 15 juta tanpa pengalaman WA +6281200009999`, channel: HOSTILE, author: HOSTILE, region: HOSTILE });
  await visitor.open("/impor");
  const file = { name: "<img src=x onerror=alert(1)>.jsonl", mimeType: "text/plain", buffer: Buffer.from(post) };
  await visitor.page.locator("main input[type=file]").setInputFiles(file);
  await visitor.press("main form[enctype='multipart/form-data'] button");
  const foreign = "main script, iframe, main img, main style, main link, [onload], [onerror], a[href^='javascript:']";
  for (let looks = 0; looks < 100; looks += 1) {
    await visitor.open("/temuan?cari=00009999");
    assert.equal(await visitor.page.locator(foreign).count(), 0);
    if ((await visitor.page.locator(LEAD).count()) > 0) break;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  await visitor.press(LEAD);
  assert.equal(await visitor.page.locator(foreign).count(), 0, "a lead");
  await visitor.press("main a[href$='/pos']");
  assert.equal(await visitor.page.locator(foreign).count(), 0, "its posts");
});

flow("an administrator adds an officer, who signs in and is shut out again", { as: "admin" }, async (visitor) => {
  const name = `petugas${process.pid}`;
  await visitor.open("/petugas");
  await visitor.page.locator("[name=role][value=analyst]").check();
  await visitor.send({ display_name: "Petugas Baru Contoh", name, password: "kopi tubruk pagi" });
  assert.equal(visitor.status, 200);
  const other = await Visitor.arrive(browser, { language: "id", scripts: false });
  await other.open("/masuk");
  await other.send({ name, password: "kopi tubruk pagi" });
  assert.equal(new URL(other.page.url()).pathname, "/temuan");
  await visitor.open("/petugas");
  await visitor.press(`main table a:has-text("Petugas Baru Contoh")`);
  await visitor.press("main form[action$='/tutup'] button");
  await other.open("/temuan");
  assert.equal(new URL(other.page.url()).pathname, "/masuk");
  await other.leave();
});

flow("an officer signs out", {}, async (visitor) => {
  await visitor.open("/temuan");
  await visitor.press("form[action='/keluar'] button");
  await visitor.open("/temuan");
  assert.equal(new URL(visitor.page.url()).pathname, "/masuk");
});

flow("the list and a lead are worked through by keys", { scripts: true }, async (visitor) => {
  const { page } = visitor;
  await visitor.open("/temuan");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await Promise.all([page.waitForURL(/\/temuan\/[0-9a-f-]{36}/), page.keyboard.press("Enter")]);
  await page.keyboard.press("2");
  assert.ok(await page.locator("#pilih-dismiss").isChecked(), "2 chooses the second choice");
});

flow("a picture of a lead for the documentation", { as: "manajer", scripts: true }, async (visitor) => {
  await visitor.open("/temuan");
  await visitor.press(LEAD);
  await visitor.page.setViewportSize({ width: 960, height: 620 });
  await visitor.page.screenshot({ path: join(SCREENSHOTS, "picture-lead.png") });
});
