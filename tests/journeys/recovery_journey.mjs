// SPDX-License-Identifier: EUPL-1.2
// H: a password or a telephone is lost, and its owner gets in again by what is left; or somebody else does not.
import assert from "node:assert/strict";
import { getAccount, newestCode, Patient, signInAgain, typeSignInCode } from "../support/patient.mjs";
import { practice } from "../support/voordeur.mjs";

const newPassword = "lepel regen kasteel vijver";
const says = {
  h1: "Wachtwoord of telefoon kwijt?",
  sent: "Kijk in uw e-mail",
  enter: "Opnieuw toegang",
  h2: "Wat heeft u bij de hand?",
  h4: "Uw nieuwe toegang",
  done: "U heeft nieuwe toegang",
  waits: "U kunt later verder",
};

// With telephone and super-PIN, and nobody signed in.
async function ownerOf(context, { width, ...person } = {}) {
  const server = await context.startVoordeur();
  const owner = new Patient(await context.openPage({ width }), server, person);
  await server.invite(owner.details);
  await getAccount(owner);
  owner.thorough = true;
  server.time.advance("61s");
  return owner;
}

// H1 to H2
async function asksAgain(owner) {
  const { server, page } = owner;
  await page.goto(`${server.address}/inloggen`);
  await owner.follow("Wachtwoord vergeten?");
  await owner.seesPage(says.h1);
  await owner.sees(practice.phone);
  await owner.field("E-mailadres of klantnummer").fill(owner.email);
  await owner.press("Stuur de e-mail");
  await owner.seesPage(says.sent);
  const { link, text } = await server.mailbox.waitForMail(owner.email, "Opnieuw toegang");
  assert.ok(text.includes("Şeyma P."), text);
  await page.goto(link);
  await owner.seesPage(says.enter);
  await owner.press("Ga verder");
  await owner.seesPage(says.h2);
}

// H3
async function typesSuperPin(owner) {
  await owner.follow("De super-PIN op uw papier");
  await owner.seesPage("Vul uw super-PIN in");
  await owner.field("super-PIN").fill(owner.madeSuperPin);
  await owner.press("Verder");
  await owner.seesPage(says.h2);
  await owner.sees("Uw super-PIN klopt.");
}

async function typesPhoneCode(owner) {
  await owner.press("Mijn telefoon, met nummer dat eindigt op 78");
  await owner.seesPage("Vul de sms-code in");
  await owner.field("Sms-code").fill(await newestCode(owner));
  await owner.press("Verder");
  await owner.seesPage(says.h2);
  await owner.sees("Uw telefoon klopt.");
}

// H4
async function choosesPassword(owner) {
  await owner.field("Nieuw wachtwoord").fill(newPassword);
  await owner.field("Nieuw wachtwoord herhalen").fill(newPassword);
  await owner.press("Bevestig mijn nieuwe toegang");
  await owner.seesPage(says.done);
  owner.password = newPassword;
}

async function choosesPhone(owner, phone) {
  await owner.seesPage("Uw nieuwe telefoon");
  await owner.field("Mobiel nummer").fill(phone);
  await owner.press("Verder");
  await owner.seesPage("Vul de sms-code in");
  Object.assign(owner, { phone, phoneInMails: `+31${phone.slice(1)}` });
  await owner.field("Sms-code").fill(await newestCode(owner));
  await owner.press("Verder");
  await owner.seesPage(says.h4);
}

// The notice, which goes to the telephone that was the owner's.
async function isToldBySms(owner, words, phone = owner.phoneInMails) {
  const { text } = await owner.server.smsGateway.waitForSms(phone);
  assert.ok(text.includes(words), text);
}

async function passwordByMailAndPhone(context, width) {
  const owner = await ownerOf(context, { width });
  await asksAgain(owner);
  await typesPhoneCode(owner);
  await owner.follow("Verder");
  await owner.seesPage(says.h4);
  await choosesPassword(owner);
  const told = await owner.server.mailbox.waitForMail(owner.email, "U heeft nieuwe toegang");
  assert.ok(told.text.includes(practice.phone), told.text);
  await isToldBySms(owner, "heeft nieuwe toegang");
  owner.server.time.advance("61s");
  await signInAgain(owner);
  await typeSignInCode(owner);
}

async function passwordByThree(context, width) {
  const owner = await ownerOf(context, { width });
  await asksAgain(owner);
  await typesSuperPin(owner);
  await typesPhoneCode(owner);
  await owner.follow("Verder");
  await owner.seesPage(says.h4);
  await owner.sees("Na het inloggen maakt u een nieuwe");
  await choosesPassword(owner);
}

async function phoneByPasswordAndSuperPin(context, width) {
  const owner = await ownerOf(context, { width });
  await signInAgain(owner);
  await owner.press("Ik heb deze telefoon niet meer");
  await owner.seesPage(says.h2);
  await owner.sees("Hiermee kunt u nog niet verder");
  await typesSuperPin(owner);
  await owner.follow("Verder");
  await choosesPhone(owner, "0687654321");
  await owner.press("Bevestig mijn nieuwe toegang");
  await owner.seesPage(says.done);
  await owner.server.smsGateway.waitForSms("+31612345678"); // of the sign-in
  await isToldBySms(owner, "heeft nieuwe toegang", "+31612345678");
}

async function waitsAndComesBack(context, width) {
  const owner = await ownerOf(context, { width });
  const { server } = owner;
  await asksAgain(owner);
  await typesSuperPin(owner);
  await owner.press("Dat is alles wat ik heb");
  await owner.seesPage(says.waits);
  const [, hour] = /vanaf (\S+ \d+ \S+ \d{4}, \d+\.\d{2} uur)/.exec(await owner.text());
  const told = await server.mailbox.waitForMail(owner.email, "Nieuwe toegang tot uw account: vanaf");
  assert.ok(told.subject.includes(hour), `${told.subject} does not say ${hour}`);
  server.time.advance("24h");
  server.time.advance("61s");
  await asksAgain(owner);
  await typesSuperPin(owner);
  await owner.follow("Verder");
  await choosesPhone(owner, "0687654321");
  await choosesPassword(owner);
}

async function stoppedByItsLink(context, width) {
  const owner = await ownerOf(context, { width });
  const { server, page } = owner;
  await asksAgain(owner);
  await typesSuperPin(owner);
  await owner.press("Dat is alles wat ik heb");
  const { text } = await server.mailbox.waitForMail(owner.email, "Nieuwe toegang tot uw account: vanaf");
  await page.goto(/https?:\/\/\S+\/s\/\S+/.exec(text)[0]);
  await owner.seesPage("Stop de nieuwe toegang");
  await owner.press("Stop het hier");
  await owner.sees("Het is gestopt. Er is niets veranderd.");
  await server.mailbox.waitForMail(owner.email, "Nieuwe toegang tot uw account is gestopt");
}

async function stoppedBySigningIn(context) {
  const owner = await ownerOf(context);
  const { server } = owner;
  await asksAgain(owner);
  await typesSuperPin(owner);
  await owner.press("Dat is alles wat ik heb");
  await isToldBySms(owner, "Stop het: ");
  await signInAgain(owner);
  await typeSignInCode(owner);
  await server.mailbox.waitForMail(owner.email, "Nieuwe toegang tot uw account is gestopt");
}

const atBothWidths = (name, run) =>
  [320, 1280].map((width) => ({ name: `${name}, ${width}`, run: (context) => run(context, width) }));

export const tests = [
  ...atBothWidths("a password that is forgotten, by mail and telephone", passwordByMailAndPhone),
  ...atBothWidths("a password that is forgotten, by mail, telephone and super-PIN", passwordByThree),
  ...atBothWidths("a telephone that is lost, by password and super-PIN", phoneByPasswordAndSuperPin),
  ...atBothWidths("a wait, and back at its hour", waitsAndComesBack),
  ...atBothWidths("a wait that is stopped by its link", stoppedByItsLink),
  { name: "a wait that is stopped by its owner's sign-in", run: stoppedBySigningIn },
];
