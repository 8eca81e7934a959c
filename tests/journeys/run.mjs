// SPDX-License-Identifier: EUPL-1.2
// Runs the journeys, two at a time:  node tests/journeys/run.mjs [FILTER]
// A journey is a file tests/journeys/NAME_journey.mjs that exports
//   tests = [{ name, run(context), seconds }]       seconds: how long it may take, 300 by default
// and `context` gives it what it needs and cleans up behind it:
//   context.startVoordeur(options)   a server of its own, see support/voordeur.mjs
//   context.openPage(options)        a page in a browser of its own, see support/browser.mjs
// What a failed one showed last lies in build/journeys: a picture, the text, and the server's log.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { closeBrowser, openContext } from "../support/browser.mjs";
import { root } from "../support/processes.mjs";
import { startVoordeur } from "../support/voordeur.mjs";

const atOnce = 2;
const shown = join(root, "build/journeys");

async function findTests(filter) {
  const files = readdirSync(join(root, "tests/journeys")).filter((name) => name.endsWith("_journey.mjs")).sort();
  const all = await Promise.all(files.map(async (file) => {
    const { tests } = await import(join(root, "tests/journeys", file));
    return tests.map((test) => ({ ...test, name: `${file.replace("_journey.mjs", "")}: ${test.name}` }));
  }));
  return all.flat().filter((test) => test.name.includes(filter));
}

class Context {
  servers = [];
  pages = [];

  async startVoordeur(options) {
    const server = await startVoordeur(options);
    this.servers.push(server);
    return server;
  }

  // One person's browser; page.context().newPage() is a second tab of it.
  async openPage(options) {
    const page = await (await openContext(options)).newPage();
    this.pages.push(page);
    return page;
  }

  async show(name) {
    const file = join(shown, name.replace(/[^a-z0-9]+/gi, "-"));
    await Promise.all(this.pages.flatMap((first, person) => first.context().pages().map(async (page, tab) => {
      const text = await page.locator("body").innerText({ timeout: 5000 }).catch((error) => String(error));
      writeFileSync(`${file}-${person}-${tab}.txt`, `${page.url()}\n\n${text}\n`);
      await page.screenshot({ path: `${file}-${person}-${tab}.png`, fullPage: true, timeout: 10_000 }).catch(() => {});
    })));
    this.servers.forEach((server, index) => writeFileSync(`${file}-server-${index}.log`, server.log()));
  }

  async close() {
    await Promise.all(this.pages.map((page) => page.context().close()));
    await Promise.all(this.servers.map((server) => server.close()));
  }
}

function within(seconds, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${seconds} s`)), seconds * 1000);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

// The stack without Node's and the runner's own lines.
const tellFailure = (error) => String(error.stack ?? error).replace(/^ +at (?!.*_journey\.mjs|.*tests\/support\/).*\n?/gm, "").trimEnd();

async function runTest(test) {
  const context = new Context();
  const started = performance.now();
  let failure;
  try {
    await within(test.seconds ?? 300, test.run(context));
  } catch (error) {
    failure = error;
    await context.show(test.name).catch(() => {});
  }
  await context.close().catch((error) => (failure ??= error));
  const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(6);
  console.log(`${failure ? "FAIL " : "ok   "}${seconds} s  ${test.name}`);
  if (failure) console.log(`${tellFailure(failure)}\n`);
  return !failure;
}

async function runAll(tests) {
  const waiting = [...tests];
  const results = [];
  const worker = async () => {
    while (waiting.length > 0) results.push(await runTest(waiting.shift()));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
rmSync(shown, { recursive: true, force: true });
mkdirSync(shown, { recursive: true });
const filter = process.argv[2] ?? "";
const tests = await findTests(filter);
if (tests.length === 0) console.log(`no journey has "${filter}" in its name`);
const results = await runAll(tests);
await closeBrowser();

const passed = results.filter(Boolean).length;
console.log(`journeys: ${passed} passed, ${results.length - passed} failed`);
process.exit(results.length > 0 && passed === results.length ? 0 : 1);
