// SPDX-License-Identifier: EUPL-1.2
// "What goes wrong, and what then" of the journey: details, links, codes, passwords.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { axe } from "../support/browser.mjs";
import { practice } from "../support/voordeur.mjs";
import { walkTo } from "../support/http_patient.mjs";
import {
  confirmDetails, fillCode, fillDetails, fillSignIn, newestCode, openConfirmation, openInvitation, Patient, saysNoLetter, sendSms,
  signInAgain, typeCode, typeSignInCode,
} from "../support/patient.mjs";

async function patientOf(context, { config, javaScriptEnabled, ...person } = {}) {
  const server = await context.startVoordeur({ config });
  const page = await context.openPage({ width: 320, javaScriptEnabled });
  const patient = new Patient(page, server, { thorough: true, ...person });
  if (patient.letter) patient.letter = join(server.folder, patient.letter);
  const { stdout } = await server.invite(patient.details);
  patient.registration = /registration ([0-9a-f-]{36})/.exec(stdout)[1];
  return patient;
}

// Ready to type a code that binds the phone.
async function patientAtCode(context, options) {
  const patient = await patientOf(context, { thorough: false, ...options });
  await walkTo(patient, "f3");
  return patient;
}

// Ready to sign in again; the pages before are looked at elsewhere.
async function patientWithAccount(context) {
  const patient = await patientOf(context, { thorough: false });
  await walkTo(patient, "f5");
  return Object.assign(patient, { thorough: true });
}

const otherThan = (code) => ["111111", "222222", "333333", "444444", "555555", "666666"].filter((other) => other !== code);

// Without scripts Reload sends the form again.
async function wrongDetailsLock(context) {
  const patient = await patientOf(context, { javaScriptEnabled: false });
  await openInvitation(patient);
  await saysNoLetter(patient);
  await fillDetails(patient, { birthDate: "gisteren" });  // cannot be read: does not count
  await patient.seesError("Wij kunnen deze datum niet lezen");
  for (const left of [4, 3, 2, 1]) {
    await fillDetails(patient, { postcode: `432${left} ZZ` });
    await patient.seesError(patient.labels.b2.wrong);
    await patient.sees(`nog ${left} keer`);
    await patient.page.reload();
    await patient.sees(`nog ${left} keer`);
    await patient.sees(practice.phone);
  }
  await fillDetails(patient, { postcode: "9999 ZZ" });
  await patient.seesPage("Bel de praktijk");
  await patient.sees(practice.phone);

  const mail = await patient.server.mailbox.waitForMail(practice.email);
  assert.ok(mail.text.includes(patient.registration), mail.text);
  for (const personal of [patient.email, "Proefpersoon", "1948", "1234"]) assert.ok(!mail.text.includes(personal), personal);
  await patient.page.goto(patient.invitationLink);
  await patient.seesPage("Bel de praktijk");

  await patient.server.command("unlock", "--registration", patient.registration);
  await patient.server.mailbox.waitForMail(patient.email, "U kunt verder");
  await openInvitation(patient, patient.invitationLink);
  await saysNoLetter(patient);
  await confirmDetails(patient);
}

// What was wrong before the practice corrected it is right after.
// Who had more tries before has none left now: the page says so, and the practice can unlock.
async function aLowerLimitLocksToo(context) {
  const patient = await patientOf(context);
  const { server, labels } = patient;
  await openInvitation(patient);
  await saysNoLetter(patient);
  for (const left of [4, 3]) {
    await fillDetails(patient, { postcode: `432${left} ZZ` });
    await patient.seesError(labels.b2.wrong);
  }
  server.writeConfig({ ...parse(readFileSync(server.configFile, "utf8")), limits: { tries_details: 2 } });
  await server.restart();
  await fillDetails(patient);
  await patient.seesPage("Bel de praktijk");
  await server.mailbox.waitForMail(practice.email);
  await server.command("unlock", "--registration", patient.registration);
  await patient.page.goto(patient.invitationLink);
  await saysNoLetter(patient);
  await confirmDetails(patient);
}

async function detailsAreCorrected(context) {
  const patient = await patientOf(context);
  await openInvitation(patient);
  await saysNoLetter(patient);
  await fillDetails(patient, { postcode: "4321 ZZ" });
  await patient.seesError(patient.labels.b2.wrong);
  patient.postcode = "4321 ZZ";
  await patient.server.invite(patient.details);
  await openInvitation(patient);
  await saysNoLetter(patient);
  await confirmDetails(patient);
}

async function superPinIsCountedApart(context) {
  const patient = await patientOf(context, { letter: "letter.pdf", javaScriptEnabled: false });
  const { b1 } = patient.labels;
  await openInvitation(patient);
  for (const left of [4, 3, 2, 1]) {
    await patient.field(b1.superPin).fill(`AAAA-BBBB-CCCC-DDD${left}`);
    await patient.press(b1.button);
    await patient.seesError(b1.wrong);
    await patient.sees(`nog ${left} keer`);
    await patient.page.reload();
    await patient.sees(`nog ${left} keer`);
  }
  await saysNoLetter(patient);
  await fillDetails(patient, { postcode: "4321 ZZ" });
  await patient.sees("nog 4 keer");
  await openInvitation(patient, patient.invitationLink);
  await patient.field(b1.superPin).fill("AAAA-BBBB-CCCC-DDD0");
  await patient.press(b1.button);
  await patient.seesPage("Bel de praktijk");
}

async function noLetterNoTries(context) {
  const patient = await patientOf(context);
  const { b1 } = patient.labels;
  await openInvitation(patient);
  for (let i = 0; i < 6; i += 1) {
    await patient.field(b1.superPin).fill(`AAAA-BBBB-CCCC-DDD${i}`);
    await patient.press(b1.button);
    await patient.seesError("Bij deze uitnodiging hoort geen brief");
  }
  await saysNoLetter(patient);
  await confirmDetails(patient);
}

async function linksExpire(context) {
  const patient = await patientOf(context);
  const { server, page } = patient;
  await openInvitation(patient);
  const [first] = [patient.invitationLink];
  server.time.advance("15d");
  await page.goto(first);
  await patient.seesPage("Deze link werkt niet meer");
  await patient.sees("De link in uw uitnodiging werkt 14 dagen");
  await patient.press("Stuur mij een nieuwe link");
  await patient.seesPage("Kijk in uw e-mail");
  await openInvitation(patient);
  assert.notEqual(patient.invitationLink, first);
  await saysNoLetter(patient);
  await confirmDetails(patient);
  await openConfirmation(patient);
  server.time.advance("25h");
  await page.goto(patient.confirmationLink);
  await patient.seesPage("Deze link werkt niet meer");
  await patient.sees("werkt 24 uur");
  await patient.press("Stuur mij een nieuwe link");
  await patient.seesPage("Kijk in uw e-mail");
  const old = patient.confirmationLink;
  await openConfirmation(patient);
  assert.notEqual(patient.confirmationLink, old);
  server.time.advance("50d");
  await page.goto(patient.invitationLink);
  assert.equal(await patient.heading(), "Deze registratie is gestopt", await patient.text());
  await patient.sees(practice.phone);
  await patient.looksRight();
}

async function linkIsCutOrUnknown(context) {
  const patient = await patientOf(context);
  await openInvitation(patient);
  for (const link of [patient.invitationLink.slice(0, -5), patient.invitationLink.slice(0, -26), patient.invitationLink.replace("/u/", "/b/").slice(0, -1)]) {
    await patient.page.goto(link);
    await patient.seesPage("De link is niet compleet");
  }
  await patient.page.goto(patient.invitationLink.replace(/.{5}$/, "aaaaa"));
  await patient.seesPage("Deze link kennen wij niet");
}

async function afterwardsItIsDone(context) {
  const patient = await patientOf(context);
  await walkTo(patient, "e1");
  for (const link of [patient.invitationLink, patient.confirmationLink]) {
    await patient.page.goto(link);
    await patient.seesPage("U bent al klaar");
    assert.equal(await patient.link("Naar inloggen").count(), 1);
  }
  const again = await patient.server.invite(patient.details);
  assert.match(again.stdout, /has completed the registration already/);
}

async function wrongCodesBeginAnew(context) {
  const patient = await patientAtCode(context, { javaScriptEnabled: false });
  const code = await newestCode(patient);
  const others = otherThan(code);
  for (const left of [4, 3, 2, 1]) {
    await fillCode(patient, others[left]);
    await patient.seesError(patient.labels.f3.wrong);
    await patient.sees(`nog ${left} keer`);
    await patient.page.reload();
    await patient.sees(`nog ${left} keer`);
  }
  await fillCode(patient, others[0]);
  await patient.seesPage(patient.labels.f2.title);
  await patient.sees("Vul uw nummer opnieuw in");
  await sendSms(patient);
  await fillCode(patient, code);  // of the attempt before
  await patient.seesError(patient.labels.f3.wrong);
  await typeCode(patient);
}

async function sendAgain(patient, label) {
  patient.server.time.advance("61s");
  await patient.page.goto(`${patient.server.address}/tweede-factor/code`);
  await patient.press(label);
  await patient.sees("Wij hebben een nieuwe sms gestuurd");
  return newestCode(patient);
}

async function codesExpireAndOlderOnesHold(context) {
  const patient = Object.assign(await patientAtCode(context), { thorough: true });
  const { f3, f2 } = patient.labels;
  const first = await newestCode(patient);
  patient.server.time.advance("11m");
  await fillCode(patient, first);
  await patient.seesError("Deze code is verlopen");
  const codes = [];
  for (let i = 0; i < 3; i += 1) codes.push(await sendAgain(patient, f3.again));
  await sendAgain(patient, f3.again);
  await fillCode(patient, codes[0]);  // the fourth but newest
  await patient.seesError("Deze code is verlopen");
  patient.server.time.advance("61s");
  await patient.page.goto(`${patient.server.address}/tweede-factor/code`);
  await patient.sees("Vanaf");  // five an hour
  assert.equal(await patient.button(f3.again).count(), 0);
  await patient.follow(f3.otherNumber);
  await patient.seesPage(f2.title);
  await patient.page.goBack();
  await typeCode(patient, codes[1]);
}

async function signInWithLateCodes(context) {
  const patient = await patientWithAccount(context);
  await signInAgain(patient);
  const first = await newestCode(patient);
  await signInAgain(patient);  // a second right password goes on with the open attempt
  await patient.server.nothingWaits();
  assert.equal(patient.server.smsGateway.messages.length, 2, "a second right password sent an SMS");
  for (const other of otherThan(first).slice(0, 5)) await fillCode(patient, other, patient.labels.g);
  await patient.seesPage(patient.labels.e1.title);
  await patient.sees("Log opnieuw in");
  for (let i = 0; i < 3; i += 1) {
    await signInAgain(patient);
    await newestCode(patient);
    patient.server.time.advance("11m");
  }
  await patient.server.mailbox.waitForMail(patient.email, "Iemand kent misschien uw wachtwoord");
  patient.server.time.advance("61m");
  await signInAgain(patient);
  await typeSignInCode(patient);
}

async function wrongPasswordsWait(context) {
  const patient = await patientWithAccount(context);
  const stranger = new Patient(await context.openPage(), patient.server);
  await stranger.page.goto(`${patient.server.address}/inloggen`);
  const guess = async (password) => {
    await fillSignIn(stranger, { password });
    return stranger.heading();
  };
  for (let i = 0; i < 3; i += 1) assert.equal(await guess("steeds hetzelfde"), "Inloggen");  // counts once
  for (let i = 0; i < 4; i += 1) assert.equal(await guess(`geraden wachtwoord ${i}`), "Inloggen");
  for (let i = 4; (await stranger.heading()) === "Inloggen"; i += 1) {
    assert.ok(i < 12, "no wait after twelve wrong passwords");
    await guess(`geraden wachtwoord ${i}`);
  }
  assert.equal(await stranger.heading(), "Wacht even");
  await axe(stranger.page);
  await stranger.looksRight();
  // The script counts down: on a slow machine the wait of two seconds is over by now.
  assert.match(await stranger.page.locator("main").innerText(), /Wacht nog|U kunt het nu opnieuw proberen/);
  await signInAgain(patient);  // a browser that signed in before is not held up by others
  await typeSignInCode(patient);
}

async function cookiesOff(context) {
  const patient = await patientOf(context);
  await openInvitation(patient);
  await patient.follow(patient.labels.b1.noLetter);
  await patient.page.context().clearCookies();
  await fillDetails(patient);
  await patient.seesPage("Uw browser bewaart geen cookies");
}

async function mailIsSentAgainSparingly(context) {
  const patient = await patientOf(context);
  const { b3 } = patient.labels;
  await openInvitation(patient);
  await saysNoLetter(patient);
  await confirmDetails(patient);
  const links = [await openConfirmation(patient)];
  for (let i = 0; i < 5; i += 1) {
    patient.server.time.advance("61s");
    await patient.page.goto(patient.invitationLink);  // the first link shows B3 now
    await patient.seesPage(b3.title, 1);
    await patient.press(b3.again);
    await patient.sees("Wij hebben de e-mail opnieuw gestuurd");
    links.push(await openConfirmation(patient));
  }
  patient.server.time.advance("61s");
  await patient.page.goto(patient.invitationLink);
  await patient.sees("U heeft het vaak laten sturen");
  await patient.page.goto(links[0]);
  await patient.seesPage("Deze link werkt niet meer");
  await openConfirmation(patient, links[3]);  // the newest three hold
}

async function registrationsTell(context) {
  const patient = await patientOf(context);
  await openInvitation(patient);
  const { stdout } = await patient.server.command("registrations", "--practice", practice.slug);
  assert.ok(stdout.includes(patient.registration), stdout);
}

export const tests = [
  { name: "five times wrong details lock until the practice unlocks", run: wrongDetailsLock },
  { name: "details that the practice corrects", run: detailsAreCorrected },
  { name: "a wrong super-PIN is counted apart, and locks", run: superPinIsCountedApart },
  { name: "without letter a super-PIN counts nothing", run: noLetterNoTries },
  { name: "links expire and can be had anew", run: linksExpire },
  { name: "a link that was cut, or that nobody knows", run: linkIsCutOrUnknown },
  { name: "afterwards both links say that it is done", run: afterwardsItIsDone },
  { name: "a lower limit locks too", run: aLowerLimitLocksToo },
  { name: "five wrong codes begin anew", run: wrongCodesBeginAnew },
  { name: "codes expire, older ones hold, five SMS an hour", run: codesExpireAndOlderOnesHold },
  { name: "signing in with late, wrong and unused codes", run: signInWithLateCodes },
  { name: "wrong passwords make strangers wait, not the patient", run: wrongPasswordsWait },
  { name: "cookies are off", run: cookiesOff },
  { name: "mail is sent again once a minute, five a day", run: mailIsSentAgainSparingly },
  { name: "the practice sees where a registration stands", run: registrationsTell },
];
