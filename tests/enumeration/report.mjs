// SPDX-License-Identifier: EUPL-1.2
// What the long run has found, for docs/security/enumeration-timing.md.
import { readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";

// Both must be so for a series to tell. Ten series a run: by chance one of them has p < 0.001 in one run of 100.
const significant = 0.001;
const measurable = 15; // microseconds

const isTold = ({ p, shift }) => p < significant && Math.abs(shift) >= measurable;
const whole = (number) => number.toFixed(0);

// proc(5): field 41 of stat. Started by `chrt --fifo 1 bin/enumeration` it and the server go before all else on the machine.
const isRealTime = () =>
  readFileSync("/proc/self/stat", "utf8")
    .replace(/^.*\) /s, "")
    .split(" ")[38] !== "0";

function line(row) {
  const { name, database, count, known, unknown, shift, from, to, p } = row;
  const chance = p < 0.0001 ? p.toExponential(0) : p.toFixed(4);
  return `| ${name} | ${database} | ${count} | ${whole(known)} | ${whole(unknown)} | ${shift.toFixed(1)} | ${whole(from)} to ${whole(to)} | ${chance} | ${isTold(row) ? "**yes**" : "no"} |`;
}

export function report(rows, { began }) {
  const load = loadavg()
    .map((each) => each.toFixed(1))
    .join(", ");
  const told = rows.filter(isTold);
  const text = `# Does the time of an answer tell who has an account?

Written by \`bin/enumeration\` (\`tests/enumeration/timing.mjs\`) on ${began.toISOString().slice(0, 16).replace("T", " ")} UTC, in
${Math.round((Date.now() - began) / 60_000)} minutes, on ${cpus().length} × ${cpus()[0].model.trim()}; load average at the end ${load}, the run's own included;
${isRealTime() ? "at real-time priority, before all else on the machine" : "at the priority of everything else on the machine"}.

Each line: so many answers for addresses with an account and as many for addresses without, from twenty addresses of each kind and
equal length, drawn at random (of a letter: customer numbers); over one connection on loopback, so that no network hides anything; in pairs, the order of each pair
by a coin. Limits are raised: nobody outside gets so many answers. Times in microseconds, to the last byte.

| form | database | answers of each | median, account | median, nobody | shift | 99.9 % bounds of the shift | p | told |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |
${rows.map(line).join("\n")}

**shift** is the Hodges-Lehmann estimate, the median of all differences between the two samples: by how much the answer is slower for
an address with an account. **p** is of the Mann-Whitney U test, two-sided: it compares ranks, so that a few very slow answers of a busy
machine weigh no more than others.

An address counts as **told** when p < ${significant} and the shift is at least ${measurable} µs. The first alone would one day call a difference of a
microsecond found, given enough answers. The second is what was measured across the internet after thousands of answers (Crosby,
Wallach and Riedi, 2009: 15 to 100 µs). What a run could have missed is in the bounds: where they are wider than ±${measurable} µs it shows
no more than that so many answers do not suffice. For signing in that is the question: with the limits as they come, an address gets
20 wrong passwords and then one a minute from all unknown browsers together, some 1,460 a day, each with its hash. Answers while a
wait stands are not limited, and take no hash: there the bounds must be narrow.
`;
  return { text, told };
}
