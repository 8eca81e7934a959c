// SPDX-License-Identifier: EUPL-1.2
// The Voordeur that is measured: the release program as it is delivered, by default on an SQLite database on this disk.
import { openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "smol-toml";
import { startMailbox } from "../tests/support/mailbox.mjs";
import { freePort, mustRun, root, temporaryFolder } from "../tests/support/processes.mjs";
import { startOnServerCore } from "./cores.mjs";
import { memoryOf } from "./memory.mjs";
import { getPage } from "./page_probe.mjs";

export const program = process.env.VOORDEUR ?? join(root, "build/release/voordeur");
const firstPage = join(root, "build/bench/first_page");
// No throttle may stand in the way of what is measured.
const unlimited = 1_000_000_000;
const limits = {
  tries_details: unlimited,
  sign_in_free_failures: unlimited,
  network_free_accounts: unlimited,
  account_free_failures: unlimited,
  sms_resend_seconds: 0,
  sms_an_hour: unlimited,
  sms_a_day: unlimited,
  sms_practice_a_day: unlimited,
};

// Migrated, with one practice; not started yet. config: laid over its own.
export async function makeServer(config = {}) {
  const server = new Server(temporaryFolder(), await startMailbox(), await freePort(), config);
  await server.command("migrate");
  await server.command(
    "practice",
    "add",
    "--slug",
    "de-linde",
    "--name",
    "Huisartsenpraktijk De Linde",
    "--phone",
    "020 555 0134",
    "--email",
    "balie@delinde.example",
  );
  return server;
}

class Server {
  signInPath = "/inloggen";
  nextPath = "/super-pin";
  #configFile;
  #log;
  #child;

  constructor(folder, mailbox, port, config) {
    Object.assign(this, { folder, mailbox, address: `http://127.0.0.1:${port}` });
    this.#configFile = join(folder, "voordeur.toml");
    this.#log = openSync(join(folder, "server.log"), "a");
    writeFileSync(
      this.#configFile,
      stringify({
        public_url: this.address,
        listen: `127.0.0.1:${port}`,
        mail: { url: mailbox.url, from: "Huisartsenpraktijk De Linde <eservices@delinde.example>" },
        sms: { gateway: "http", url: "http://127.0.0.1:9/", query: { to: "{to}", text: "{text}" } },
        limits,
        policy: { journey: "guide" },
        ...config,
      }),
    );
  }

  get databaseUrl() {
    return `sqlite:${join(this.folder, "data/voordeur.db")}`;
  }

  // As tests/support/voordeur.mjs has it.
  invite({ name, email, birthDate, postcode }) {
    return this.command(
      "invite",
      "--practice",
      "de-linde",
      "--name",
      name,
      "--email",
      email,
      "--birth-date",
      birthDate,
      "--postcode",
      postcode,
    );
  }

  command(...words) {
    return mustRun(program, [...words, "--config", this.#configFile]);
  }

  // From the start to the first 200 of the sign-in page: { milliseconds, processorMilliseconds }. It is stopped again.
  async timeOfStart() {
    const words = [new URL(this.address).port, program, "serve", "--config", this.#configFile];
    const { stdout } = await mustRun(firstPage, words);
    const [milliseconds, processorMilliseconds] = stdout.split(" ").map(Number);
    return { milliseconds, processorMilliseconds };
  }

  async start() {
    const stdio = ["ignore", this.#log, this.#log];
    const child = startOnServerCore(program, ["serve", "--config", this.#configFile], { stdio });
    this.#child = child;
    let ended = false;
    child.ended.then(
      () => (ended = true),
      () => (ended = true),
    );
    while ((await getPage(`${this.address}${this.signInPath}`).catch(() => ({}))).status !== 200) {
      if (ended)
        throw new Error(`voordeur serve ended:\n${readFileSync(join(this.folder, "server.log"), "utf8").slice(-2000)}`);
    }
  }

  get pid() {
    return this.#child.pid;
  }

  async stop() {
    this.#child.kill("SIGTERM");
    const { status } = await this.#child.ended;
    if (status !== 0) throw new Error(`voordeur serve ended with ${status}`);
  }

  memory() {
    return memoryOf(this.pid);
  }
}
