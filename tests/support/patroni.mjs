// SPDX-License-Identifier: EUPL-1.2
// PostgreSQL on two nodes that Debian's Patroni keeps, with one etcd: the settings of docs/cluster.md, on private ports and folders.
import { chmodSync, chownSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort, mustRun, removeFolder, run, start, temporaryFolder, waitFor } from "./processes.mjs";

const postgresPrograms = "/usr/lib/postgresql/15/bin";
export const missingForPatroni = ["patroni", "patronictl", "etcd"].filter((name) => !existsSync(`/usr/bin/${name}`));

// PostgreSQL refuses to run as root.
async function unprivileged() {
  if (process.getuid() !== 0) return {};
  const numberOf = async (flag) => Number((await mustRun("id", [flag, "postgres"])).stdout);
  return { uid: await numberOf("-u"), gid: await numberOf("-g") };
}

// As docs/cluster.md says.
const settings = {
  ttl: 20,
  loop_wait: 5,
  retry_timeout: 6,
  maximum_lag_on_failover: 0,
  synchronous_mode: true,
  postgresql: { use_pg_rewind: true, parameters: { synchronous_commit: "on", fsync: "off", max_connections: 100 } },
};

class Node {
  #user;
  #file;
  #child;
  said = "";

  constructor({ name, folder, etcd, user, ports }) {
    Object.assign(this, { name, ports, data: join(folder, name) });
    this.#user = user;
    this.#file = join(folder, `${name}.yml`);
    const [replication, superuser] = ["replicator", "postgres"].map((username) => ({ username, password: "unused" }));
    const everybody = "host all all 127.0.0.1/32 trust";
    const configuration = {
      scope: "voordeur",
      name,
      restapi: { listen: `127.0.0.1:${ports.rest}`, connect_address: `127.0.0.1:${ports.rest}` },
      etcd3: { host: etcd },
      bootstrap: { dcs: settings, initdb: [{ encoding: "UTF8" }, { locale: "C.UTF-8" }, "data-checksums"] },
      postgresql: {
        listen: `127.0.0.1:${ports.postgres}`,
        connect_address: `127.0.0.1:${ports.postgres}`,
        data_dir: this.data,
        bin_dir: postgresPrograms,
        pgpass: join(folder, `${name}.pgpass`),
        authentication: { replication, superuser },
        pg_hba: [everybody, "host replication all 127.0.0.1/32 trust"],
        parameters: { unix_socket_directories: folder },
      },
    };
    writeFileSync(this.#file, JSON.stringify(configuration)); // which is YAML
  }

  start() {
    this.#child = start("/usr/bin/patroni", [this.#file], { ...this.#user, cwd: "/" });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream.setEncoding("utf8").on("data", (text) => (this.said += text));
  }

  // What Patroni's own door says of it: "leader", "sync_standby", "replica"; undefined when it says nothing.
  async role() {
    const { members = [] } = await fetch(`http://127.0.0.1:${this.ports.rest}/cluster`)
      .then((answer) => answer.json())
      .catch(() => ({}));
    const own = members.find(({ name }) => name === this.name);
    return own && ["running", "streaming"].includes(own.state) ? own.role : undefined;
  }

  // As when the machine is lost: PostgreSQL and Patroni at once.
  async kill() {
    this.#child?.kill("SIGKILL");
    const file = join(this.data, "postmaster.pid");
    const server = existsSync(file) ? Number(readFileSync(file, "utf8").split("\n")[0]) : 0;
    if (server > 1) await run("kill", ["-KILL", String(server)]);
    await this.#child?.ended;
  }
}

class Cluster {
  #etcd;
  #folder;

  constructor({ folder, etcd, nodes, file }) {
    Object.assign(this, { nodes, file });
    [this.#folder, this.#etcd] = [folder, etcd];
  }

  // Of an empty database, as Voordeur is given it.
  get url() {
    const hosts = this.nodes.map(({ ports }) => `127.0.0.1:${ports.postgres}`);
    return `postgresql://postgres@${hosts}/voordeur`;
  }

  log() {
    return this.nodes.map(({ name, said }) => `${name}:\n${said.slice(-3000)}`).join("\n");
  }

  async nodeThatIs(role) {
    for (const node of this.nodes) if ((await node.role()) === role) return node;
    return undefined;
  }

  // Until one leads and the other has all that is acknowledged.
  async isWhole() {
    const whole = async () => (await this.nodeThatIs("leader")) && (await this.nodeThatIs("sync_standby"));
    await waitFor(() => `a leader and its standby; Patroni said:\n${this.log()}`, whole, 120_000);
  }

  async switchOver() {
    const [leader, standby] = [await this.nodeThatIs("leader"), await this.nodeThatIs("sync_standby")];
    const names = ["--master", leader.name, "--candidate", standby.name];
    await mustRun(
      "patronictl",
      ["-c", this.file, "switchover", "voordeur", ...names, "--scheduled", "now", "--force"],
      {
        env: { PATH: process.env.PATH, LANG: "C.UTF-8", HOME: this.#folder },
      },
    );
  }

  async remove() {
    await Promise.all(this.nodes.map((node) => node.kill()));
    this.#etcd.kill("SIGKILL");
    await this.#etcd.ended;
    removeFolder(this.#folder);
  }
}

async function startEtcd(folder, user) {
  const [client, peer] = [`http://127.0.0.1:${await freePort()}`, `http://127.0.0.1:${await freePort()}`];
  const flags = {
    "data-dir": join(folder, "etcd"),
    "listen-client-urls": client,
    "advertise-client-urls": client,
    "listen-peer-urls": peer,
    "initial-advertise-peer-urls": peer,
    "initial-cluster": `default=${peer}`,
  };
  const words = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]);
  const etcd = start("/usr/bin/etcd", words, { ...user, cwd: "/" });
  for (const stream of [etcd.stdout, etcd.stderr]) stream.resume();
  await waitFor("etcd", () => fetch(`${client}/health`).then(({ ok }) => ok, () => false)); // prettier-ignore
  return Object.assign(etcd, { host: new URL(client).host });
}

export async function startPatroni() {
  const [folder, user] = [temporaryFolder(), await unprivileged()];
  chmodSync(folder, 0o755);
  if (user.uid) chownSync(folder, user.uid, user.gid);
  const etcd = await startEtcd(folder, user);
  const nodes = [];
  for (const name of ["one", "two"]) {
    const ports = { postgres: await freePort(), rest: await freePort() };
    nodes.push(new Node({ name, folder, etcd: etcd.host, user, ports }));
  }
  const file = join(folder, "patronictl.yml");
  writeFileSync(file, JSON.stringify({ scope: "voordeur", etcd3: { host: etcd.host } }));
  const cluster = new Cluster({ folder, etcd, nodes, file });
  process.once("exit", () => nodes.forEach((node) => void node.kill()));
  nodes[0].start();
  await waitFor(
    () => `a leader; Patroni said:\n${cluster.log()}`,
    () => cluster.nodeThatIs("leader"),
  );
  nodes[1].start();
  await cluster.isWhole();
  const { postgres } = (await cluster.nodeThatIs("leader")).ports;
  await mustRun("createdb", ["-h", "127.0.0.1", "-p", String(postgres), "-U", "postgres", "voordeur"]);
  return cluster;
}
