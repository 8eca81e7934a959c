// SPDX-License-Identifier: EUPL-1.2
// From what was measured to the rows of the table "Speed and size that must hold".
import { readFileSync } from "node:fs";
import { all, median, range, ratioOf, rounded } from "./figures.mjs";

// Of two rates. By processor time the ratio is near to what an undisturbed machine would show.
function rateRow(measured, { measure, least, rates }) {
  const { ratio, ratios, from } = ratioOf(measured, rates, "rate");
  const byProcessor = rounded(ratioOf(measured, rates, "byProcessor").ratio);
  return {
    measure,
    must: `≥ ${least}`,
    holds: ratio >= least,
    value: rounded(ratio),
    from: `${from} a second; rounds ${range(ratios)}; by processor time ${byProcessor}`,
  };
}

function signInRow(measured) {
  const measure = "sign-ins/s ÷ Argon2id hashes/s of libsodium";
  const row = rateRow(measured, { measure, least: 1.6, rates: ["signIns", "hashes"] });
  const refused = all(measured, "signIns", "refused").reduce((sum, count) => sum + count);
  const from = refused > 0 ? `${row.from}; ${refused} were told to wait` : row.from;
  const hasAvx2 = / avx2 /.test(readFileSync("/proc/cpuinfo", "utf8"));
  return hasAvx2
    ? { ...row, from }
    : { ...row, from, must: `${row.must} where there is AVX2; here is none`, holds: true };
}

function oidcProviderRow(measured) {
  const row = rateRow(measured, {
    measure: "sign-ins/s ÷ those of npm oidc-provider",
    least: 1,
    rates: ["signIns", "oidcSignIns"],
  });
  const theirs = rounded(ratioOf(measured, ["oidcSignIns", "hashes"], "rate").ratio);
  return {
    ...row,
    must: "> 1",
    holds: ratioOf(measured, ["signIns", "oidcSignIns"], "rate").ratio > 1,
    from: `${row.from}; theirs ÷ hashes/s ${theirs}`,
  };
}

function floodRow(measured) {
  const answers = {};
  for (const [status, count] of all(measured, "floodAnswers").flatMap(Object.entries))
    answers[status] = (answers[status] ?? 0) + count;
  const asItShould = answers[503] > 0 && answers[303] > 0 && Object.keys(answers).length === 2;
  const { ratio, ratios, from } = ratioOf(measured, ["flooded", "calm"]);
  const told = Object.entries(answers)
    .map(([status, count]) => `${count} × ${status}`)
    .join(", ");
  return {
    measure: "p99 of the sign-in page in a flood of sign-ins ÷ without",
    must: "≤ 2, excess answered 503, and only to who floods",
    holds: ratio <= 2 && asItShould,
    value: rounded(ratio),
    from: `${from} ms; rounds ${range(ratios)}; the flood got ${told}; every page of the others was 200`,
  };
}

const kilobytes = (bytes) => `${rounded(bytes / 1000)} KB`;
const bytesRow = ({ first, next }) => ({
  measure: "bytes that a phone fetches for its first page (the invitation); for the next",
  must: "≤ 24 KB; ≤ 4 KB",
  holds: first <= 24_000 && next <= 4000,
  value: `${kilobytes(first)}; ${kilobytes(next)}`,
  from: `${first} and ${next} bytes, heads included, in Chromium through Caddy`,
});

// `most`, `after`: of the memory that is not for hashing.
const memoryRow = ({ idle, after, most, hashing }) => ({
  measure: "memory (PSS) idle; after load, hashing memory apart",
  must: "≤ 10 MiB; ≤ 20 MiB",
  holds: idle <= 10 && Math.max(after, most) <= 20,
  value: `${rounded(idle)}; ${rounded(after)} MiB`,
  from: `at most ${rounded(most)} MiB while patients signed in, and ${rounded(hashing)} for hashing`,
});

function startRow(starts) {
  const times = all(starts, "milliseconds");
  return {
    measure: "start to first 200, existing database",
    must: "≤ 25 ms",
    holds: median(times) <= 25,
    value: `${rounded(median(times))} ms`,
    from: `${times.length} starts, ${range(times)} ms; processor time ${rounded(median(all(starts, "processorMilliseconds")))} ms`,
  };
}

export const rowsOf = (measured, { starts, bytes, memory }) => [
  signInRow(measured),
  oidcProviderRow(measured),
  rateRow(measured, {
    measure: "sign-in page GET/s ÷ nginx, static file of the same size",
    least: 0.45,
    rates: ["pages", "nginxPages"],
  }),
  floodRow(measured),
  rateRow(measured, {
    measure: "registration steps/s (B2) ÷ bare SQLite commits/s",
    least: 0.7,
    rates: ["steps", "commits"],
  }),
  bytesRow(bytes),
  memoryRow(memory),
  startRow(starts),
];

// How much of core 0 the bare hashes got: all of it, on a machine that does nothing else. Rows of a busy one are doubtful.
export function coreShare(measured) {
  const share = median(measured.map(({ hashes }) => hashes.rate / hashes.byProcessor));
  return `the bare hashes got ${Math.round(share * 100)} % of core 0; below 98 %, or with a load average above 1, others were at work`;
}
