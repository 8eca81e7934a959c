// SPDX-License-Identifier: EUPL-1.2
// How long one page takes, asked at a steady pace, as other visitors see it.
import { Agent, request } from "node:http";
import { sleep } from "../tests/support/processes.mjs";
import { percentile } from "./figures.mjs";

const agent = new Agent({ keepAlive: true });
const pagesASecond = 200;
// Whoever has waited this long has gone.
const longest = 5000;

// One request, without fetch(), which takes three times as long of the core that probes. Gives { status, milliseconds }.
export function ask(url, options, body) {
  return new Promise((fulfil, reject) => {
    const began = performance.now();
    request(url, { agent, signal: AbortSignal.timeout(longest), ...options }, (response) => {
      response.resume();
      response.once("end", () => fulfil({ status: response.statusCode, milliseconds: performance.now() - began }));
      response.once("error", reject);
    })
      .once("error", reject)
      .end(body);
  });
}

export const getPage = (url) => ask(url, {});

// The next page is asked for at its time, whether or not those before have come.
export async function slowestPercent(url, seconds) {
  const asked = [];
  const began = performance.now();
  while (performance.now() - began < seconds * 1000) {
    asked.push(getPage(url).catch(() => ({ milliseconds: longest })));
    const next = began + (asked.length * 1000) / pagesASecond;
    if (next > performance.now()) await sleep(next - performance.now());
  }
  const answers = await Promise.all(asked);
  const wrong = answers.find(({ status }) => status !== undefined && status !== 200);
  if (wrong) throw new Error(`${url} was answered ${wrong.status}`);
  return percentile(
    answers.map(({ milliseconds }) => milliseconds),
    0.99,
  );
}
