// SPDX-License-Identifier: EUPL-1.2
// /metrics, as Prometheus reads it: by its conventions, with all that docs/alerts.yml and docs/grafana.json ask for, and with one
// number for a request in log, error page and "busy" page.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { HttpBrowser } from "../support/http_browser.mjs";
import { patientAt } from "../support/http_patient.mjs";
import { freePort, root, run, waitFor } from "../support/processes.mjs";

const ownNames = /\b(?:voordeur_[a-z_]+|process_[a-z_]+)\b/g;

async function startWatched(context, options = {}) {
  const metrics = `127.0.0.1:${await freePort()}`;
  const server = await context.startVoordeur({ ...options, config: { metrics_listen: metrics, ...options.config } });
  return { server, figures: async () => (await fetch(`http://${metrics}/metrics`)).text() };
}

// What promtool says, unless it is not there.
async function promtool(command) {
  const said = await run("bash", ["-c", `command -v promtool >/dev/null || exit 99; promtool ${command}`]);
  if (said.status === 99) return console.log("promtool is not there; bin/setup installs it");
  assert.equal(said.status, 0, `promtool ${command}:\n${said.stdout}${said.stderr}`);
}

async function followsTheConventions(context) {
  const { server, figures } = await startWatched(context);
  await patientAt(server, "services");
  const text = await figures();
  const file = join(server.folder, "metrics.txt");
  writeFileSync(file, text);
  await promtool(`check metrics <${file}`);
  for (const line of [
    /^voordeur_requests_total\{method="GET",route="\/inloggen",status="200"\} [1-9]/m,
    /^voordeur_sign_ins_total\{outcome="right",step="password"\} [1-9]/m,
    /^voordeur_sms_sent_total\{country="NL"\} [1-9]/m,
    /^voordeur_messages_total\{kind="email",outcome="sent"\} [1-9]/m,
    /^voordeur_database_up 1$/m,
  ]) {
    assert.match(text, line);
  }
  const isTold = (name) => new RegExp(`^# TYPE ${name.replace(/_bucket$/, "")} `, "m").test(text);
  for (const file of ["docs/alerts.yml", "docs/grafana.json"]) {
    const asked = new Set(readFileSync(join(root, file), "utf8").match(ownNames));
    assert.deepEqual(
      [...asked].filter((name) => !isTold(name)),
      [],
      file,
    );
  }
  await promtool(`check rules ${join(root, "docs/alerts.yml")}`);
  await promtool(`test rules ${join(root, "tests/support/alerts.test.yml")}`);
}

async function numbersRequests(context) {
  const { server } = await startWatched(context, { config: { hashing: { slots: 1, queue: 1, passes: 100 } } });
  const crowd = await Promise.all(
    Array.from({ length: 12 }, async () => {
      const browser = new HttpBrowser(server.address);
      await browser.open("/inloggen");
      return browser.submit({ email: "iemand@post.example", password: "paard fiets wolk tuinstoel" });
    }),
  );
  const busy = crowd.filter(({ status }) => status === 503);
  assert.ok(busy.length > 0, "nobody was too many");
  // A line may be on its way yet, or half.
  const toldOf = (number) =>
    server
      .log()
      .split("\n")
      .filter((line) => line.startsWith("{") && line.endsWith("}"))
      .map((line) => JSON.parse(line))
      .find(({ event, request }) => event === "request" && request === number);
  for (const { html } of busy) {
    const number = /Nummer van deze fout.*?([0-9a-f]{8})/s.exec(html)?.[1];
    const told = await waitFor(`the line of request ${number}`, () => toldOf(number));
    assert.deepEqual([told.status, told.method, told.route], [503, "POST", "/inloggen/{slug}"]);
    assert.equal(typeof told.microseconds, "number");
  }
}

export const tests = [
  { name: "follows the conventions", run: followsTheConventions },
  { name: "numbers requests", run: numbersRequests },
];
