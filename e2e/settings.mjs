// What the tests are given from outside, in one place.

import { fileURLToPath } from "node:url";

function needed(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; \`cargo xtask pages\` sets it`);
  return value;
}

/** The server that is looked at; nothing else may be called. */
export const BASE_URL = new URL(needed("SUAR_BASE_URL")).origin;

/** Where screenshots go. */
export const SCREENSHOTS =
  process.env.SUAR_SCREENSHOTS || fileURLToPath(new URL("screenshots", import.meta.url));

/** The browser. */
export const CHROMIUM = process.env.SUAR_CHROMIUM || "/usr/bin/chromium";

/**
 * How an officer signs in: `{"path": "/…", "fields": {"name of a field": "value"}}`. Without it the
 * officers' pages are passed over.
 */
export const SIGN_IN = process.env.SUAR_SIGN_IN ? JSON.parse(process.env.SUAR_SIGN_IN) : null;

export const LANGUAGES = ["id", "en"];
export const WIDTHS = [320, 1280];
export const THEMES = ["light", "dark"];
