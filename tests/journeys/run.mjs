// SPDX-License-Identifier: EUPL-1.2
// Runs the journeys, four at a time:  node tests/journeys/run.mjs [FILTER]
// A journey is one of `tests` in a file tests/journeys/NAME_journey.mjs, see support/run_tests.mjs; its `context` gives it
// what it needs and cleans up behind it:
//   context.startVoordeur(options)   a server of its own, see support/voordeur.mjs
//   context.openPage(options)        a page in a browser of its own, see support/browser.mjs
//   context.openFirefox(options), context.openWebkit(options)   the same elsewhere, see support/patient_elsewhere.mjs
// What a failed one showed last lies in build/journeys: a picture, the text, and the server's log.
import { writeFileSync } from "node:fs";
import { closeBrowser, openContext } from "../support/browser.mjs";
import { openFirefox } from "../support/firefox.mjs";
import { runTests, TestContext, within } from "../support/run_tests.mjs";
import { openWebkit } from "../support/webkit.mjs";

class Context extends TestContext {
  pages = [];
  elsewhere = [];

  // One person's browser; page.context().newPage() is a second tab of it.
  async openPage(options) {
    const page = await (await openContext(options)).newPage();
    this.pages.push(page);
    return page;
  }

  openFirefox(options) {
    return this.#openElsewhere(openFirefox(options));
  }

  openWebkit(options) {
    return this.#openElsewhere(openWebkit(options));
  }

  async #openElsewhere(opening) {
    const page = await opening;
    this.elsewhere.push(page);
    return page;
  }

  async show(file) {
    await Promise.all(
      this.pages.flatMap((first, person) =>
        first
          .context()
          .pages()
          .map(async (page, tab) => {
            const text = await page
              .locator("body")
              .innerText({ timeout: 5000 })
              .catch((error) => String(error));
            writeFileSync(`${file}-${person}-${tab}.txt`, `${page.url()}\n\n${text}\n`);
            await page
              .screenshot({ path: `${file}-${person}-${tab}.png`, fullPage: true, timeout: 10_000 })
              .catch(() => {});
          }),
      ),
    );
    await Promise.all(
      this.elsewhere.map(async (page, person) => {
        const text = await within(
          10,
          page.evaluate(() => `${location}\n\n${document.body.innerText}\n`),
        ).catch(String);
        writeFileSync(`${file}-elsewhere-${person}.txt`, text);
        await within(10, page.screenshot({ path: `${file}-elsewhere-${person}.png` })).catch(() => {});
      }),
    );
    await super.show(file);
  }

  async close() {
    await Promise.all([
      ...this.pages.map((page) => page.context().close()),
      ...this.elsewhere.map((page) => page.close()),
    ]);
    await super.close();
  }
}

await runTests({
  part: "journeys",
  kind: "journey",
  filter: process.argv[2],
  atOnce: 4,
  makeContext: () => new Context(),
  finish: closeBrowser,
});
