// SPDX-License-Identifier: EUPL-1.2
// What one must know of the machine and the programs to compare one table with another.
import { readFileSync, statSync } from "node:fs";
import { cpus, loadavg, release, totalmem } from "node:os";
import { join } from "node:path";
import { mustRun, root, run } from "../tests/support/processes.mjs";
import { baselineVersions } from "./cores.mjs";
import { program } from "./server.mjs";

const firstLine = ({ stdout, stderr }) => (stdout || stderr).split("\n")[0].trim();

async function commit() {
  const hash = firstLine(await mustRun("git", ["-C", root, "rev-parse", "--short", "HEAD"]));
  const changed =
    (await mustRun("git", ["-C", root, "status", "--porcelain", "--untracked-files=no", "src"])).stdout !== "";
  return changed ? `${hash} and changes in src/` : hash;
}

async function diskOf(folder) {
  const { stdout } = await mustRun("findmnt", ["-no", "SOURCE,FSTYPE", "--target", folder]);
  return stdout.trim().replace(/\s+/g, " ");
}

const npmVersion = (name) =>
  `${name} ${JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")).version}`;

// To everybody, to who asks, to nobody: docs/decisions/0013.
const hugePages = () => /\[(\w+)\]/.exec(readFileSync("/sys/kernel/mm/transparent_hugepage/enabled", "utf8"))[1];

export async function machineFacts() {
  const built = statSync(program);
  const version = async (name, word) => firstLine(await run(name, [word])).replace(/ Copyright.*/, "");
  const distribution = /^PRETTY_NAME="(.*)"/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1];
  const [gibibytes, mebibytes] = [Math.round(totalmem() / 2 ** 30), (built.size / 2 ** 20).toFixed(1)];
  return [
    `${new Date().toISOString()}, commit ${await commit()}; the program${process.env.VOORDEUR ? " (another than this commit's)" : ""}: ` +
      `${mebibytes} MiB, of ${built.mtime.toISOString()}`,
    `${cpus().length} × ${cpus()[0].model.trim()}, ${gibibytes} GiB; ${distribution}, Linux ${release()}; database on ${await diskOf(root)}`,
    `transparent huge pages: ${hugePages()}`,
    `load average when it began: ${loadavg()
      .map((load) => load.toFixed(1))
      .join(", ")}`,
    `${await version("/usr/sbin/nginx", "-v")}; ${await version("wrk", "-v")}; ${await baselineVersions()}; node ${process.version}, ${["oidc-provider", "@node-rs/argon2"].map(npmVersion).join(", ")}`,
  ];
}
