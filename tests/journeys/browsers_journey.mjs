// SPDX-License-Identifier: EUPL-1.2
// A to G in Firefox and in WebKit, without letter, with what browsers do each in their own way.
import assert from "node:assert/strict";
import { waitFor } from "../support/processes.mjs";
import { pdfText } from "../support/readable.mjs";
import {
  acceptDocuments,
  activatePhone,
  activateSuperPin,
  addSecondFactor,
  choosePassword,
  confirmDetails,
  goesBackToSignIn,
  makeSuperPin,
  openConfirmation,
  openInvitation,
  saysNoLetter,
  sendSms,
  signInAgain,
  signInFirst,
  signOut,
  typeCode,
  typeSignInCode,
} from "../support/patient.mjs";
import { PatientElsewhere } from "../support/patient_elsewhere.mjs";

// The scripts ran: the strength comes while typing, and the password can be read.
async function seesPassword(patient) {
  const field = patient.field(patient.labels.c1.password);
  await field.fill(patient.password);
  await waitFor("the strength of the password", async () => /(Sterkte|Strength): /.test(await patient.text()));
  assert.equal(await field.evaluate((input) => input.type), "password");
  await patient.button(patient.labels.c1.show).click();
  assert.equal(await field.evaluate((input) => input.type), "text");
  await patient.button(patient.labels.c1.hide).click();
  await patient.looksRight();
}

async function savesSheet(patient) {
  await patient.link(patient.labels.e3.save).click();
  const file = await patient.page.waitForPdf();
  const text = await pdfText(file);
  for (const number of [patient.customerNumber, patient.madeSuperPin]) assert.ok(text.includes(number), text);
  await patient.seesPage(patient.labels.e3.title);
}

// A phone offers the code from the SMS, and its keys are digits.
async function codeCanBeOffered(patient, { code }) {
  const hints = await patient.field(code).evaluate((input) => [input.getAttribute("autocomplete"), input.inputMode]);
  assert.deepEqual(hints, ["one-time-code", "numeric"]);
}

async function wholeJourney(server, patient) {
  const { labels, page } = patient;
  await server.invite(patient.details);
  await openInvitation(patient);
  await saysNoLetter(patient);
  await confirmDetails(patient);
  await openConfirmation(patient);
  await seesPassword(patient);
  await choosePassword(patient);
  await patient.goBack();
  await patient.seesPage(labels.d1.title, 3); // where the registration stands
  await acceptDocuments(patient);
  await signInFirst(patient);
  await makeSuperPin(patient);
  await savesSheet(patient);
  await activateSuperPin(patient);
  await addSecondFactor(patient);
  await sendSms(patient);
  await codeCanBeOffered(patient, labels.f3);
  await typeCode(patient);
  await activatePhone(patient);
  await goesBackToSignIn(patient);
  await signInAgain(patient);
  await codeCanBeOffered(patient, labels.g);
  await typeSignInCode(patient);
  await patient.sees("Huisartsenpraktijk De Linde");
  await signOut(patient);
  await patient.goBack();
  await patient.seesPage(labels.e1.title); // nothing of the one who left
  assert.deepEqual(page.complaints ?? [], []);
  assert.equal(server.mailbox.mails.length, 3);
  assert.equal(server.smsGateway.messages.length, 2);
}

async function inFirefox(context) {
  const server = await context.startVoordeur({ https: true });
  const page = await context.openFirefox({ width: 1280, locale: "en-GB" });
  await wholeJourney(server, new PatientElsewhere(page, server, { language: "en" }));
}

async function inWebkit(context) {
  const server = await context.startVoordeur({ https: true, brand: "cgm-life" });
  const page = await context.openWebkit({ width: 320 });
  await wholeJourney(server, new PatientElsewhere(page, server, { brand: "cgm-life" }));
}

export const tests = [
  { name: "the whole journey in Firefox", run: inFirefox },
  { name: "the whole journey in WebKit, on a phone", run: inWebkit },
];
