// SPDX-License-Identifier: EUPL-1.2
// PostgreSQL is gone and comes back, hangs, is restarted, or its answer to a commit is lost: who presses gets a page soon, what
// was acknowledged is kept, what lost its answer does not happen twice when it is pressed again, and nobody has to start the
// service again.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "smol-toml";
import { patientAt } from "../support/http_patient.mjs";
import { within } from "../support/run_tests.mjs";
import { mustRun, sleep, waitFor } from "../support/processes.mjs";
import { auditEvents, checkMessages, checkWalk } from "./checks.mjs";
import { practice } from "../support/voordeur.mjs";
import { isStep, startCutProxy } from "./cut_proxy.mjs";
import { limits, pressedAtAll, starts, Walkers } from "./walkers.mjs";

const soonMilliseconds = 15_000;

// A server that reaches its database through a proxy.
async function start(context) {
  const server = await context.startVoordeur({ database: "postgres", config: { limits } });
  const proxy = await startCutProxy(server.databaseUrl);
  const config = parse(readFileSync(server.configFile, "utf8"));
  config.database.url = proxy.url;
  server.writeConfig(config);
  await server.restart();
  return { server, proxy };
}

// As its operator.
const sql = ({ databaseUrl }, text) => mustRun("psql", [databaseUrl, "--quiet", "--no-psqlrc", "--command", text]);
const setDatabase = (database, text) =>
  sql({ databaseUrl: process.env.VOORDEUR_TEST_POSTGRES }, `ALTER DATABASE ${database} ${text}`);
const endConnections = (server) =>
  sql(
    server,
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
  );

async function statusOf(server, path) {
  const { status } = await fetch(`${server.address}${path}`, { signal: AbortSignal.timeout(soonMilliseconds) });
  return status;
}

const isReady = (server) =>
  waitFor("/readyz", async () => (await statusOf(server, "/readyz")) === 200, soonMilliseconds);

async function press(browser, fields) {
  const { action, fields: filled } = browser.form(fields);
  return (await within(soonMilliseconds / 1000, browser.request(action, { method: "POST", fields: filled }))).status;
}

async function goneAtEveryStep(context) {
  const { server, proxy } = await start(context);
  const walkers = new Walkers(server, context.seed);
  const patient = await walkers.walkBreakingEachStep(proxy.down, proxy.up);
  for (const step of pressedAtAll)
    assert.ok(patient.count(step, "unknown") > 0, `${step} was acknowledged without a database: ${patient}`);
  await checkWalk(walkers);
  assert.equal(starts(server), 2, "it was started again");
}

// Nobody presses when it comes back: messages go all the same, and /readyz tells.
async function goneForAWhile(context) {
  const { server, proxy } = await start(context);
  server.smsGateway.mode = "500";
  const patient = await patientAt(server, "f3");
  await waitFor("a try", () => server.smsGateway.tries > 0);
  await proxy.down();
  server.smsGateway.mode = "ok";
  assert.equal(await statusOf(server, "/healthz"), 200);
  assert.equal(await statusOf(server, "/readyz"), 503);
  assert.equal(await press(patient.browser, { code: "123456" }), 503);
  await sleep(2000); // threads look and fail meanwhile
  assert.equal(server.smsGateway.messages.length, 0);
  server.time.advance("15s"); // when the SMS is due again; not while libpq connects, which takes that for a time-out
  await proxy.up();
  await isReady(server);
  await patient.goTo("services");
  await checkMessages(server);
  assert.equal(starts(server), 2, "it was started again");
}

// A restart of the database: the connections that it ended are found out at the next press, which goes through.
async function restarted(context) {
  const { server } = await start(context);
  const patient = await patientAt(server, "c1");
  for (const step of ["d1", "e1", "e2", "e3", "f1", "f2"]) {
    await endConnections(server);
    await patient.goTo(step);
  }
  await patient.goTo("services");
  await checkMessages(server);
  assert.equal(starts(server), 2, "it was started again");
}

// The one that answers is a standby now; then it is the primary again.
async function readOnly(context) {
  const { server } = await start(context);
  const patient = await patientAt(server, "d1");
  const database = new URL(server.databaseUrl).pathname.slice(1);
  await setDatabase(database, "SET default_transaction_read_only = on");
  await endConnections(server);
  const both = { read_privacy: "yes", accept_terms: "yes" };
  assert.equal(await press(patient.browser, both), 503);
  await setDatabase(database, "RESET default_transaction_read_only");
  await isReady(server);
  await patient.goTo("services");
  assert.equal(starts(server), 2, "it was started again");
}

// A machine that hangs says nothing. onlyOld: the connections that there were get no answer any more, new ones do.
async function hangs(context, onlyOld) {
  const { server, proxy } = await start(context);
  const patient = await patientAt(server, "d1");
  const both = { read_privacy: "yes", accept_terms: "yes" };
  proxy.hold({ onlyOld });
  const presses = Array.from({ length: 20 }, () => press(patient.browser, both).catch(({ message }) => message));
  for (const status of await Promise.all(presses))
    assert.ok(status === 503 || (onlyOld && [200, 303].includes(status)), `pressed while it hangs: ${status}`);
  assert.equal(await statusOf(server, "/healthz"), 200);
  if (!onlyOld) {
    proxy.cut();
    proxy.letGo();
  }
  await isReady(server);
  await patient.browser.open(patient.link);
  if (patient.browser.heading === "U bent al klaar") await patient.browser.open("/inloggen");
  else await patient.browser.submit(both);
  patient.step = "e1";
  await patient.goTo("services");
  const completed = (await auditEvents(server)).filter(
    ({ event_type_code }) => event_type_code === "registration.completed",
  );
  assert.equal(completed.length, 1);
  assert.equal(starts(server), 2, "it was started again");
}

// Who connects is let in, and then nobody listens: a pooler before a database that is away.
async function hangsAfterConnecting(context) {
  const { server, proxy } = await start(context);
  const patient = await patientAt(server, "d1");
  proxy.hangAt(/^SET /);
  proxy.cut();
  const both = { read_privacy: "yes", accept_terms: "yes" };
  const answers = Array.from({ length: 5 }, () => press(patient.browser, both).catch(({ message }) => message));
  for (const status of await Promise.all(answers)) assert.equal(status, 503);
  assert.equal(await statusOf(server, "/healthz"), 200);
  proxy.hangAt(undefined);
  await isReady(server);
  await patient.goTo("services");
  assert.equal(starts(server), 2, "it was started again");
}

// What was pressed was done, and nobody was told; or it was not done, and nobody was told.
async function answerLostAtEveryStep(context, when) {
  const { server, proxy } = await start(context);
  const walkers = new Walkers(server, context.seed);
  let cuts = 0;
  const patient = await walkers.walkBreakingEachStep(
    () => {
      proxy.cutAtCommit({ which: isStep, when }).then(() => (cuts += 1));
    },
    () => {},
  );
  for (const step of pressedAtAll) assert.ok(patient.count(step, "unknown") > 0, `${step} had an answer: ${patient}`);
  await checkWalk(walkers);
  assert.equal(starts(server), 2, "it was started again");
  context.tell(`${cuts} commits`);
}

const details = { email: "voorbeeld@post.example", birth_date: "7-3-1948", postcode: "1234AB" };
// What is pressed to get there.
const presses = {
  b3: () => details,
  d1: ({ password }) => ({ password, password_again: password }),
  e1: () => ({ read_privacy: "yes", accept_terms: "yes" }),
  e2: ({ email, password }) => ({ email, password }),
  e3: () => ({}),
  f1: ({ password }) => ({ kept: "yes", password }),
  f3: ({ phone }) => ({ country: "NL", phone }),
  f4: async (patient) => ({ code: await patient.newestCode() }),
  f5: ({ password }) => ({ password }),
  g: ({ email, password }) => ({ email, password }),
  services: async (patient) => ({ code: await patient.newestCode() }),
};
// Where the second press leads when the first was done: the next step, but for these. Their answer ended the session: the
// sign-in page.
const leadsToElsewhere = { e1: "U bent al klaar", f5: "U bent klaar" };

// The very same press again, at once: nothing is done twice, and no second message goes out.
async function pressedAgain(context) {
  const { server, proxy } = await start(context);
  const isLost = () => proxy.cutAtCommit({ which: isStep });
  let cut = isLost();
  const invitation = [
    "invite",
    "--practice",
    practice.slug,
    "--name",
    "Voorbeeld",
    "--email",
    details.email,
    "--birth-date",
    "1948-03-07",
    "--postcode",
    "1234AB",
  ];
  const { status, stderr } = await server.tryCommand(...invitation);
  assert.equal(status, 75, stderr);
  await cut;
  const patient = await patientAt(server, "b2");
  for (const [step, fieldsOf] of Object.entries(presses)) {
    if (step === "d1") await patient.goTo("c1");
    if (step === "f3") await patient.goTo("f2");
    const fields = await fieldsOf(patient);
    cut = isLost();
    assert.equal(await press(patient.browser, fields), 503, step);
    await cut;
    await patient.browser.submit(fields);
    if (step === "f3") await patient.browser.open("/tweede-factor/code");
    if (leadsToElsewhere[step]) assert.equal(patient.browser.heading, leadsToElsewhere[step]);
    if (leadsToElsewhere[step]) await patient.browser.open("/inloggen");
    patient.step = step;
  }
  assert.equal(patient.browser.heading, "Uw diensten");
  const messages = await checkMessages(server);
  const count = (purpose) => messages.filter((message) => message.purpose === purpose).length;
  assert.deepEqual(
    ["invitation", "confirmation", "binding_code", "sign_in_code", "set_up"].map(count),
    [2, 1, 1, 1, 1],
  );
  const events = await auditEvents(server);
  for (const once of [
    "registration.completed",
    "super_pin.made",
    "super_pin.activated",
    "second_factor.sms",
    "second_factor.code",
    "second_factor.bound",
  ]) {
    assert.equal(events.filter(({ event_type_code }) => event_type_code === once).length, 1, once);
  }
}

// Any transaction, of the outbox and of the sweeper too, and now and then all connections at once.
async function cutAgainAndAgain(context) {
  const { server, proxy } = await start(context);
  const walkers = new Walkers(server, context.seed, { mayRefuseCommands: true });
  const times = context.isLong ? 500 : 40;
  await walkers.walkDuring(
    walkers.strike(times, (random) => {
      if (random.chance(0.2)) return proxy.cut();
      proxy.cutAtCommit({ when: random.oneOf(["before", "after", "after"]) });
    }),
  );
  proxy.forgetCuts();
  await checkWalk(walkers);
  assert.equal(starts(server), 2, "it was started again");
  context.tell(`${times} cuts, ${walkers.patients.length} patients`);
}

export const tests = [
  { name: "gone at every step", run: goneAtEveryStep },
  { name: "gone for a while", run: goneForAWhile },
  { name: "restarted", run: restarted },
  { name: "read only for a while", run: readOnly },
  { name: "hangs", run: (context) => hangs(context, false) },
  { name: "old connections hang", run: (context) => hangs(context, true) },
  { name: "hangs after connecting", run: hangsAfterConnecting },
  { name: "done, the answer lost, and pressed again", run: pressedAgain },
  { name: "done, and the answer lost, at every step", run: (context) => answerLostAtEveryStep(context, "after") },
  { name: "cut before the commit at every step", run: (context) => answerLostAtEveryStep(context, "before") },
  { name: "cut again and again", seconds: 1800, run: cutAgainAndAgain },
];
