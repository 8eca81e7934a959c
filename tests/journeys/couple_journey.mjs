// SPDX-License-Identifier: EUPL-1.2
// Two people with one mailbox, one telephone and one browser: each has an account, and what one of them loses is not the
// other's loss.
import assert from "node:assert/strict";
import {
  choosePassword,
  confirmDetails,
  fillCode,
  fillPhone,
  fillSignIn,
  getAccount,
  makeSuperPin,
  activateSuperPin,
  activatePhone,
  addSecondFactor,
  newestCode,
  openInvitation,
  Patient,
  saysNoLetter,
  sendSms,
  signOut,
  typeCode,
  typeSignInCode,
} from "../support/patient.mjs";
import { practice } from "../support/voordeur.mjs";

const dutch = {
  shared: "Dit e-mailadres is al in gebruik",
  yours: "Is dat account van uzelf?",
  goOn: "Verder met mijn eigen account",
  number: "U logt in met uw klantnummer:",
  why: "Daarom logt u in met uw klantnummer",
  kept: "U logt in met uw klantnummer",
  readyMail: "Uw account voor",
  ask: "E-mailadres of klantnummer",
  send: "Stuur de e-mail",
  sent: "Kijk in uw e-mail",
  mail: "Opnieuw toegang",
  enter: "Ga verder",
  enterTitle: "Opnieuw toegang",
  phone: "Mijn telefoon, met het nummer dat eindigt op 78",
  codeLabel: "Sms-code",
  next: "Verder",
  password: "Nieuw wachtwoord",
  again: "Nieuw wachtwoord herhalen",
  confirm: "Bevestig mijn nieuwe toegang",
  done: "U heeft nieuwe toegang",
  lostLink: "Ik heb deze telefoon niet meer",
  stopNumber: "Stop sms naar het nummer dat eindigt op 78",
  stopped: "Naar uw telefoon gaan geen",
};
const english = {
  shared: "This e-mail address is already in use",
  yours: "Is that account your own?",
  goOn: "Go on with my own account",
  number: "You sign in with your customer number:",
  why: "That is why you sign in with your customer number",
  kept: "You sign in with your customer number",
  readyMail: "Your account for",
  ask: "E-mail address or customer number",
  send: "Send the e-mail",
  sent: "Look in your e-mail",
  mail: "New access",
  enter: "Continue",
  enterTitle: "New access",
  phone: "My phone, with the number that ends in 78",
  codeLabel: "Code",
  next: "Continue",
  password: "New password",
  again: "Repeat new password",
  confirm: "Confirm my new access",
  done: "You have new access",
  lostLink: "I no longer have this phone",
  stopNumber: "Stop text messages to the number that ends in 78",
  stopped: "No more",
};

const newPassword = "lepel regen kasteel vijver";

// The one who was first, with an account, and the other, who is invited, at one browser.
async function coupleOf(context, { width, language, scripts, database, journey }) {
  const server = await context.startVoordeur({ database, journey });
  const locale = language === "nl" ? "nl-NL" : "en-GB";
  const page = await context.openPage({ width, javaScriptEnabled: scripts, locale });
  const words = language === "nl" ? dutch : english;
  const first = new Patient(page, server, { language });
  const second = new Patient(page, server, {
    language,
    name: "Jan Bakker",
    birthDate: "1950-01-02",
    typedBirthDate: "2-1-1950",
    password: "kast regen tulp molenwiek",
    thorough: true,
  });
  await server.invite(first.details);
  await (journey === "short" ? registersShort(first) : getAccount(first));
  await server.mailbox.waitForMail(first.email, words.readyMail);
  if (journey === "short") await signOut(first);
  first.thorough = true;
  server.time.advance("61s");
  await server.invite(second.details);
  await openInvitation(second);
  return { server, page, words, first, second };
}

async function typesDetails(patient) {
  const { b2 } = patient.labels;
  await patient.field(b2.birthDate).fill(patient.typedBirthDate);
  await patient.field(b2.postcode).fill(patient.postcode);
  await patient.press(b2.button);
}

// C1 to K
async function finishesShort(patient, look = async () => {}) {
  const { c1, d1, e3, services } = patient.labels;
  await patient.field(c1.password).fill(patient.password);
  await patient.field(d1.terms).check();
  await patient.press(c1.button);
  await fillPhone(patient);
  await fillCode(patient, await newestCode(patient));
  await patient.seesPage(e3.title);
  await look();
  await patient.field(e3.kept).check();
  await patient.press(e3.button);
  await patient.seesPage(services.title);
}

async function registersShort(patient) {
  await openInvitation(patient);
  await typesDetails(patient);
  await finishesShort(patient);
}

// What the second is told at C1, before a password is chosen.
async function isTold(second, words) {
  await second.seesPage(words.shared);
  await second.sees(words.yours);
  await second.sees(practice.phone);
  second.number = /\b\d{3} \d{3} \d{4}\b/.exec(await second.text())[0];
  await second.follow(words.goOn);
  await second.seesPage(second.labels.c1.title, 2);
  await second.sees(`${words.number} ${second.number}`);
}

async function registersByGuide(second, words) {
  const { d1, e1, e2 } = second.labels;
  await saysNoLetter(second);
  await confirmDetails(second);
  await second.page.goto((await second.server.mailbox.waitForMail(second.email, second.labels.subjects[1])).link);
  await isTold(second, words);
  await choosePassword(second);
  await second.field(d1.privacy).check();
  await second.field(d1.terms).check();
  await second.press(d1.button);
  await second.seesPage(e1.title);
  assert.equal(await second.field(e1.email).inputValue(), second.number);
  await second.sees(words.why);
  await second.field(e1.password).fill(second.password);
  await second.press(e1.button);
  await second.seesPage(e2.title);
  await makeSuperPin(second);
  assert.equal(second.customerNumber, second.number);
  await second.sees(words.kept);
  await activateSuperPin(second);
  await addSecondFactor(second);
  await sendSms(second);
  await typeCode(second);
  await activatePhone(second);
}

async function registersByShort(second, words) {
  await typesDetails(second);
  await isTold(second, words);
  await finishesShort(second, () => second.sees(words.kept));
  await second.sees(second.number);
  await signOut(second);
}

// E1 to K, in whatever browser the patient sits before.
async function signsIn(patient, name) {
  patient.server.time.advance("61s");
  await patient.page.goto(`${patient.server.address}/inloggen`);
  await fillSignIn(patient, { email: name });
  await patient.seesPage(patient.labels.g.title);
  await typeSignInCode(patient);
  await patient.sees(name);
}

// The second has forgotten the password.
async function recovers(second, words) {
  const { server, page } = second;
  server.time.advance("61s");
  await page.goto(`${server.address}/wachtwoord-vergeten`);
  await second.field(words.ask).fill(second.number);
  await second.press(words.send);
  await second.seesPage(words.sent);
  const { link, text } = await server.mailbox.waitForMail(second.email, words.mail);
  assert.ok(text.includes("Jan B.") && text.includes(second.number), text);
  assert.ok(!text.includes("Bakker") && !text.includes("1950"), text);
  await page.goto(link);
  await second.seesPage(words.enterTitle);
  await second.press(words.enter);
  await second.press(words.phone);
  await second.field(words.codeLabel).fill(await newestCode(second));
  await second.press(words.next);
  await second.follow(words.next);
  await second.field(words.password).fill(newPassword);
  await second.field(words.again).fill(newPassword);
  await second.press(words.confirm);
  await second.seesPage(words.done);
  const told = await server.mailbox.waitForMail(second.email, words.done);
  assert.ok(told.text.includes("Jan B."), told.text);
  await server.smsGateway.waitForSms(second.phoneInMails);
  second.password = newPassword;
}

// The second has lost the telephone: codes for the account stop, and those for the other's go on.
async function stopsSms(second, words) {
  const { server, page } = second;
  server.time.advance("61s");
  await page.goto(`${server.address}/inloggen`);
  await fillSignIn(second, { email: second.number });
  await newestCode(second);
  await second.follow(words.lostLink);
  await second.press(words.stopNumber);
  await second.sees(words.stopped);
  await server.smsGateway.waitForSms(second.phoneInMails);
}

async function asCouple(context, each) {
  const { server, words, first, second } = await coupleOf(context, each);
  await (each.journey === "short" ? registersByShort : registersByGuide)(second, words);
  const { text } = await server.mailbox.waitForMail(second.email, words.readyMail);
  assert.ok(text.includes("Jan B.") && text.includes(second.number), text);
  // In turn, at one browser.
  await signsIn(first, first.email);
  await signOut(first);
  await signsIn(second, second.number);
  await signOut(second);
  // Elsewhere the first stays signed in, whatever the second loses.
  const locale = each.language === "nl" ? "nl-NL" : "en-GB";
  const tablet = new Patient(await context.openPage({ locale }), server, { language: each.language });
  await signsIn(tablet, first.email);
  await recovers(second, words);
  await tablet.page.reload();
  await tablet.seesPage(tablet.labels.services.title);
  // Five codes an hour go to one telephone, whosever they are.
  server.time.advance("61m");
  await signsIn(second, second.number);
  await signOut(second);
  await stopsSms(second, words);
  await signsIn(first, first.email);
}

const combinations = [
  { journey: "guide", language: "nl", width: 1280, scripts: true, database: "sqlite" },
  { journey: "guide", language: "en", width: 320, scripts: false, database: "postgres" },
  { journey: "short", language: "en", width: 1280, scripts: false, database: "sqlite" },
  { journey: "short", language: "nl", width: 320, scripts: true, database: "postgres" },
];

export const tests = combinations.map((each) => ({
  name: `one mailbox, ${Object.values(each).join(", ")}`,
  run: (context) => asCouple(context, each),
}));
