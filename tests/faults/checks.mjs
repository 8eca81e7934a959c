// SPDX-License-Identifier: EUPL-1.2
// What must be true after any fault: every acknowledged step is there, none happened twice, each message was sent at least
// once and twice only with an excuse, no code worked twice, and the audit log is whole. The audit log has a line for each
// step, written in the step's own transaction. The table `message` is read as well, but never written: what must have been
// sent stands nowhere else.
import assert from "node:assert/strict";
import { mustRun, sleep } from "../support/processes.mjs";

// The step of a patient, and its event; once: not more often than once, however often it was pressed.
const steps = [
  { step: "invited", event: "registration.invited" },
  { step: "details", event: "registration.details" },
  { step: "password", event: "registration.password" },
  { step: "documents", event: "registration.completed", once: true },
  { step: "signed_in", event: "sign_in.password" },
  { step: "pin_made", event: "super_pin.made", once: true },
  { step: "pin_activated", event: "super_pin.activated", once: true },
  { step: "sms_asked", event: "second_factor.sms", atLeast: 1 }, // pressed again within a minute: the same SMS
  { step: "code_right", event: "second_factor.code", atLeast: 1 }, // pressed again: it was right
  { step: "bound", event: "second_factor.bound", once: true },
  { step: "signed_in_by_code", event: "sign_in.code" },
  { step: "signed_out", event: "sign_in.sign_out" },
];
const shortlyMilliseconds = 5000;

export async function select(server, sql) {
  const isSqlite = server.databaseUrl.startsWith("sqlite:");
  const { stdout } = isSqlite
    ? await mustRun("sqlite3", ["-readonly", "-json", server.databaseUrl.slice("sqlite:".length), sql])
    : await mustRun("psql", [
        server.databaseUrl,
        "-qAtX",
        "-c",
        `SELECT coalesce(json_agg(row), '[]') FROM (${sql}) AS row`,
      ]);
  return JSON.parse(stdout.trim() || "[]");
}

const messagesOf = (server) =>
  select(server, "SELECT id, kind, purpose, about_id, state, tries, expires_at FROM message");

// Until none waits. Who was killed while sending holds its message for some minutes, and retries take some.
export async function settledMessages(server) {
  for (let minutes = 0; minutes < 12; minutes += 1) {
    for (const until = performance.now() + 2000; performance.now() < until; await sleep(100)) {
      const messages = await messagesOf(server);
      if (messages.every(({ state }) => state !== "waiting")) return messages;
    }
    server.time.advance("130s");
  }
  throw new Error(
    `messages wait for ever: ${JSON.stringify((await messagesOf(server)).filter(({ state }) => state === "waiting"))}`,
  );
}

async function isSound(server) {
  if (server.databaseUrl.startsWith("sqlite:"))
    assert.deepEqual(await select(server, "PRAGMA integrity_check"), [{ integrity_check: "ok" }]);
}

export async function auditEvents(server) {
  const day = (offset) => new Date(server.time.now().getTime() + offset * 86_400_000).toISOString().slice(0, 10);
  await server.command("audit", "verify");
  const { stdout } = await server.command("audit", "export", "--from", day(-60), "--to", day(1));
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

// When each message came: by mail number or SMS reference.
function arrivals(server) {
  const found = new Map();
  const add = (id, { at }) => found.set(id, [...(found.get(id) ?? []), at]);
  for (const mail of server.mailbox.mails) add(/^<([^@]+)@/.exec(mail.messageId)[1], mail);
  for (const sms of server.smsGateway.messages) add(sms.reference, sms);
  return found;
}

// excuses: when the server was killed, or an answer lost. A message may come again when that was right after it came.
export async function checkMessages(server, { excuses = [] } = {}) {
  const mayRepeat = (first, second) =>
    excuses.some((at) => at > first - shortlyMilliseconds / 5 && at < Math.min(second, first + shortlyMilliseconds));
  const messages = await settledMessages(server);
  const came = arrivals(server);
  const known = new Set(messages.map(({ id }) => id));
  for (const id of came.keys()) assert.ok(known.has(id), `${id} was sent, and its step was not done`);
  for (const message of messages) {
    const times = came.get(message.id) ?? [];
    const tells = `${JSON.stringify(message)} came at ${times.map(Math.round)}; excuses at ${excuses.map(Math.round)}`;
    if (message.state === "sent") assert.ok(times.length > 0, `never sent: ${tells}`);
    else
      assert.ok(message.state === "expired" && message.expires_at <= server.time.now().getTime(), `not sent: ${tells}`);
    for (let second = 1; second < times.length; second += 1)
      assert.ok(mayRepeat(times[second - 1], times[second]), `sent twice: ${tells}`);
  }
  return messages;
}

function checkMessagesOf(patient, { messages, events }) {
  const attempts = new Set(messages.map(({ about_id }) => about_id));
  assert.ok(attempts.size > 0);
  const count = (purpose) =>
    messages.filter((message) => message.purpose === purpose && message.about_id === patient.registration).length;
  const asked = (...presses) => presses.reduce((sum, press) => sum + patient.count(press), 0);
  const invitations = count("invitation");
  assert.ok(invitations >= 1 && invitations <= asked("invited"), `${invitations} invitations: ${patient}`);
  const confirmations = count("confirmation");
  assert.ok(
    confirmations >= 1 && confirmations <= asked("details", "mail_again"),
    `${confirmations} confirmations: ${patient}`,
  );
  const sms = patient.server.smsGateway.messages.filter(({ to }) => to === patient.phoneInMails);
  const codes = new Set(sms.map(({ reference }) => reference)).size;
  const most = asked("sms_asked", "signed_in", "sms_again");
  assert.ok(codes >= 2 && codes <= most, `${codes} SMS for ${most} presses: ${patient}`);
  const mails = patient.server.mailbox.mails.filter(
    ({ recipients, subject }) => recipients.includes(patient.email) && subject.startsWith("Uw account voor"),
  );
  assert.equal(new Set(mails.map(({ messageId }) => messageId)).size, 1, `not one mail at the end: ${patient}`);
  assert.ok(events.length > 0);
}

// once: exactly once. Else as often as it was acknowledged, and no more often than it was pressed.
function checkStepsOf(patient, events) {
  const account = events.find(
    ({ event_type_code, user_id }) => event_type_code === "registration.completed" && user_id === patient.registration,
  )?.participant_object_id;
  assert.ok(account, `no account: ${patient}`);
  const done = events.filter(
    ({ participant_object_id, event_outcome_indicator }) =>
      [account, patient.registration].includes(participant_object_id) && event_outcome_indicator === 0,
  );
  for (const { step, event, once, atLeast } of steps) {
    const times = done.filter(({ event_type_code }) => event_type_code === event).length;
    const [least, most] = once
      ? [1, 1]
      : [atLeast ?? patient.count(step, "done"), patient.count(step, "done", "unknown")];
    assert.ok(times >= least && times <= most, `${step} happened ${times} times, not ${least} to ${most}: ${patient}`);
  }
  const rights = done.filter(({ event_type_code }) =>
    ["second_factor.code", "sign_in.code"].includes(event_type_code),
  ).length;
  const codes = new Set(
    patient.server.smsGateway.messages.filter(({ to }) => to === patient.phoneInMails).map(({ code }) => code),
  ).size;
  assert.ok(rights <= codes, `${rights} times a right code, and ${codes} were sent: ${patient}`);
}

// For patients who have walked to the end, in calm weather.
export async function checkWalk({ server, patients, leaps }, { excuses = [] } = {}) {
  await isSound(server);
  for (const patient of patients.slice(-3)) await patient.tryCodesAgain();
  const messages = await checkMessages(server, { excuses: [...excuses, ...leaps] }); // a leap ends a lease before its time
  const events = await auditEvents(server);
  for (const patient of patients) {
    checkStepsOf(patient, events);
    checkMessagesOf(patient, { messages, events });
  }
}
