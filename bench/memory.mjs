// SPDX-License-Identifier: EUPL-1.2
// What a process takes of the memory: its own, and its share of what it shares (proportional set size).
import { readFileSync } from "node:fs";

const mebibytes = (mappings) =>
  mappings.reduce((sum, text) => sum + Number(/^Pss:\s+(\d+) kB/m.exec(text)[1]), 0) / 1024;

// { all, hashing, rest } in MiB. Hashing memory is what was mapped for Argon2: nothing else of Voordeur asks for huge pages, and
// who asked for them the kernel marks with "hg", whether or not it had any to give.
export function memoryOf(pid) {
  // Each mapping begins with its addresses: 7f00-8f00 rw-p …
  const mappings = readFileSync(`/proc/${pid}/smaps`, "utf8")
    .split(/^(?=[0-9a-f]+-[0-9a-f]+ )/m)
    .filter((text) => text);
  const [all, hashing] = [mebibytes(mappings), mebibytes(mappings.filter((text) => /^VmFlags:.* hg\b/m.test(text)))];
  return { all, hashing, rest: all - hashing };
}
