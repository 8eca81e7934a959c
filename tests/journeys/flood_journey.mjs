// SPDX-License-Identifier: EUPL-1.2
// A flood: sign-ins by the hundred, clients that never finish, ten thousand that say nothing. Others get their pages, whoever is
// too many is told so, and memory has an end.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { HttpBrowser } from "../support/http_browser.mjs";
import { patientAt } from "../support/http_patient.mjs";
import { mustRun, run, waitFor } from "../support/processes.mjs";

const clients = 200;
const signInsOfEach = 5;
const idleConnections = 10_000;
// Idle it takes 13 MiB, and each core keeps 20 to hash in; the rest is for what a flood may cost.
const mostMebibytes = 160;

const megabytes = (server) => {
  const [, kibibytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${server.processId}/status`, "utf8"));
  return kibibytes / 1024;
};

// Whether there is memory that the kernel may fill with huge pages (docs/decisions/0013). Who looks must be root.
const canSeeHugePages = process.getuid() === 0 && existsSync("/sys/kernel/mm/transparent_hugepage");
const asksForHugePages = (server) => /^VmFlags:.* hg\b/m.test(readFileSync(`/proc/${server.processId}/smaps`, "utf8"));

const unlimited = 1_000_000;
const config = {
  limits: {
    sign_in_free_failures: unlimited,
    network_free_accounts: unlimited,
    account_free_failures: unlimited,
    request_seconds: 5,
  },
};

async function hammer(server, index, counts) {
  const browser = new HttpBrowser(server.address);
  await browser.open("/inloggen");
  for (let i = 0; i < signInsOfEach; i += 1) {
    const { action, fields } = browser.form({ email: `nobody${index}@post.example`, password: `guess ${i}` });
    const answer = await browser.request(action, { method: "POST", fields });
    counts[answer.status] = (counts[answer.status] ?? 0) + 1;
    if (answer.status === 503) {
      assert.ok(Number(answer.headers.get("retry-after")) > 0, "a 503 without Retry-After");
      assert.match(answer.html, /<h1/, "a 503 without a calm page");
    }
  }
}

// Tells the other pages apart from the flood: they are asked for all the while, one after the other.
async function watchPages(server, isOver) {
  const watched = { pages: 0, most: 0, askedForHugePages: !canSeeHugePages };
  while (!isOver()) {
    const browser = await new HttpBrowser(server.address).open("/inloggen");
    assert.equal(browser.status, 200);
    watched.pages += 1;
    watched.most = Math.max(watched.most, megabytes(server));
    watched.askedForHugePages ||= asksForHugePages(server);
  }
  return watched;
}

async function signInsInAFlood(context) {
  const server = await context.startVoordeur({ config });
  const counts = {};
  let isOver = false;
  const watching = watchPages(server, () => isOver);
  await Promise.all(Array.from({ length: clients }, (_, index) => hammer(server, index, counts))).finally(
    () => (isOver = true),
  );
  const { pages, most, askedForHugePages } = await watching;
  assert.deepEqual(Object.keys(counts).sort(), ["422", "503"], JSON.stringify(counts));
  assert.ok(pages > 0 && most < mostMebibytes, `${pages} pages, at most ${most} MiB`);
  assert.ok(askedForHugePages, "no hash asked for huge pages");
  // Whoever was too many comes back, as the page says, and is served.
  await hammer(server, clients, {});
  assert.equal((await new HttpBrowser(server.address).open("/inloggen")).status, 200);
}

// Behind a proxy that is trusted, so that each client has a network of its own; one core hashes, so that places are few.
const behindProxy = (limits = {}) => ({
  ...config,
  trusted_proxies: ["127.0.0.1"],
  hashing: { slots: 1, queue: 40, wait_milliseconds: 30_000 }, // who waits is not turned away for a slow machine
  limits: { ...config.limits, ...limits },
});
const network = (number) => ({ headers: { "X-Forwarded-For": `203.0.113.${number}` } });

// Presses the form of `path` again and again until it is over; counts what it was answered.
async function pressOn(server, { path, fields, from, isOver, counts }) {
  while (!isOver()) {
    const browser = await new HttpBrowser(server.address, network(from)).open(path);
    const form = browser.form(fields());
    const { status } = await browser.request(form.action, { method: "POST", fields: form.fields });
    counts[status] = (counts[status] ?? 0) + 1;
  }
}

// Patients of other networks sign in, one after the other, while `flood` presses; what they were answered, and the slowest.
async function signInsBeside(server, flood) {
  let isOver = false;
  const flooding = Array.from({ length: flood.clients }, (_, index) =>
    pressOn(server, { ...flood, from: flood.from(index), isOver: () => isOver }),
  );
  const patients = { statuses: {}, slowest: 0 };
  await Promise.all(
    Array.from({ length: 8 }, async (_, index) => {
      const browser = new HttpBrowser(server.address, network(200 + index));
      for (let turn = 0; turn < 6; turn += 1) {
        await browser.open("/inloggen");
        const { action, fields } = browser.form({ email: `jan${index}@post.example`, password: `mistyped ${turn}` });
        const began = performance.now();
        const { status } = await browser.request(action, { method: "POST", fields });
        patients.slowest = Math.max(patients.slowest, performance.now() - began);
        patients.statuses[status] = (patients.statuses[status] ?? 0) + 1;
      }
    }),
  ).finally(() => (isOver = true));
  await Promise.all(flooding);
  return patients;
}

const guesses = () => ({ email: `nobody${Math.random()}@post.example`, password: `guess ${Math.random()}` });

async function oneNetworkFloods(context) {
  const server = await context.startVoordeur({ config: behindProxy() });
  const counts = {};
  const flood = { clients: 150, path: "/inloggen", fields: guesses, from: () => 7, counts };
  const { statuses, slowest } = await signInsBeside(server, flood);
  assert.deepEqual(statuses, { 422: 48 }, `the flood was answered ${JSON.stringify(counts)}`);
  assert.ok(counts[503] > 0 && counts[422] > 0, JSON.stringify(counts));
  assert.ok(slowest < 15_000, `the slowest took ${slowest} ms`);
}

async function manyFloodOneLink(context) {
  const server = await context.startVoordeur({ config: behindProxy({ tries_super_pin: unlimited }) });
  const letter = join(server.folder, "letter.pdf");
  const patient = await patientAt(server, "b1", { email: "karel@post.example", letter });
  const counts = {};
  const flood = {
    clients: 100,
    path: new URL(patient.link).pathname,
    fields: () => ({ super_pin: `7K3M-Q9TX-4HFA-${String(Math.random()).slice(2, 6)}` }),
    from: (index) => 1 + (index % 60),
    counts,
  };
  const { statuses, slowest } = await signInsBeside(server, flood);
  assert.deepEqual(statuses, { 422: 48 }, `the flood was answered ${JSON.stringify(counts)}`);
  assert.ok(slowest < 15_000, `the slowest took ${slowest} ms`);
}

// Who waits already is told so, and nobody waits behind it.
async function whoWaitsFloods(context) {
  const limits = { network_free_accounts: 3, sign_in_free_failures: 2 };
  const server = await context.startVoordeur({ config: behindProxy(limits) });
  const first = {};
  let left = 20;
  await pressOn(server, { path: "/inloggen", fields: guesses, from: 7, isOver: () => (left -= 1) < 0, counts: first });
  assert.ok(first[429] > 0, JSON.stringify(first));
  const counts = {};
  const flood = { clients: 300, path: "/inloggen", fields: guesses, from: () => 7, counts };
  const { statuses } = await signInsBeside(server, flood);
  assert.ok(!(503 in statuses), `${JSON.stringify(statuses)}; the flood was answered ${JSON.stringify(counts)}`);
  // Each time that the wait is over, one may try.
  assert.ok(counts[429] > 100 && (counts[422] ?? 0) < 10 && !(503 in counts), JSON.stringify(counts));
}

function openIdle({ hostname, port }) {
  return new Promise((fulfil, reject) => {
    const socket = connect(Number(port), hostname, () => fulfil(socket));
    socket.on("error", reject);
    socket.on("close", () => (socket.isClosed = true));
  });
}

async function idleOnes(context) {
  const server = await context.startVoordeur({ config });
  const url = new URL(server.address);
  const sockets = [];
  while (sockets.length < idleConnections)
    sockets.push(...(await Promise.all(Array.from({ length: 250 }, () => openIdle(url)))));
  assert.ok(megabytes(server) < mostMebibytes, `${megabytes(server)} MiB`);
  assert.equal((await new HttpBrowser(server.address).open("/inloggen")).status, 200);
  await waitFor("all idle connections to be closed", () => sockets.every(({ isClosed }) => isClosed), 60_000);
}

// Debian's slowhttptest: headers, bodies and reading that take for ever.
async function slowOnes(context) {
  const server = await context.startVoordeur({ config });
  const attack = (...way) =>
    mustRun("slowhttptest", [
      ...way,
      "-c",
      "400",
      "-r",
      "400",
      "-i",
      "2",
      "-l",
      "8",
      "-x",
      "10",
      "-p",
      "3",
      "-u",
      `${server.address}/inloggen`,
    ]);
  const attacks = [attack("-H"), attack("-B", "-s", "8192"), attack("-X", "-w", "1", "-y", "8", "-n", "5", "-z", "8")];
  let isOver = false;
  const watching = watchPages(server, () => isOver);
  await Promise.all(attacks).finally(() => (isOver = true));
  const { pages, most } = await watching;
  assert.ok(pages > 20 && most < mostMebibytes, `${pages} pages, at most ${most} MiB`);
}

// One patient asks for her sheet, and for nothing else, as fast as she can.
async function sheetsInAFlood(context) {
  const server = await context.startVoordeur({ config });
  const { browser: hers } = await patientAt(server, "e3");
  const counts = {};
  let isOver = false;
  const ask = async () => {
    while (!isOver) {
      const { status } = await hers.request("/super-pin/super-pin.pdf");
      counts[status] = (counts[status] ?? 0) + 1;
    }
  };
  let mostPrograms = 0;
  const count = async () => {
    while (!isOver) {
      const { stdout } = await run("ps", ["--ppid", String(server.processId), "-o", "pid="]);
      mostPrograms = Math.max(mostPrograms, stdout.trim().split(/\s+/).length);
    }
  };
  const flooding = [count(), ...Array.from({ length: 100 }, ask)];
  const others = Array.from({ length: 10 }, async (_, index) => {
    const other = await new HttpBrowser(server.address).open("/inloggen");
    await other.submit({ email: `nobody${index}@post.example`, password: "guess" });
    return other.status;
  });
  const answers = await Promise.all(others).finally(() => (isOver = true));
  await Promise.all(flooding);
  assert.deepEqual(answers, Array(10).fill(422), JSON.stringify(counts));
  assert.deepEqual(Object.keys(counts).sort(), ["200", "503"], JSON.stringify(counts));
  assert.ok(mostPrograms <= availableParallelism(), `${mostPrograms} at once`);
  assert.equal((await hers.request("/super-pin/super-pin.pdf")).status, 200);
}

export const tests = [
  { name: "sheets by the hundred", run: sheetsInAFlood },
  { name: "sign-ins by the hundred", run: signInsInAFlood },
  { name: "a network floods, the others sign in", run: oneNetworkFloods },
  { name: "many flood one link, the others sign in", run: manyFloodOneLink },
  { name: "a network that waits floods, the others sign in", run: whoWaitsFloods },
  { name: "ten thousand that say nothing", run: idleOnes },
  { name: "clients that never finish", run: slowOnes },
];
