// SPDX-License-Identifier: EUPL-1.2
// A flood of sign-ins: far more than can be hashed, and whoever gets an answer comes again. wrk, since what asks the pages of
// the others shares its core.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { HttpBrowser } from "../tests/support/http_browser.mjs";
import { mustRun, root, sleep, temporaryFolder } from "../tests/support/processes.mjs";
import { headersOf, password } from "./patients.mjs";

// As many as may wait for a hash, and as many that go on meanwhile.
const connections = 128;
const seconds = 6;

// { address, emails, rate }: rate a second. The flood is there when the promise is fulfilled, and goes on for five seconds;
// `ended` is a promise of the counts of the answers by status.
export async function startFlood({ address, emails, rate }) {
  const forms = await Promise.all(emails.map((email) => openForm(address, email)));
  const file = join(temporaryFolder(), "forms");
  writeFileSync(file, forms.map(({ headers, body }) => `${headers.Cookie}\t${body}\n`).join(""));
  const pause = Math.round((connections / 2 / rate) * 1000);
  const ended = mustRun("nice", [
    ...["-n", "19", "wrk"],
    ...["-t1", `-c${connections}`, `-d${seconds}s`, "--timeout", "10s"],
    ...["-H", `Origin: ${address}`, "-s", join(root, "bench/flood.lua")],
    ...[forms[0].url, "--", file, String(pause)],
  ]).then(({ stdout }) => countsIn(stdout));
  await sleep(1000);
  return { ended };
}

function countsIn(stdout) {
  const failed = Number(/^failed (\d+)$/m.exec(stdout)[1]);
  if (failed > 0) throw new Error(`the flood was not answered:\n${stdout}`);
  return Object.fromEntries(
    [...stdout.matchAll(/^status (\d+) (\d+)$/gm)].map((found) => [found[1], Number(found[2])]),
  );
}

// Of one browser, filled in; it is pressed many times, so what the answers set is not kept.
async function openForm(address, email) {
  const browser = new HttpBrowser(address);
  await browser.open("/inloggen");
  const { action, fields } = browser.form({ email, password });
  return {
    url: String(new URL(action, address)),
    headers: headersOf(browser),
    body: String(new URLSearchParams(fields)),
  };
}
