// SPDX-License-Identifier: EUPL-1.2
// "What goes wrong, and what then" of the journey, as a browser shows it: each such page, on a phone, and what Reload does. What
// is counted, what locks and what each page says is asked in tests/front_door.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { patientAt, walkTo } from "../support/http_patient.mjs";
import { practice } from "../support/voordeur.mjs";
import {
  confirmDetails,
  fillCode,
  fillDetails,
  fillSignIn,
  newestCode,
  openConfirmation,
  openInvitation,
  Patient,
  saysNoLetter,
  signInAgain,
  typeCode,
  typeSignInCode,
} from "../support/patient.mjs";

async function patientOf(context, { javaScriptEnabled, ...person } = {}) {
  const server = await context.startVoordeur();
  const page = await context.openPage({ width: 320, javaScriptEnabled });
  const patient = new Patient(page, server, { thorough: true, ...person });
  if (patient.letter) patient.letter = join(server.folder, patient.letter);
  const { stdout } = await server.invite(patient.details);
  patient.registration = /registration ([0-9a-f-]{36})/.exec(stdout)[1];
  return patient;
}

const someoneElse = { name: "Een Ander", email: "ander@post.example", birthDate: "1948-03-07", postcode: "1234AB" };
const otherThan = (code) =>
  ["111111", "222222", "333333", "444444", "555555", "666666"].filter((other) => other !== code);

async function typeSuperPin(patient, superPin) {
  await patient.field(patient.labels.b1.superPin).fill(superPin);
  await patient.press(patient.labels.b1.button);
}

async function wrongDetailsAndPins(context) {
  const patient = await patientOf(context, { letter: "letter.pdf" });
  const { server, page, labels } = patient;
  await openInvitation(patient);
  await typeSuperPin(patient, "AAAA-BBBB-CCCC-DDD1");
  await patient.seesError(labels.b1.wrong);
  await patient.sees("nog 4 keer");
  await saysNoLetter(patient);
  await fillDetails(patient, { birthDate: "gisteren" });
  await patient.seesError("Wij kunnen deze datum niet lezen");
  for (const left of [4, 3, 2, 1]) {
    await fillDetails(patient, { postcode: `432${left} ZZ` });
    await patient.seesError(labels.b2.wrong);
    await patient.sees(`nog ${left} keer`);
    await patient.sees(practice.phone);
  }
  await fillDetails(patient, { postcode: "9999 ZZ" });
  await patient.seesPage("Bel de praktijk");
  await page.goto(patient.invitationLink);
  await patient.seesPage("Bel de praktijk");

  await server.command("unlock", "--registration", patient.registration);
  await server.mailbox.waitForMail(patient.email, "U kunt verder");
  await openInvitation(patient, patient.invitationLink);
  await saysNoLetter(patient);
  await page.context().clearCookies();
  await fillDetails(patient);
  await patient.seesPage("Open deze pagina opnieuw");
  await patient.sees("bewaart uw browser geen cookies");
}

// Where there are no scripts Reload sends the form again: that is no new guess.
async function reloaded(context) {
  const patient = await patientOf(context, { letter: "letter.pdf", javaScriptEnabled: false });
  const { server, page, labels } = patient;
  const stays = async (words) => {
    await patient.sees(words);
    await page.reload();
    await patient.sees(words);
  };
  await openInvitation(patient);
  for (const left of [4, 3]) {
    await typeSuperPin(patient, `AAAA-BBBB-CCCC-DDD${left}`);
    await stays(`nog ${left} keer`);
  }
  await saysNoLetter(patient);
  for (const left of [4, 3]) {
    await fillDetails(patient, { postcode: `432${left} ZZ` });
    await stays(`nog ${left} keer`);
  }
  const next = new Patient(page, server, someoneElse);
  await server.invite(next.details);
  await walkTo(next, "f3");
  const others = otherThan(await newestCode(next));
  for (const left of [4, 3]) {
    await fillCode(next, others[left]);
    await next.seesError(labels.f3.wrong);
    await stays(`nog ${left} keer`);
  }
}

// Who had more tries before has none left now: the page says so, and the practice can unlock.
async function aLowerLimitLocksToo(context) {
  const server = await context.startVoordeur();
  const { browser, email } = await patientAt(server, "b2");
  const details = { email, birth_date: "7-3-1948", postcode: "1234AB" };
  for (const left of [4, 3]) {
    await browser.submit({ ...details, postcode: `432${left} ZZ` });
    assert.equal(browser.status, 422);
    assert.ok(browser.text.includes(`nog ${left} keer`), browser.text);
  }
  server.writeConfig({ ...parse(readFileSync(server.configFile, "utf8")), limits: { tries_details: 2 } });
  await server.restart();
  await browser.submit(details);
  assert.equal(browser.heading, "Bel de praktijk");
  const { text } = await server.mailbox.waitForMail(practice.email);
  await server.command("unlock", "--registration", /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(text)[0]);
  await browser.open(`${new URL(browser.url).pathname.split("/").slice(0, 3).join("/")}/gegevens`);
  await browser.submit(details);
  assert.equal(browser.heading, "Kijk in uw e-mail", browser.text);
}

async function endedLinks(context) {
  const patient = await patientOf(context);
  const { server, page, labels } = patient;
  const { b3 } = labels;
  await openInvitation(patient);
  const link = patient.invitationLink;
  await page.goto(link.slice(0, -5));
  await patient.seesPage("De link is niet compleet");
  await page.goto(link.replace(/.{5}$/, "aaaaa"));
  await patient.seesPage("Deze link kennen wij niet");
  server.time.advance("15d");
  await page.goto(link);
  await patient.seesPage("Deze link werkt niet meer");
  await patient.press("Stuur mij een nieuwe link");
  await patient.seesPage("Kijk in uw e-mail");
  await openInvitation(patient);
  assert.notEqual(patient.invitationLink, link);
  await saysNoLetter(patient);
  await confirmDetails(patient);
  server.time.advance("61s");
  await page.reload();
  await patient.press(b3.again);
  await patient.sees("Wij hebben de e-mail opnieuw gestuurd");
  await patient.seesPage(b3.title, 1);
  await openConfirmation(patient);
  server.time.advance("25h");
  await page.goto(patient.confirmationLink);
  await patient.seesPage("Deze link werkt niet meer");
  await patient.press("Stuur mij een nieuwe link");
  await patient.seesPage("Kijk in uw e-mail");
  server.time.advance("50d");
  await page.goto(patient.invitationLink);
  await patient.seesPage("Deze registratie is gestopt");
}

async function mailTooOften(context) {
  const patient = await patientOf(context);
  const { server, page, labels } = patient;
  await walkTo(patient, "b3");
  for (let times = 0; times < 5; times += 1) {
    server.time.advance("61s");
    await page.reload();
    await patient.press(labels.b3.again);
  }
  server.time.advance("61s");
  await page.goto(patient.invitationLink);
  await patient.sees("U heeft dit al vaak gevraagd");
  await patient.looksRight();
}

async function afterwardsItIsDone(context) {
  const patient = await patientOf(context);
  await walkTo(patient, "e1");
  await patient.page.goto(patient.invitationLink);
  await patient.seesPage("U bent al klaar");
  const again = await patient.server.invite(patient.details);
  assert.match(again.stdout, /has completed the registration already/);
}

async function sendAgain(patient, label) {
  patient.server.time.advance("61s");
  await patient.page.goto(`${patient.server.address}/tweede-factor/code`);
  await patient.press(label);
  await patient.sees("Wij hebben een nieuwe sms gestuurd");
  await patient.looksRight();
  return newestCode(patient);
}

async function lateCodes(context) {
  const patient = await patientOf(context);
  await walkTo(patient, "f3");
  const { f3, f2 } = patient.labels;
  const first = await newestCode(patient);
  patient.server.time.advance("11m");
  await fillCode(patient, first);
  await patient.seesError("Deze sms-code is verlopen");
  let code;
  for (let i = 0; i < 4; i += 1) code = await sendAgain(patient, f3.again);
  patient.server.time.advance("61s");
  await patient.page.goto(`${patient.server.address}/tweede-factor/code`);
  await patient.sees("Vanaf"); // five an hour
  await patient.looksRight();
  assert.equal(await patient.button(f3.again).count(), 0);
  await patient.follow(f3.otherNumber);
  await patient.seesPage(f2.title);
  await patient.page.goBack();
  await typeCode(patient, code);
}

async function wrongCodes(context) {
  const patient = await patientOf(context);
  await walkTo(patient, "f3");
  for (const other of otherThan(await newestCode(patient)).slice(0, 5)) await fillCode(patient, other);
  await patient.seesPage(patient.labels.f2.title);
  await patient.sees("Vul uw nummer opnieuw in");
}

// A second right password goes on with the open attempt.
async function wrongCodesAtSignIn(context) {
  const patient = await patientOf(context);
  const { server, labels } = patient;
  await walkTo(patient, "g");
  const first = await newestCode(patient);
  await signInAgain(patient);
  await server.nothingWaits();
  assert.equal(server.smsGateway.messages.length, 2, "a second right password sent an SMS");
  for (const other of otherThan(first).slice(0, 5)) await fillCode(patient, other, labels.g);
  await patient.seesPage(labels.e1.title);
  await patient.sees("Log opnieuw in");
}

async function wrongPasswordsWait(context) {
  const patient = await patientOf(context);
  await walkTo(patient, "f5");
  const stranger = new Patient(await context.openPage({ width: 320 }), patient.server, { thorough: true });
  await stranger.page.goto(`${patient.server.address}/inloggen`);
  for (let i = 0; (await stranger.heading()) === "Inloggen"; i += 1) {
    assert.ok(i < 12, "no wait after twelve wrong passwords");
    await fillSignIn(stranger, { password: `geraden wachtwoord ${i}` });
  }
  await stranger.seesPage("Wacht even");
  // The script counts down: on a slow machine the wait of two seconds is over by now.
  assert.match(await stranger.page.locator("main").innerText(), /Wacht nog|U kunt het nu opnieuw proberen/);
  await signInAgain(patient); // a browser that signed in before is not held up by others
  await typeSignInCode(patient);
}

async function registrationsTell(context) {
  const server = await context.startVoordeur();
  const { registration } = /registration (?<registration>[0-9a-f-]{36})/.exec(
    (await server.invite(someoneElse)).stdout,
  ).groups;
  const { stdout } = await server.command("registrations", "--practice", practice.slug);
  assert.match(stdout, new RegExp(`${registration}.*invited; details to fill in`));
}

export const tests = [
  { name: "wrong details and super-PINs", run: wrongDetailsAndPins },
  { name: "Reload without scripts", run: reloaded },
  { name: "a lower limit locks too", run: aLowerLimitLocksToo },
  { name: "links that ended, were cut, or that nobody knows", run: endedLinks },
  { name: "mail that was asked for too often", run: mailTooOften },
  { name: "afterwards the link says that it is done", run: afterwardsItIsDone },
  { name: "codes that are late", run: lateCodes },
  { name: "five wrong codes", run: wrongCodes },
  { name: "five wrong codes at signing in", run: wrongCodesAtSignIn },
  { name: "wrong passwords make strangers wait, not the patient", run: wrongPasswordsWait },
  { name: "the practice sees where a registration stands", run: registrationsTell },
];
