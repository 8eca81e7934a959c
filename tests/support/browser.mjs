// SPDX-License-Identifier: EUPL-1.2
// Debian's Chromium, and what every page must pass in it.
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";
import { patience } from "./processes.mjs";

export const launchOptions = {
  executablePath: "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-proxy-server",
  ],
};

let browser;
// One Chromium for all journeys; each has contexts of its own in it.
async function theBrowser() {
  browser ??= chromium.launch(launchOptions);
  return browser;
}

export async function closeBrowser() {
  if (browser) await (await browser).close();
  browser = undefined;
}

// One person's browser, with its own cookies. width: 320 or 1280; locale: "nl-NL" or "en-GB".
export async function openContext({ width = 1280, javaScriptEnabled = true, locale = "nl-NL", ...more } = {}) {
  const context = await (
    await theBrowser()
  ).newContext({
    viewport: { width, height: width < 600 ? 720 : 900 },
    javaScriptEnabled,
    locale,
    acceptDownloads: true,
    ...more,
  });
  context.setDefaultTimeout(patience);
  return context;
}

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

// Throws with each violation of WCAG 2.0 to 2.2, A and AA, on this page as it stands. Where scripts are off axe would wait
// for ever for its own timers: there it finds nothing.
export async function axe(page) {
  if (!(await runsScripts(page))) return;
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(tags).analyze(); // legacy: no frames here
  if (violations.length === 0) return;
  const lines = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `  ${id}: ${help}\n    ${node.html}\n    ${node.failureSummary.replace(/\s+/g, " ")}`),
  );
  throw new Error(`axe, on ${page.url()}:\n${lines.join("\n")}`);
}

// Throws when the page is wider than the window, and names what sticks out.
export async function noSidewaysScroll(page) {
  const wide = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return undefined;
    const sticksOut = (element) =>
      element.getBoundingClientRect().right > room + 0.5 || element.scrollWidth > element.clientWidth;
    return [...document.body.querySelectorAll("*")]
      .filter(sticksOut)
      .map((element) => element.outerHTML.slice(0, 120))
      .slice(-3);
  });
  if (wide) throw new Error(`${await page.url()} scrolls sideways:\n  ${wide.join("\n  ")}`);
}

const runsScripts = (page) => page.evaluate(() => matchMedia("(scripting: enabled)").matches);
