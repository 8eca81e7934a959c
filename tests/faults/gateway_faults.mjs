// SPDX-License-Identifier: EUPL-1.2
// The SMS gateway and the mail server lie (they keep the message and say that they did not), die, or answer when the lease is
// over; and the clock is set back. A message comes at least once, and again only under the same number. What a person sees while
// they are down or slow stands in tests/journeys/gateways_journey.mjs.
import assert from "node:assert/strict";
import { patientAt } from "../support/http_patient.mjs";
import { sleep, waitFor } from "../support/processes.mjs";
import { practice } from "../support/voordeur.mjs";
import { auditEvents, checkMessages, checkWalk, select, settledMessages } from "./checks.mjs";
import { limits, Walkers } from "./walkers.mjs";

const idOf = ({ reference, messageId }) => reference ?? messageId;
// Those that came under one number, in the order in which the numbers came.
const together = (messages) =>
  [...new Set(messages.map(idOf))].map((id) => messages.filter((message) => idOf(message) === id));
// How often each came.
const times = (messages) => together(messages).map((same) => same.length);

// The peer keeps each message and says that it did not; at the second try it tells the truth.
async function liesOnce(context, { peerOf, messagesOf, lie }) {
  const server = await context.startVoordeur({ config: { limits } });
  const peer = peerOf(server);
  const walkers = new Walkers(server, context.seed);
  const lies = [];
  peer.onTaken = (message) => {
    if (times(messagesOf(server).filter((other) => idOf(other) === idOf(message)))[0] > 1) return undefined;
    lies.push(message.at);
    return lie;
  };
  await walkers.walk(1);
  await settledMessages(server);
  assert.deepEqual(new Set(times(messagesOf(server))), new Set([2]));
  peer.onTaken = () => {};
  await checkWalk(walkers, { excuses: lies });
  const texts = together(messagesOf(server)).map((same) => new Set(same.map(({ text }) => text)).size);
  assert.deepEqual(new Set(texts), new Set([1]), "the same number, another text");
}

const sms = { peerOf: ({ smsGateway }) => smsGateway, messagesOf: ({ smsGateway }) => smsGateway.messages };
const mail = { peerOf: ({ mailbox }) => mailbox, messagesOf: ({ mailbox }) => mailbox.mails };

// Two threads send SMS: the second takes over when the lease is over, and the first may not note any more that it sent it.
async function smsIsHeldBeyondItsLease(context) {
  const server = await context.startVoordeur();
  const { smsGateway } = server;
  const patient = await patientAt(server, "f2");
  smsGateway.mode = "take-and-hold";
  await patient.goTo("f3");
  await waitFor("the SMS", () => smsGateway.messages.length === 1);
  server.time.advance("2m");
  await waitFor("the SMS again", () => smsGateway.messages.length === 2);
  smsGateway.mode = "ok";
  smsGateway.release();
  await patient.goTo("f4");
  const [first] = smsGateway.messages;
  await checkMessages(server, { excuses: [first.at] });
  assert.deepEqual(times(smsGateway.messages), [2]);
  assert.equal(new Set(smsGateway.messages.map(({ code }) => code)).size, 1);
}

// The lease of one process is over while it still sends: another process sends the mail again.
async function mailIsHeldBeyondItsLease(context, database) {
  const server = await context.startVoordeur({ database });
  const { mailbox } = server;
  const patient = await patientAt(server, "b2");
  mailbox.mode = "take-and-hold";
  await patient.goTo("b3");
  await waitFor("the mail", () => mailbox.mails.length === 2);
  await server.startBeside();
  server.time.advance("3m");
  await waitFor("the mail from the other process", () => mailbox.mails.length === 3);
  mailbox.mode = "ok";
  mailbox.release();
  await patient.goTo("c1");
  await checkMessages(server, { excuses: [mailbox.mails[1].at] });
  assert.deepEqual(times(mailbox.mails), [1, 2]);
}

// Who is killed between sending and noting sends again, when its lease is over, under the same number.
async function killedBeforeNoting(context, database) {
  const server = await context.startVoordeur({ database });
  const { mailbox, smsGateway } = server;
  const patient = await patientAt(server, "b2");
  const killAtNext = async (peer, messages, step) => {
    peer.mode = "take-and-hold";
    await patient.goTo(step);
    await waitFor("a message", () => messages.length > 0 && times(messages).at(-1) === 1);
    const { at } = messages.at(-1);
    await server.kill();
    peer.mode = "ok";
    peer.release();
    await server.start();
    server.time.advance("3m");
    await waitFor("the message again", () => times(messages).at(-1) === 2);
    return at;
  };
  const invitations = mailbox.mails.splice(0);
  const first = await killAtNext(mailbox, mailbox.mails, "b3");
  mailbox.mails.unshift(...invitations);
  await patient.goTo("f2");
  const second = await killAtNext(smsGateway, smsGateway.messages, "f3");
  await patient.goTo("services");
  await checkMessages(server, { excuses: [first, second] });
  assert.deepEqual(times(smsGateway.messages), [2, 1]);
}

// It found the mail server dead for the nth time, and nobody is trying: a leap of the clock ends no lease then.
async function givenUpForNow(server, nth) {
  await waitFor("an open circuit", () => server.log().split("gateway_down").length > nth);
  await waitFor("nobody sends", async () => {
    const [{ held }] = await select(server, "SELECT count(*) AS held FROM message WHERE leased_until IS NOT NULL");
    return held === 0;
  });
}

// Ten patients are invited while the mail server is away, and the service with it for a while.
async function deadFromTheStart(context) {
  const server = await context.startVoordeur({ config: { limits } });
  const { mailbox } = server;
  await mailbox.down();
  const emails = Array.from({ length: 10 }, (_, number) => `patient${number}@post.example`);
  for (const email of emails.slice(0, 5))
    await server.invite({ name: "Voorbeeld", email, birthDate: "1948-03-07", postcode: "1234AB" });
  await givenUpForNow(server, 1);
  await server.kill();
  for (const email of emails.slice(5))
    await server.invite({ name: "Voorbeeld", email, birthDate: "1948-03-07", postcode: "1234AB" });
  await server.start();
  await givenUpForNow(server, 2);
  server.time.advance("10m");
  await mailbox.up();
  await checkMessages(server);
  assert.deepEqual(mailbox.mails.map(({ recipients }) => recipients[0]).sort(), emails);
}

// A code that has expired is of no use: it is not sent any more, the practice sees that, and the patient asks for another.
async function deadUntilTheCodeExpired(context) {
  const server = await context.startVoordeur();
  const { smsGateway } = server;
  await smsGateway.down();
  const patient = await patientAt(server, "f3");
  await waitFor("a try", () => /message_retry/.test(server.log()));
  server.time.advance("11m");
  await waitFor("the end of the code", () => /messages?_expired/.test(server.log()));
  const { stdout } = await server.command("registrations", "--practice", practice.slug);
  assert.match(stdout, /binding code expired/);
  await smsGateway.up();
  await patient.browser.open(patient.browser.url);
  const form = patient.browser.forms.find(({ action }) => action.endsWith("/opnieuw"));
  await patient.browser.open(form.action, { method: "POST", fields: form.fields });
  server.time.advance("31s"); // a gateway that was down is tried again at most that much later
  await patient.goTo("services");
  assert.equal(smsGateway.messages.length, 2);
}

// The clock was an hour ahead, and is mended: each step goes on, nobody waits an hour for a message.
async function setBackAtEveryStep(context, database) {
  const server = await context.startVoordeur({ database });
  const patient = await patientAt(server, "b1");
  for (const step of ["b2", "b3", "c1", "d1", "e1", "e2", "e3", "f1", "f2", "f3", "f4", "f5", "g", "services"]) {
    server.time.advance("-1h");
    await patient.goTo(step);
  }
  await checkMessages(server);
  assert.deepEqual(new Set(times([...server.mailbox.mails, ...server.smsGateway.messages])), new Set([1]));
  assert.equal(
    (await auditEvents(server)).filter(({ event_type_code }) => event_type_code === "second_factor.bound").length,
    1,
  );
}

// It waits for its next try, or its sender was killed and it waits for the end of the lease, when the clock is set back.
async function setBackWhileAMessageWaits(context, breakIt) {
  const server = await context.startVoordeur();
  const patient = await patientAt(server, "f2");
  await breakIt(server, () => patient.goTo("f3"));
  server.time.advance("-1h");
  await server.start();
  server.time.advance("3m");
  await patient.goTo("f4");
}

async function refuseOnce(server, step) {
  const { smsGateway } = server;
  smsGateway.mode = "500";
  await step();
  await waitFor("a try", () => smsGateway.tries > 0);
  smsGateway.mode = "ok";
  await server.stop();
}

async function killAtOnce(server, step) {
  server.smsGateway.mode = "take-and-hold";
  await step();
  await waitFor("the SMS", () => server.smsGateway.messages.length === 1);
  await server.kill();
  server.smsGateway.mode = "ok";
  server.smsGateway.release();
  server.smsGateway.messages.length = 0; // the patient has not got it
}

// What is due at once because of that is not due again and again: the mail server would be flooded.
async function setBackAndRefused(context) {
  const server = await context.startVoordeur();
  const { mailbox } = server;
  const patient = await patientAt(server, "b2");
  mailbox.mode = "refuse-later";
  const before = mailbox.tries;
  await patient.goTo("b3");
  await waitFor("a try", () => mailbox.tries > before);
  server.time.advance("-1h");
  await sleep(5000);
  const tries = mailbox.tries - before;
  assert.ok(tries <= 5, `${tries} tries in 5 s`);
}

// A minute before an SMS or a mail can be asked for again is a minute, and a wait of the throttle is not longer than any.
async function setBackWhileAPersonWaits(context) {
  const server = await context.startVoordeur();
  const patient = await patientAt(server, "b3");
  server.time.advance("-1h");
  const askAgain = async (path) => {
    server.time.advance("61s");
    await patient.browser.open(patient.browser.url);
    const form = patient.browser.forms.find(({ action }) => action.endsWith(path));
    assert.ok(form, `cannot be asked for again: ${patient.browser.text}`);
    await patient.browser.open(form.action, { method: "POST", fields: form.fields });
    assert.match(patient.browser.url, /\?opnieuw$/, patient.browser.text);
  };
  await askAgain("/mail");
  await patient.goTo("f3");
  server.time.advance("-1h");
  await askAgain("/code/opnieuw");
  await waitFor("the new SMS", () => server.smsGateway.messages.length === 2);
  await patient.browser.submit({ code: server.smsGateway.messages[1].code });
  assert.equal(patient.browser.heading, "Bevestig met uw wachtwoord", patient.browser.text);
}

async function setBackWhileTheThrottleWaits(context) {
  const server = await context.startVoordeur();
  const patient = await patientAt(server, "e1");
  const { browser, email } = patient;
  for (let guess = 0; browser.status !== 429; guess += 1) {
    assert.ok(guess < 20);
    await browser.submit({ email, password: `geraden wachtwoord ${guess}` });
  }
  server.time.advance("-1h");
  await browser.open("/inloggen");
  const { action, fields } = browser.form({ email, password: patient.password });
  const { headers } = await browser.request(action, { method: "POST", fields });
  const seconds = Number(headers.get("retry-after") ?? 0);
  assert.ok(seconds <= 900, `has to wait ${seconds} s`);
}

// The newest codes hold, not those with the latest times.
async function setBackBetweenCodes(context) {
  const server = await context.startVoordeur({ config: { limits: { ...limits, sms_resend_seconds: 0 } } });
  const patient = await patientAt(server, "f3");
  const { browser } = patient;
  for (let codes = 2; codes <= 4; codes += 1) {
    if (codes === 4) server.time.advance("-5m");
    await browser.open("/tweede-factor/code");
    const form = browser.forms.find(({ action }) => action.endsWith("/opnieuw"));
    await browser.open(form.action, { method: "POST", fields: form.fields });
    await waitFor("an SMS", () => server.smsGateway.messages.length === codes);
  }
  await browser.submit({ code: server.smsGateway.messages.at(0).code });
  assert.equal(browser.status, 422);
  await browser.submit({ code: server.smsGateway.messages.at(-1).code });
  assert.equal(browser.heading, "Bevestig met uw wachtwoord", browser.text);
}

export const tests = [
  {
    name: "the gateway takes each SMS and says 500",
    run: (context) => liesOnce(context, { ...sms, lie: "take-and-500" }),
  },
  {
    name: "the gateway takes each SMS and hangs up",
    run: (context) => liesOnce(context, { ...sms, lie: "take-and-hang-up" }),
  },
  {
    name: "the mail server takes each mail and says 451",
    run: (context) => liesOnce(context, { ...mail, lie: "take-and-refuse" }),
  },
  {
    name: "the mail server takes each mail and hangs up",
    run: (context) => liesOnce(context, { ...mail, lie: "take-and-hang-up" }),
  },
  { name: "an SMS is held beyond its lease", run: smsIsHeldBeyondItsLease },
  { name: "a mail is held beyond its lease, SQLite", run: (context) => mailIsHeldBeyondItsLease(context, "sqlite") },
  {
    name: "a mail is held beyond its lease, PostgreSQL",
    run: (context) => mailIsHeldBeyondItsLease(context, "postgres"),
  },
  { name: "killed before noting, SQLite", run: (context) => killedBeforeNoting(context, "sqlite") },
  { name: "killed before noting, PostgreSQL", run: (context) => killedBeforeNoting(context, "postgres") },
  { name: "the mail server is dead from the start", run: deadFromTheStart },
  { name: "the gateway is dead until the code expired", run: deadUntilTheCodeExpired },
  { name: "the clock is set back at every step, SQLite", run: (context) => setBackAtEveryStep(context, "sqlite") },
  {
    name: "the clock is set back at every step, PostgreSQL",
    run: (context) => setBackAtEveryStep(context, "postgres"),
  },
  {
    name: "the clock is set back while an SMS waits for its next try",
    run: (context) => setBackWhileAMessageWaits(context, refuseOnce),
  },
  {
    name: "the clock is set back while a lease holds an SMS",
    run: (context) => setBackWhileAMessageWaits(context, killAtOnce),
  },
  { name: "the clock is set back while the mail server says 451", run: setBackAndRefused },
  { name: "the clock is set back while a person waits", run: setBackWhileAPersonWaits },
  { name: "the clock is set back while the throttle waits", run: setBackWhileTheThrottleWaits },
  { name: "the clock is set back between codes", run: setBackBetweenCodes },
];
