// SPDX-License-Identifier: EUPL-1.2
// A million lines of the audit log wait for their place in the chain: who signs in does not wait for them, a command gets its
// turn, and the server stops at once.
import assert from "node:assert/strict";
import { join } from "node:path";
import { HttpBrowser } from "../support/http_browser.mjs";
import { mustRun } from "../support/processes.mjs";

const waitingLines = 1_000_000;
const signIns = 40;
const mostMilliseconds = { signIn: 500, stop: 2_000, command: 3_000 };

const run = (server, sql) =>
  server.databaseUrl.startsWith("postgresql")
    ? mustRun("psql", [server.databaseUrl, "--quiet", "--no-psqlrc", "--set", "ON_ERROR_STOP=1", "--command", sql])
    : mustRun("sqlite3", ["-cmd", ".timeout 10000", join(server.folder, "data", "voordeur.db"), sql]);

// Of nobody's writing: they wait as others do, and each is looked at.
const waiting = (server) =>
  server.databaseUrl.startsWith("postgresql")
    ? `INSERT INTO audit_pending SELECT 'a-' || lpad(n::text, 9, '0') FROM generate_series(1, ${waitingLines}) n`
    : `WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < ${waitingLines})
       INSERT INTO audit_pending SELECT printf('a-%09d', n) FROM counted`;

async function timed(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function signInWrong(server, turn) {
  const browser = await new HttpBrowser(server.address).open("/inloggen");
  const { action, fields } = browser.form({ email: `jan${turn}@post.example`, password: "mistyped" });
  const took = await timed(async () => {
    const { status } = await browser.request(action, { method: "POST", fields });
    assert.equal(status, 422);
  });
  return took;
}

async function manyWait(context, database) {
  const unlimited = 1_000_000;
  const server = await context.startVoordeur({ database, config: { limits: { network_free_accounts: unlimited } } });
  await run(server, waiting(server));
  const times = [];
  for (let turn = 0; turn < signIns; turn += 1) times.push(await signInWrong(server, turn));
  times.sort((one, other) => one - other);
  const slow = times[Math.floor(signIns * 0.9)];
  const command = await timed(() =>
    server.command("practice", "change", "--practice", "de-linde", "--phone", "020 555 0134"),
  );
  const stop = await timed(() => server.stop());
  context.tell(
    `sign-in ${Math.round(times[signIns / 2])} ms, 9 of 10 within ${Math.round(slow)}; a command ${Math.round(command)}; stopped in ${Math.round(stop)}`,
  );
  assert.ok(slow < mostMilliseconds.signIn, `9 of 10 sign-ins took up to ${slow} ms`);
  assert.ok(command < mostMilliseconds.command, `a command took ${command} ms`);
  assert.ok(stop < mostMilliseconds.stop, `it stopped after ${stop} ms`);
  assert.match(server.log(), /audit_line_refused/, "the chainer was at it");
}

export const tests = ["sqlite", "postgres"].map((database) => ({
  name: `a million lines of the audit log wait (${database})`,
  run: (context) => manyWait(context, database),
}));
