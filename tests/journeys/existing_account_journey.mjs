// SPDX-License-Identifier: EUPL-1.2
// The e-mail address has an account already: no second account, and no stranger's file.
import assert from "node:assert/strict";
import { join } from "node:path";
import { superPinIn, walkTo } from "../support/http_patient.mjs";
import { pdfText } from "../support/readable.mjs";
import {
  confirmDetails,
  fillSignIn,
  newestCode,
  openInvitation,
  Patient,
  saysNoLetter,
  typeSignInCode,
} from "../support/patient.mjs";

const second = {
  slug: "de-eik",
  name: "Huisartsenpraktijk De Eik",
  phone: "030 555 0187",
  email: "balie@deeik.example",
};

async function patientWithAccount(context) {
  const server = await context.startVoordeur();
  await server.addPractice(second);
  const patient = new Patient(await context.openPage(), server);
  await server.invite(patient.details);
  await walkTo(patient, "f5");
  await server.mailbox.waitForMail(patient.email, "Uw account");
  patient.thorough = true;
  return patient;
}

// From the confirmation link to the e-services, by both factors.
async function signsInInstead(patient) {
  const { labels } = patient;
  await patient.seesPage("U heeft al een account");
  await patient.sees(second.name);
  await patient.follow("Naar inloggen");
  await patient.seesPage(labels.e1.title);
  await fillSignIn(patient);
  await patient.seesPage(labels.g.title);
  await typeSignInCode(patient, await newestCode(patient));
}

async function confirmsFor(patient, person = {}) {
  const { server, page } = patient;
  await server.invite({ ...patient.details, ...person }, second.slug);
  await openInvitation(patient);
  await saysNoLetter(patient);
  await confirmDetails(patient, { birthDate: person.birthDate });
  await page.goto((await server.mailbox.waitForMail(patient.email, "Stap 2")).link);
}

const waitingAt = async (server, slug) => (await server.command("registrations", "--practice", slug)).stdout;

async function birthDateAgrees(context) {
  const patient = await patientWithAccount(context);
  await confirmsFor(patient);
  await signsInInstead(patient);
  await patient.sees(`${second.name} is toegevoegd aan uw account`);
  await patient.sees("Huisartsenpraktijk De Linde");
  const told = await patient.server.mailbox.waitForMail(patient.email, `${second.name} is toegevoegd`);
  assert.match(told.link, new RegExp(`/inloggen/${second.slug}$`), "the mail names where to sign in");
}

async function birthDateDiffers(context) {
  const patient = await patientWithAccount(context);
  await confirmsFor(patient, { name: "Een Ander", birthDate: "1950-01-02" });
  // Couples share a mailbox: nobody is told to sign in with the other one's password. Who is the same after all, calls.
  await patient.seesPage("Dit e-mailadres is al in gebruik");
  await patient.sees("Is dat account van uzelf?");
  await patient.sees(second.phone);
  const text = await patient.text();
  assert.doesNotMatch(text, /wachtwoord/i);
  await patient.page.goto(`${patient.server.address}/inloggen`);
  await fillSignIn(patient);
  await typeSignInCode(patient, await newestCode(patient));
  // Another's registration is nobody's business.
  assert.doesNotMatch(await patient.text(), new RegExp(second.name));
  const heads = await patient.page.getByRole("heading", { level: 2 }).allInnerTexts();
  assert.ok(!heads.includes(second.name), "linked to a stranger's file");
}

async function byLetter(context) {
  const patient = await patientWithAccount(context);
  const { server, labels, page } = patient;
  const letter = join(server.folder, "second.pdf");
  await server.invite({ ...patient.details, letter }, second.slug);
  const superPin = superPinIn(await pdfText(letter));
  await openInvitation(patient);
  await patient.field(labels.b1.superPin).fill(superPin);
  await patient.press(labels.b1.button);
  await signsInInstead(patient);
  await patient.sees(`${second.name} is toegevoegd aan uw account`);
  await page.goto(patient.invitationLink);
  await patient.seesPage("U bent al klaar");
  // The practice does not learn that the account existed.
  assert.doesNotMatch(await waitingAt(server, second.slug), /account/i);
}

export const tests = [
  { name: "birth dates agree: the practice is added", run: birthDateAgrees },
  { name: "birth dates differ: call the practice", run: birthDateDiffers },
  { name: "with a letter", run: byLetter },
];
