// SPDX-License-Identifier: EUPL-1.2
// Attacks on a registration that worked once, and do not any more. Those on an account's codes, SMS and
// password stand in attacks_on_codes_journey.mjs.
import assert from "node:assert/strict";
import { join } from "node:path";
import { HttpBrowser } from "../support/http_browser.mjs";
import { superPinIn } from "../support/http_patient.mjs";
import { labelsOf } from "../support/labels.mjs";
import { freePort, waitFor } from "../support/processes.mjs";
import { pdfText } from "../support/readable.mjs";
import { practice } from "../support/voordeur.mjs";

const johanna = {
  name: "Johanna Voorbeeld",
  email: "johanna.voorbeeld@post.example",
  birthDate: "1948-03-07",
  postcode: "1234AB",
  patientNumber: "7",
};
const karel = {
  name: "Karel Voorbeeld",
  email: "karel.voorbeeld@post.example",
  birthDate: "1951-11-30",
  postcode: "1234AB",
  patientNumber: "8",
};
const { b1, b2, b3, c1, d1, e1, e2, f1 } = labelsOf("built-in", "nl");
const [locked, replaced] = [{ title: "Bel de praktijk" }, { title: "Deze link werkt niet meer" }];
const [hers, theirs] = ["paard fiets wolk tuinstoel", "lepel gordijn maan trapauto"];
const wrongSuperPins = [1, 2, 3, 4, 5, 6].map((digit) => `AAAA-BBBB-CCCC-DDD${digit}`);
const both = { read_privacy: "yes", accept_terms: "yes" };

const sees = (browser, { title }) => assert.equal(browser.heading, title, `on ${browser.url}: ${browser.text}`);
const choose = (browser, password) => browser.submit({ password, password_again: password });
const detailsOf = ({ email, birthDate, postcode }) => ({
  email,
  birth_date: birthDate.split("-").reverse().join("-"),
  postcode,
});
const standing = async (server) => (await server.command("registrations", "--practice", practice.slug)).stdout;

async function browserAt(server, link) {
  const browser = new HttpBrowser(server.address);
  await browser.open(link);
  return browser;
}

const linkMailedTo = async (server, { email }, subject = "Stap 1:") =>
  (await server.mailbox.waitForMail(email, subject)).link;

// The invitation: its registration, its link, and with `letter` (the name of its file) the super-PIN.
async function invite(server, person, letter) {
  const file = letter && join(server.folder, letter);
  const { stdout } = await server.invite({ ...person, letter: file });
  const registration = /registration ([0-9a-f-]{36})/.exec(stdout)[1];
  const link = await linkMailedTo(server, person);
  if (!letter) return { registration, link };
  return { registration, link, superPin: superPinIn(await pdfText(file)) };
}

// A form that stood open, or that an attacker made: a page that shows it may be out of reach by now.
function post(browser, path, fields) {
  const { form_token } = browser.forms.find((form) => form.fields.form_token).fields;
  return browser.open(path, { method: "POST", fields: { form_token, ...fields } });
}

async function typeDetails(server, link, details) {
  const browser = await browserAt(server, link);
  await browser.open(`${link}/gegevens`);
  return browser.submit(details);
}

// In a browser of its own, up to C1 or wherever else it leads.
async function openByLetter(server, { link, superPin }) {
  const browser = await browserAt(server, link);
  await post(browser, link, { super_pin: superPin });
  return Object.assign(browser, { link });
}
async function openByMail(server, { link }, person) {
  sees(await typeDetails(server, link, detailsOf(person)), b3);
  const confirmation = await linkMailedTo(server, person, "Stap 2:");
  return Object.assign(await browserAt(server, confirmation), { link: confirmation });
}

// Six wrong super-PINs at once: the sixth finds no try left and locks, while the others are still hashed. Fulfilled then; the
// guesses are to be awaited before it is unlocked.
async function lock(server, link) {
  const browser = await browserAt(server, link);
  const { form_token } = browser.forms.find((form) => form.fields.form_token).fields;
  const guesses = [..."234567"].map((last) =>
    browser.request(link, { method: "POST", fields: { form_token, super_pin: `AAAA-AAAA-AAAA-AAA${last}` } }),
  );
  await waitFor("the lock", async () => (await browserAt(server, link)).heading === locked.title);
  return { guesses: Promise.allSettled(guesses) };
}

// Each hash takes a second and more: what happens meanwhile happens between the proof and the saving.
async function startSlowly(context) {
  const metrics = `127.0.0.1:${await freePort()}`;
  const server = await context.startVoordeur({
    config: { metrics_listen: metrics, hashing: { passes: 100, slots: 8 } },
  });
  const hashesBegun = async () =>
    Number(/^voordeur_password_hashes_total (\d+)/m.exec(await (await fetch(`http://${metrics}/metrics`)).text())[1]);
  return { server, hashesBegun };
}

// `happens` while all `presses` are being hashed; fulfilled when those are answered.
async function inTheMiddleOf(presses, hashesBegun, happens) {
  const before = await hashesBegun();
  let answered = 0;
  const settled = Promise.allSettled(
    presses.map(async (press) => {
      await press();
      answered += 1;
    }),
  );
  await waitFor(`${presses.length} hashes to begin`, async () => (await hashesBegun()) === before + presses.length);
  await happens();
  assert.equal(answered, 0, "the hashes were done too early for this test to tell anything");
  return settled;
}

// A form field that was kept in a cookie over a sign-in made a header longer than the HTTP library would write; that ended
// the server, without anyone having signed in.
async function aLongFieldEndsNothing(context) {
  const server = await context.startVoordeur({ database: "sqlite" });
  const browser = new HttpBrowser(server.address);
  browser.cookies.set("session", "B".repeat(43));
  await browser.open("/inloggen");
  const { fields } = browser.form({ email: "" });
  const answer = await browser.request("/tweede-factor/telefoon", {
    method: "POST",
    fields: { form_token: fields.form_token, country: "NL", phone: "!".repeat(20000) },
  });
  assert.equal(answer.status, 303);
  assert.equal((await browser.request("/healthz")).status, 200);
}

// Whoever held a link from before the practice corrected the e-mail address got a fresh one from it.
async function anEndedLinkBringsNoNewOne(context) {
  const server = await context.startVoordeur({ database: "sqlite" });
  const patient = { ...johanna, patientNumber: "4711" };
  await server.invite(patient);
  const first = await server.mailbox.waitForMail(patient.email, "Stap 1:");
  await server.invite({ ...patient, email: "johanna.zelf@post.example" });
  const second = await server.mailbox.waitForMail("johanna.zelf@post.example", "Stap 1:");
  assert.notEqual(first.link, second.link);
  const browser = new HttpBrowser(server.address);
  await browser.open(new URL(first.link).pathname);
  assert.equal(browser.status, 410);
  assert.ok(!browser.html.includes("/nieuwe-link"), "the button is not offered");
  await browser.open("/inloggen");
  const { fields } = browser.form({ email: "" });
  await browser.open(`${new URL(first.link).pathname}/nieuwe-link`, {
    method: "POST",
    fields: { form_token: fields.form_token },
  });
  assert.equal(server.mailbox.mails.length, 2, "and asking for it all the same sends nothing");
}

// Whoever held the letter chose a password, and the patient, who came by the mail, was led past C1 to the documents: the
// account that they made had the other's password. The same the other way round.
async function aPasswordIsTheirsWhoChoseIt(context) {
  const server = await context.startVoordeur();
  const letters = {
    [johanna.email]: await invite(server, johanna, "johanna.pdf"),
    [karel.email]: await invite(server, karel, "karel.pdf"),
  };
  const turns = [
    { person: johanna, first: openByLetter, then: openByMail, leadsTo: e2 },
    { person: karel, first: openByMail, then: openByLetter, leadsTo: f1 },
  ];
  for (const { person, first, then, leadsTo } of turns) {
    const other = await first(server, letters[person.email], person);
    sees(await choose(other, theirs), d1);
    const patient = await then(server, letters[person.email], person);
    sees(patient, c1);
    for (const path of ["", "/documenten"]) sees(await patient.open(patient.link + path), c1);
    sees(await choose(patient, hers), d1);
    sees(await other.submit(both), c1); // the form that was open makes no account with the patient's password
    sees(await patient.submit(both), e1);
    await patient.submit({ email: person.email, password: theirs });
    assert.equal(patient.status, 422, patient.text);
    sees(await patient.submit({ email: person.email, password: hers }), leadsTo);
  }
}

// Whoever had typed the super-PIN of a stolen letter went on after the practice had replaced it, with the password too.
async function aNewLetterEndsWhatTheOldOneProved(context) {
  const server = await context.startVoordeur();
  const stolen = await invite(server, johanna, "first.pdf");
  const thief = await openByLetter(server, stolen);
  sees(thief, c1);
  const second = await invite(server, johanna, "second.pdf");
  sees(await choose(thief, theirs), b1);
  await thief.submit({ super_pin: stolen.superPin });
  assert.equal(thief.status, 422);
  sees(await openByLetter(server, { ...second, superPin: stolen.superPin }), b1);

  sees(await thief.submit({ super_pin: second.superPin }), c1); // stolen again
  sees(await choose(thief, theirs), d1);
  const third = await invite(server, { ...johanna, birthDate: "1948-07-03", postcode: "9999ZZ" }, "third.pdf");
  sees(await thief.submit(both), b1);
  for (const path of ["", "/wachtwoord", "/documenten"]) sees(await thief.open(third.link + path), b1);
  const patient = await openByLetter(server, third);
  for (const path of ["", "/documenten"]) sees(await patient.open(third.link + path), c1);
}

// The same where the patient had filled in the right details before: the password of the stolen letter outlived the letter.
async function aNewLetterEndsAPasswordToo(context) {
  const server = await context.startVoordeur();
  const stolen = await invite(server, johanna, "first.pdf");
  const thief = await openByLetter(server, stolen);
  sees(await typeDetails(server, stolen.link, detailsOf(johanna)), b3);
  sees(await choose(thief, theirs), d1);
  const patient = await openByLetter(server, await invite(server, johanna, "second.pdf"));
  for (const path of ["", "/documenten"]) sees(await patient.open(patient.link + path), c1);
}

// C1 and D1 that stood open when somebody else guessed at the details are locked out as well.
async function anOpenFormSavesNothingWhenLocked(context) {
  const server = await context.startVoordeur();
  const { link, registration } = await invite(server, johanna, "johanna.pdf");
  const atPassword = await openByMail(server, { link }, johanna);
  const atDocuments = await browserAt(server, atPassword.link);
  sees(await choose(atDocuments, hers), d1);
  await (
    await lock(server, link)
  ).guesses;
  sees(await choose(atPassword, theirs), locked);
  sees(await atDocuments.submit(both), locked);
  assert.match(await standing(server), /locked; unlock it/);
  await server.command("unlock", "--registration", registration);
  sees(await atDocuments.open(atPassword.link), d1);
  sees(await atDocuments.submit(both), e1);
  sees(await atDocuments.submit({ email: johanna.email, password: hers }), e2);
}

// The proof was looked at before the slow hashing, and not again before saving: a lock or a correction of that second was
// overtaken.
async function nothingIsSavedInTheMiddle(context) {
  const { server, hashesBegun } = await startSlowly(context);
  const { link, registration } = await invite(server, johanna, "johanna.pdf");
  const atPassword = await openByMail(server, { link }, johanna);
  let lockedBy;
  await inTheMiddleOf(
    [() => choose(atPassword, theirs)],
    hashesBegun,
    async () => (lockedBy = await lock(server, link)),
  );
  sees(atPassword, locked);
  await lockedBy.guesses;
  await server.command("unlock", "--registration", registration);
  sees(await atPassword.open(atPassword.link), c1);

  const letter = await invite(server, karel, "karel.pdf");
  const byMail = await openByMail(server, letter, karel);
  const byLetter = await browserAt(server, letter.link);
  const corrected = { ...karel, postcode: "9999ZZ" };
  const presses = [() => choose(byMail, theirs), () => post(byLetter, letter.link, { super_pin: letter.superPin })];
  await inTheMiddleOf(presses, hashesBegun, () => server.invite(corrected));
  sees(byMail, replaced);
  sees(byLetter, b2); // there is no letter any more; the invitation is still theirs whose address it went to, and proves nothing
  const fresh = await linkMailedTo(server, karel);
  sees(await byLetter.open(fresh), b2);
  server.time.advance("61s"); // one mail a minute
  sees(await openByMail(server, { link: fresh }, corrected), c1);
}

function guess(browser, superPin) {
  const { action, fields } = browser.form({ super_pin: superPin });
  return browser.request(action, { method: "POST", fields });
}

async function tellsLock(server, { link, registration, superPin }) {
  sees(await browserAt(server, link), locked);
  await server.mailbox.waitForMail(practice.email);
  assert.match(await standing(server), new RegExp(`${registration}.*locked; unlock it.* 0 super-PIN`));
  await server.command("unlock", "--registration", registration);
  sees(await openByLetter(server, { link, superPin }), c1);
}

// Super-PINs guessed at once are five, not more, and lock.
async function superPinsGuessedAtOnce(context) {
  for (const database of ["sqlite", "postgres"]) {
    const server = await context.startVoordeur({ database });
    const letter = await invite(server, johanna, "letter.pdf");
    const browser = await browserAt(server, letter.link);
    const answers = await Promise.all(wrongSuperPins.map((superPin) => guess(browser, superPin)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [403, 403, 422, 422, 422, 422]);
    await tellsLock(server, letter);
  }
}

// Only the last wrong one again is no new guess.
async function superPinsInTurn(context) {
  const server = await context.startVoordeur();
  const letter = await invite(server, johanna, "letter.pdf");
  const browser = await browserAt(server, letter.link);
  const [one, other] = wrongSuperPins;
  const statuses = [];
  for (const superPin of [one, one, other, other, one, other, one, one])
    statuses.push((await guess(browser, superPin)).status);
  assert.deepEqual(statuses, [422, 422, 422, 422, 422, 422, 403, 403]);
  await tellsLock(server, letter);
}

// The fifth wrong super-PIN took the last try, and the server was killed before it could lock: the registration was neither
// open nor locked, and nobody could unlock it.
async function aLockIsNotStranded(context) {
  const { server, hashesBegun } = await startSlowly(context);
  const letter = await invite(server, johanna, "letter.pdf");
  const browser = await browserAt(server, letter.link);
  const presses = wrongSuperPins.slice(0, 5).map((superPin) => () => guess(browser, superPin));
  await inTheMiddleOf(presses, hashesBegun, () => server.kill());
  await server.start();
  assert.match(await standing(server), /super-PIN or details to fill in.* 0 super-PIN/);
  await browser.submit({ super_pin: letter.superPin }); // no try is left for the right one either
  sees(browser, locked);
  await tellsLock(server, letter);
}

export const tests = [
  { name: "a long field ends nothing", run: aLongFieldEndsNothing },
  { name: "an ended link brings no new one", run: anEndedLinkBringsNoNewOne },
  { name: "a password is theirs who chose it", run: aPasswordIsTheirsWhoChoseIt },
  { name: "a new letter ends what the old one proved", run: aNewLetterEndsWhatTheOldOneProved },
  { name: "a new letter ends a password too", run: aNewLetterEndsAPasswordToo },
  { name: "an open form saves nothing when locked", run: anOpenFormSavesNothingWhenLocked },
  { name: "nothing is saved in the middle", run: nothingIsSavedInTheMiddle },
  { name: "super-PINs guessed at once", run: superPinsGuessedAtOnce },
  { name: "two wrong super-PINs in turn", run: superPinsInTurn },
  { name: "a lock is not stranded", run: aLockIsNotStranded },
];
