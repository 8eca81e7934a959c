// SPDX-License-Identifier: EUPL-1.2
// A PostgreSQL that was lost is put back with the commands of docs/operating.md: one role owns the tables, the server has another.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { patientAt } from "../support/http_patient.mjs";
import { mustRun } from "../support/processes.mjs";

const sql = (url, ...texts) =>
  mustRun("psql", [
    url,
    "--quiet",
    "--no-psqlrc",
    "--set",
    "ON_ERROR_STOP=1",
    ...texts.flatMap((text) => ["--command", text]),
  ]);
const at = (url, changes) => String(Object.assign(new URL(url), changes));

async function useDatabase(server, url, migrateUrl) {
  const config = parse(readFileSync(server.configFile, "utf8"));
  server.writeConfig({ ...config, database: { url, migrate_url: migrateUrl } });
  await server.command("migrate");
}

async function putBack(server, { administrator, owner, role, name }) {
  await useDatabase(server, at(administrator, { username: role }), administrator);
  await server.restart();
  const [signedIn, onTheirWay] = [
    await patientAt(server, "services"),
    await patientAt(server, "d1", { email: "op.weg@post.example", phone: "0612345679" }),
  ];
  const dump = join(server.folder, "voordeur.dump");
  await mustRun("pg_dump", ["--format=custom", `--file=${dump}`, administrator]);
  await server.stop();

  const ownersUrl = at(administrator, { username: owner, pathname: `/${name}` });
  await sql(administrator, `CREATE DATABASE ${name} OWNER ${owner}`);
  await mustRun("pg_restore", ["--exit-on-error", "--no-owner", "--no-privileges", `--dbname=${ownersUrl}`, dump]);
  await useDatabase(server, at(ownersUrl, { username: role }), ownersUrl);
  await server.command("restore", "--done");
  await server.start();

  await signedIn.browser.open("/diensten");
  assert.match(signedIn.browser.url, /\/inloggen/, "a session of before goes on");
  signedIn.step = "e1";
  server.time.advance("2m"); // until an SMS can be asked for again
  await signedIn.browser.open("/inloggen/de-linde");
  await signedIn.signIn();
  await signedIn.browser.submit({ code: await signedIn.newestCode() });
  assert.match(signedIn.browser.url, /\/diensten$/);
  await onTheirWay.goTo("services");

  await server.command("audit", "verify");
  const { stdout } = await server.command("audit", "export", "--from", "2000-01-01", "--to", "2999-12-31");
  assert.match(stdout, /"installation\.restored"/);
  const asServer = (text) => sql(at(ownersUrl, { username: role }), text);
  await assert.rejects(asServer("DELETE FROM audit_event"), /append-only for five years/);
  await assert.rejects(asServer("UPDATE audit_event SET event_outcome_indicator = 0"), /permission denied|append-only/);
}

async function restored(context) {
  const server = await context.startVoordeur({ database: "postgres" });
  const [administrator, name] = [server.databaseUrl, `restored_${process.pid}`];
  const [owner, role] = [`owner_${process.pid}`, `restored_server_${process.pid}`];
  await sql(administrator, `CREATE ROLE ${owner} LOGIN; CREATE ROLE ${role} LOGIN`);
  try {
    await putBack(server, { administrator, owner, role, name });
  } finally {
    await server.kill();
    await sql(administrator, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await sql(administrator, `DROP OWNED BY ${role}, ${owner}; DROP ROLE ${role}, ${owner}`);
  }
}

export const tests = [{ name: "pg_dump and pg_restore with two roles", run: restored }];
