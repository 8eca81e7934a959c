// SPDX-License-Identifier: EUPL-1.2
// PostgreSQL behind PgBouncer in transaction mode: a patient from the invitation to the e-services, commands and the audit log.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "smol-toml";
import { patientAt } from "../support/http_patient.mjs";
import { hasPgBouncer, startPgBouncer } from "../support/pgbouncer.mjs";

async function walksThroughAPooler(context, { mode, backends }) {
  if (!hasPgBouncer) return console.log("PgBouncer is not there; bin/setup installs it");
  const server = await context.startVoordeur({ database: "postgres" });
  await server.stop();
  const pooler = await startPgBouncer(server.databaseUrl, { mode, backends });
  try {
    const config = parse(readFileSync(server.configFile, "utf8"));
    server.writeConfig({ ...config, database: { ...config.database, url: pooler.url } });
    assert.match((await server.command("migrate")).stdout, /nothing to do/);
    await server.start();
    const names = ["Jan de Vries", "Piet Jansen", "Anna Bakker"];
    await Promise.all(
      names.map((name, i) =>
        patientAt(server, "services", { name, email: `p${i}@post.example`, phone: `061234567${i}` }),
      ),
    );
    assert.equal((await server.tryCommand("check")).status, 0);
    assert.match((await server.command("audit", "verify")).stdout, /^The audit log is whole: /);
    assert.ok(!/"level":"(warning|error)".*PostgreSQL/.test(server.log()), server.log());
    await server.stop();
  } finally {
    await pooler.stop();
  }
}

// A session keeps its backend; a transaction gets another each time.
export const tests = [
  { mode: "transaction", backends: 2 },
  { mode: "session", backends: 30 },
].map((pool) => ({ name: pool.mode, run: (context) => walksThroughAPooler(context, pool) }));
