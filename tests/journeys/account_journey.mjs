// SPDX-License-Identifier: EUPL-1.2
// Mijn account from end to end: where one is signed in, another password, telephone and e-mail address, a new super-PIN, who saw
// what, one's data taken along, and the account deleted after a change of mind.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  fillCode,
  fillSignIn,
  getAccount,
  invitedPatient,
  newestCode,
  Patient,
  signInAgain,
  typeSignInCode,
} from "../support/patient.mjs";
import { pdfText } from "../support/readable.mjs";

const dutch = {
  account: "Mijn account",
  confirm: "Bevestig dat u het bent",
  confirmCode: "Bevestig de code",
  goOn: "Ga verder",
  passwordNow: "Wachtwoord",
  sessions: "Waar bent u ingelogd",
  endOthers: "Andere apparaten uitloggen",
  endAll: "Log alle andere apparaten uit",
  onlyThis: "U bent nergens anders ingelogd.",
  changedMail: "Uw account is gewijzigd",
  waysMail: "Uw manier van inloggen is gewijzigd",
  password: "Wachtwoord wijzigen",
  passwordTitle: "Kies een nieuw wachtwoord",
  newPassword: "Nieuw wachtwoord",
  newPasswordAgain: "Nieuw wachtwoord herhalen",
  changePassword: "Wijzig mijn wachtwoord",
  differs: "niet hetzelfde",
  phone: "Telefoonnummer wijzigen",
  phoneTitle: "Uw telefoonnummer",
  mobile: "Mobiel nummer",
  sendSms: "Stuur de sms",
  notMobile: "komt geen sms aan",
  typeCode: "Vul de code van uw nieuwe nummer in",
  confirmPhone: "Bevestig het nieuwe nummer",
  pin: "Een nieuwe super-PIN maken",
  pinTitle: "Een nieuwe super-PIN",
  makePin: "Maak een nieuwe super-PIN",
  savePdf: "Opslaan (PDF)",
  pinKept: "Ik heb de super-PIN en het klantnummer opgeslagen, afgedrukt of overgeschreven.",
  usePin: "Gebruik de nieuwe super-PIN",
  email: "E-mailadres wijzigen",
  emailTitle: "Uw e-mailadres",
  newEmail: "Nieuw e-mailadres",
  sendLink: "Stuur de link",
  waits: "Wij wachten",
  confirmEmailMail: "Bevestig uw nieuwe e-mailadres",
  confirmEmailTitle: "Bevestig uw e-mailadres",
  confirmEmail: "Bevestig dit e-mailadres",
  emailChanged: "Uw e-mailadres is gewijzigd",
  stopTitle: "Wijzig mijn e-mailadres niet",
  signIns: "Wanneer is er ingelogd",
  signedIn: "Ingelogd.",
  endThem: "Bekijk waar u bent ingelogd, en log uit",
  log: "Wie heeft mijn gegevens bekeken",
  invited: "U bent uitgenodigd.",
  byYou: "Wat u zelf deed",
  notRight: "Klopt dit niet?",
  download: "Mijn gegevens meenemen",
  makeFiles: "Maak mijn bestanden",
  toRead: "Om te lezen (HTML)",
  deletion: "Account verwijderen",
  deleteIt: "Verwijder mijn account",
  keepIt: "Verwijder mijn account niet",
  willGo: "Uw account wordt verwijderd op",
  askedMail: "Uw e-mailadres wordt gewijzigd",
  deletedMail: "Uw account voor Online diensten is verwijderd",
};
const english = {
  account: "My account",
  confirm: "Confirm that it is you",
  confirmCode: "Confirm the code",
  goOn: "Continue",
  passwordNow: "Password",
  sessions: "Where you are signed in",
  endOthers: "Sign other devices out",
  endAll: "Sign all other devices out",
  onlyThis: "You are not signed in anywhere else.",
  changedMail: "Your account was changed",
  waysMail: "The way you sign in has changed",
  password: "Change your password",
  passwordTitle: "Choose a new password",
  newPassword: "New password",
  newPasswordAgain: "Repeat new password",
  changePassword: "Change my password",
  differs: "not the same",
  phone: "Change your phone number",
  phoneTitle: "Your phone number",
  mobile: "Mobile number",
  sendSms: "Send the text message",
  notMobile: "cannot receive text messages",
  typeCode: "Type the code from your new number",
  confirmPhone: "Confirm the new number",
  pin: "Make a new super-PIN",
  pinTitle: "A new super-PIN",
  makePin: "Make a new super-PIN",
  savePdf: "Save (PDF)",
  pinKept: "I have saved, printed or written down the super-PIN and the customer number.",
  usePin: "Use the new super-PIN",
  email: "Change your e-mail address",
  emailTitle: "Your e-mail address",
  newEmail: "New e-mail address",
  sendLink: "Send the link",
  waits: "We wait",
  confirmEmailMail: "Confirm your new e-mail address",
  confirmEmailTitle: "Confirm your e-mail address",
  confirmEmail: "Confirm this e-mail address",
  emailChanged: "Your e-mail address was changed",
  stopTitle: "Do not change my e-mail address",
  signIns: "When somebody signed in",
  signedIn: "Signed in.",
  endThem: "See where you are signed in, and sign out",
  log: "Who has seen my data",
  invited: "You were invited.",
  byYou: "What you did yourself",
  notRight: "Is this not right?",
  download: "Download my data",
  makeFiles: "Make my files",
  toRead: "To read (HTML)",
  deletion: "Delete account",
  deleteIt: "Delete my account",
  keepIt: "Do not delete my account",
  willGo: "Your account will be deleted on",
  askedMail: "Your e-mail address is being changed",
  deletedMail: "Your account for Online services was deleted",
};

const patientIn = (context, combination) =>
  invitedPatient(context, { ...combination, words: { nl: dutch, en: english } });

async function opensAccount(patient) {
  await patient.page.goto(`${patient.server.address}/mijn-account`);
  await patient.seesPage(patient.words.account);
}

// Six minutes after whatever was proved: password, then the code of an SMS.
async function goesTo(patient, link, title) {
  const { words, server } = patient;
  server.time.advance("6m");
  await opensAccount(patient);
  await patient.follow(link);
  await patient.seesPage(words.confirm);
  await patient.field(words.passwordNow).fill(patient.password);
  await patient.press(words.goOn);
  await patient.seesPage(words.confirm);
  await fillCode(patient, await newestCode(patient), { code: patient.labels.g.code, button: words.confirmCode });
  await patient.seesPage(title);
}

// An hour later, since an account gets so many SMS an hour: a sign-in that is fresh is asked for nothing more.
async function signsInFor(patient, link, title) {
  const { server, page, labels } = patient;
  server.time.advance("61m");
  await page.goto(`${server.address}/inloggen`);
  await fillSignIn(patient);
  await patient.seesPage(labels.g.title);
  await typeSignInCode(patient);
  await opensAccount(patient);
  await patient.follow(link);
  await patient.seesPage(title);
}

async function endsSessions(context, patient, combination) {
  const { words, server } = patient;
  const page = await context.openPage({ width: combination.width, javaScriptEnabled: false, locale: "nl-NL" });
  const elsewhere = new Patient(page, server, { password: patient.password });
  server.time.advance("61s");
  await signInAgain(elsewhere);
  await typeSignInCode(elsewhere);
  server.time.advance("6m");
  await opensAccount(patient);
  await patient.follow(words.sessions);
  await patient.seesPage(words.sessions);
  await patient.follow(words.endOthers);
  await patient.field(words.passwordNow).fill(patient.password);
  await patient.press(words.goOn);
  await fillCode(patient, await newestCode(patient), { code: patient.labels.g.code, button: words.confirmCode });
  await patient.seesPage(words.sessions);
  await patient.press(words.endAll);
  await patient.sees(words.onlyThis);
  await patient.looksRight();
  await server.mailbox.waitForMail(patient.email, words.changedMail);
  await page.goto(`${server.address}/diensten`);
  await elsewhere.seesPage(elsewhere.labels.e1.title);
}

async function changesPassword(patient) {
  const { words, server } = patient;
  await goesTo(patient, words.password, words.passwordTitle);
  await patient.field(words.newPassword).fill("lantaarn dek vijver potlood");
  await patient.field(words.newPasswordAgain).fill("anders");
  await patient.press(words.changePassword);
  await patient.seesError(words.differs);
  for (const label of [words.newPassword, words.newPasswordAgain])
    await patient.field(label).fill("lantaarn dek vijver potlood");
  await patient.press(words.changePassword);
  await patient.seesPage(words.account);
  patient.password = "lantaarn dek vijver potlood";
  await server.mailbox.waitForMail(patient.email, words.waysMail);
}

async function changesPhone(patient) {
  const { words, server, labels } = patient;
  await signsInFor(patient, words.phone, words.phoneTitle);
  await patient.field(words.mobile).fill("020 555 0134");
  await patient.press(words.sendSms);
  await patient.seesError(words.notMobile);
  await patient.field(words.mobile).fill("06 55 55 99 99");
  await patient.press(words.sendSms);
  await patient.seesPage(words.typeCode);
  const old = patient.phoneInMails;
  patient.phoneInMails = "+31655559999";
  const { code } = await server.smsGateway.waitForSms(patient.phoneInMails);
  await fillCode(patient, code, { code: labels.f3.code, button: words.confirmPhone });
  await patient.seesPage(words.account);
  await patient.sees("99");
  await server.smsGateway.waitForSms(old);
  await server.mailbox.waitForMail(patient.email, words.waysMail);
}

async function makesNewSuperPin(patient) {
  const { words, server, page } = patient;
  await signsInFor(patient, words.pin, words.pinTitle);
  await patient.press(words.makePin);
  await patient.seesPage(words.pinTitle);
  const text = (await patient.text()).replace(/-\s+/g, "-");
  const [superPin] = /\b[0-9A-Z]{4}(-[0-9A-Z]{4}){3}\b/.exec(text);
  assert.notEqual(superPin, patient.madeSuperPin);
  const [download] = await Promise.all([page.waitForEvent("download"), patient.link(words.savePdf).click()]);
  const file = join(server.folder, "super-pin.pdf");
  await download.saveAs(file);
  assert.ok((await pdfText(file)).includes(superPin));
  await patient.field(words.pinKept).check();
  await patient.press(words.usePin);
  await patient.seesPage(words.account);
  await server.mailbox.waitForMail(patient.email, words.waysMail);
}

async function changesEmail(patient) {
  const { words, server, page } = patient;
  await signsInFor(patient, words.email, words.emailTitle);
  await patient.field(words.newEmail).fill("seyma.nieuw@post.example");
  await patient.press(words.sendLink);
  await patient.sees(words.waits);
  await patient.looksRight();
  const asked = await server.mailbox.waitForMail(patient.email, words.askedMail);
  assert.match(asked.link, /\/x\/[0-9A-Za-z]{27}$/);
  const { link } = await server.mailbox.waitForMail("seyma.nieuw@post.example", words.confirmEmailMail);
  await page.goto(asked.link);
  await patient.seesPage(words.stopTitle);
  await page.goto(link);
  await patient.seesPage(words.confirmEmailTitle);
  await patient.press(words.confirmEmail);
  await patient.seesPage(words.emailChanged);
  await server.mailbox.waitForMail(patient.email, words.emailChanged);
  patient.email = "seyma.nieuw@post.example";
}

async function readsTheSignIns(patient) {
  const { words } = patient;
  await opensAccount(patient);
  await patient.follow(words.signIns);
  await patient.seesPage(words.signIns);
  await patient.sees(words.signedIn);
  await patient.sees("Chrom");
  await patient.follow(words.endThem);
  await patient.seesPage(words.sessions);
}

async function readsTheLog(patient) {
  const { words } = patient;
  await opensAccount(patient);
  await patient.follow(words.log);
  await patient.seesPage(words.log);
  await patient.sees(words.invited);
  await patient.follow(words.byYou);
  await patient.seesPage(words.log);
  await Promise.all([
    patient.page.waitForEvent("load"),
    patient.page.getByRole("link", { name: words.notRight }).first().click(),
  ]);
  await patient.seesPage(words.notRight);
  await patient.sees("020 555 0134");
}

async function takesData(patient) {
  const { words, server, page } = patient;
  await signsInFor(patient, words.download, words.download);
  await patient.press(words.makeFiles);
  await patient.seesPage(words.download);
  const [download] = await Promise.all([page.waitForEvent("download"), patient.link(words.toRead).click()]);
  const file = join(server.folder, "mijn-gegevens.html");
  await download.saveAs(file);
  const html = readFileSync(file, "utf8").replaceAll("<wbr>", "");
  assert.ok(html.includes(patient.email) && html.includes("1234AB"), html);
  assert.ok(!html.includes("<script"));
}

async function deletesAccount(patient) {
  const { words, server } = patient;
  server.time.advance("1d"); // ten SMS were sent today
  await signsInFor(patient, words.deletion, words.deletion);
  await patient.press(words.deleteIt);
  await patient.seesPage(words.account);
  await patient.sees(words.willGo);
  await patient.press(words.keepIt);
  await patient.seesPage(words.account);
  assert.ok(!(await patient.text()).includes(words.willGo));
  await signsInFor(patient, words.deletion, words.deletion);
  await patient.press(words.deleteIt);
  await patient.sees(words.willGo);
  server.time.advance("15d");
  await server.restart();
  await server.mailbox.waitForMail(patient.email, words.deletedMail);
}

async function wholeAccount(context, combination) {
  const patient = await patientIn(context, combination);
  await getAccount(patient);
  patient.server.time.advance("61s");
  await signInAgain(patient);
  await typeSignInCode(patient);
  await endsSessions(context, patient, combination);
  await changesPassword(patient);
  await changesPhone(patient);
  await makesNewSuperPin(patient);
  await readsTheSignIns(patient);
  await readsTheLog(patient);
  await changesEmail(patient);
  await takesData(patient);
  await deletesAccount(patient);
}

const combinations = [
  { language: "nl", width: 1280, scripts: true },
  { language: "nl", width: 320, scripts: false },
  { language: "en", width: 320, scripts: true, database: "postgres" },
  { language: "en", width: 1280, scripts: false },
];

export const tests = combinations.map((each) => ({
  name: `Mijn account whole, ${each.language}, ${each.width}, ${each.scripts ? "" : "no "}scripts`,
  run: (context) => wholeAccount(context, each),
}));
