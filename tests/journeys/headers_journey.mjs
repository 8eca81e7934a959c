// SPDX-License-Identifier: EUPL-1.2
// The header rules of internet.nl and the NCSC, over https, for every answer there is: each page in each state, each refusal,
// what no page answers, assets, PDF.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { assetsOf } from "../support/assets.mjs";
import { brokenRules } from "../support/header_rules.mjs";
import { HttpBrowser } from "../support/http_browser.mjs";
import { patientAt } from "../support/http_patient.mjs";
import { freePort, root } from "../support/processes.mjs";
import { rawRequest } from "../support/raw_http.mjs";

// Asks Voordeur itself, as the proxy does, and keeps every answer.
class BehindTheProxy extends HttpBrowser {
  constructor(server, answers) {
    super(server.behind);
    Object.assign(this, { origin: server.address, answers });
  }

  async request(path, { method = "GET", headers, ...options } = {}) {
    const { pathname, search } = new URL(path, this.url ?? this.address);
    const origin = method === "GET" ? {} : { Origin: this.origin };
    const answer = await super.request(pathname + search, { ...options, method, headers: { ...origin, ...headers } });
    this.answers.push({ ...answer, what: `${method} ${pathname}${search}` });
    return answer;
  }
}

// Every path of the table of contents but the demo's and those of machines.
function routes() {
  const rows = String(execFileSync(join(root, "build/release/voordeur-routes")))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  return [...new Set(rows.filter(({ who }) => who !== "watcher").map(({ path }) => path))].filter(
    (path) => !path.startsWith("/postvak"),
  );
}

// Each path as it stands now: GET, HEAD, and a POST from elsewhere.
async function askAll({ browser, link }) {
  const token = new URL(link).pathname.split("/")[2];
  const keeps = browser.keepsCookies;
  browser.keepsCookies = false;
  for (const route of routes()) {
    const path = route.replace("{token}", token).replace("{slug}", "de-linde").replace("{change}", "app");
    await browser.request(path);
    await browser.request(path, { method: "POST", fields: { form_token: "x" } });
  }
  await browser.request("/inloggen", { method: "HEAD" });
  browser.keepsCookies = keeps;
}

async function refusals(server, browser, answers) {
  const plain = { fields: { email: "a@b.example", password: "x" } };
  const paths = [
    "/bestaat-niet",
    "/vormgeving/bestaat-niet.css",
    "/u/",
    "/b/kort",
    "/hulp/bestaat-niet",
    "/healthz",
    "/readyz",
  ];
  for (const path of paths) await browser.request(path);
  for (const method of ["PUT", "DELETE", "OPTIONS"]) await browser.request("/inloggen", { method });
  await browser.request("/hulp", { method: "POST", ...plain });
  await browser.request("/inloggen", { method: "POST", ...plain, headers: { Origin: "https://evil.example" } });
  await browser.request("/inloggen", { method: "POST", ...plain, headers: { "Content-Type": "text/plain" } });
  await new BehindTheProxy(server, answers).request("/inloggen", { method: "POST", ...plain }); // without cookies
  const raw = {
    400: "GET / HTTP/1.1\r\n\r\n",
    413: "POST /inloggen HTTP/1.1\r\nHost: HOST\r\nContent-Length: 9999999\r\n\r\n",
    431: `GET / HTTP/1.1\r\nHost: HOST\r\nX: ${"a".repeat(20_000)}\r\n\r\n`,
  };
  for (const [status, request] of Object.entries(raw)) {
    const answer = await rawRequest(server.behind, request);
    assert.equal(answer.status, Number(status));
    answers.push({ ...answer, what: `what is answered with ${status} before there is a request` });
  }
}

// 422, 429 and 503 of signing in.
async function wrongPasswords(server, browser) {
  await browser.open("/inloggen");
  const guess = (number) => {
    const { action, fields } = browser.form({ email: "jan@post.example", password: `geraden wachtwoord ${number}` });
    return browser.request(action, { method: "POST", fields });
  };
  await guess(1);
  await guess(2);
  server.time.advance("-60s");
  assert.equal((await guess(3)).status, 429);
  server.time.advance("60s");
  const crowd = await Promise.all(
    Array.from({ length: 8 }, (_, number) => {
      const form = browser.form({ email: `iemand${number}@post.example`, password: "x" });
      return browser.request(form.action, { method: "POST", fields: form.fields });
    }),
  );
  assert.ok(
    crowd.some(({ status }) => status === 503),
    "nobody was too many",
  );
}

// What is the same for everybody may be kept.
function keepOf(what, status, assets) {
  if (assets.some((path) => what.endsWith(path))) return "public, max-age=31536000, immutable";
  const isPublished = status === 200 && /^GET \/(\.well-known\/\S+|oidc\/keys)$/.test(what);
  return isPublished ? "public, max-age=3600" : "no-store";
}

async function everyAnswer(context) {
  const metrics = `127.0.0.1:${await freePort()}`;
  const hashing = { slots: 1, queue: 1, passes: 20 };
  const server = await context.startVoordeur({
    https: true,
    config: { metrics_listen: metrics, hashing, limits: { sign_in_free_failures: 1 } },
  });
  const answers = [];
  const patient = await patientAt(server, "b1", { browser: new BehindTheProxy(server, answers) });
  const { browser } = patient;
  for (const step of ["b1", "b3", "c1", "d1", "e1", "e2", "e3", "f1", "f2", "f3", "f4", "f5", "g", "services"]) {
    await patient.goTo(step);
    await askAll(patient);
  }
  await refusals(server, browser, answers);
  const assets = await assetsOf(
    (await browser.request("/hulp")).html,
    async (path) => (await browser.request(path)).html,
  );
  for (const path of assets) await browser.request(path);
  await wrongPasswords(server, new BehindTheProxy(server, answers));
  await anExpiredLink(server, answers);

  const broken = new Map();
  for (const { what, status, ...answer } of answers) {
    for (const rule of brokenRules(answer, { keep: keepOf(what, status, assets) })) {
      broken.set(rule, [...(broken.get(rule) ?? []), `${status} ${what}`]);
    }
  }
  await allWereSeen(metrics, answers);
  assert.deepEqual(Object.fromEntries([...broken].map(([rule, where]) => [rule, [...new Set(where)].slice(0, 8)])), {});
}

async function anExpiredLink(server, answers) {
  const { browser, link } = await patientAt(server, "b1", {
    email: "iemand@post.example",
    browser: new BehindTheProxy(server, answers),
  });
  server.time.advance("15d");
  assert.equal((await browser.request(new URL(link).pathname)).status, 410);
}

async function allWereSeen(metrics, answers) {
  const text = await (await fetch(`http://${metrics}/metrics`)).text();
  const seen = new Set([...text.matchAll(/^voordeur_requests_total\{.*route="([^"]*)"/gm)].map(([, route]) => route));
  assert.deepEqual(
    routes().filter((route) => !seen.has(route)),
    [],
  );
  const statuses = new Set(answers.map(({ status }) => status));
  assert.deepEqual(
    [200, 303, 400, 403, 404, 405, 410, 413, 422, 429, 431, 503].filter((status) => !statuses.has(status)),
    [],
  );
  for (const type of [
    "text/html",
    "text/css",
    "text/javascript",
    "image/svg+xml",
    "font/woff2",
    "application/pdf",
    "text/plain",
  ]) {
    assert.ok(
      answers.some(({ headers }) => headers.get("content-type")?.startsWith(type)),
      `no ${type} was seen`,
    );
  }
}

export const tests = [{ name: "every answer keeps the rules of internet.nl and the NCSC", run: everyAnswer }];
