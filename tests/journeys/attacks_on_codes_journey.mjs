// SPDX-License-Identifier: EUPL-1.2
// Attacks on the codes, the SMS and the password of an account that worked once, and do not any more.
import assert from "node:assert/strict";
import { HttpBrowser } from "../support/http_browser.mjs";
import { labelsOf } from "../support/labels.mjs";

const password = "paard fiets wolk tuinstoel";
const [owner, stranger] = ["seyma@post.example", "karel@post.example"];
const [phone, phoneInMails] = ["0612345678", "+31612345678"];
const { e1, e2, f1, f2, f3, f4, f5, g, services } = labelsOf("built-in", "nl");
const wait = { title: "Wacht even" };

function sees(browser, { title }) {
  assert.equal(browser.heading, title, `on ${browser.url}: ${browser.text}`);
  return browser;
}

const says = (browser, words) => assert.ok(browser.text.includes(words), browser.text);
const otherThan = (code) => (code === "111111" ? "222222" : "111111");
const newestCode = async (server) => (await server.smsGateway.waitForSms(phoneInMails)).code;

// A to D: at E1.
async function register(server, email) {
  await server.invite({ name: "Voorbeeld", email, birthDate: "1948-03-07", postcode: "1234AB" });
  const browser = new HttpBrowser(server.address);
  const linkOf = async (subject) => (await server.mailbox.waitForMail(email, subject)).link;
  await browser.open(await linkOf("Stap 1:"));
  await browser.open(`${browser.url}/gegevens`);
  await browser.submit({ email, birth_date: "7-3-1948", postcode: "1234AB" });
  await browser.open(await linkOf("Stap 2:"));
  await browser.submit({ password, password_again: password });
  sees(await browser.submit({ read_privacy: "yes", accept_terms: "yes" }), e1);
  return browser;
}

// A to F1: at F2.
async function withoutPhone(server, email) {
  const browser = await register(server, email);
  sees(await browser.submit({ email, password }), e2);
  await browser.submit({});
  sees(await browser.submit({ kept: "yes", password }), f1);
  return browser.open("/tweede-factor/telefoon");
}

const askSms = (browser) => browser.submit({ country: "NL", phone });

// F3 to F5.
async function bind(browser, code) {
  sees(await browser.open("/tweede-factor/code"), f3);
  sees(await browser.submit({ code }), f4);
  sees(await browser.submit({ password }), f5);
}

async function withPhone(server, email) {
  const browser = await withoutPhone(server, email);
  await askSms(browser);
  await bind(browser, await newestCode(server));
}

// E1, in a browser that nobody knows.
async function atSignIn(server) {
  const browser = new HttpBrowser(server.address);
  return browser.open("/inloggen");
}

const signIn = async (server) => (await atSignIn(server)).submit({ email: owner, password });

// The answer alone; the browser stays at E1.
function tryToSignIn(browser, email, typed = password) {
  const { action, fields } = browser.form({ email, password: typed });
  return browser.request(action, { method: "POST", fields });
}

function sendAgain(browser, path) {
  const { fields } = browser.form({ code: "" });
  return browser.open(`${path}/opnieuw`, { method: "POST", fields: { form_token: fields.form_token } });
}

// An attempt was counted as failed with its fifth wrong code: whoever knew the password left each after four, and had as many
// guesses as they liked.
async function eachAttemptLeftCounts(context) {
  const server = await context.startVoordeur({ config: { limits: { sms_an_hour: 50, sms_a_day: 50 } } });
  await withPhone(server, owner);
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const browser = await signIn(server);
    sees(browser, g);
    await browser.submit({ code: otherThan(await newestCode(server)) });
    says(browser, f3.wrong);
  }
  const eleventh = await signIn(server);
  assert.equal(eleventh.status, 429);
  sees(eleventh, wait);
  says(eleventh, "te vaak een verkeerde code");
  server.time.advance("61s");
  const patient = await signIn(server);
  sees(patient, g);
  sees(await patient.submit({ code: await newestCode(server) }), services);
  assert.equal(server.smsGateway.messages.length, 12, "an SMS while the second factor waits");
}

// What was wrong for the codes sent so far may be right for the next: typed again, it is a guess of its own.
async function aWrongCodeIsANewGuessForANewCode(context) {
  const server = await context.startVoordeur({ config: { limits: { sms_resend_seconds: 0, sms_an_hour: 50 } } });
  await withPhone(server, owner);
  const browser = sees(await signIn(server), g);
  const guess = otherThan(await newestCode(server));
  for (const left of [4, 3, 2, 1]) {
    for (let i = 0; i < 2; i += 1) says(await browser.submit({ code: guess }), `nog ${left} keer`);
    sees(await sendAgain(browser, "/inloggen/code"), g);
  }
  sees(await browser.submit({ code: guess }), e1);
}

// A number that was filled in when the session ended is kept for the one who filled it in.
async function aNumberIsNotShownToTheNext(context) {
  const server = await context.startVoordeur();
  const browser = await withoutPhone(server, owner);
  await withoutPhone(server, stranger);
  server.time.advance("61m");
  sees(await askSms(browser), e1);
  sees(await browser.submit({ email: stranger, password }), f1);
  sees(await browser.open("/tweede-factor/telefoon"), f2);
  assert.equal(browser.form({ country: "NL" }).fields.phone, "");
}

// Two requests at once both found no SMS sent yet. What was sent is told by what may be sent yet: two an hour.
async function onePressOneSms(context) {
  for (const database of ["sqlite", "postgres"]) {
    const server = await context.startVoordeur({ database, config: { limits: { sms_an_hour: 2 } } });
    const browser = await withoutPhone(server, owner);
    await pressedAtOnce(server, { browser, fields: { country: "NL", phone }, path: "/tweede-factor/code" });
    await bind(browser, await newestCode(server));
    server.time.advance("61m");
    const unknown = await atSignIn(server);
    await pressedAtOnce(server, { browser: unknown, fields: { email: owner, password }, path: "/inloggen/code" });
    sees(await unknown.submit({ code: await newestCode(server) }), services);
    assert.equal(server.smsGateway.messages.length, 4);
  }
}

async function pressedAtOnce(server, { browser, fields, path }) {
  const answers = await browser.pressAtOnce(fields, 3);
  assert.deepEqual(
    answers.map(({ status }) => status),
    [303, 303, 303],
  );
  await newestCode(server);
  server.time.advance("61s");
  sees(await browser.open(path), f3);
  says(await sendAgain(browser, path), "Wij hebben een nieuwe sms gestuurd");
  sees(await browser.open(path), f3);
}

// Whoever had an account asked for SMS to somebody else's number until its owner could get none to sign in with.
async function strangersDoNotUseUpTheOwnersSms(context) {
  const server = await context.startVoordeur({ config: { limits: { sms_an_hour: 2 } } });
  await withPhone(server, owner);
  server.time.advance("61m");
  const browser = await withoutPhone(server, stranger);
  await askSms(browser);
  server.time.advance("61s");
  await browser.open("/tweede-factor/code");
  await sendAgain(browser, "/tweede-factor/code");
  for (let sms = 0; sms < 2; sms += 1) await newestCode(server);
  server.time.advance("61s");
  await browser.open("/tweede-factor/telefoon");
  sees(await askSms(browser), f2);
  says(browser, "U heeft te veel sms’en aangevraagd");
  const patient = await signIn(server);
  sees(patient, g);
  sees(await patient.submit({ code: await newestCode(server) }), services);
}

// Guesses that had to wait made the wait longer: a flood of them locked the patient out for good.
async function aFloodDoesNotLengthenTheWait(context) {
  const server = await context.startVoordeur();
  await register(server, owner);
  const flood = await atSignIn(server);
  const guess = (number) => tryToSignIn(flood, owner, `geraden wachtwoord ${number}`);
  const secondsOf = ({ headers }) => Number(headers.get("retry-after"));
  let seconds = 0;
  for (let number = 0; seconds < 60; number += 1) {
    assert.ok(number < 40, "the wait does not grow");
    server.time.advance(`${seconds}s`);
    const answer = await guess(number);
    seconds = answer.status === 429 ? secondsOf(answer) : 0;
  }
  const answers = await Promise.all(Array.from({ length: 30 }, (_, index) => guess(100 + index)));
  for (const answer of answers) {
    assert.equal(answer.status, 429);
    assert.ok(secondsOf(answer) <= seconds, `${secondsOf(answer)} s after ${seconds} s`);
  }
  const early = await signIn(server);
  assert.equal(early.status, 429, "the right password waits as well");
  server.time.advance(`${seconds}s`);
  sees(await signIn(server), e2);
}

// A right password took back tries that had not been counted for it: whoever had an account signed in to it several times at
// once, and guessed at other people's accounts for as long as they liked.
async function aRightPasswordTakesBackNoOtherTries(context) {
  const server = await context.startVoordeur({ config: { limits: { network_free_accounts: 5 } } });
  await register(server, stranger);
  const attacker = await atSignIn(server);
  const guess = async (number) => (await tryToSignIn(attacker, `patient.${number}@post.example`)).status;
  for (const number of [1, 2, 3]) assert.equal(await guess(number), 422);
  const browsers = await Promise.all([1, 2, 3, 4].map(() => atSignIn(server)));
  const answers = await Promise.all(browsers.map((browser) => tryToSignIn(browser, stranger)));
  assert.deepEqual(
    answers.map(({ status }) => status),
    [303, 303, 303, 303],
  );
  for (const number of [4, 5, 6]) assert.equal(await guess(number), 422);
  assert.equal(await guess(7), 429);
}

export const tests = [
  { name: "each attempt that is left counts", run: eachAttemptLeftCounts },
  { name: "a wrong code is a new guess for a new code", run: aWrongCodeIsANewGuessForANewCode },
  { name: "a number is not shown to the next", run: aNumberIsNotShownToTheNext },
  { name: "one press, one SMS", run: onePressOneSms },
  { name: "strangers do not use up the owner's SMS", run: strangersDoNotUseUpTheOwnersSms },
  { name: "a flood does not lengthen the wait", run: aFloodDoesNotLengthenTheWait },
  { name: "a right password takes back no other tries", run: aRightPasswordTakesBackNoOtherTries },
];
