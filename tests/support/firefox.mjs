// SPDX-License-Identifier: EUPL-1.2
// Debian's Firefox, over WebDriver BiDi; what a page can do stands in patient_elsewhere.mjs.
import { once } from "node:events";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { removeFolder, sleep, temporaryFolder, waitForPdf } from "./processes.mjs";

// One person's browser. width: 320 or 1280; locale: "nl-NL" or "en-GB".
export async function openFirefox({ width = 1280, locale = "nl-NL" } = {}) {
  const folder = temporaryFolder();
  let browser;
  try {
    browser = await puppeteer.launch({
      browser: "firefox",
      executablePath: "/usr/bin/firefox-esr",
      userDataDir: join(folder, "profile"),
      env: { PATH: process.env.PATH, HOME: folder, LANG: "C.UTF-8" },
      // No tab that shows the downloaded PDF: it would come over the page, some time later.
      extraPrefsFirefox: { "intl.accept_languages": locale, "network.proxy.type": 0, "pdfjs.disabled": true },
      acceptInsecureCerts: true,
      timeout: 120_000,
      protocolTimeout: 120_000,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false, // the runner ends then, and this with it
    });
    const [page] = await browser.pages();
    await page.setViewport({ width, height: width < 600 ? 720 : 900 });
    return new Firefox(browser, page, folder);
  } catch (error) {
    await end(browser, folder);
    throw error;
  }
}

class Firefox {
  #browser;
  #page;
  #folder;
  complaints = [];

  constructor(browser, page, folder) {
    this.#browser = browser;
    this.#page = page;
    this.#folder = folder;
    page.on("pageerror", ({ message }) => this.complaints.push(message)); // what the policy forbade, too
    page.on("console", (message) => {
      if (["error", "warn"].includes(message.type())) this.complaints.push(message.text());
    });
  }

  goto(url) {
    return this.#page.goto(url);
  }

  goBack() {
    return this.#page.goBack();
  }

  url() {
    return this.#page.url();
  }

  title() {
    return this.#page.title();
  }

  evaluate(ask, ...values) {
    return this.#page.evaluate(ask, ...values);
  }

  async find(ask, ...values) {
    return (await this.#page.evaluateHandle(ask, ...values)).asElement();
  }

  waitForPdf() {
    return waitForPdf(join(this.#folder, "Downloads"));
  }

  screenshot(options) {
    return this.#page.screenshot({ ...options, fullPage: true });
  }

  close() {
    return end(this.#browser, this.#folder);
  }
}

async function end(browser, folder) {
  const program = browser?.process();
  if (program) {
    await Promise.race([browser.close(), sleep(5000)]).catch(() => {});
    if (program.exitCode === null && program.signalCode === null) {
      process.kill(-program.pid, "SIGKILL");
      await once(program, "exit");
    }
  }
  removeFolder(folder);
}
