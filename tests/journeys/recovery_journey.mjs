// SPDX-License-Identifier: EUPL-1.2
// H: a password or a telephone is lost, and its owner gets in again by what is left; or somebody else does not.
import assert from "node:assert/strict";
import { Authenticator } from "../support/authenticator.mjs";
import { startAuthenticator, withoutAutofill } from "../support/passkeys.mjs";
import {
  fillSignIn,
  getAccount,
  invitedPatient,
  newestCode,
  signInAgain,
  typeSignInCode,
} from "../support/patient.mjs";
import { PatientElsewhere } from "../support/patient_elsewhere.mjs";
import { practice } from "../support/voordeur.mjs";

const newPassword = "lepel regen kasteel vijver";

const dutch = {
  forgot: "Wachtwoord vergeten?",
  h1: "Wachtwoord of telefoon kwijt?",
  name: "E-mailadres of klantnummer",
  send: "Stuur de e-mail",
  sent: "Kijk in uw e-mail",
  mail: "Opnieuw toegang",
  enter: "Opnieuw toegang",
  goOn: "Ga verder",
  next: "Verder",
  h2: "Wat heeft u bij de hand?",
  superPin: "De super-PIN op mijn papier",
  superPinTitle: "Vul uw super-PIN in",
  superPinLabel: "Uw super-PIN",
  superPinRight: "Uw super-PIN klopt.",
  phone: "Mijn telefoon, met het nummer dat eindigt op 78",
  phoneRight: "Uw telefoon klopt.",
  code: "Vul de sms-code in",
  codeLabel: "Sms-code",
  app: "De app die codes maakt",
  appTitle: "Vul de code uit uw app in",
  appLabel: "Code uit de app",
  appRight: "Uw app klopt.",
  passkey: "Mijn vingerafdruk, gezicht of toegangscode (passkey)",
  passkeyTitle: "Gebruik uw passkey",
  passkeyRight: "Uw passkey klopt.",
  addPasskey: "Voeg een passkey toe",
  paper: "Een papieren code",
  paperTitle: "Vul een papieren code in",
  paperLabel: "Papieren code",
  paperRight: "Uw papieren code klopt.",
  notEnough: "Hiermee kunt u nog niet verder",
  all: "Dat is alles wat ik heb",
  waits: "U kunt verder vanaf ",
  from: /vanaf (\S+ \d+ \S+ \d{4}, \d+\.\d{2} uur)/,
  waitMail: "Nieuwe toegang tot uw account: vanaf",
  h4: "Uw nieuwe toegang",
  usedUp: "Na het inloggen maakt u een nieuwe",
  password: "Nieuw wachtwoord",
  again: "Nieuw wachtwoord herhalen",
  confirm: "Bevestig mijn nieuwe toegang",
  newPhone: "Uw nieuwe telefoon",
  number: "Mobiel nummer",
  done: "U heeft nieuwe toegang",
  doneSms: "heeft nieuwe toegang",
  stopSms: "Stop het: ",
  stopTitle: "Stop de nieuwe toegang",
  stop: "Stop het hier",
  stopped: "Het is gestopt. Er is niets veranderd.",
  stoppedMail: "Nieuwe toegang tot uw account is gestopt",
  lostLink: "Ik heb deze telefoon niet meer",
  lost: "Bent u uw telefoon kwijt?",
  stopNumber: "Stop sms naar het nummer dat eindigt op 78",
  noCodes: "Naar uw telefoon gaan geen sms-codes meer",
  noCodesMail: "Naar uw telefoon gaan geen codes meer",
  resume: "Mijn telefoon is terug: zet sms weer aan",
  resumed: "Naar uw telefoon gaan weer codes",
  account: "Mijn account",
};
const english = {
  forgot: "Forgotten your password?",
  h1: "Lost your password or phone?",
  name: "E-mail address or customer number",
  send: "Send the e-mail",
  sent: "Look in your e-mail",
  mail: "New access",
  enter: "New access",
  goOn: "Continue",
  next: "Continue",
  h2: "What do you have at hand?",
  superPin: "The super-PIN on my paper",
  superPinTitle: "Type your super-PIN",
  superPinLabel: "Your super-PIN",
  superPinRight: "Your super-PIN is right.",
  phone: "My phone, with the number that ends in 78",
  phoneRight: "Your phone is right.",
  code: "Type the code",
  codeLabel: "Code",
  passkey: "My fingerprint, face or device code (passkey)",
  passkeyTitle: "Use your passkey",
  passkeyRight: "Your passkey is right.",
  addPasskey: "Add a passkey",
  notEnough: "You cannot continue with this yet",
  all: "That is all I have",
  waits: "You can go on from ",
  h4: "Your new access",
  usedUp: "After signing in you make a new one",
  password: "New password",
  again: "Repeat new password",
  confirm: "Confirm my new access",
  newPhone: "Your new phone",
  number: "Mobile number",
  done: "You have new access",
  doneSms: "has new access",
  lostLink: "I no longer have this phone",
  lost: "Did you lose your phone?",
};

// With telephone and super-PIN, and nobody signed in.
async function ownerOf(context, combination) {
  const owner = await invitedPatient(context, { ...combination, words: { nl: dutch, en: english } });
  owner.thorough = false;
  await getAccount(owner);
  owner.thorough = true;
  owner.server.time.advance("61s");
  return owner;
}

// H1 to H2
async function asksAgain(owner) {
  const { server, page, words } = owner;
  await page.goto(`${server.address}/inloggen`);
  await owner.follow(words.forgot);
  await owner.seesPage(words.h1);
  await owner.sees(practice.phone);
  await owner.field(words.name).fill(owner.email);
  await owner.press(words.send);
  await owner.seesPage(words.sent);
  const { link, text } = await server.mailbox.waitForMail(owner.email, words.mail);
  assert.ok(text.includes("Şeyma P."), text);
  await page.goto(link);
  await owner.seesPage(words.enter);
  await owner.press(words.goOn);
  await owner.seesPage(words.h2);
}

// H3
async function proves(owner, { title, label, right }, code) {
  const { words } = owner;
  await owner.seesPage(title);
  await owner.field(label).fill(code);
  await owner.press(words.next);
  await owner.seesPage(words.h2);
  await owner.sees(right);
}

async function typesSuperPin(owner) {
  const { words } = owner;
  await owner.follow(words.superPin);
  await proves(
    owner,
    { title: words.superPinTitle, label: words.superPinLabel, right: words.superPinRight },
    owner.madeSuperPin,
  );
}

async function typesPhoneCode(owner) {
  const { words } = owner;
  await owner.press(words.phone);
  await owner.seesPage(words.code);
  await proves(owner, { title: words.code, label: words.codeLabel, right: words.phoneRight }, await newestCode(owner));
}

// H4
async function choosesPassword(owner) {
  const { words } = owner;
  await owner.seesPage(words.h4);
  await owner.field(words.password).fill(newPassword);
  await owner.field(words.again).fill(newPassword);
  await owner.press(words.confirm);
  await owner.seesPage(words.done);
  owner.password = newPassword;
}

async function choosesPhone(owner, phone) {
  const { words } = owner;
  await owner.seesPage(words.newPhone);
  await owner.field(words.number).fill(phone);
  await owner.press(words.next);
  await owner.seesPage(words.code);
  Object.assign(owner, { phone, phoneInMails: `+31${phone.slice(1)}` });
  await owner.field(words.codeLabel).fill(await newestCode(owner));
  await owner.press(words.next);
  await owner.seesPage(words.h4);
}

// The notice, which goes to the telephone that was the owner's.
async function isToldBySms(owner, words, phone = owner.phoneInMails) {
  const { text } = await owner.server.smsGateway.waitForSms(phone);
  assert.ok(text.includes(words), text);
}

async function passwordByMailAndPhone(context, each) {
  const owner = await ownerOf(context, each);
  const { words } = owner;
  await asksAgain(owner);
  await typesPhoneCode(owner);
  await owner.follow(words.next);
  await choosesPassword(owner);
  const told = await owner.server.mailbox.waitForMail(owner.email, words.done);
  assert.ok(told.text.includes(practice.phone), told.text);
  await isToldBySms(owner, words.doneSms);
  owner.server.time.advance("61s");
  await signInAgain(owner);
  await typeSignInCode(owner);
}

async function passwordByThree(context, each) {
  await provesThree(await ownerOf(context, each));
}

// In another browser, which only shows what it was given.
async function passwordElsewhere(context, openPage) {
  const server = await context.startVoordeur({ https: true });
  const owner = new PatientElsewhere(await openPage(), server);
  owner.words = dutch;
  await server.invite(owner.details);
  await getAccount(owner);
  server.time.advance("61s");
  await provesThree(owner);
  assert.deepEqual(owner.page.complaints ?? [], []);
}

async function provesThree(owner) {
  const { words } = owner;
  await asksAgain(owner);
  await typesSuperPin(owner);
  await typesPhoneCode(owner);
  await owner.follow(words.next);
  await owner.sees(words.usedUp);
  await choosesPassword(owner);
}

// From the page for the code to "the telephone is lost".
async function saysItIsLost(owner) {
  await signInAgain(owner);
  await owner.server.smsGateway.waitForSms(owner.phoneInMails); // of the sign-in
  await owner.follow(owner.words.lostLink);
  await owner.seesPage(owner.words.lost);
}

async function phoneByPasswordAndSuperPin(context, each) {
  const owner = await ownerOf(context, each);
  const { words } = owner;
  await saysItIsLost(owner);
  await owner.press(words.next);
  await owner.seesPage(words.h2);
  await owner.sees(words.notEnough);
  await typesSuperPin(owner);
  await owner.follow(words.next);
  await choosesPhone(owner, "0687654321");
  await owner.press(words.confirm);
  await owner.seesPage(words.done);
  await isToldBySms(owner, words.doneSms, "+31612345678");
}

// Stopped at once by the password, and there again by the paper.
async function phoneLostAndFound(context, each) {
  const owner = await ownerOf(context, each);
  const { words, server } = owner;
  await saysItIsLost(owner);
  await owner.press(words.stopNumber);
  await owner.seesPage(words.lost);
  await owner.sees(words.noCodes);
  await server.mailbox.waitForMail(owner.email, words.noCodesMail);
  await isToldBySms(owner, "geen codes meer");
  await owner.page.goto(`${server.address}/inloggen`);
  await fillSignIn(owner);
  await owner.seesPage(words.lost);
  await owner.press(words.next);
  await owner.seesPage(words.h2);
  await typesSuperPin(owner);
  await owner.press(words.resume);
  await owner.seesPage(words.h2);
  await server.mailbox.waitForMail(owner.email, words.resumed);
  await isToldBySms(owner, "weer codes");
  server.time.advance("61s");
  await signInAgain(owner);
  await typeSignInCode(owner);
}

// In Mijn account: an app, and codes on paper.
async function getsOtherWays(owner) {
  const { page, server, words } = owner;
  await signInAgain(owner);
  await typeSignInCode(owner);
  await page.goto(`${server.address}/mijn-account/app`);
  await owner.press("Ga verder");
  const app = new Authenticator(await page.locator('main a[href^="otpauth:"]').getAttribute("href"));
  await owner.field("Code uit de app").fill(app.code(server.time.now()));
  await owner.press("Bevestig de code");
  await page.goto(`${server.address}/mijn-account/papieren-codes`);
  await owner.press("Maak nieuwe codes");
  const codes = await page.locator(".vd-codes li").evaluateAll((items) => items.map((item) => item.textContent));
  await owner.field("Ik heb de 10 codes opgeslagen, afgedrukt of overgeschreven.").check();
  await owner.press("Activeer de codes");
  await owner.seesPage(words.account);
  await page.context().clearCookies();
  server.time.advance("61s");
  return { app, codes };
}

async function byAppAndPaper(context, each) {
  const owner = await ownerOf(context, each);
  const { words, server } = owner;
  const { app, codes } = await getsOtherWays(owner);
  await asksAgain(owner);
  await owner.follow(words.app);
  await proves(
    owner,
    { title: words.appTitle, label: words.appLabel, right: words.appRight },
    app.code(server.time.now()),
  );
  await owner.follow(words.paper);
  await proves(owner, { title: words.paperTitle, label: words.paperLabel, right: words.paperRight }, codes[0]);
  await server.mailbox.waitForMail(owner.email, "Er is een papieren code gebruikt");
  await owner.follow(words.next);
  await choosesPassword(owner);
}

// With the device at hand nothing is typed, and nobody waits.
async function byPasskey(context, each) {
  const owner = await ownerOf(context, { ...each, host: "localhost" });
  const { page, server, words } = owner;
  await withoutAutofill(page);
  await startAuthenticator(page);
  await signInAgain(owner);
  await typeSignInCode(owner);
  await page.goto(`${server.address}/mijn-account/passkeys`);
  await owner.button(words.addPasskey).click();
  await page.waitForURL(/mijn-account\?gewijzigd/);
  await page.context().clearCookies();
  server.time.advance("61s");
  await asksAgain(owner);
  await owner.follow(words.passkey);
  await owner.seesPage(words.passkeyTitle);
  await owner.button(words.passkeyTitle).click();
  await page.waitForURL(/herstel$/);
  await owner.seesPage(words.h2);
  await owner.sees(words.passkeyRight);
  await owner.follow(words.next);
  await choosesPassword(owner);
  await isToldBySms(owner, words.doneSms);
}

// Customer number, super-PIN and telephone: H2 without the mailbox.
async function beginsByItsSheet(owner) {
  const { server, page, words } = owner;
  await page.goto(`${server.address}/wachtwoord-vergeten`);
  await owner.follow("Mijn e-mail ben ik ook kwijt");
  await owner.seesPage("Bent u ook uw e-mail kwijt?");
  await owner.field("Uw klantnummer").fill(owner.customerNumber);
  await owner.field(words.superPinLabel).fill(owner.madeSuperPin);
  await owner.press(words.next);
  await owner.seesPage(words.h2);
  await typesPhoneCode(owner);
}

// Its heading says from when.
async function seesWait(owner) {
  const heading = await owner.heading();
  assert.ok(heading.startsWith(owner.words.waits), heading);
  await owner.seesPage(heading);
}

async function mailboxLost(context, each) {
  const owner = await ownerOf(context, each);
  const { server, page, words } = owner;
  const before = owner.email;
  await beginsByItsSheet(owner);
  await owner.press(words.all);
  await seesWait(owner);
  await server.mailbox.waitForMail(before, words.waitMail);
  await isToldBySms(owner, words.stopSms);
  server.time.advance("24h");
  server.time.advance("61s");
  await beginsByItsSheet(owner);
  await owner.follow(words.next);
  await owner.seesPage("Uw nieuwe e-mailadres");
  owner.email = "seyma.nieuw@post.example";
  await owner.field("E-mailadres").fill(owner.email);
  await owner.press(words.next);
  await owner.seesPage("Kijk in uw nieuwe e-mail");
  const { link } = await server.mailbox.waitForMail(owner.email, "Bevestig uw nieuwe e-mailadres");
  await page.goto(link);
  await owner.seesPage("Bevestig uw e-mailadres");
  await owner.press("Bevestig dit adres");
  await owner.sees("Het adres klopt.");
  await owner.follow(words.next);
  await choosesPassword(owner);
  for (const email of [before, owner.email]) await server.mailbox.waitForMail(email, words.done);
}

async function waitsAndComesBack(context, each) {
  const owner = await ownerOf(context, each);
  const { server, words } = owner;
  await asksAgain(owner);
  await typesSuperPin(owner);
  await owner.press(words.all);
  await seesWait(owner);
  const [, hour] = words.from.exec(await owner.text());
  const told = await server.mailbox.waitForMail(owner.email, words.waitMail);
  assert.ok(told.subject.includes(hour), `${told.subject} does not say ${hour}`);
  server.time.advance("24h");
  server.time.advance("61s");
  await asksAgain(owner);
  await typesSuperPin(owner);
  await owner.follow(words.next);
  await choosesPhone(owner, "0687654321");
  await choosesPassword(owner);
}

async function stoppedByItsLink(context, each) {
  const owner = await ownerOf(context, each);
  const { server, page, words } = owner;
  await asksAgain(owner);
  await typesSuperPin(owner);
  await owner.press(words.all);
  const { text } = await server.mailbox.waitForMail(owner.email, words.waitMail);
  await page.goto(/https?:\/\/\S+\/s\/\S+/.exec(text)[0]);
  await owner.seesPage(words.stopTitle);
  await owner.press(words.stop);
  await owner.sees(words.stopped);
  await server.mailbox.waitForMail(owner.email, words.stoppedMail);
}

async function stoppedBySigningIn(context) {
  const owner = await ownerOf(context);
  const { server, words } = owner;
  await asksAgain(owner);
  await typesSuperPin(owner);
  await owner.press(words.all);
  await isToldBySms(owner, words.stopSms);
  await signInAgain(owner);
  await typeSignInCode(owner);
  await server.mailbox.waitForMail(owner.email, words.stoppedMail);
}

const atBothWidths = (name, run) =>
  [320, 1280].map((width) => ({ name: `${name}, ${width}`, run: (context) => run(context, { width }) }));
const inEnglish = { language: "en", width: 320, scripts: false, database: "postgres" };
const inEnglishToo = (name, run) => [
  ...atBothWidths(name, run),
  { name: `${name}, in English without scripts`, run: (context) => run(context, inEnglish) },
];

export const tests = [
  ...inEnglishToo("a password that is forgotten, by mail and telephone", passwordByMailAndPhone),
  ...inEnglishToo("a password that is forgotten, by mail, telephone and super-PIN", passwordByThree),
  ...inEnglishToo("a telephone that is lost, by password and super-PIN", phoneByPasswordAndSuperPin),
  ...atBothWidths("a telephone that is lost and found", phoneLostAndFound),
  ...atBothWidths("a password that is forgotten, by mail, app and paper code", byAppAndPaper),
  ...atBothWidths("a password that is forgotten, by mail and passkey", byPasskey),
  {
    name: "a password that is forgotten, by mail and passkey, in English",
    run: (context) => byPasskey(context, { language: "en", width: 320, database: "postgres" }),
  },
  ...atBothWidths("a mailbox that is lost, by sheet and telephone", mailboxLost),
  ...atBothWidths("a wait, and back at its hour", waitsAndComesBack),
  ...atBothWidths("a wait that is stopped by its link", stoppedByItsLink),
  { name: "a wait that is stopped by its owner's sign-in", run: stoppedBySigningIn },
  {
    name: "a password that is forgotten, in Firefox",
    run: (context) => passwordElsewhere(context, () => context.openFirefox({ width: 1280, locale: "nl-NL" })),
  },
  {
    name: "a password that is forgotten, in WebKit on a phone",
    run: (context) => passwordElsewhere(context, () => context.openWebkit({ width: 320 })),
  },
];
