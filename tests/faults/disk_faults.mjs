// SPDX-License-Identifier: EUPL-1.2
// The disk of the SQLite file is full, breaks, or writes less than it was asked: the page says so calmly (503), nothing that was
// acknowledged is lost, and it goes on by itself when the disk is well again.
import assert from "node:assert/strict";
import { patientAt } from "../support/http_patient.mjs";
import { sleep, waitFor } from "../support/processes.mjs";
import { auditEvents, checkMessages, checkWalk } from "./checks.mjs";
import { breakableDisk, broken, full, halves } from "./disk.mjs";
import { limits, pressedAtAll, starts, Walkers } from "./walkers.mjs";

const start = (context) => context.startVoordeur({ config: { limits } });
// Between two failures, in milliseconds: a database that could not be opened is left alone for half a second.
const calm = 600;
const isServing = async (server) => assert.equal((await fetch(`${server.address}/healthz`)).status, 200);

// Each step is pressed on a disk that fails, and again when it is well.
async function everyStepFailsOnce(context, error, calls) {
  const server = await start(context);
  const disk = await breakableDisk(server);
  const walkers = new Walkers(server, context.seed);
  const patient = await walkers.walkBreakingEachStep(() => disk.fail(error, { calls }), disk.mend);
  for (const step of pressedAtAll)
    assert.ok(patient.count(step, "unknown") > 0, `${step} was acknowledged while the disk failed: ${patient}`);
  await checkWalk(walkers);
  assert.equal(starts(server), 2, "it was started again");
}

// One call, or a few, somewhere in what a press or a message makes the database do.
async function someCallsFail(context, kinds) {
  const server = await start(context);
  const disk = await breakableDisk(server);
  let failures = 0;
  let calmUntil = 0;
  const walkers = new Walkers(server, context.seed);
  const chance = walkers.randomOf("disk");
  walkers.moments.on("press", () => {
    if (performance.now() < calmUntil || !chance.chance(0.7)) return;
    failures += 1;
    disk.fail(chance.oneOf([full, broken]), {
      calls: chance.oneOf(kinds),
      first: chance.number(1, 12),
      count: chance.number(1, 3),
    });
    const lasts = chance.number(50, 400);
    calmUntil = performance.now() + lasts + calm;
    setTimeout(disk.mend, lasts);
  });
  await walkers.walk(context.isLong ? 20 : 4);
  disk.mend();
  await checkWalk(walkers);
  assert.equal(starts(server), 2, "it was started again");
  context.tell(`${failures} failures`);
}

// What POSIX allows of any write.
async function halfIsWritten(context) {
  const server = await start(context);
  const disk = await breakableDisk(server);
  disk.fail(halves, { calls: "write" });
  const walkers = new Walkers(server, context.seed);
  await walkers.walk(2);
  for (const patient of walkers.patients)
    assert.equal(patient.journal.filter(({ outcome }) => outcome === "unknown").length, 0, String(patient));
  await checkWalk(walkers);
}

// Between the gateway's taking a message and the noting of it.
async function cannotBeNoted(context) {
  const server = await start(context);
  const disk = await breakableDisk(server);
  const patient = await patientAt(server, "f2");
  const whenTaken = (peer) => (peer.onTaken = () => disk.fail(full));
  whenTaken(server.smsGateway);
  await patient.goTo("f3");
  await waitFor("the SMS", () => server.smsGateway.messages.length > 0);
  await isServing(server);
  await sleep(2500); // it tries to note each second
  disk.mend();
  await checkMessages(server);
  whenTaken(server.mailbox);
  await patient.goTo("f5");
  await waitFor("the mail", () => server.mailbox.mails.length === 3);
  await sleep(2500);
  disk.mend();
  server.smsGateway.onTaken = () => {};
  await checkMessages(server);
  assert.equal(server.mailbox.mails.length, 3);
  assert.equal(server.smsGateway.messages.length, 1);
  await patient.goTo("services");
}

// Pages that only read go on; a start says what is wrong, or serves what can be read.
async function killedOnAFullDisk(context) {
  const server = await start(context);
  const disk = await breakableDisk(server);
  const patient = await patientAt(server, "d1");
  disk.fail(full);
  for (let presses = 0; presses < 3; presses += 1) {
    const { action, fields } = patient.browser.form({ read_privacy: "yes", accept_terms: "yes" });
    const { status, headers } = await patient.browser.request(action, { method: "POST", fields });
    assert.equal(status, 503);
    assert.ok(Number(headers.get("retry-after")) > 0);
  }
  assert.equal((await patient.browser.request("/inloggen")).status, 200);
  await isServing(server);
  await server.kill();
  const refusal = await server.start().then(
    () => "",
    ({ message }) => message,
  );
  assert.ok(refusal === "" || /\{"status":75,"signal":null\}/.test(refusal), refusal);
  await server.kill();
  disk.mend();
  await server.start();
  await patient.goTo("services");
  const completed = (await auditEvents(server)).filter(
    ({ event_type_code }) => event_type_code === "registration.completed",
  );
  assert.equal(completed.length, 1);
}

export const tests = [
  { name: "full at every step", run: (context) => everyStepFailsOnce(context, full, "change") },
  { name: "cannot sync at any step", run: (context) => everyStepFailsOnce(context, broken, "sync") },
  {
    name: "some writes fail",
    seconds: 900,
    run: (context) => someCallsFail(context, ["write", "write", "sync", "size"]),
  },
  { name: "some reads fail", seconds: 900, run: (context) => someCallsFail(context, ["read"]) },
  { name: "half is written", run: halfIsWritten },
  { name: "full when a message was sent", run: cannotBeNoted },
  { name: "killed on a full disk", run: killedOnAFullDisk },
];
