// SPDX-License-Identifier: EUPL-1.2
// The samples of docs/proxy, as whoever runs Voordeur copies them: pages and forms come through, Voordeur learns whose browser it
// is whatever that browser says, and no patient's link stands in the proxy's log.
import assert from "node:assert/strict";
import { auditEvents } from "../faults/checks.mjs";
import { HttpBrowser } from "../support/http_browser.mjs";
import { patientAt } from "../support/http_patient.mjs";
import { rawRequest } from "../support/raw_http.mjs";

// Not the address that the proxy itself comes from.
const home = "127.0.0.2";
const forged = { "X-Forwarded-For": "203.0.113.9", Forwarded: "for=203.0.113.9", "X-Real-IP": "203.0.113.9" };

// A to E1, with passwords, cookies and the links of two mails.
async function walk(server) {
  const browser = new HttpBrowser(server.address, { authority: server.proxy.authority, from: home, headers: forged });
  const patient = await patientAt(server, "b1", { browser });
  const invitation = patient.link;
  await patient.goTo("e2");
  assert.ok(
    [...browser.cookies.keys()].every((name) => name.startsWith("__Host-")),
    [...browser.cookies.keys()].join(" "),
  );
  return { browser, links: [invitation, patient.link] };
}

async function knowsTheNetwork(server) {
  const events = await auditEvents(server);
  const networkOf = (type) => events.find(({ event_type_code }) => event_type_code === type)?.network_access_point_id;
  for (const step of ["registration.details", "registration.password", "sign_in.password"]) {
    assert.equal(networkOf(step), home, step);
  }
}

// Voordeur is down, and what cannot be passed on is an error, which proxies like to log with its address.
async function keepsLinksToItself({ server, browser, links }, expected) {
  await server.stop();
  // Each opens the page too, or would.
  const disguises = [
    (kind) => kind,
    (kind) => kind.toUpperCase(),
    (kind) => `/%22${kind.slice(1)}`,
    (kind) => `/%E2%80%8B${kind.slice(1)}`,
    (kind) => `/;${kind.slice(1)}`,
  ];
  for (const disguise of disguises)
    for (const link of links) assert.equal((await browser.request(link.replace(/\/[ub]\//, disguise))).status, 502);
  server.proxy.kill("SIGTERM");
  await server.proxy.ended;
  const log = server.proxy.log();
  assert.match(log, expected);
  for (const link of links) assert.ok(!log.includes(new URL(link).pathname.split("/")[2]), `a link is in:\n${log}`);
}

// Who asks for another host is not led there.
async function leadsToItselfOnly({ proxy: { plainPort } }) {
  if (!plainPort) return;
  const { status, headers } = await rawRequest(
    `http://127.0.0.1:${plainPort}`,
    "GET /inloggen HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
  );
  assert.deepEqual([status, headers.get("location")], [301, "https://patient.delinde.example/inloggen"]);
}

async function through(context, proxy, expected) {
  const server = await context.startVoordeur({ https: proxy });
  const { browser, links } = await walk(server);
  await knowsTheNetwork(server);
  await leadsToItselfOnly(server);
  await keepsLinksToItself({ server, browser, links }, expected);
}

// What the log must have, whole as it is read: Caddy's has no requests in it.
export const tests = [
  { name: "Caddy", run: (context) => through(context, "caddy", /"msg":"serving initial configuration"/) },
  { name: "nginx", run: (context) => through(context, "nginx", /^127\.0\.0\.2 \[.*\] GET \/u\/\.\.\. 502 /m) },
];
