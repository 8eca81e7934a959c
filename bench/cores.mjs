// SPDX-License-Identifier: EUPL-1.2
// Who runs where: servers and baselines on core 0; this program, and the load, on core 1 (bin/bench pins it).
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mustRun, root, start } from "../tests/support/processes.mjs";

const baseline = join(root, "build/bench/baseline");

export const startOnServerCore = (program, words, options) =>
  start("taskset", ["--cpu-list", "0", program, ...words], options);

const ticksPerSecond = 100; // of /proc, on every Linux

// Of all threads that a process has or had, in seconds.
export function processorSeconds(pid) {
  const afterName = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(afterName[11]) + Number(afterName[12])) / ticksPerSecond;
}

// What baseline.cpp prints: { rate, byProcessor }, the second per second of processor time.
export async function baselineRates(...words) {
  const { stdout } = await mustRun("taskset", ["--cpu-list", "0", baseline, ...words.map(String)]);
  const [rate, byProcessor] = stdout.split(" ").map(Number);
  return { rate, byProcessor };
}

export const baselineVersions = async () => (await mustRun(baseline, ["versions"])).stdout.trim();

// Of the requests that wrk makes to the process `pid`: { rate, byProcessor }. `status`: "fine" when no answer may be 400 or
// above, "refused" when each must be.
export async function wrkRates(pid, url, { connections, seconds, status = "fine", headers = {}, form }) {
  const words = [
    "-t1",
    `-c${connections}`,
    `-d${seconds}s`,
    ...Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]),
    ...(form ? ["-s", join(root, "bench/post.lua"), url, "--", String(new URLSearchParams(form))] : [url]),
  ];
  const before = processorSeconds(pid);
  const { stdout } = await mustRun("wrk", words);
  const spent = processorSeconds(pid) - before;
  const number = (pattern) => Number(pattern.exec(stdout)?.[1] ?? 0);
  const [requests, refused] = [number(/(\d+) requests in/), number(/Non-2xx or 3xx responses: (\d+)/)];
  if (requests === 0 || refused !== (status === "refused" ? requests : 0) || /Socket errors/.test(stdout)) {
    throw new Error(`wrk did not get the answers it should from ${url}:\n${stdout}`);
  }
  return { rate: number(/Requests\/sec:\s+([\d.]+)/), byProcessor: requests / spent };
}
