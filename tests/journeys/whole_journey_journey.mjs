// SPDX-License-Identifier: EUPL-1.2
// A to G, with the wrong turns that have a page of their own. Each two values of {letter, brand, language, width, scripts,
// database} meet in one of these.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mustRun } from "../support/processes.mjs";
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
  goesBackToSignIn,
  makeSuperPin,
  newestCode,
  openConfirmation,
  openInvitation,
  Patient,
  saysNoLetter,
  sendSms,
  signInAgain,
  signInFirst,
  signOut,
  typeCode,
  typeSignInCode,
  typeSuperPin,
} from "../support/patient.mjs";

const combinations = [
  { letter: false, brand: "built-in", language: "nl", width: 1280, scripts: true, database: "sqlite" },
  { letter: true, brand: "cgm-life", language: "nl", width: 320, scripts: false, database: "postgres" },
  { letter: false, brand: "cgm-life", language: "en", width: 320, scripts: true, database: "postgres" },
  { letter: true, brand: "built-in", language: "en", width: 1280, scripts: false, database: "postgres" },
  { letter: false, brand: "cgm-life", language: "nl", width: 1280, scripts: false, database: "sqlite" },
  { letter: true, brand: "built-in", language: "en", width: 320, scripts: true, database: "sqlite" },
];

async function isGoodPdf(file, language) {
  const info = (await mustRun("pdfinfo", [file])).stdout;
  assert.match(info, /^Tagged: +yes$/m);
  assert.match(info, /^Pages: +1$/m);
  assert.match(info, /^Title: +\S/m);
  assert.match(readFileSync(file, "latin1"), new RegExp(`/Lang ?\\(${language}`));
}

// The only link alone on its line, and nothing in it that tells who is a patient where.
function isGoodLinkMail(mail, patient) {
  const links = mail.text.match(/https?:\/\/\S+/g);
  assert.equal(links.length, 1, mail.text);
  assert.ok(mail.text.split("\n").includes(links[0]), "the link is not alone on its line");
  assert.ok(links[0].length <= 72, `${links[0]} is too long`);
  const hrefs = new Set([...mail.html.matchAll(/href="(http[^"]*)"/g)].map((match) => match[1]));
  assert.deepEqual([...hrefs], [links[0]]);
  const whole = `${mail.subject}\n${mail.text}\n${mail.html}`;
  for (const personal of ["Şeyma", "Proefpersoon", "Müller", "1948", patient.postcode])
    assert.ok(!whole.includes(personal), personal);
  assert.ok(whole.includes("Huisartsenpraktijk De Linde"));
  assert.equal(mail.headers.get("auto-submitted"), "auto-generated");
}

async function isWhoTheLetterSays(patient) {
  await isGoodPdf(patient.letter, "nl");
  const text = await pdfText(patient.letter);
  assert.ok(text.includes(patient.name), text);
  patient.customerNumber = /klantnummer:? +(\d{3} \d{3} \d{4})/.exec(text)[1];
  patient.superPin = /super-PIN:? +([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})/.exec(text)[1];
  const wrong = patient.superPin.replace(/.$/, (last) => (last === "7" ? "8" : "7"));
  await patient.field(patient.labels.b1.superPin).fill(wrong);
  await patient.press(patient.labels.b1.button);
  await patient.seesError(patient.labels.b1.wrong);
  await typeSuperPin(patient, patient.superPin.toLowerCase().replaceAll("-", " "));
}

async function isWhoThePracticeKnows(patient) {
  await saysNoLetter(patient);
  await fillDetails(patient, { postcode: "4321 zz" });
  await patient.seesError(patient.labels.b2.wrong);
  await patient.sees("4");
  await confirmDetails(patient, {
    email: ` ${patient.email.toUpperCase()} `,
    birthDate: "07-03-48",
    postcode: "1234 ab",
  });
  const mail = await patient.server.mailbox.waitForMail(patient.email, patient.labels.subjects[1]);
  isGoodLinkMail(mail, patient);
  await openConfirmation(patient, mail.link);
}

async function choosesPassword(patient) {
  const { c1, d1 } = patient.labels;
  await fillPasswords(patient, "Welkom2024!");
  await patient.seesError(c1.weak);
  await fillPasswords(patient, patient.password, "iets heel anders 12");
  await patient.seesError(c1.differs);
  await choosePassword(patient);
  await patient.press(d1.button);
  await patient.seesError(d1.unticked);
  await patient.press(d1.cancel);
  await patient.seesPage(d1.cancelled);
  await patient.follow(d1.goOn);
  if ((await patient.heading()) === c1.title) await choosePassword(patient);
  await patient.seesPage(d1.title, 3);
  await patient.follow(d1.otherPassword);
  await patient.seesPage(c1.title, 2);
  await choosePassword(patient);
  await acceptDocuments(patient);
}

async function keepsSuperPin(patient) {
  const { e3 } = patient.labels;
  await makeSuperPin(patient);
  const [download] = await Promise.all([patient.page.waitForEvent("download"), patient.link(e3.save).click()]);
  assert.match(download.suggestedFilename(), /^[a-z0-9-]+\.pdf$/);
  const file = join(patient.server.folder, "sheet.pdf");
  await download.saveAs(file);
  await isGoodPdf(file, patient.language);
  const text = await pdfText(file);
  const lines = text.split("\n");
  assert.ok(
    lines.some((line) => line.includes(e3.number) && line.includes(patient.customerNumber)),
    text,
  );
  assert.ok(
    lines.some((line) => line.includes(e3.superPin) && line.includes(patient.madeSuperPin)),
    text,
  );
  await patient.field(e3.password).fill(patient.password);
  await patient.press(e3.button);
  await patient.seesError(e3.unticked);
  await activateSuperPin(patient);
}

async function addsPhone(patient) {
  const { f2, f3, f4 } = patient.labels;
  await addSecondFactor(patient);
  await fillPhone(patient, "020 123 4567");
  await patient.seesError(f2.fixedLine);
  await sendSms(patient);
  const code = await newestCode(patient);
  await fillCode(patient, code === "000000" ? "000001" : "000000");
  await patient.seesError(f3.wrong);
  await typeCode(patient, code);
  await patient.field(f4.password).fill("verkeerd wachtwoord");
  await patient.press(f4.button);
  await patient.seesError(f4.wrong);
  await activatePhone(patient);
  await patient.server.mailbox.waitForMail(patient.email);
}

async function signsInAgain(patient) {
  const { e1, g } = patient.labels;
  await goesBackToSignIn(patient);
  await fillSignIn(patient, { password: "verkeerd wachtwoord" });
  await patient.seesError(e1.wrong);
  await signInAgain(patient);
  const code = await newestCode(patient);
  await fillCode(patient, code === "000000" ? "000001" : "000000", g);
  await patient.seesError(patient.labels.f3.wrong);
  await typeSignInCode(patient, code);
  await patient.sees("Huisartsenpraktijk De Linde");
  await patient.sees("020 555 0134");
  await signOut(patient);
}

async function footerLeadsToRealPages(patient) {
  const { offered, ...links } = patient.labels.footer;
  assert.ok((await patient.textOf("footer")).includes(offered));
  const headings = { ...links, privacy: { nl: "Privacyverklaring", en: "Privacy statement" }[patient.language] };
  for (const [page, label] of Object.entries(links)) {
    await Promise.all([
      patient.page.waitForEvent("load"),
      patient.page.getByRole("contentinfo").getByRole("link", { name: label, exact: true }).click(),
    ]);
    assert.equal(await patient.heading(), headings[page]);
    await patient.looksRight();
    await patient.page.goBack();
  }
}

async function wholeJourney(context, { letter, brand, language, width, scripts, database }) {
  const server = await context.startVoordeur({ database, brand });
  const locale = language === "nl" ? "nl-NL" : "en-GB";
  const page = await context.openPage({ width, javaScriptEnabled: scripts, locale });
  const patient = new Patient(page, server, {
    language,
    brand,
    thorough: true,
    letter: letter ? join(server.folder, "letter.pdf") : undefined,
  });
  await server.invite(patient.details);
  const invitation = await server.mailbox.waitForMail(patient.email, "Stap 1: ");
  isGoodLinkMail(invitation, patient);

  await openInvitation(patient, invitation.link);
  await footerLeadsToRealPages(patient);
  await (letter ? isWhoTheLetterSays(patient) : isWhoThePracticeKnows(patient));
  await choosesPassword(patient);
  await signInFirst(patient);
  if (!letter) await keepsSuperPin(patient);
  await addsPhone(patient);
  await signsInAgain(patient);
  await server.nothingWaits();
  assert.equal(server.mailbox.mails.length, 3); // with a letter no second one, and one of its new super-PIN
  assert.equal(server.smsGateway.messages.length, 2);
}

export const tests = combinations.map((combination) => ({
  name: Object.entries(combination)
    .map(([what, value]) => (typeof value === "boolean" ? `${value ? "" : "no "}${what}` : value))
    .join(", "),
  run: (context) => wholeJourney(context, combination),
}));
