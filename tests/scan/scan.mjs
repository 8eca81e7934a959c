// SPDX-License-Identifier: EUPL-1.2
// Runs wapiti and sqlmap at every step of the journey, and writes docs/security/scans/DATE.md. bin/scan starts it.
//   node tests/scan/scan.mjs [FOLDER]     where the scanners' own reports are kept
import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { HttpBrowser } from "../support/http_browser.mjs";
import { root } from "../support/processes.mjs";
import { reportOf } from "./report.mjs";
import { sqlmap, versions, wapiti } from "./scanners.mjs";
import { everyStep, startTarget } from "./targets.mjs";

const folder = process.argv[2] ?? join(root, "build/scan");
const wapitiSeconds = 240; // at most, at one step

const cookies = ["browser", "session", "known", "filled-in", "taal"];

// Each field of the form; sqlmap leaves its token alone.
async function sqlmapAtForm(target) {
  const { form, step, url } = target;
  if (Object.keys(form.fields).length === 1) return [];
  const done = await sqlmap(target, { folder, name: step, exclude: ["form_token", ...cookies] });
  return [{ what: `POST ${new URL(form.action, url).pathname}`, ...done }];
}

// What no form has.
async function sqlmapElsewhere({ url, cookie }) {
  const at = (path, name, exclude) => sqlmap({ url: new URL(path, url).href, cookie }, { folder, name, exclude });
  return [
    { what: "GET /inloggen?taal=, and the cookies", ...(await at("/inloggen?taal=nl&opnieuw=1", "query")) },
    { what: "GET /u/*", ...(await at("/u/AAAABBBBCCCCDDDDEEEEFFFFGGG*", "token", cookies)) },
    { what: "GET /hulp/*", ...(await at("/hulp/de-linde*", "slug", cookies)) },
  ];
}

// wapiti first: it reads the pages as they stand before sqlmap fills the tables.
async function scan(server) {
  const targets = await everyStep(server);
  const found = [];
  for (const target of targets) {
    const began = performance.now();
    const at = { step: target.step, ...(await wapiti(target, { folder, seconds: wapitiSeconds })) };
    at.sql = target.form ? await sqlmapAtForm(target) : await sqlmapElsewhere(target);
    found.push(at);
    const [seconds, injectable] = [
      Math.round((performance.now() - began) / 1000),
      at.sql.flatMap((each) => each.injectable),
    ];
    console.log(
      `${seconds} s  ${target.step}: ${at.findings.length} findings of wapiti, ${injectable.length} of sqlmap`,
    );
  }
  return found;
}

async function isStillWell(server) {
  assert.equal((await fetch(`${server.address}/readyz`)).status, 200);
  assert.equal((await new HttpBrowser(server.address).open("/inloggen")).heading, "Inloggen");
  const lines = server
    .log()
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return {
    requests: lines.filter(({ event }) => event === "request").length,
    errors: lines.filter(({ level }) => level === "error"),
    failed: lines.filter(({ event, status }) => event === "request" && status >= "500" && status !== "503").length,
  };
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const began = new Date();
const server = await startTarget();
try {
  const found = await scan(server);
  const after = await isStillWell(server);
  const reports = join(root, "docs/security/scans");
  mkdirSync(reports, { recursive: true });
  const file = join(reports, `${began.toISOString().slice(0, 10)}.md`);
  writeFileSync(file, reportOf({ found, after, began, versions: await versions(), wapitiSeconds }));
  console.log(`${file}; what the scanners wrote is in ${folder}`);
} finally {
  await server.close();
}
process.exit(0);
