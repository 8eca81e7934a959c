// SPDX-License-Identifier: EUPL-1.2
// The mail server or the SMS gateway is down, refuses or is slow: pages come at once and say that it may take longer, and
// the message goes when it is back, once.
import assert from "node:assert/strict";
import { axe } from "../support/browser.mjs";
import { patientAt as httpPatientAt, walkTo } from "../support/http_patient.mjs";
import { startKannel } from "../support/kannel.mjs";
import { removeFolder, sleep, temporaryFolder, waitFor } from "../support/processes.mjs";
import { practice } from "../support/voordeur.mjs";
import {
  activatePhone,
  choosePassword,
  confirmDetails,
  fillDetails,
  fillPhone,
  fillSignIn,
  openConfirmation,
  openInvitation,
  Patient,
  saysNoLetter,
  typeCode,
  typeSignInCode,
} from "../support/patient.mjs";

const slowWords = "Het versturen lukt nu even niet";

async function patientAt(context, options) {
  const server = await context.startVoordeur(options);
  const patient = new Patient(await context.openPage(), server);
  await server.invite(patient.details);
  return patient;
}

async function patientAtPhone(context, options) {
  const patient = await patientAt(context, options);
  await walkTo(patient, "f2");
  return patient;
}

// Less than the shortest that a send to a gateway may take (15 s), by far more than a page takes on a slow machine.
async function atOnce(step, seconds = 12) {
  const began = performance.now();
  await step();
  assert.ok(performance.now() - began < seconds * 1000, "the page waited for the gateway");
}

// Looks again until the page says so.
async function tellsToWait(patient) {
  await waitFor(`"${slowWords}"`, async () => {
    await patient.page.reload();
    return (await patient.text()).includes(slowWords);
  });
  await patient.looksRight();
  await axe(patient.page);
}

const ofStep2 = (server) => server.mailbox.mails.filter((mail) => mail.subject.startsWith("Stap 2"));

async function mailFails(context, fail, mend) {
  const patient = await patientAt(context);
  const { server } = patient;
  await openInvitation(patient);
  await saysNoLetter(patient);
  await fail(server.mailbox);
  await atOnce(() => confirmDetails(patient));
  await tellsToWait(patient);
  await mend(server.mailbox);
  server.time.advance("30s");
  await openConfirmation(patient);
  await server.nothingWaits();
  assert.equal(ofStep2(server).length, 1);
  await choosePassword(patient);
}

async function mailIsRefusedForGood(context) {
  const patient = await patientAt(context);
  const { server, labels, page } = patient;
  await openInvitation(patient);
  await saysNoLetter(patient);
  server.mailbox.mode = "refuse-never";
  await atOnce(() => fillDetails(patient, {}));
  await patient.seesPage(labels.b3.title, 1);
  await waitFor("the refusal", () => server.mailbox.tries >= 2);
  await waitFor("the practice to see it", async () =>
    /given up|not delivered|refused/i.test((await server.command("registrations", "--practice", practice.slug)).stdout),
  );
  await page.reload();
  await patient.sees("Op uw e-mailadres kunnen wij geen e-mail bezorgen");
  assert.doesNotMatch(await patient.text(), /gestuurd|Verstuurd naar/);
  await axe(page);
  server.mailbox.mode = "ok";
  server.time.advance("61s");
  await page.reload();
  await patient.press(labels.b3.again);
  await openConfirmation(patient);
}

async function mailIsSlow(context) {
  const patient = await patientAt(context);
  const { server } = patient;
  await openInvitation(patient);
  await saysNoLetter(patient);
  server.mailbox.mode = "slow";
  await atOnce(() => confirmDetails(patient));
  await waitFor("a try", () => server.mailbox.tries >= 2);
  server.mailbox.mode = "ok";
  server.mailbox.release();
  const mail = await server.mailbox.waitForMail(patient.email, "Stap 2");
  await server.nothingWaits();
  assert.equal(ofStep2(server).length, 1);
  await openConfirmation(patient, mail.link);
}

async function smsFails(context, fail, mend) {
  const patient = await patientAtPhone(context);
  const { server, labels } = patient;
  const { f2, f3 } = labels;
  await fail(server.smsGateway);
  await atOnce(() => fillPhone(patient));
  await patient.sees(`${f2.sending} ${f2.shown}`);
  await patient.sees("Het kan iets langer duren");
  await axe(patient.page);
  await patient.press(f2.goOn);
  await patient.seesPage(f3.title);
  await tellsToWait(patient);
  await mend(server.smsGateway);
  server.time.advance("15s");
  await typeCode(patient);
  await activatePhone(patient);
  // And at signing in.
  await fail(server.smsGateway);
  await patient.page.goto(`${server.address}/inloggen`);
  await atOnce(() => fillSignIn(patient));
  await tellsToWait(patient);
  await mend(server.smsGateway);
  server.time.advance("15s");
  await typeSignInCode(patient);
  assert.equal(new Set(server.smsGateway.messages.map((sms) => sms.reference)).size, 2);
}

// A fault of ours is nobody's address: what was refused goes when it is mended, and the page never says that it went.
async function mailQuotaIsUsedUp(context) {
  const patient = await patientAt(context);
  const { server } = patient;
  await openInvitation(patient);
  await saysNoLetter(patient);
  server.mailbox.mode = "refuse-quota";
  await atOnce(() => confirmDetails(patient));
  await tellsToWait(patient);
  assert.match((await server.command("messages")).stdout, /SMTP 550 5\.4\.5 \(recipient\)/);
  server.time.advance("12h");
  server.mailbox.mode = "ok";
  await openConfirmation(patient);
  assert.equal(ofStep2(server).length, 1);
}

// Twelve invitations meet the same refusal: a few are tried, not all of them again and again.
async function mailServerRefusesAll(context) {
  const server = await context.startVoordeur();
  server.mailbox.mode = "refuse-all";
  for (let i = 0; i < 12; i += 1) await server.invite({ ...someoneElse, email: `ander${i}@post.example` });
  await waitFor("some tries", () => server.mailbox.tries >= 3);
  await sleep(8000);
  // Three that open the circuit, and what the other connections had under way.
  assert.ok(server.mailbox.tries <= 6, `${server.mailbox.tries} tries`);
  server.mailbox.mode = "ok";
  server.time.advance("61m");
  await server.nothingWaits();
  assert.equal(server.mailbox.mails.length, 12);
}

async function noBalance(context) {
  const patient = await patientAtPhone(context);
  const { server, labels } = patient;
  server.smsGateway.mode = "no-balance";
  await atOnce(() => fillPhone(patient));
  await patient.sees(`${labels.f2.sending} ${labels.f2.shown}`);
  await patient.press(labels.f2.goOn);
  await tellsToWait(patient);
  assert.match(server.log(), /gateway_refuses.*HTTP 422/);
  server.smsGateway.mode = "ok";
  server.time.advance("61s");
  await typeCode(patient);
  await activatePhone(patient);
}

// Of one number, whose page says so; another number goes at once.
async function oneNumberIsRefused(context) {
  const patient = await patientAtPhone(context);
  const { server, labels, page } = patient;
  server.smsGateway.mode = ({ to }) => (to === "+31612345678" ? "not-routable" : "ok");
  await fillPhone(patient);
  await patient.seesPage("De sms kan niet worden verstuurd");
  await patient.sees("Naar 06 12 34 56 78 kunnen wij geen sms sturen");
  await axe(page);
  await patient.press(labels.f2.goOn);
  await patient.seesPage(labels.f3.title);
  await patient.sees("Naar dit nummer kunnen wij geen sms sturen");
  assert.equal(server.smsGateway.tries, 1);
  server.time.advance("61s");
  await page.goto(`${server.address}/tweede-factor/telefoon`);
  await fillPhone(patient, "0687654321");
  await patient.sees(`${labels.f2.sent} 06 87 65 43 21`);
  await patient.press(labels.f2.goOn);
  await typeCode(patient, (await server.smsGateway.waitForSms("+31687654321")).code);
  await activatePhone(patient);
  // And at signing in.
  server.smsGateway.mode = "not-routable";
  await page.goto(`${server.address}/inloggen`);
  await fillSignIn(patient);
  await patient.sees("Naar dit nummer kunnen wij nu geen sms sturen");
}

async function smsIsRefusedForGood(context) {
  const patient = await patientAtPhone(context);
  const { server, labels, page } = patient;
  server.smsGateway.mode = "400";
  await atOnce(() => fillPhone(patient));
  await patient.press(labels.f2.goOn);
  await waitFor("the refusal", () => server.smsGateway.tries >= 1);
  server.smsGateway.mode = "ok";
  server.time.advance("61s");
  await page.reload();
  await patient.press(labels.f3.again);
  await patient.sees("Wij hebben een nieuwe sms gestuurd");
  await typeCode(patient);
}

async function smsIsSlow(context) {
  const patient = await patientAtPhone(context);
  const { server, labels } = patient;
  server.smsGateway.mode = "slow";
  await atOnce(() => fillPhone(patient));
  await patient.press(labels.f2.goOn);
  await waitFor("a try", () => server.smsGateway.tries >= 1);
  server.smsGateway.mode = "ok";
  const sms = await server.smsGateway.waitForSms(patient.phoneInMails, 40_000);
  await typeCode(patient, sms.code);
}

async function withKannel(context) {
  const folder = temporaryFolder();
  const kannel = await startKannel(folder);
  try {
    const patient = await patientAtPhone(context, { config: { sms: kannel.config() } });
    const { server } = patient;
    await fillPhone(patient);
    await patient.press(patient.labels.f2.goOn);
    await typeCode(patient, await kannel.waitForSms("31612345678"));
    await activatePhone(patient);
    const before = kannel.text.length;
    await kannel.down();
    await patient.page.goto(`${server.address}/inloggen`);
    await atOnce(() => fillSignIn(patient));
    await tellsToWait(patient);
    await kannel.up();
    server.time.advance("15s");
    await waitFor("the SMS after kannel was back", () => /31612345678/.test(kannel.text.slice(before)));
    kannel.text = kannel.text.slice(before);
    await typeSignInCode(patient, await kannel.waitForSms("31612345678"));
  } finally {
    await kannel.down();
    removeFolder(folder);
  }
}

const someoneElse = { name: "Een Ander", email: "ander@post.example", birthDate: "1948-03-07", postcode: "1234AB" };

// One who was invited and one who asked for a code, while both gateways are down. Gives the invited one's registration.
async function queueBoth(server, { browser, phone }) {
  await Promise.all([server.mailbox.down(), server.smsGateway.down()]);
  await server.restart(); // no connection is left on which the mail server says goodbye
  const { stdout } = await server.invite(someoneElse);
  await browser.submit({ country: "NL", phone });
  return /registration ([0-9a-f-]{36})/.exec(stdout)[1];
}

// `voordeur messages`: whoever runs Voordeur sees what waits, since when and why, and not for whom.
async function tellsWhatWaits(context) {
  const server = await context.startVoordeur();
  const registration = await queueBoth(server, await httpPatientAt(server, "f2"));
  const why = "Couldn't connect to server";
  const shown = async () => (await server.command("messages")).stdout;
  const text = await waitFor("both tries to fail", async () =>
    ((table) => table.split(why).length === 3 && table)(await shown()),
  );
  const [head, sms, mail, , counts, ...end] = text.split("\n");
  const lineOf = (...words) => new RegExp(`^${words.join(" +")} .* [1-9]\\d* .*  ${why}$`);
  assert.match(head, /^KIND +PURPOSE +ABOUT +PRACTICE +MADE +TRIES +NEXT TRY +EXPIRES +WHY$/);
  assert.match(sms, lineOf("sms", "binding_code", "[0-9a-f-]{36}", practice.slug));
  assert.match(mail, lineOf("email", "invitation", registration, practice.slug));
  assert.equal(counts, "Now waiting, and ended in the last day: 2 email sent, 1 email waiting, 1 sms waiting.");
  assert.deepEqual(end, [""]);
  const words = text.replace(/[0-9a-f-]{36}/g, "");
  for (const personal of ["Ander", "Voorbeeld", "post.example", "12345678", "1948", "1234AB"]) {
    assert.ok(!words.includes(personal), `${personal} in:\n${words}`);
  }

  await Promise.all([server.mailbox.up(), server.smsGateway.up()]);
  server.time.advance("2m");
  await server.nothingWaits();
}

const setMode = (mode) => (gateway) => (gateway.mode = mode);
const down = (gateway) => gateway.down();
const up = (gateway) => gateway.up();

export const tests = [
  { name: "mail server down and back", run: (context) => mailFails(context, down, up) },
  {
    name: "mail server says 451, then takes it",
    run: (context) => mailFails(context, setMode("refuse-later"), setMode("ok")),
  },
  { name: "mail server says 550", run: mailIsRefusedForGood },
  { name: "mail server says that our quota is used up", run: mailQuotaIsUsedUp },
  { name: "mail server refuses all", run: mailServerRefusesAll },
  { name: "mail server slow", run: mailIsSlow },
  { name: "SMS gateway down and back", run: (context) => smsFails(context, down, up) },
  { name: "SMS gateway says 500, then takes it", run: (context) => smsFails(context, setMode("500"), setMode("ok")) },
  { name: "SMS gateway says 400", run: smsIsRefusedForGood },
  { name: "SMS gateway refuses one number", run: oneNumberIsRefused },
  { name: "SMS gateway says that our balance is used up", run: noBalance },
  { name: "SMS gateway slow", run: smsIsSlow },
  { name: "kannel, down and back", run: withKannel },
  { name: "the command says what waits and why", run: tellsWhatWaits },
];
