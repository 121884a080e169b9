// Every page that is looked at: its name, who sees it, and how one gets there. `status` is what the
// server answers where that is not 200. A page without steps is simply opened.

import { LONGEST, LURE, PLAIN, WARNING } from "./offers.mjs";

const everyone = (name, path, more = {}) => ({ name, path, who: "everyone", status: 200, ...more });

/** An officer's page, seen by the manager unless it says `as` whom; passed over while there is no sign-in. */
export const officer = (name, path, more = {}) => ({ name, path, who: "officer", as: "manajer", status: 200, ...more });

const sending = (fields) => (visitor) => visitor.send(fields);

const check = (text) => sending({ text });

const REPORT = { text: LURE, seen_where: "Grup Loker Contoh", note: "Saya melihatnya dua kali." };
const CONTEST = { subject: "@toko_contoh000", reason: "Kami warung makan dan tidak mengirim orang ke luar negeri." };
const UNKNOWN_CODE = "AAAA-AAAA-AAAA-AAAA";

const comeBack = (fields) => async (visitor) => {
  await visitor.send(fields);
  const code = await visitor.text("p.code");
  await visitor.press('main a[href$="/kode"]');
  await visitor.send({ code });
};

async function openEverySign(visitor) {
  await visitor.send({ text: LURE });
  const signs = visitor.page.locator("ol.signs summary");
  for (const sign of await signs.all()) await sign.click();
}

async function reportChecked(visitor) {
  await visitor.send({ text: LURE });
  await visitor.press('button[formaction="/lapor/isi"]');
}

const pressing = (...selectors) => async (visitor) => {
  for (const selector of selectors) await visitor.press(selector);
};

const FIRST_LEAD = "main table.leads a, main .leads a[href^='/temuan/']";

/** What the public hands in, so that there is something to read. */
const handIn = (path, fields, list) => async (visitor) => {
  await visitor.open(path);
  await visitor.send(fields);
  await visitor.open(list);
  await visitor.press(`main a[href^="${list}/"]`);
};

const decideWithoutReason = async (visitor) => {
  await visitor.press(FIRST_LEAD);
  await visitor.page.locator("#pilih-confirm").check();
  await visitor.press("#putuskan button.main");
};

const makeToken = async (visitor) => {
  await visitor.page.locator("form[action^='/akun/token'] [name=name]").first().fill("Skrip contoh");
  await visitor.page.locator("form[action^='/akun/token'] [type=checkbox]").first().check();
  await visitor.press("form[action^='/akun/token'] button.main, form[action^='/akun/token'] button");
};

export const PAGES = [
  everyone("check", "/"),
  everyone("check-nothing", "/", { steps: check(""), status: 422 }),
  everyone("check-lure", "/", { steps: check(LURE) }),
  everyone("check-lure-open", "/", { steps: openEverySign }),
  everyone("check-warning", "/", { steps: check(WARNING) }),
  everyone("check-plain", "/", { steps: check(PLAIN) }),
  everyone("check-longest", "/", { steps: check(LONGEST) }),
  everyone("report", "/lapor"),
  everyone("report-checked", "/", { steps: reportChecked }),
  everyone("report-nothing", "/lapor", { steps: sending({ text: "" }), status: 422 }),
  everyone("report-received", "/lapor", { steps: sending(REPORT) }),
  everyone("report-code", "/lapor/kode"),
  everyone("report-found", "/lapor", { steps: comeBack(REPORT) }),
  everyone("report-unknown", "/lapor/kode", { steps: sending({ code: UNKNOWN_CODE }), status: 404 }),
  everyone("contest", "/sanggah"),
  everyone("contest-nothing", "/sanggah", { steps: sending({ subject: "" }), status: 422 }),
  everyone("contest-received", "/sanggah", { steps: sending(CONTEST) }),
  everyone("contest-code", "/sanggah/kode"),
  everyone("contest-found", "/sanggah", { steps: comeBack(CONTEST) }),
  everyone("contest-unclear", "/sanggah/kode", { steps: sending({ code: "bukan kode" }), status: 422 }),
  everyone("help", "/bantuan"),
  everyone("about", "/tentang"),
  everyone("sign-in", "/masuk"),
  everyone("sign-in-wrong", "/masuk", { steps: sending({ name: "salah", password: "salah" }), status: 401 }),
  everyone("not-found", "/tidak-ada", { status: 404 }),
  officer("leads", "/temuan"),
  officer("leads-chosen", "/temuan?tingkat=urgent&cari=admin"),
  officer("leads-none", "/temuan?cari=tidakadayangsepertiini"),
  officer("lead", "/temuan", { steps: pressing(FIRST_LEAD) }),
  officer("lead-posts", "/temuan", { steps: pressing(FIRST_LEAD, "main a[href$='/pos']") }),
  officer("lead-history", "/temuan", { steps: pressing(FIRST_LEAD, "main a[href$='/riwayat']") }),
  officer("lead-export", "/temuan", { steps: pressing(FIRST_LEAD, "main a[href$='/ekspor']") }),
  officer("lead-no-reason", "/temuan", { steps: decideWithoutReason, status: 422 }),
  officer("imports", "/impor"),
  officer("import", "/impor", { steps: pressing("main table a") }),
  officer("reports", "/laporan"),
  officer("report-one", "/laporan", { steps: handIn("/lapor", REPORT, "/laporan") }),
  officer("contests", "/sanggahan"),
  officer("contest-one", "/sanggahan", { steps: handIn("/sanggah", CONTEST, "/sanggahan") }),
  officer("account", "/akun"),
  officer("token-made", "/akun", { steps: makeToken }),
  officer("officers", "/petugas", { as: "admin" }),
  officer("officer", "/petugas", { as: "admin", steps: pressing("main table a") }),
  officer("help-contacts", "/kontak", { as: "admin" }),
  officer("trail", "/jejak", { as: "auditor" }),
  officer("trail-verified", "/jejak/periksa", { as: "auditor" }),
  officer("not-allowed", "/jejak", { status: 403 }),
];
