// SPDX-License-Identifier: EUPL-1.2
// The disk of a server, which fails on command: disk_shim.c, compiled and put before the server's C library.
import { constants } from "node:os";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mustRun, root, temporaryFolder } from "../support/processes.mjs";

let library;
async function compiled() {
  const file = join(temporaryFolder(), "disk_shim.so");
  const source = join(root, "tests/faults/disk_shim.c");
  await mustRun("gcc", [
    "-O1",
    "-Wall",
    "-Wextra",
    "-Werror",
    "-shared",
    "-fPIC",
    "-o",
    file,
    source,
    "-ldl",
    "-pthread",
  ]);
  return file;
}

export const [full, broken, halves] = [constants.errno.ENOSPC, constants.errno.EIO, 0];
const [always, from] = [1_000_000_000, 1];

// Restarts the server on it. Commands of an operator have the same disk.
export async function breakableDisk(server) {
  library ??= compiled();
  const control = join(server.folder, "disk");
  server.preload(await library, { DISK_SHIM_FOLDER: join(server.folder, "data"), DISK_SHIM_CONTROL: control });
  await server.restart();
  let lines = 0;
  return {
    // error: full, broken, or halves (of what is written). calls: "write", "sync", "size", "read", or "change" (all but read: a
    // full disk can still be read). The first-th of them from now on, and count - 1 after it. Until mend() or the next fail().
    fail(error, { calls = "change", first = from, count = always } = {}) {
      lines += 1;
      writeFileSync(`${control}.new`, `${error} ${calls} ${first} ${count} ${lines}\n`);
      renameSync(`${control}.new`, control);
    },
    mend: () => rmSync(control, { force: true }),
  };
}
