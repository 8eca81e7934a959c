// SPDX-License-Identifier: EUPL-1.2
// What stays of a journey: a log that nobody can change unseen, and no secret anywhere.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { superPinIn } from "../support/http_patient.mjs";
import {
  acceptDocuments, choosePassword, getAccount, openInvitation, Patient, signInAgain, signInFirst, signOut, typeSignInCode, typeSuperPin,
} from "../support/patient.mjs";
import { mustRun } from "../support/processes.mjs";
import { pdfText } from "../support/readable.mjs";

const databases = ["sqlite", "postgres"];
const sql = (url, text) => mustRun("psql", [url, "--quiet", "--no-psqlrc", "--tuples-only", "--set", "ON_ERROR_STOP=1", "--command", text]);

// Every byte of the database: for SQLite its files, pages that are free again included; for PostgreSQL a dump.
async function bytesOf(server) {
  if (server.databaseUrl.startsWith("postgresql")) return (await mustRun("pg_dump", ["--inserts", server.databaseUrl])).stdout;
  const folder = join(server.folder, "data");
  return readdirSync(folder).filter((name) => name.startsWith("voordeur.db")).map((name) => readFileSync(join(folder, name), "latin1")).join("");
}

// What a browser holds that would open something, after each page.
async function noteCookies(patient, secrets) {
  for (const { value } of await patient.page.context().cookies()) if (value.length > 20) secrets.add(value);
  for (const field of await patient.page.locator("input[name=form_token]").all()) secrets.add(await field.inputValue());
}

function noteMessages(server, secrets) {
  for (const { link } of server.mailbox.mails) if (link) secrets.add(new URL(link).pathname.split("/").pop());
  for (const { code, text } of server.smsGateway.messages) secrets.add(code).add(text);
}

async function invited(context, server) {
  const patient = new Patient(await context.openPage(), server);
  await server.invite(patient.details);
  return patient;
}

async function walkWithLetter(context, server, secrets) {
  const letter = join(server.folder, "letter.pdf");
  const patient = new Patient(await context.openPage(), server, { email: "karel@post.example", letter });
  await server.invite(patient.details);
  patient.superPin = superPinIn(await pdfText(letter));
  secrets.add(patient.superPin).add(patient.superPin.replaceAll("-", ""));
  await openInvitation(patient);
  await typeSuperPin(patient);
  await noteCookies(patient, secrets);
  await choosePassword(patient);
  await acceptDocuments(patient);
  await signInFirst(patient);
  await noteCookies(patient, secrets);
}

async function walkWithout(context, server, secrets) {
  const patient = await invited(context, server);
  secrets.add(patient.password);
  await getAccount(patient);
  secrets.add(patient.madeSuperPin).add(patient.madeSuperPin.replaceAll("-", ""));
  await noteCookies(patient, secrets);
  await signInAgain(patient);
  await noteCookies(patient, secrets);
  await typeSignInCode(patient);
  await noteCookies(patient, secrets);
  await signOut(patient);
  await noteCookies(patient, secrets);
}

// Six digits stand in many a number; a code is looked for as a word.
const holds = (text, secret) => (/^\d{6}$/.test(secret) ? new RegExp(`(?<![0-9a-fA-F.])${secret}(?![0-9a-fA-F.])`).test(text) : text.includes(secret));

async function leavesNoSecret(context, database) {
  const server = await context.startVoordeur({ database });
  const secrets = new Set();
  await walkWithout(context, server, secrets);
  await walkWithLetter(context, server, secrets);
  noteMessages(server, secrets);
  secrets.delete(undefined);
  assert.ok(secrets.size > 20, `only ${secrets.size} secrets were used`);
  const [log, bytes] = [server.log(), await bytesOf(server)];
  for (const secret of secrets) {
    assert.ok(!holds(log, secret), `in the log: ${secret.slice(0, 4)}…`);
    assert.ok(!holds(bytes, secret), `in the database: ${secret.slice(0, 4)}…`);
  }
  for (const personal of ["seyma@post.example", "Proefpersoon", "+31612345678", "1234AB"]) assert.ok(!log.includes(personal), `${personal} is in the log`);
}

async function isWhole(context, database) {
  const server = await context.startVoordeur({ database });
  const patient = await invited(context, server);
  await getAccount(patient);
  const { stdout } = await server.command("audit", "verify");
  const [, events, head] = /whole: (\d+) events; its head is (\d+:[0-9a-f]{64})/.exec(stdout);
  assert.ok(Number(events) >= 10, stdout);
  await signInAgain(patient);
  await server.command("audit", "verify", "--head", head);
  const forged = await server.tryCommand("audit", "verify", "--head", head.replace(/.$/, (digit) => (digit === "0" ? "1" : "0")));
  assert.equal(forged.status, 2);
  assert.match(forged.stderr, /is not in the chain/);
  const day = new Date().toISOString().slice(0, 10);
  const lines = (await server.command("audit", "export", "--from", day, "--to", day)).stdout.trim().split("\n").map((line) => JSON.parse(line));
  for (const type of ["registration.invited", "registration.details", "registration.password", "sign_in.password", "second_factor.bound", "audit.exported"]) {
    assert.ok(lines.some((line) => line.event_type_code === type), `no ${type} among ${lines.map((line) => line.event_type_code).join(", ")}`);
  }
  assert.ok(!JSON.stringify(lines).includes("seyma"), "a name is in the audit log");
}

// PostgreSQL with two users: one owns the tables, the other is the server's and cannot touch what was logged.
async function theServerCannotForge(context) {
  const server = await context.startVoordeur({ database: "postgres" });
  const [owner, role] = [server.databaseUrl, `server_${process.pid}`];
  await sql(owner, `CREATE ROLE ${role} LOGIN`);
  try {
    const url = String(Object.assign(new URL(owner), { username: role }));
    const config = parse(readFileSync(server.configFile, "utf8"));
    server.writeConfig({ ...config, database: { url, migrate_url: owner } });
    await server.command("migrate");
    await server.restart();
    await getAccount(await invited(context, server));
    await server.command("audit", "verify");
    for (const forgery of ["UPDATE audit_event SET user_id = 'x'", "DELETE FROM audit_event", "TRUNCATE audit_event", "DELETE FROM audit_chain",
      "DROP TRIGGER audit_event_append_only ON audit_event", "UPDATE schema_migration SET number = 9", "CREATE TABLE mine (id int)"]) {
      await assert.rejects(sql(url, forgery), /permission denied|must be owner/, forgery);
    }
  } finally {
    await server.stop();
    await sql(owner, `DROP OWNED BY ${role}; DROP ROLE ${role}`);
  }
}

export const tests = [
  ...databases.flatMap((database) => [
    { name: `no secret stays behind (${database})`, run: (context) => leavesNoSecret(context, database) },
    { name: `the log is whole (${database})`, run: (context) => isWhole(context, database) },
  ]),
  { name: "the server cannot forge the log", run: theServerCannotForge },
];
