// SPDX-License-Identifier: EUPL-1.2
// Measures the rows of the table "Speed and size that must hold", in rounds: what is compared is measured moments apart, for the
// machine may be busy with something else. Started by bin/bench, which pins it to core 1.
import { join } from "node:path";
import { HttpBrowser } from "../tests/support/http_browser.mjs";
import { sleep, temporaryFolder } from "../tests/support/processes.mjs";
import { baselineRates, wrkRates } from "./cores.mjs";
import { startFlood } from "./flood.mjs";
import { machineFacts } from "./machine.mjs";
import { startNginx } from "./nginx.mjs";
import { startOidcProvider } from "./oidc_provider.mjs";
import { pageBytes } from "./page_bytes.mjs";
import { slowestPercent } from "./page_probe.mjs";
import { detailsForm, register, signInRates } from "./patients.mjs";
import { coreShare, rowsOf } from "./rows.mjs";
import { makeServer } from "./server.mjs";
import { writeTable } from "./table.mjs";

const rounds = 5;
const starts = 11;
const accounts = 32; // so that a flood presses no form eight times at once: that is told to wait, not that it is busy
// Fewer than may wait for a hash, so that nobody is sent away.
const clients = 32;
// How many times more sign-ins come in a flood than can be done.
const floodFactor = 4;

const say = (text) => console.error(text);

async function prepare() {
  const server = await makeServer();
  await server.start();
  const emails = [];
  for (let i = 0; i < accounts; i += 1) emails.push(await register(server, `patient${i}@post.example`));
  const details = await detailsForm(server, "nobody@post.example");
  await server.stop();
  const bytes = await pageBytes();
  return { server, emails, details, bytes, page: `${server.address}${server.signInPath}` };
}

async function measureStarts(server) {
  const times = [];
  for (let i = 0; i < starts; i += 1) times.push(await server.timeOfStart());
  return times;
}

async function measureSignIns({ server, oidcProvider, emails, memory }) {
  const load = { emails, clients, seconds: 4 };
  const noteMemory = () => {
    const { rest, hashing } = server.memory();
    memory.most = Math.max(memory.most, rest);
    memory.hashing = Math.max(memory.hashing, hashing);
  };
  const hashes = await baselineRates("hashes", 2);
  const signIns = await signInRates({ server, ...load }, noteMemory);
  return { hashes, signIns, oidcSignIns: await signInRates({ server: oidcProvider, ...load }) };
}

async function measurePage({ server, page, nginx }) {
  const load = { connections: 64, seconds: 3 };
  return { nginxPages: await wrkRates(nginx.pid, nginx.url, load), pages: await wrkRates(server.pid, page, load) };
}

// `rate`: of sign-ins that the server manages.
async function measureFlood({ server, emails, page }, rate) {
  const calm = await slowestPercent(page, 4);
  const flood = await startFlood({ address: server.address, emails, rate: floodFactor * rate });
  const flooded = await slowestPercent(page, 4);
  const floodAnswers = await flood.ended;
  await sleep(1000);
  return { calm, flooded, floodAnswers };
}

async function measureSteps({ server, details, folder }, round) {
  const commits = await baselineRates("commits", 2, join(folder, `commits-${round}.db`));
  return { commits, steps: await wrkRates(server.pid, details.url, { connections: 8, seconds: 3, ...details }) };
}

async function measureRound(bench, round) {
  const signIns = await measureSignIns(bench);
  const pages = await measurePage(bench);
  const flood = await measureFlood(bench, signIns.signIns.rate);
  const measured = { ...signIns, ...pages, ...flood, ...(await measureSteps(bench, round)) };
  const shortened = (_, value) => (typeof value === "number" ? Number(value.toPrecision(4)) : value);
  say(`round ${round} of ${rounds}: ${JSON.stringify(measured, shortened)}`);
  return measured;
}

async function main() {
  const began = performance.now();
  say(`preparing: ${accounts} patients register`);
  const bench = await prepare();
  const { server } = bench;
  const facts = await machineFacts();
  bench.folder = temporaryFolder();
  bench.starts = await measureStarts(server);
  say(`started ${starts} times: ${bench.starts.map(({ milliseconds }) => milliseconds.toFixed(1)).join(", ")} ms`);
  await server.start();
  await sleep(1000);
  bench.memory = { idle: server.memory().all, most: 0, hashing: 0 };
  const browser = await new HttpBrowser(server.address).open(server.signInPath);
  bench.nginx = await startNginx(browser.html);
  bench.oidcProvider = await startOidcProvider(bench.emails);
  facts.push(`sign-in page: ${Buffer.byteLength(browser.html)} bytes`);

  const measured = [];
  for (let round = 1; round <= rounds; round += 1) measured.push(await measureRound(bench, round));
  await sleep(1000);
  bench.memory.after = server.memory().rest;
  await server.stop();

  const seconds = Math.round((performance.now() - began) / 1000);
  writeTable({
    how: "Server on core 0, load on core 1; each row is the median of interleaved rounds.",
    rows: rowsOf(measured, bench),
    facts: [...facts, coreShare(measured), `${rounds} rounds, ${seconds} s in all`],
  });
  process.exit(0);
}

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    say(`bin/bench: ended by ${signal}`);
    process.exit(1);
  });
}
await main();
