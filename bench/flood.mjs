// SPDX-License-Identifier: EUPL-1.2
// A flood of sign-ins, from a thread of its own: they come at a steady pace, far more than can be hashed, and wait for
// nobody. Started by startFlood(); gives the counts of the answers by status.
import { once } from "node:events";
import { setPriority } from "node:os";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { HttpBrowser } from "../tests/support/http_browser.mjs";
import { sleep } from "../tests/support/processes.mjs";
import { ask } from "./page_probe.mjs";
import { headersOf, password } from "./patients.mjs";

const drainMilliseconds = 3000;

// { address, emails, rate }; the promise is fulfilled once answers come.
export async function startFlood(options) {
  const worker = new Worker(new URL(import.meta.url), { workerData: options });
  worker.once("error", (error) => {
    throw error;
  });
  await once(worker, "message");
  return {
    async stop() {
      worker.postMessage("stop");
      const [counts] = await once(worker, "message");
      await worker.terminate();
      return counts;
    },
  };
}

async function flood({ address, emails, rate }) {
  // The probe of the page shares this core: it goes first.
  setPriority(5);
  const forms = await Promise.all(emails.map((email) => openForm(address, email)));
  const [counts, asked] = [{}, []];
  let isOver = false;
  parentPort.once("message", () => (isOver = true));
  const count = (what) => (counts[what] = (counts[what] ?? 0) + 1);
  const began = performance.now();
  while (!isOver) {
    const press = forms[asked.length % forms.length];
    asked.push(
      press().then(
        ({ status }) => count(status),
        (error) => count(error.message),
      ),
    );
    const next = began + (asked.length * 1000) / rate;
    await sleep(Math.max(0, next - performance.now()));
    if (asked.length === Math.ceil(rate)) parentPort.postMessage("begun");
  }
  await Promise.race([Promise.all(asked), sleep(drainMilliseconds)]);
  const unanswered = asked.length - Object.values(counts).reduce((sum, number) => sum + number, 0);
  parentPort.postMessage(unanswered > 0 ? { ...counts, unanswered } : counts);
}

// The form of one browser, filled in; it is pressed many times, so what the answers set is not kept.
async function openForm(address, email) {
  const browser = new HttpBrowser(address);
  await browser.open("/inloggen");
  const { action, fields } = browser.form({ email, password });
  const [url, body] = [new URL(action, address), String(new URLSearchParams(fields))];
  const headers = {
    ...headersOf(browser),
    "Content-Type": "application/x-www-form-urlencoded",
    "Content-Length": Buffer.byteLength(body),
  };
  return () => ask(url, { method: "POST", headers }, body);
}

if (!isMainThread) await flood(workerData);
