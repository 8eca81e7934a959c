// SPDX-License-Identifier: EUPL-1.2
// From what was measured to the table that is printed and kept in bench/results/.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../tests/support/processes.mjs";

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function rounded(value) {
  if (value >= 100) return Math.round(value).toLocaleString("en").replaceAll(",", " ");
  return value.toPrecision(value < 1 ? 2 : 3);
}
const range = (values) => `${rounded(Math.min(...values))} to ${rounded(Math.max(...values))}`;

const all = (measured, name, field) => measured.map((round) => (field ? round[name][field] : round[name]));

// Each round is one ratio, and the row is their median.
function ratioOf(measured, [above, below], field) {
  const [aboves, belows] = [all(measured, above, field), all(measured, below, field)];
  const ratios = aboves.map((value, index) => value / belows[index]);
  return { ratio: median(ratios), ratios, from: `${rounded(median(aboves))} ÷ ${rounded(median(belows))}` };
}

// Of two rates. By processor time the ratio is near to what an undisturbed machine would show.
function rateRow(measured, { measure, least, rates }) {
  const { ratio, ratios, from } = ratioOf(measured, rates, "rate");
  const byProcessor = rounded(ratioOf(measured, rates, "byProcessor").ratio);
  return {
    measure, must: `≥ ${least}`, holds: ratio >= least, value: rounded(ratio),
    from: `${from} a second; rounds ${range(ratios)}; by processor time ${byProcessor}`,
  };
}

function signInRow(measured) {
  const measure = "sign-ins/s ÷ Argon2id hashes/s of libsodium";
  const row = rateRow(measured, { measure, least: 0.95, rates: ["signIns", "hashes"] });
  const refused = all(measured, "signIns", "refused").reduce((sum, count) => sum + count);
  return refused > 0 ? { ...row, from: `${row.from}; ${refused} were told to wait` } : row;
}

function floodRow(measured) {
  const answers = {};
  for (const [status, count] of all(measured, "floodAnswers").flatMap(Object.entries)) answers[status] = (answers[status] ?? 0) + count;
  const asItShould = answers[503] > 0 && answers[303] > 0 && Object.keys(answers).length === 2;
  const { ratio, ratios, from } = ratioOf(measured, ["flooded", "calm"]);
  const told = Object.entries(answers).map(([status, count]) => `${count} × ${status}`).join(", ");
  return {
    measure: "p99 of the sign-in page in a flood of sign-ins ÷ without",
    must: "≤ 3, excess answered 503",
    holds: ratio <= 3 && asItShould,
    value: rounded(ratio),
    from: `${from} ms; rounds ${range(ratios)}; the flood got ${told}`,
  };
}

const memoryRow = ({ idle, after, most }) => ({
  measure: "memory (PSS) idle; after load, hashing memory apart",
  must: "≤ 16 MiB; ≤ 40 MiB",
  holds: idle <= 16 && Math.max(after, most) <= 40,
  value: `${rounded(idle)}; ${rounded(after)} MiB`,
  from: `at most ${rounded(most)} MiB while patients signed in, the one hash of 19 MiB apart`,
});

function startRow(starts) {
  const times = all(starts, "milliseconds");
  return {
    measure: "start to first 200, existing database",
    must: "≤ 40 ms",
    holds: median(times) <= 40,
    value: `${rounded(median(times))} ms`,
    from: `${times.length} starts, ${range(times)} ms; processor time ${rounded(median(all(starts, "processorMilliseconds")))} ms`,
  };
}

export const rowsOf = (measured, starts, memory) => [
  signInRow(measured),
  rateRow(measured, {
    measure: "sign-in page GET/s ÷ nginx, static file of the same size", least: 0.4, rates: ["pages", "nginxPages"],
  }),
  floodRow(measured),
  rateRow(measured, { measure: "registration steps/s (B2) ÷ bare SQLite commits/s", least: 0.5, rates: ["steps", "commits"] }),
  memoryRow(memory),
  startRow(starts),
];

// How much of core 0 the bare hashes got: all of it, on a machine that does nothing else. Rows of a busy one are doubtful.
export function coreShare(measured) {
  const share = median(measured.map(({ hashes }) => hashes.rate / hashes.byProcessor));
  return `the bare hashes got ${Math.round(share * 100)} % of core 0; below 98 %, or with a load average above 1, others were at work`;
}

export function writeTable(rows, facts) {
  const date = new Date().toISOString().slice(0, 10);
  const text = [
    `# bin/bench, ${date}`, "",
    "Server on core 0, load on core 1; each row is the median of interleaved rounds.", "",
    "| measure | must hold | measured | holds | from |", "| --- | --- | --- | --- | --- |",
    ...rows.map(({ measure, must, value, holds, from }) => `| ${measure} | ${must} | **${value}** | ${holds ? "yes" : "**no**"} | ${from} |`), "",
    ...facts.map((fact) => `- ${fact}`), "",
  ].join("\n");
  const file = `bench/results/${date}.md`;
  writeFileSync(join(root, file), text);
  console.log(`${text}\nKept in ${file}`);
}
