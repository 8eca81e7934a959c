// SPDX-License-Identifier: EUPL-1.2
// Where the time of a sign-in page goes: functions by perf, system calls by strace. Both come from Debian (linux-perf, strace) and
// are no part of what bin/setup installs. Started by bin/bench.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { mustRun, root, start, temporaryFolder } from "../tests/support/processes.mjs";
import { processorSeconds, wrkRates } from "./cores.mjs";
import { rounded } from "./figures.mjs";
import { machineFacts } from "./machine.mjs";
import { getPage } from "./page_probe.mjs";
import { makeServer } from "./server.mjs";

const load = { connections: 64, seconds: 6 };
const [recordedSeconds, samplesASecond, tracedPages, longestName] = [4, 1999, 2000, 120];

// Samples of the server, while pages are asked for: lines "PERCENT\tOBJECT\tSYMBOL", most first.
async function record(server, url, words, reportWords) {
  const file = join(temporaryFolder(), "perf.data");
  const asked = wrkRates(server.pid, url, load);
  const pid = String(server.pid);
  await mustRun("perf", [
    "record",
    "-e",
    "cpu-clock",
    "-F",
    String(samplesASecond),
    ...words,
    "-o",
    file,
    "-p",
    pid,
    "--",
    "sleep",
    String(recordedSeconds),
  ]);
  const rates = await asked;
  const { stdout } = await mustRun("perf", [
    "report",
    "-i",
    file,
    "--stdio",
    "--demangle",
    "-F",
    ...reportWords,
    "-t",
    "\t",
  ]);
  const lines = stdout
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
  return { rates, lines: lines.map((line) => line.split("\t").map((cell) => cell.trim())) };
}

const cut = (name) => (name.length > longestName ? `${name.slice(0, longestName)}…` : name);
const table = (head, rows) => [
  `| ${head.join(" | ")} |`,
  `|${" --- |".repeat(head.length)}`,
  ...rows.map((row) => `| ${row.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`),
  "",
];

async function flatProfile(server, url, microseconds) {
  const { lines } = await record(server, url, [], ["overhead,dso,sym"]);
  const objects = new Map();
  for (const [percent, object] of lines) objects.set(object, (objects.get(object) ?? 0) + parseFloat(percent));
  const time = (percent) => rounded((parseFloat(percent) * microseconds) / 100);
  const byObject = [...objects].sort(([, one], [, other]) => other - one).slice(0, 12);
  return [
    "## By program, library and kernel",
    "",
    ...table(
      ["µs a page", "%", "where"],
      byObject.map(([object, percent]) => [time(percent), percent.toFixed(1), object]),
    ),
    "## Functions, themselves",
    "",
    ...table(
      ["µs a page", "%", "where", "function"],
      lines
        .slice(0, 70)
        .map(([percent, object, symbol]) => [
          time(percent),
          parseFloat(percent).toFixed(2),
          object,
          `\`${cut(symbol.replace(/^\[[.k]\] /, ""))}\``,
        ]),
    ),
  ];
}

async function callProfile(server, url, microseconds) {
  const { lines } = await record(
    server,
    url,
    ["--call-graph", "dwarf,8192"],
    ["overhead_children,dso,sym", "--children", "-g", "none"],
  );
  const rows = lines.filter(([percent, object]) => parseFloat(percent) >= 0.7 && object === "voordeur").slice(0, 70);
  return [
    "## Functions of Voordeur, with what they call",
    "",
    ...table(
      ["µs a page", "%", "function"],
      rows.map(([percent, , symbol]) => [
        rounded((parseFloat(percent) * microseconds) / 100),
        parseFloat(percent).toFixed(1),
        `\`${cut(symbol.replace(/^\[[.k]\] /, ""))}\``,
      ]),
    ),
  ];
}

// One page after the other on one connection, and 64 connections at once: threads that wake each other show in the second only.
async function systemCalls(server, url, { title, ask }) {
  const file = join(temporaryFolder(), "strace");
  const tracer = start("strace", ["-c", "-f", "-o", file, "-p", String(server.pid)], { stdio: "ignore" });
  await new Promise((fulfil) => setTimeout(fulfil, 1000));
  const pages = await ask();
  tracer.kill("SIGINT");
  await tracer.ended;
  const { stdout } = await mustRun("cat", [file]);
  const rows = [...stdout.matchAll(/^\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+)\s+(?:\d+\s+)?(\w+)$/gm)]
    .filter(([, , name]) => name !== "total")
    .map(([, calls, name]) => [(Number(calls) / pages).toFixed(2), name])
    .filter(([calls]) => Number(calls) >= 0.01)
    .sort(([one], [other]) => other - one);
  return [`## System calls a page, ${title} (${pages} pages)`, "", ...table(["calls", "name"], rows)];
}

async function askOneByOne(url) {
  for (let page = 0; page < tracedPages; page += 1) await getPage(url);
  return tracedPages;
}

// Slowed down by the tracer, of which the rate tells nothing: the count is what is wanted.
async function askAtOnce(pid, url) {
  const [seconds, connections] = [4, 64];
  const { stdout } = await mustRun("wrk", ["-t1", `-c${connections}`, `-d${seconds}s`, url]);
  return Number(/(\d+) requests in/.exec(stdout)[1]);
}

async function main() {
  const facts = await machineFacts();
  const server = await makeServer();
  await server.start();
  const url = `${server.address}${server.signInPath}`;
  await wrkRates(server.pid, url, { ...load, seconds: 2 });
  const processorBefore = processorSeconds(server.pid);
  const { rate, byProcessor } = await wrkRates(server.pid, url, load);
  const microseconds = 1e6 / byProcessor;
  const spent = processorSeconds(server.pid) - processorBefore;
  const date = new Date().toISOString().slice(0, 10);
  const text = [
    `# bin/bench profile, ${date}: GET of the sign-in page`,
    "",
    `${rounded(rate)} pages a second on core 0, ${rounded(microseconds)} µs of the processor each (${rounded(spent)} s in ${load.seconds} s); samples of perf's ` +
      "cpu-clock, with 64 connections of wrk on core 1. A share of the samples is turned into µs a page.",
    "",
    ...facts.map((fact) => `- ${fact}`),
    "",
    ...(await flatProfile(server, url, microseconds)),
    ...(await callProfile(server, url, microseconds)),
    ...(await systemCalls(server, url, { title: "64 connections at once", ask: () => askAtOnce(server.pid, url) })),
    ...(await systemCalls(server, url, { title: "one after the other", ask: () => askOneByOne(url) })),
  ].join("\n");
  await server.stop();
  const file = `bench/results/${date}-profile.md`;
  writeFileSync(join(root, file), text);
  console.log(`${text}\nKept in ${file}`);
  process.exit(0);
}

await main();
