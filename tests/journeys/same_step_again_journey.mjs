// SPDX-License-Identifier: EUPL-1.2
// Back, Reload, double press, two tabs, two people, two devices, an ended session: no step is done twice, and nobody loses
// their place.
import assert from "node:assert/strict";
import { join } from "node:path";
import { HttpBrowser } from "../support/http_browser.mjs";
import { patientAt, superPinIn, walkTo } from "../support/http_patient.mjs";
import { pdfText } from "../support/readable.mjs";
import {
  acceptDocuments,
  activatePhone,
  activateSuperPin,
  addSecondFactor,
  choosePassword,
  confirmDetails,
  fillCode,
  fillDetails,
  fillPasswords,
  fillPhone,
  fillSignIn,
  makeSuperPin,
  newestCode,
  openConfirmation,
  openInvitation,
  Patient,
  saysNoLetter,
  sendSms,
  signInFirst,
  typeCode,
  typeSignInCode,
} from "../support/patient.mjs";

const password = "paard fiets wolk tuinstoel";
const details = { email: "seyma@post.example", birth_date: "7 maart 1948", postcode: "1234AB" };

async function invited(context, person) {
  const server = await context.startVoordeur();
  const patient = new Patient(await context.openPage(), server, person);
  await server.invite(patient.details);
  return patient;
}

async function pressedTwice(context) {
  const server = await context.startVoordeur();
  const { mailbox, smsGateway } = server;
  await server.invite(new Patient(null, server).details);
  const browser = new HttpBrowser(server.address);
  const same = (answers) =>
    assert.ok(
      answers.every(({ status }) => status < 400),
      answers.map(({ status }) => status).join(" "),
    );

  await browser.open((await mailbox.waitForMail(details.email, "Stap 1")).link);
  await browser.open(`${browser.url}/gegevens`);
  same(await browser.pressAtOnce(details));
  const { link } = await mailbox.waitForMail(details.email, "Stap 2");
  await server.nothingWaits();
  assert.equal(mailbox.mails.length, 2, "one press, two mails");

  await browser.open(link);
  same(await browser.pressAtOnce({ password, password_again: password }));
  same(await browser.pressAtOnce({ read_privacy: "yes", accept_terms: "yes" }));
  await browser.open("/inloggen");
  await browser.submit({ email: details.email, password });
  assert.equal(browser.heading, "Maak uw super-PIN", browser.text);
  same(await browser.pressAtOnce({}));
  const pin = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(browser.text.replace(/- /g, "-"))[0];
  await browser.open("/super-pin");
  await browser.submit({});
  assert.ok(browser.text.replace(/- /g, "-").includes(pin), "made again, another super-PIN");
  same(await browser.pressAtOnce({ kept: "yes", password }));
  await browser.open("/tweede-factor/telefoon");
  same(await browser.pressAtOnce({ country: "NL", phone: "0612345678" }));
  const { code } = await smsGateway.waitForSms("+31612345678");
  await server.nothingWaits();
  assert.equal(smsGateway.messages.length, 1, "one press, two SMS");
  await browser.open("/tweede-factor/code");
  same(await browser.pressAtOnce({ code }));
  await browser.open("/tweede-factor/wachtwoord");
  await browser.pressAtOnce({ password });
  await mailbox.waitForMail(details.email, "Uw account voor");
  await browser.open("/inloggen");
  await browser.pressAtOnce({ email: details.email, password });
  await smsGateway.waitForSms("+31612345678");
  await server.nothingWaits();
  assert.equal(smsGateway.messages.length, 2, "one press at signing in, two SMS");
  assert.equal(mailbox.mails.length, 3);
}

// The last try, and it is right: the second press found no try left, and locked what the first one was to open.
async function lastTryPressedTwice(context) {
  const server = await context.startVoordeur();
  const patient = new Patient(null, server, { letter: join(server.folder, "letter.pdf") });
  await server.invite(patient.details);
  const superPin = superPinIn(await pdfText(patient.letter));
  const browser = new HttpBrowser(server.address);
  await browser.open((await server.mailbox.waitForMail(patient.email, "Stap 1")).link);
  const { url } = browser;
  for (const last of ["0", "1", "2", "3", "4"].filter((last) => !superPin.endsWith(last)).slice(0, 4)) {
    await browser.submit({ super_pin: superPin.replace(/.$/, last) });
    assert.equal(browser.status, 422, browser.text);
  }
  await browser.pressAtOnce({ super_pin: superPin });
  await browser.open(url);
  assert.equal(browser.heading, "Kies uw wachtwoord", browser.text);
}

// The second answer sent the browser back to the beginning, and took the session that the first had given.
async function rightCodePressedTwice(context) {
  const patient = await patientAt(await context.startVoordeur(), "e1");
  const { browser } = patient;
  const signIn = async () => (await browser.open("/inloggen"), patient.signIn());
  const pressCode = async () => {
    const { action, fields } = browser.form({ code: await patient.newestCode() });
    return Promise.all([0, 1, 2].map(() => browser.request(action, { method: "POST", fields })));
  };
  const leadsTo = (answers, path) =>
    assert.deepEqual(
      answers.map(({ status, headers }) => `${status} ${headers.get("location")}`),
      answers.map(() => `303 ${path}`),
    );

  await signIn();
  await browser.submit({});
  await browser.submit({ kept: "yes", password });
  await browser.open("/tweede-factor/telefoon");
  await browser.submit({ country: "NL", phone: patient.phone });
  await browser.open("/tweede-factor/code");
  leadsTo(await pressCode(), "/tweede-factor/wachtwoord");
  await browser.open("/tweede-factor/wachtwoord");
  await browser.submit({ password });

  await signIn();
  const answers = await pressCode();
  // One that comes when the session was exchanged already is given the same one.
  leadsTo(answers, "/diensten");
  const sessions = answers.flatMap(({ headers }) => headers.getSetCookie()).filter((cookie) => /session/.test(cookie));
  assert.equal(sessions.length, 3, sessions.join("\n"));
  assert.equal(new Set(sessions).size, 1, sessions.join("\n"));
  await browser.open("/diensten");
  assert.equal(browser.heading, "Uw diensten", browser.text);
}

async function backAndReload(context) {
  const patient = await invited(context);
  const { page, labels, server } = patient;
  await openInvitation(patient);
  await saysNoLetter(patient);
  await confirmDetails(patient);
  await page.reload();
  await patient.seesPage(labels.b3.title, 1);
  await page.goBack();
  await patient.seesPage(labels.b3.title, 1); // the details were right: nobody has to type them again
  await page.goto(patient.invitationLink);
  await patient.seesPage(labels.b3.title, 1);
  await openConfirmation(patient);
  await choosePassword(patient);
  await page.goBack(); // where the registration stands now; another password has a way of its own
  await patient.seesPage(labels.d1.title, 3);
  await page.goto(`${patient.confirmationLink}/wachtwoord`);
  await choosePassword(patient);
  await acceptDocuments(patient);
  await page.goBack();
  await page.reload();
  await patient.seesPage("U bent al klaar");
  await page.goto(`${server.address}/inloggen`);
  await signInFirst(patient);
  await makeSuperPin(patient);
  const first = patient.madeSuperPin;
  await page.reload();
  await page.goBack();
  await makeSuperPin(patient);
  assert.equal(patient.madeSuperPin, first);
  await activateSuperPin(patient);
  await page.goBack();
  await page.reload();
  await patient.seesPage(labels.f1.title);
  assert.ok(!(await page.content()).includes(first), "the super-PIN is shown again");
  await addSecondFactor(patient);
  await sendSms(patient);
  await page.goBack();
  await page.goForward();
  await typeCode(patient);
  await page.goto(`${server.address}/tweede-factor/code`);
  await patient.seesPage(labels.f4.title);
  await activatePhone(patient);
  await page.goBack();
  await page.reload();
  await patient.seesPage("Inloggen");
  assert.equal(server.smsGateway.messages.length, 1);
  assert.equal(server.mailbox.mails.filter((mail) => mail.subject.startsWith("Stap 2")).length, 1);
}

// The answer to a refused form is no page that Back asks to send again.
async function backAfterAnError(context) {
  const patient = await invited(context);
  const { page, labels, server } = patient;
  const { b3, d1, e1, e3, f1, f2, f3, f4 } = labels;
  const goesBackTo = async (title) => {
    await page.goBack();
    await patient.seesPage(title);
  };
  await openInvitation(patient);
  await saysNoLetter(patient);
  await fillDetails(patient, { birthDate: "gisteren" });
  await confirmDetails(patient);
  await goesBackTo(b3.title);
  await openConfirmation(patient);
  await fillPasswords(patient, "kort");
  await choosePassword(patient);
  await goesBackTo(d1.title);
  await patient.press(d1.button);
  await acceptDocuments(patient);
  await goesBackTo("U bent al klaar");
  await page.goto(`${server.address}/inloggen`);
  await fillSignIn(patient, { password: "iets anders" });
  await signInFirst(patient);
  await goesBackTo(e1.title);
  await page.goto(`${server.address}/super-pin`);
  await makeSuperPin(patient);
  await patient.press(e3.button);
  await activateSuperPin(patient);
  await goesBackTo(f1.title);
  await addSecondFactor(patient);
  await fillPhone(patient, "020 555 0134");
  await sendSms(patient);
  await goesBackTo("Kijk op uw telefoon");
  await goesBackTo(f2.title);
  await page.goto(`${server.address}/tweede-factor/code`);
  const code = await newestCode(patient);
  await fillCode(patient, code === "111111" ? "222222" : "111111");
  await patient.seesError(f3.wrong);
  await page.reload();
  await patient.seesPage(f3.title);
  await typeCode(patient, code);
  await goesBackTo(f4.title);
}

async function twoTabs(context) {
  const patient = await invited(context);
  await walkTo(patient, "e2");
  const second = new Patient(await patient.page.context().newPage(), patient.server);
  await second.page.goto(`${patient.server.address}/super-pin`);
  await makeSuperPin(patient);
  await second.press(second.labels.e2.button);
  await second.seesPage(second.labels.e3.title);
  await second.press(second.labels.e3.remake); // replaces the one in the first tab
  await second.seesPage(second.labels.e3.title);
  const { e3 } = patient.labels;
  await patient.field(e3.kept).check();
  await patient.field(e3.password).fill(patient.password);
  await patient.press(e3.button);
  await patient.seesPage(e3.title); // the newer one, and says so
  await patient.sees("in een ander venster");
  await activateSuperPin(patient);
  await second.page.reload();
  await second.seesPage(second.labels.f1.title);
}

async function twoPeopleInOneBrowser(context) {
  const first = await invited(context);
  const { server, page } = first;
  const second = new Patient(page, server, {
    name: "Jan Voorbeeld",
    email: "jan@post.example",
    phone: "0687654321",
    phoneInMails: "+31687654321",
    password: "lepel gordijn maan trapauto",
  });
  await server.invite(second.details);
  await openInvitation(first);
  await saysNoLetter(first);
  await openInvitation(second);
  await saysNoLetter(second);
  await confirmDetails(second);
  await openInvitation(first, first.invitationLink);
  await saysNoLetter(first);
  await confirmDetails(first);
  await openConfirmation(first);
  await choosePassword(first);
  await acceptDocuments(first);
  await signInFirst(first);
  // The second one goes on in the same browser: that ends the session of the first.
  await openConfirmation(second);
  await choosePassword(second);
  await acceptDocuments(second);
  await signInFirst(second);
  await makeSuperPin(second);
  await page.goto(`${server.address}/inloggen`);
  await second.sees("jan@post.example");
  await second.press("Uitloggen");
  await first.page.goto(`${server.address}/inloggen`);
  await fillSignIn(first);
  await makeSuperPin(first);
  assert.notEqual(first.madeSuperPin, second.madeSuperPin);
}

async function anotherDevice(context) {
  const atComputer = await invited(context);
  const { server } = atComputer;
  const onPhone = new Patient(await context.openPage({ width: 320 }), server);
  await openInvitation(atComputer);
  await saysNoLetter(atComputer);
  await confirmDetails(atComputer);
  await openConfirmation(onPhone);
  await choosePassword(onPhone);
  await atComputer.page.goto(`${onPhone.confirmationLink}/documenten`);
  await atComputer.seesPage(atComputer.labels.c1.title, 2); // a password is the browser's that chose it
  await choosePassword(atComputer);
  await acceptDocuments(atComputer);
  await signInFirst(atComputer);
  await makeSuperPin(atComputer);
  await onPhone.page.goto(`${server.address}/inloggen`);
  await signInFirst(onPhone);
  await makeSuperPin(onPhone);
  assert.equal(onPhone.madeSuperPin, atComputer.madeSuperPin);
  await activateSuperPin(onPhone);
  await atComputer.page.reload();
  await atComputer.seesPage(atComputer.labels.f1.title);
  await addSecondFactor(atComputer);
  await sendSms(atComputer);
  await typeCode(atComputer);
  await activatePhone(atComputer);
  await onPhone.page.goto(`${server.address}/tweede-factor`); // signed out on every device
  await onPhone.seesPage("Inloggen");
}

async function sessionEnds(context) {
  const patient = await invited(context);
  const { labels, server } = patient;
  await walkTo(patient, "f2");
  server.time.advance("61m");
  await fillPhone(patient, "06-1234 5678");
  await patient.seesPage(labels.e1.title);
  await patient.sees("U was een tijd niet bezig");
  await fillSignIn(patient); // to the page where it was
  await patient.seesPage(labels.f2.title);
  assert.equal(await patient.field(labels.f2.phone).inputValue(), "06-1234 5678");
  assert.equal(server.smsGateway.messages.length, 0);
  await sendSms(patient);
  const signInAfter = async (press) => {
    server.time.advance("61m");
    await press();
    await patient.sees("U was een tijd niet bezig");
    await fillSignIn(patient);
  };
  await signInAfter(() => fillCode(patient, "123456"));
  await patient.seesPage(labels.f3.title);
  await patient.press(labels.f3.again);
  await newestCode(patient);
  await typeCode(patient);
  await signInAfter(async () => {
    await patient.field(labels.f4.password).fill(patient.password);
    await patient.press(labels.f4.button);
  });
  await activatePhone(patient);
}

async function formOfAnotherSession(context) {
  const patient = await invited(context);
  const { server, page } = patient;
  await walkTo(patient, "g");
  const tab = new Patient(await page.context().newPage(), server);
  await tab.page.goto(`${server.address}/inloggen`);
  await typeSignInCode(patient);
  const count = server.smsGateway.messages.length;
  await fillSignIn(tab);
  await tab.seesPage("Dit formulier is niet meer geldig");
  await tab.sees(patient.email);
  assert.equal(server.smsGateway.messages.length, count);
}

export const tests = [
  { name: "each form pressed twice at once", run: pressedTwice },
  { name: "the last try pressed twice", run: lastTryPressedTwice },
  { name: "the right code pressed twice", run: rightCodePressedTwice },
  { name: "Back and Reload on every step", run: backAndReload },
  { name: "Back after an error on every step", run: backAfterAnError },
  { name: "two tabs", run: twoTabs },
  { name: "two people in one browser", run: twoPeopleInOneBrowser },
  { name: "begun on a computer, gone on with on a phone", run: anotherDevice },
  { name: "the session ends while F2, F3 or F4 is open", run: sessionEnds },
  { name: "a form of another session", run: formOfAnotherSession },
];
