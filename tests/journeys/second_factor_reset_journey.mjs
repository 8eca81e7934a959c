// SPDX-License-Identifier: EUPL-1.2
// A phone that is lost, or blocked after a hundred failed attempts: the practice calls whoever runs Voordeur, who unbinds it, and
// the patient binds another.
import assert from "node:assert/strict";
import { auditEvents } from "../faults/checks.mjs";
import { HttpBrowser } from "../support/http_browser.mjs";
import { patientAt } from "../support/http_patient.mjs";
import { labelsOf } from "../support/labels.mjs";
import { waitFor } from "../support/processes.mjs";
import { practice } from "../support/voordeur.mjs";

const { e1, f1, f3, g, services } = labelsOf("built-in", "nl");
const [oldPhone, newPhone] = ["0612345678", "0687654321"];

const sees = (browser, { title }) => assert.equal(browser.heading, title, `on ${browser.url}: ${browser.text}`);
const says = (browser, words) => assert.ok(browser.text.includes(words), browser.text);
const smsTo = (server, phone) => server.smsGateway.messages.filter(({ to }) => to.endsWith(phone.slice(1))).length;
const standing = async (server) => (await server.command("registrations", "--practice", practice.slug)).stdout;

// Up to this step, with the customer number that E3 shows.
async function customerAt(server, step) {
  const patient = await patientAt(server, "e3", { phone: oldPhone });
  [patient.customerNumber] = /\b\d{3} \d{3} \d{4}\b/.exec(patient.browser.text);
  return patient.goTo(step);
}

// E1 in a browser that nobody knows.
async function signIn(server, { email, password }) {
  return (await new HttpBrowser(server.address).open("/inloggen")).submit({ email, password });
}

const reset = (server, { customerNumber }) =>
  server.command("reset-second-factor", "--practice", practice.slug, "--customer-number", customerNumber);

// From E1 to F5, with another phone.
async function bindsAnother(server, patient) {
  patient.browser = await signIn(server, patient);
  sees(patient.browser, f1);
  Object.assign(patient, { phone: newPhone, step: "f1" });
  await patient.goTo("f5");
}

async function isInTheAuditLog(server) {
  const events = (await auditEvents(server)).filter(({ event_type_code: type }) => type.startsWith("second_factor."));
  const whatOf = ({ event_type_code: type }) => type.split(".")[1];
  assert.deepEqual(events.map(whatOf), ["sms", "code", "bound", "reset", "sms", "code", "bound"]);
  assert.ok(
    events.every(({ event_outcome_indicator: outcome }) => outcome === 0),
    JSON.stringify(events),
  );
  const unbound = events.find((event) => whatOf(event) === "reset");
  assert.deepEqual([unbound.role_id_code, unbound.participant_object_type_code], ["operator", "second_factor"]);
}

async function lostPhone(context) {
  const server = await context.startVoordeur();
  const patient = await customerAt(server, "services");
  const finder = await signIn(server, patient); // at a device with the lost phone beside it
  sees(finder, g);
  const code = await patient.newestCode();
  assert.match(await standing(server), / done /);

  const { stdout } = await reset(server, patient);
  assert.match(stdout, /is reset; the patient is told/);
  assert.match(await standing(server), / phone or app to add /);
  const mail = await server.mailbox.waitForMail(patient.email, "Uw telefoon is losgekoppeld");
  assert.ok(mail.text.includes(practice.phone), mail.text);
  sees(await patient.browser.open("/diensten"), e1);
  sees(await finder.submit({ code }), e1);

  await bindsAnother(server, patient);
  sees((await patient.goTo("services")).browser, services);
  assert.deepEqual([smsTo(server, oldPhone), smsTo(server, newPhone)], [3, 2]);
  await isInTheAuditLog(server);
}

const inTurns = async (all, act, atOnce = 8) => {
  for (let at = 0; at < all.length; at += atOnce) await Promise.all(all.slice(at, at + atOnce).map(act));
};

// Whoever knows the password, at as many browsers, each waiting for its SMS. All at first: once ten have failed, none is begun
// for a while.
async function attemptsAtOnce(server, patient, many) {
  const browsers = Array.from({ length: many }, () => new HttpBrowser(server.address));
  const before = smsTo(server, patient.phone);
  await inTurns(browsers, async (browser) => {
    await browser.open("/inloggen");
    sees(await browser.submit({ email: patient.email, password: patient.password }), g);
  });
  await waitFor("an SMS for each attempt", () => smsTo(server, patient.phone) === before + many);
  return browsers;
}

function codeThatNobodyGot({ smsGateway }) {
  const sent = new Set(smsGateway.messages.map(({ code }) => code));
  return Array.from({ length: sent.size + 1 }, (_, number) => String(111_111 + number)).find((code) => !sent.has(code));
}

async function isRefused(server, patient, { status, title, words }) {
  const browser = await signIn(server, patient);
  assert.equal(browser.status, status);
  sees(browser, { title });
  for (const each of words) says(browser, each);
}

const waits = { status: 429, title: "Wacht even", words: ["te vaak een verkeerde code"] };
const blocked = {
  status: 403,
  title: "Inloggen met een code is geblokkeerd",
  words: ["Bel de praktijk. Die zorgt ervoor dat u uw telefoon opnieuw kunt koppelen.", practice.phone],
};

// However slow the machine is, no sign-in is one too many.
const patientServer = { limits: { sms_an_hour: 200, sms_a_day: 200 }, hashing: { wait_milliseconds: 60_000 } };

async function blockedPhone(context) {
  const server = await context.startVoordeur({ config: patientServer });
  const patient = await customerAt(server, "f5");
  const browsers = await attemptsAtOnce(server, patient, 100);
  const code = codeThatNobodyGot(server);
  const fails = async (browser) => says(await browser.submit({ code }), f3.wrong);
  await inTurns(browsers.slice(1), fails);
  await isRefused(server, patient, waits);
  await fails(browsers[0]);
  await isRefused(server, patient, blocked);
  server.time.advance("25h");
  await isRefused(server, patient, blocked);
  assert.equal(smsTo(server, oldPhone), 101);

  await reset(server, patient);
  await bindsAnother(server, patient);
  sees((await patient.goTo("services")).browser, services);
}

export const tests = [
  { name: "a lost phone", run: lostPhone },
  { name: "a phone that is blocked", run: blockedPhone },
];
