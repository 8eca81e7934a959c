// SPDX-License-Identifier: EUPL-1.2
// A clean Debian with systemd, as an operator gets it, on which the package is installed: a container by systemd-nspawn, which
// shares this machine's network. Its tree is made once, in build/clean-debian; what a test writes lies over it and goes.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { mustRun, removeFolder, root, run, start, temporaryFolder, waitFor } from "../support/processes.mjs";

const tree = join(root, "build/clean-debian/tree");
const archives = join(root, "build/clean-debian/archives");
// What an operator installs beside Voordeur; that one's own needs come with it.
const beside = ["systemd", "systemd-sysv", "ca-certificates", "caddy", "nginx-light"];
const mirror = "http://deb.debian.org/debian";

// Why there can be no machine here; undefined: there can.
export async function whyNoMachine() {
  if (process.getuid() !== 0) return "only root can start a container";
  for (const program of ["debootstrap", "systemd-nspawn"])
    if ((await run("which", [program])).status !== 0) return `${program} is not installed (bin/setup --package)`;
  if (existsSync(tree)) return undefined;
  const reached = await fetch(`${mirror}/dists/bookworm/Release`, { method: "HEAD" }).catch(() => ({ ok: false }));
  return reached.ok ? undefined : `${mirror} cannot be reached`;
}

export function builtPackage() {
  const folder = join(root, "build/debian");
  const found = existsSync(folder) && readdirSync(folder).find((name) => /^voordeur_.*\.deb$/.test(name));
  if (!found) throw new Error("there is no package; bin/package makes it");
  return join(folder, found);
}

async function makeTree() {
  if (existsSync(tree)) return;
  mkdirSync(archives, { recursive: true });
  const half = `${tree}.half`;
  rmSync(half, { recursive: true, force: true });
  await mustRun("debootstrap", ["--variant=minbase", `--include=${beside.join(",")}`, "bookworm", half, mirror]);
  renameSync(half, tree);
}

export async function startMachine() {
  await makeTree();
  const folder = temporaryFolder();
  const [over, work, rootFolder] = ["over", "work", "root"].map((name) => join(folder, name));
  for (const path of [over, work, rootFolder]) mkdirSync(path);
  const options = `lowerdir=${tree},upperdir=${over},workdir=${work}`;
  await mustRun("mount", ["-t", "overlay", "overlay", "-o", options, rootFolder]);
  const machine = new Machine(folder, rootFolder);
  try {
    await machine.boot();
  } catch (error) {
    await machine.close();
    throw error;
  }
  return machine;
}

class Machine {
  #container;
  #first; // the container's process 1, as this machine numbers it
  #said = "";

  constructor(folder, rootFolder) {
    Object.assign(this, { folder, root: rootFolder });
  }

  async boot() {
    const bind = `--bind=${archives}:/var/cache/apt/archives`;
    this.#container = start("systemd-nspawn", [
      ...["--quiet", "--register=no", "--keep-unit", "--console=pipe", `--directory=${this.root}`, bind, "--boot"],
    ]);
    for (const stream of [this.#container.stdout, this.#container.stderr])
      stream.setEncoding("utf8").on("data", (text) => (this.#said += text));
    await waitFor(
      () => `the container to start; it said:\n${this.#said}`,
      async () => {
        this.#first = this.#findFirst();
        if (!this.#first) return false;
        const { stdout } = await this.tryRun("systemctl is-system-running");
        return ["running", "degraded"].includes(stdout.trim());
      },
    );
  }

  // nspawn's only child that is process 1 of its own.
  #findFirst() {
    const children = readFileSync(`/proc/${this.#container.pid}/task/${this.#container.pid}/children`, "utf8");
    return children.split(" ").find((id) => {
      if (!id) return false;
      const [, numbers] = /^NSpid:\t(.*)$/m.exec(readFileSync(`/proc/${id}/status`, "utf8"));
      return numbers.split("\t").at(-1) === "1" && numbers.includes("\t");
    });
  }

  // As root would type it in there: { status, stdout, stderr }.
  tryRun(script) {
    const environment = ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin", "HOME=/root", "LANG=C.UTF-8"];
    const words = ["env", "-i", ...environment, "DEBIAN_FRONTEND=noninteractive", "bash", "-c", script];
    return run("nsenter", ["--target", this.#first, "--all", "--", ...words]);
  }

  async run(script) {
    const { status, stdout, stderr } = await this.tryRun(script);
    if (status !== 0) throw new Error(`${script}\nended with ${status}:\n${stderr}${stdout}`);
    return stdout;
  }

  // With what it depends on, from the mirror; what was fetched once is kept.
  async install(file) {
    copyFileSync(file, join(this.root, "root", basename(file)));
    const get = "apt-get --quiet --yes --no-install-recommends -o APT::Keep-Downloaded-Packages=true";
    return this.run(`apt-get --quiet update && ${get} install /root/${basename(file)}`);
  }

  write(path, text, mode = 0o644) {
    writeFileSync(join(this.root, path), text, { mode });
  }

  async close() {
    if (this.#first) await run("kill", ["-KILL", this.#first]);
    this.#container?.kill("SIGKILL");
    await this.#container?.ended;
    await mustRun("umount", ["--lazy", this.root]);
    removeFolder(this.folder);
  }
}
