// SPDX-License-Identifier: EUPL-1.2
// A Voordeur of its own for one journey: the release program, a database, a mail server, an SMS gateway, and a clock that
// the test can move.
import { cpSync, createWriteStream, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "smol-toml";
import { fakeTime } from "./fake_time.mjs";
import { startHttps } from "./https.mjs";
import { startMailbox } from "./mailbox.mjs";
import { freePort, mustRun, removeFolder, root, run, start, temporaryFolder, waitFor } from "./processes.mjs";
import { placeholdersIn } from "./readable.mjs";
import { startSmsGateway } from "./sms_gateway.mjs";

export const program = process.env.VOORDEUR ?? join(root, "build/release/voordeur");
export const practice = {
  slug: "de-linde",
  name: "Huisartsenpraktijk De Linde",
  phone: "020 555 0134",
  email: "balie@delinde.example",
};

// database: "sqlite", "postgres", or an empty one of the test's own, { url, remove() }; brand: "built-in" or the name of a file in brands/; config: laid over the defaults below,
// table by table; journey: "short" for that one; https: with a proxy in front, as patients have it, "caddy" (or true) or "nginx"; mailbox: what it wants of
// those who send, see mailbox.mjs; host: "localhost" has passkeys, a number none; servers: 2 for one more process behind the same proxy. It serves when this returns.
export async function startVoordeur({
  database = "sqlite",
  brand = "built-in",
  journey = "guide",
  https = false,
  config = {},
  mailbox: wanted,
  host = "127.0.0.1",
  servers = 1,
} = {}) {
  const folder = temporaryFolder();
  const [mailbox, smsGateway, port] = [await startMailbox(wanted), await startSmsGateway(), await freePort()];
  const behind = `http://127.0.0.1:${port}`;
  const server = new Voordeur({
    folder,
    mailbox,
    smsGateway,
    behind,
    address: https ? `https://localhost:${await freePort()}` : `http://${host}:${port}`,
    database: await copyOfInstallation(database, folder),
    journey,
  });
  server.writeConfig(merge(defaults(server, brand), config));
  try {
    await server.start();
    const all = servers === 2 ? [behind, await server.startBeside()] : [behind];
    if (https)
      server.proxy = await startHttps(
        { address: server.address, folder, servers: all },
        https === true ? "caddy" : https,
      );
  } catch (error) {
    await server.close();
    throw error;
  }
  return server;
}

function defaults({ address, behind, mailbox, smsGateway, databaseUrl, folder, journey }, brand) {
  return {
    public_url: address,
    listen: new URL(behind).host,
    trusted_proxies: address.startsWith("http:") ? [] : ["127.0.0.1"],
    data_dir: join(folder, "data"),
    ...(brand === "built-in" ? {} : { brand: join(root, `brands/${brand}.toml`) }),
    policy: { journey },
    database: { url: databaseUrl },
    mail: { url: mailbox.url, from: "Huisartsenpraktijk De Linde <eservices@delinde.example>" },
    sms: smsGateway.config(),
  };
}

const isTable = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const merge = (under, over) => ({
  ...under,
  ...Object.fromEntries(
    Object.entries(over).map(([key, value]) => [
      key,
      isTable(value) && isTable(under[key]) ? merge(under[key], value) : value,
    ]),
  ),
});

// With a practice, made by the commands once for each kind of database, and copied from then on: data_dir, and what a
// PostgreSQL database holds.
const installations = {};
async function copyOfInstallation(kind, folder) {
  if (kind.url) return install(kind, folder);
  installations[kind] ??= makeInstallation(kind);
  const made = await installations[kind];
  cpSync(join(made.folder, "data"), join(folder, "data"), { recursive: true });
  return kind === "postgres" ? makeDatabase(made.name) : sqliteIn(folder);
}

async function makeInstallation(kind) {
  const folder = temporaryFolder();
  return install(kind === "postgres" ? await makeDatabase() : sqliteIn(folder), folder);
}

async function install(database, folder) {
  const [file, environment] = [join(folder, "voordeur.toml"), environmentOf(folder)];
  writeFileSync(
    file,
    stringify({
      public_url: "http://127.0.0.1:1",
      data_dir: join(folder, "data"),
      database: { url: database.url },
      mail: { url: "smtp://127.0.0.1:1", from: "eservices@delinde.example" },
    }),
  );
  for (const words of [["migrate"], ["practice", "add", ...flags(practice)]]) {
    await mustRun(program, [...words, "--config", file], { env: environment });
  }
  return Object.assign(database, { folder });
}

// When no more servers are started.
export async function removeInstallations() {
  for (const made of await Promise.all(Object.values(installations))) await made.remove();
}

const sqliteIn = (folder) => ({ url: `sqlite:${folder}/data/voordeur.db`, remove() {} });

let databases = 0;
async function makeDatabase(template = "template1") {
  const server = process.env.VOORDEUR_TEST_POSTGRES;
  if (!server) throw new Error("no PostgreSQL: run this by bin/test journeys, or tests/support/postgres.sh COMMAND");
  const name = `journey_${process.pid}_${(databases += 1)}`;
  const sql = (text) => mustRun("psql", [server, "--quiet", "--no-psqlrc", "--command", text]);
  await sql(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = Object.assign(new URL(server), { pathname: `/${name}` });
  return { name, url: String(url), remove: () => sql(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

const environmentOf = (folder) => ({ PATH: process.env.PATH, HOME: folder, LANG: "C.UTF-8" });

class Voordeur {
  #database;
  #environment;
  #child;
  #beside = [];
  typed = [];

  // What a test uses: address (http://127.0.0.1:PORT), mailbox, smsGateway, time.advance("25h"); each has its file here.
  constructor({ folder, mailbox, smsGateway, database, address, behind, journey }) {
    Object.assign(this, { folder, mailbox, smsGateway, address, behind, journey, time: fakeTime(folder) });
    this.#database = database;
    this.databaseUrl = database.url;
    this.#environment = { ...environmentOf(folder), ...this.time.environment };
    this.configFile = join(folder, "voordeur.toml");
    this.logFile = join(folder, "server.log");
  }

  writeConfig(config) {
    writeFileSync(this.configFile, stringify(config));
  }

  // As an operator would type it: command("unlock", "--registration", id). Throws when it fails; tryCommand tells instead.
  command(...words) {
    return mustRun(program, [...words, "--config", this.configFile], { env: this.#environment });
  }

  tryCommand(...words) {
    return run(program, [...words, "--config", this.configFile], { env: this.#environment });
  }

  addPractice({ slug, name, phone, email }) {
    return this.command("practice", "add", ...flags({ slug, name, phone, email }));
  }

  // patient: { name, email, birthDate, postcode, phone, patientNumber, letter }; letter is the name of the PDF file to write.
  invite(patient, slug = practice.slug) {
    const { name, email, birthDate, postcode, phone, patientNumber, letter } = patient;
    return this.command(
      "invite",
      ...flags({
        practice: slug,
        name,
        email,
        "birth-date": birthDate,
        postcode,
        phone,
        "patient-number": patientNumber,
        letter,
      }),
    );
  }

  // From the next start on, this library stands before the C library's.
  preload(library, environment) {
    const { LD_PRELOAD } = this.#environment;
    Object.assign(this.#environment, environment, { LD_PRELOAD: `${library}:${LD_PRELOAD}` });
  }

  get processId() {
    return this.#child.pid;
  }

  async start() {
    this.#child = this.#launch(this.configFile);
    await this.#answers(this.#child, this.behind);
  }

  // One more process on the same database and key ring, as behind a load balancer; gives its address. Patients know `address`
  // only, so a form that is sent there says that it comes from here.
  async startBeside() {
    const listen = `127.0.0.1:${await freePort()}`;
    const file = join(this.folder, `voordeur-${this.#beside.length + 2}.toml`);
    writeFileSync(file, stringify({ ...parse(readFileSync(this.configFile, "utf8")), listen }));
    const beside = { file, address: `http://${listen}` };
    this.#beside.push(beside);
    await this.#startOne(beside);
    return beside.address;
  }

  async #startOne(beside) {
    beside.child = this.#launch(beside.file);
    await this.#answers(beside.child, beside.address);
  }

  // The first one that was started beside it, as `restart` does with this one.
  async restartBeside() {
    const [beside] = this.#beside;
    await this.#mustEnd(beside.child, "SIGTERM");
    await this.#startOne(beside);
  }

  #launch(file) {
    const log = createWriteStream(this.logFile, { flags: "a" });
    const child = start(program, ["serve", "--config", file], { env: this.#environment });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    return child;
  }

  async #answers(child, address) {
    let ending;
    child.ended.then(
      (end) => (ending = end),
      (error) => (ending = error),
    );
    await waitFor(
      () => `${address}/readyz; the server said:\n${this.log()}`,
      async () => {
        if (ending) throw new Error(`voordeur serve ended (${JSON.stringify(ending)}):\n${this.log()}`);
        return (await fetch(`${address}/readyz`).catch(() => ({}))).ok;
      },
    );
  }

  // SIGTERM, as systemd does; it has to end by itself, with status 0.
  async stop() {
    const child = this.#child;
    this.#child = undefined;
    if (child) await this.#mustEnd(child, "SIGTERM");
  }

  async restart() {
    await this.stop();
    await this.start();
  }

  // SIGKILL: what is not on disk by now is lost.
  async kill() {
    const child = this.#child;
    this.#child = undefined;
    child?.kill("SIGKILL");
    await child?.ended;
  }

  // Until each message that was ever asked for is with its mail server or gateway: what has not come by then never will.
  nothingWaits() {
    return waitFor("nothing to wait", async () =>
      (await this.command("messages")).stdout.startsWith("Nothing waits.\n"),
    );
  }

  // What a patient was sent with a placeholder in it; `typed` by somebody it may hold.
  get unfilledMessages() {
    const texts = [
      ...this.mailbox.mails.flatMap(({ subject, text, html }) => [subject, text, html]),
      ...this.smsGateway.messages.map(({ text }) => text),
    ];
    return texts.filter((text) => text && placeholdersIn(text, this.typed).length > 0);
  }

  // Ends it all and removes what it wrote. The runner does this after each journey.
  async close() {
    await this.kill();
    const others = [this.proxy, ...this.#beside.map(({ child }) => child)];
    for (const child of others) child?.kill("SIGKILL");
    await Promise.all(others.map((child) => child?.ended));
    await Promise.all([this.mailbox.close(), this.smsGateway.close()]);
    await this.#database.remove();
    removeFolder(this.folder);
  }

  log() {
    try {
      return readFileSync(this.logFile, "utf8");
    } catch {
      return "";
    }
  }

  async #mustEnd(child, signal) {
    child.kill(signal);
    const late = setTimeout(() => child.kill("SIGKILL"), 15_000);
    const ending = await child.ended.finally(() => clearTimeout(late));
    if (ending.status !== 0)
      throw new Error(`voordeur serve ended with ${ending.signal ?? ending.status}:\n${this.log()}`);
  }
}

const flags = (values) =>
  Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value]));
