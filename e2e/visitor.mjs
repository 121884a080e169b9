// A visitor: a browser context of its own, and everything that goes wrong in it.

import { chromium } from "playwright-core";
import { BASE_URL, CHROMIUM, SIGN_IN } from "./settings.mjs";

const HEIGHT = 800;

/** Starts the browser. It can reach this machine only: every other name resolves to nothing. */
export function openBrowser() {
  const args = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"];
  return chromium.launch({ executablePath: CHROMIUM, args });
}

let visitors = 0;
/** One session for each officer, which the first visitor to ask opens. */
const sessions = new Map();

export class Visitor {
  /** Faults of the page, by what is seen from outside: requests, messages, dialogues. */
  faults = [];
  /** The status of the last page that was opened. */
  status = 0;

  /** Opens a visit in a language; the address is told apart by a server that trusts a proxy. */
  static async arrive(browser, { language, scripts, width = 320 }) {
    visitors += 1;
    const context = await browser.newContext({
      baseURL: BASE_URL,
      javaScriptEnabled: scripts,
      viewport: { width, height: HEIGHT },
      reducedMotion: "reduce",
      extraHTTPHeaders: { "x-forwarded-for": `10.0.${visitors >> 8}.${visitors & 255}` },
    });
    const visitor = new Visitor();
    visitor.context = context;
    visitor.language = language;
    visitor.page = await context.newPage();
    visitor.#watch();
    await visitor.page.goto(`/?lang=${language}`);
    return visitor;
  }

  #watch() {
    const { context, page } = this;
    context.on("request", (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol !== "data:" && origin !== BASE_URL) this.faults.push(`calls another host: ${request.url()}`);
    });
    context.on("response", (response) => {
      const request = response.request();
      if (request.isNavigationRequest() && request.frame() === page.mainFrame()) this.status = response.status();
    });
    page.on("console", (message) => {
      if (message.type() === "error" && !this.#isStatus(message)) this.faults.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => this.faults.push(`script fails: ${error.message}`));
    page.on("dialog", (dialog) => {
      this.faults.push(`opens a dialogue: ${dialog.message()}`);
      return dialog.dismiss();
    });
  }

  /** The browser also reports a page that says itself that something was not right. */
  #isStatus(message) {
    const isOfPage = message.location().url.split("?")[0] === this.page.url().split("?")[0];
    return isOfPage && /^Failed to load resource: .* status of 4\d\d/.test(message.text());
  }

  async open(path) {
    await this.page.goto(path);
  }

  /** Fills fields by their names and sends the form that holds them. */
  async send(fields, button = "main button.main") {
    for (const [name, value] of Object.entries(fields)) {
      await this.page.locator(`main [name="${name}"]`).fill(value);
    }
    await this.press(button);
  }

  /** Presses what leads to another page. */
  async press(selector) {
    const { page } = this;
    const opened = page.waitForResponse((response) => response.request().isNavigationRequest());
    await page.locator(selector).first().click();
    await opened;
    await page.waitForLoadState();
  }

  /** Goes on with the session of an officer of the demonstration. */
  async signIn(name) {
    if (!sessions.has(name)) sessions.set(name, await this.openSession(name));
    await this.context.addCookies(sessions.get(name));
  }

  /** Signs in by the form, and gives the cookies of the session. */
  async openSession(name) {
    await this.open(SIGN_IN.path);
    await this.send({ ...SIGN_IN.fields, name });
    if (this.status !== 200) throw new Error(`${SIGN_IN.path} answers ${this.status} to the sign-in of ${name}`);
    const cookies = await this.context.cookies();
    return cookies.filter((cookie) => cookie.name !== "lang");
  }

  text(selector) {
    return this.page.locator(selector).first().innerText();
  }

  leave() {
    return this.context.close();
  }
}
