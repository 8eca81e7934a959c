// SPDX-License-Identifier: EUPL-1.2
// Time that a test can move, for programs that run: Debian's libfaketime reads its offset from a file at every look at the
// clock. Waiting and timers go on in real time.
import { existsSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const machine = process.arch === "arm64" ? "aarch64" : "x86_64";
const library = `/usr/lib/${machine}-linux-gnu/faketime/libfaketimeMT.so.1`;
const seconds = { s: 1, m: 60, h: 3600, d: 86400 };

// `environment` is for the programs; advance("25h"), advance("31m"), advance("15d"); now() is the time they see.
export function fakeTime(folder) {
  if (!existsSync(library)) throw new Error(`${library} is missing: bin/setup installs faketime`);
  const file = join(folder, "faketime");
  let offset = 0;

  function set(newOffset) {
    offset = newOffset;
    writeFileSync(`${file}.new`, `${offset < 0 ? "" : "+"}${offset}\n`);
    renameSync(`${file}.new`, file); // a program never reads half of it
  }

  set(0);
  return {
    environment: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: "1",
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
      DONT_FAKE_MONOTONIC: "1",
      NO_FAKE_STAT: "1",
    },
    advance(duration) {
      const [, number, unit] = /^(-?\d+)([smhd])$/.exec(duration);
      set(offset + Number(number) * seconds[unit]);
    },
    now: () => new Date(Date.now() + offset * 1000),
  };
}
