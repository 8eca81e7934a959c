// SPDX-License-Identifier: EUPL-1.2
// What stays of a journey: a log that nobody can change unseen, and no secret anywhere.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { parse } from "smol-toml";
import { HttpBrowser } from "../support/http_browser.mjs";
import { patientAt, superPinIn } from "../support/http_patient.mjs";
import { mustRun } from "../support/processes.mjs";
import { pdfText } from "../support/readable.mjs";

const personal = { name: "Şeyma Proefpersoon-Müller", email: "seyma@post.example" };
const databases = ["sqlite", "postgres"];
const sql = (url, text) =>
  mustRun("psql", [url, "--quiet", "--no-psqlrc", "--tuples-only", "--set", "ON_ERROR_STOP=1", "--command", text]);

// Every byte of the database: for SQLite its files, pages that are free again included; for PostgreSQL a dump.
async function bytesOf(server) {
  if (server.databaseUrl.startsWith("postgresql"))
    return (await mustRun("pg_dump", ["--inserts", server.databaseUrl])).stdout;
  const folder = join(server.folder, "data");
  return readdirSync(folder)
    .filter((name) => name.startsWith("voordeur.db"))
    .map((name) => readFileSync(join(folder, name), "latin1"))
    .join("");
}

// Notes what would open something: each cookie that it gets, each token of a form, each password and PIN that it sends.
class NotingBrowser extends HttpBrowser {
  constructor(address, secrets) {
    super(address);
    Object.assign(this, { secrets });
  }

  async request(path, { fields = {}, ...options } = {}) {
    const answer = await super.request(path, { ...options, ...(options.method === "POST" ? { fields } : {}) });
    for (const value of this.cookies.values()) if (value.length > 20) this.secrets.add(value);
    for (const [, token] of answer.html.matchAll(/name="form_token" value="([^"]*)"/g)) this.secrets.add(token);
    for (const name of ["password", "super_pin"]) if (fields[name]) this.secrets.add(fields[name]);
    return answer;
  }
}

function noteMessages(server, secrets) {
  for (const { link } of server.mailbox.mails)
    if (/\/[ub]\//.test(link)) secrets.add(new URL(link).pathname.split("/").pop());
  for (const { code, text } of server.smsGateway.messages) secrets.add(code).add(text);
}

const notePin = (secrets, pin) => secrets.add(pin).add(pin.replaceAll("-", ""));

async function walkWithLetter(server, secrets) {
  const letter = join(server.folder, "letter.pdf");
  const browser = new NotingBrowser(server.address, secrets);
  const patient = await patientAt(server, "b1", { email: "karel@post.example", letter, browser });
  const superPin = superPinIn(await pdfText(letter));
  notePin(secrets, superPin);
  await browser.submit({ super_pin: superPin });
  patient.step = "c1";
  await patient.goTo("e1");
  await patient.signIn();
}

async function walkWithout(server, secrets) {
  const browser = new NotingBrowser(server.address, secrets);
  const patient = await patientAt(server, "c1", { ...personal, browser });
  const typed = browser.form({ password: patient.password, password_again: "" });
  // As the script does while one types.
  const { html } = await browser.request(`${new URL(patient.link).pathname}/sterkte`, {
    method: "POST",
    fields: typed.fields,
  });
  assert.match(html, /"score"/);
  await patient.goTo("e3");
  notePin(secrets, superPinIn(browser.text.replace(/-\s+/g, "-")));
  await patient.goTo("services");
  const signOut = browser.forms.find(({ action }) => action === "/uitloggen");
  await browser.open(signOut.action, { method: "POST", fields: signOut.fields });
}

// Six digits stand in many a number; a code is looked for as a word.
const holds = (text, secret) =>
  /^\d{6}$/.test(secret) ? new RegExp(`(?<![0-9a-fA-F.])${secret}(?![0-9a-fA-F.])`).test(text) : text.includes(secret);

async function leavesNoSecret(context, database) {
  const server = await context.startVoordeur({ database });
  const secrets = new Set();
  await walkWithout(server, secrets);
  await walkWithLetter(server, secrets);
  noteMessages(server, secrets);
  secrets.delete(undefined);
  assert.ok(secrets.size > 20, `only ${secrets.size} secrets were used`);
  const [log, bytes] = [server.log(), await bytesOf(server)];
  for (const secret of secrets) {
    assert.ok(!holds(log, secret), `in the log: ${secret.slice(0, 4)}…`);
    assert.ok(!holds(bytes, secret), `in the database: ${secret.slice(0, 4)}…`);
  }
  for (const words of [personal.email, "Proefpersoon", "+31612345678", "1234AB"])
    assert.ok(!log.includes(words), `${words} is in the log`);
}

async function isWhole(context, database) {
  const server = await context.startVoordeur({ database });
  const patient = await patientAt(server, "f5", personal);
  const { stdout } = await server.command("audit", "verify");
  const [, events, head] = /whole: (\d+) events; its head is (\d+:[0-9a-f]{64})/.exec(stdout);
  assert.ok(Number(events) >= 10, stdout);
  await patient.goTo("g");
  await server.command("audit", "verify", "--head", head);
  const forged = await server.tryCommand(
    "audit",
    "verify",
    "--head",
    head.replace(/.$/, (digit) => (digit === "0" ? "1" : "0")),
  );
  assert.equal(forged.status, 2);
  assert.match(forged.stderr, /is not in the chain/);
  const day = new Date().toISOString().slice(0, 10);
  const lines = (await server.command("audit", "export", "--from", day, "--to", day)).stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  for (const type of [
    "registration.invited",
    "registration.details",
    "registration.password",
    "sign_in.password",
    "second_factor.bound",
    "audit.exported",
  ]) {
    assert.ok(
      lines.some((line) => line.event_type_code === type),
      `no ${type} among ${lines.map((line) => line.event_type_code).join(", ")}`,
    );
  }
  assert.ok(!JSON.stringify(lines).includes("seyma"), "a name is in the audit log");
}

// What the server's user may do with SQL: whoever has that and not the key ring is found out.
async function forgeAsTheServer(server, run) {
  const line = (id) =>
    `INSERT INTO audit_event SELECT '${id}', event_date_time, event_type_code, event_action_code, event_outcome_indicator, 'forged', ` +
    "role_id_code, network_access_point_id, participant_object_type_code, participant_object_id, practice_id, writer, writer_number, " +
    "writer_mac FROM audit_event LIMIT 1;";
  const shows = async (problem) => {
    const { status, stderr } = await server.tryCommand("audit", "verify");
    assert.equal(status, 2);
    assert.match(stderr, problem);
  };
  await run(line("forged"));
  await shows(/Event forged was added or changed past Voordeur/);
  await run(`${line("waits")} INSERT INTO audit_pending (event_id) VALUES ('waits')`);
  await shows(/Event waits was added or changed past Voordeur/);
  await run(
    "UPDATE setting SET value = '3 ' || (SELECT hash FROM audit_chain WHERE number = 3) WHERE name = 'audit_head'",
  );
  await shows(/head was set back/);
  // The server went on, and says so for ever.
  await server.command("practice", "change", "--practice", "de-linde", "--phone", "020 555 0134");
  await shows(/says that the head was set back/);
  await run(`${line("linked")} INSERT INTO audit_chain (number, event_id, hash) VALUES (100000, 'linked', '')`);
  await shows(/numbers \d+ to 99999 are missing/);
}

// PostgreSQL with two users: one owns the tables, the other is the server's and cannot touch what was logged.
async function theServerCannotForge(context) {
  const server = await context.startVoordeur({ database: "postgres" });
  const [owner, role] = [server.databaseUrl, `server_${process.pid}`];
  await sql(owner, `CREATE ROLE ${role} LOGIN`);
  try {
    const url = String(Object.assign(new URL(owner), { username: role }));
    const config = parse(readFileSync(server.configFile, "utf8"));
    // Of what only `migrate` reads the server has nothing.
    const ownersPassword = join(server.folder, "owner.password");
    writeFileSync(ownersPassword, "only for migrate", { mode: 0o600 });
    const database = { url, migrate_url: owner, migrate_password_file: ownersPassword };
    server.writeConfig({ ...config, database });
    await server.command("migrate");
    rmSync(ownersPassword);
    await server.restart();
    await patientAt(server, "f5", personal);
    await server.command("audit", "verify");
    for (const forgery of [
      "UPDATE audit_event SET user_id = 'x'",
      "DELETE FROM audit_event",
      "TRUNCATE audit_event",
      "DELETE FROM audit_chain",
      "DROP TRIGGER audit_event_append_only ON audit_event",
      "UPDATE schema_migration SET number = 9",
      "CREATE TABLE mine (id int)",
      "CREATE TEMP TABLE audit_event (event_id text); DELETE FROM audit_chain",
    ]) {
      await assert.rejects(sql(url, forgery), /permission denied|must be owner|append-only for five years/, forgery);
    }
    await forgeAsTheServer(server, (text) => sql(url, text));
  } finally {
    await server.stop();
    await sql(owner, `DROP OWNED BY ${role}; DROP ROLE ${role}`);
  }
}

// Five years later the lines of then are gone, and what is left is whole.
async function oldLinesEnd(context) {
  const server = await context.startVoordeur();
  await patientAt(server, "f5", personal);
  await server.stop();
  const head = /head is (\S+)\./.exec((await server.command("audit", "verify")).stdout)[1];
  const lines = async () =>
    (await server.command("audit", "export", "--from", "2020-01-01", "--to", "2060-01-01")).stdout;
  assert.match(await lines(), /registration\.completed/);
  server.time.advance(`${365 * 5}d`);
  await server.restart();
  await server.command("audit", "verify");
  assert.match(await lines(), /registration\.completed/, "not yet five years");
  server.time.advance("5d");
  await server.restart();
  for (let tries = 0; tries < 50 && /registration\.completed/.test(await lines()); tries += 1) await setTimeout(200);
  assert.doesNotMatch(await lines(), /registration\.completed/);
  for (let tries = 0; tries < 50 && !/audit\.lines_ended/.test(await lines()); tries += 1) await setTimeout(200);
  assert.match(await lines(), /audit\.lines_ended/);
  const { stdout } = await server.command("audit", "verify", "--head", head);
  assert.match(stdout, /The audit log is whole.*It begins after number \d+: lines until 20\d\d-/s);
}

export const tests = [
  { name: "lines of the log end after five years", run: oldLinesEnd },
  ...databases.flatMap((database) => [
    { name: `no secret stays behind (${database})`, run: (context) => leavesNoSecret(context, database) },
    { name: `the log is whole (${database})`, run: (context) => isWhole(context, database) },
  ]),
  { name: "the server cannot forge the log", run: theServerCannotForge },
];
