// SPDX-License-Identifier: EUPL-1.2
// A sign-in on a new device: one mail says how it ended, also over a restart, and its link ends it where it was somebody else.
import assert from "node:assert/strict";
import { getAccount, Patient, signInAgain, typeSignInCode } from "../support/patient.mjs";
import { waitFor } from "../support/processes.mjs";

const dutch = {
  subject: "Inloggen op een nieuw apparaat",
  succeeded: "Het inloggen is gelukt",
  title: "Was u dit niet?",
  email: "E-mailadres of klantnummer",
  button: "Log overal uit",
  error: "Vul het e-mailadres of het klantnummer van uw account in.",
  done: "U bent overal uitgelogd",
  over: "Deze link werkt niet meer",
};
const english = {
  subject: "Sign-in on a new device",
  succeeded: "The sign-in worked",
  title: "Was this not you?",
  email: "E-mail address or customer number",
  button: "Sign out everywhere",
  error: "Type the e-mail address or the customer number of your account.",
  done: "You are signed out everywhere",
  over: "This link no longer works",
};

async function fromMailToSignedOut(context, { language, width, scripts = true, database }) {
  const server = await context.startVoordeur({ database });
  const locale = language === "nl" ? "nl-NL" : "en-GB";
  const patient = new Patient(await context.openPage({ locale }), server, { language });
  const words = language === "nl" ? dutch : english;
  await server.invite(patient.details);
  await getAccount(patient);
  const told = () => server.mailbox.mails.filter(({ subject }) => subject === words.subject).length;
  await server.time.advance("11m");
  await signInAgain(patient);
  await typeSignInCode(patient);
  await patient.page.context().clearCookies();
  await server.time.advance("11m");
  await signInAgain(patient);
  await typeSignInCode(patient);
  assert.equal(told(), 0);
  await server.restart();
  await server.time.advance("6m");
  const mail = await server.mailbox.waitForMail(patient.email, words.subject);
  assert.ok(mail.text.includes(words.succeeded), mail.text);
  const reader = new Patient(await context.openPage({ width, locale, javaScriptEnabled: scripts }), server, {
    language,
    thorough: true,
  });
  await reader.page.goto(mail.link);
  await reader.seesPage(words.title);
  await reader.press(words.button);
  await reader.seesError(words.error);
  await patient.page.goto(`${server.address}/diensten`);
  await patient.seesPage(patient.labels.services.title);
  await reader.field(words.email).fill(patient.email);
  await reader.press(words.button);
  await reader.seesPage(words.done);
  await patient.page.goto(`${server.address}/diensten`);
  await patient.seesPage(patient.labels.e1.title);
  await reader.page.goto(mail.link);
  await reader.seesPage(words.over);
  await waitFor("no other mail about it", () => told() === 1);
}

export const tests = [
  {
    name: "from the mail to signed out, 1280",
    run: (context) => fromMailToSignedOut(context, { language: "nl", width: 1280 }),
  },
  {
    name: "from the mail to signed out, 320",
    run: (context) => fromMailToSignedOut(context, { language: "nl", width: 320 }),
  },
  {
    name: "from the mail to signed out, English, without scripts, 320",
    run: (context) =>
      fromMailToSignedOut(context, { language: "en", width: 320, scripts: false, database: "postgres" }),
  },
];
