// SPDX-License-Identifier: EUPL-1.2
// Passkeys in Chromium, with its virtual authenticator: added, after the password, alone, offered while the name is typed, named,
// removed, lost; and what a browser without them sees.
import assert from "node:assert/strict";
import { auditEvents } from "../faults/checks.mjs";
import { startAuthenticator, withoutAutofill } from "../support/passkeys.mjs";
import {
  activateSuperPin,
  fillSignIn,
  getAccount,
  invitedPatient,
  makeSuperPin,
  newestCode,
  openInvitation,
  Patient,
  register,
  signInAgain,
  signInFirst,
  typeSignInCode,
} from "../support/patient.mjs";
import { PatientElsewhere } from "../support/patient_elsewhere.mjs";
import { waitFor } from "../support/processes.mjs";

const dutch = {
  account: "Mijn account",
  add: "Voeg een passkey toe",
  ratherApp: "Liever een app die codes maakt?",
  firstTitle: "Inloggen met vingerafdruk, gezicht of toegangscode",
  ready: "Uw account voor",
  goOn: "Ga verder",
  made: "Passkey van",
  unknown: "Bewaard door: onbekend.",
  names: "Geef een passkey een andere naam",
  newName: "Nieuwe naam",
  keepName: "Bewaar deze naam",
  remove: "Verwijder een passkey",
  removeThis: "Verwijder deze passkey",
  last: "Dit is uw laatste passkey.",
  alone: "Inloggen met vingerafdruk, gezicht of toegangscode (passkey)",
  aloneRefused: "Inloggen met deze passkey is niet gelukt",
  aloneUnknown: "Inloggen met deze passkey is niet gelukt: hij is hier verwijderd.",
  notNow: "Niet nu",
  onThisDevice: "U logde in met een passkey op een ander apparaat.",
  confirm: "Bevestig dat u het bent",
  use: "Gebruik een passkey",
  useYours: "Gebruik uw passkey",
  otherWay: "Op een andere manier",
  choose: "Hoe wilt u inloggen?",
  failed: "Dat is niet gelukt, of u bent gestopt.",
  known: "Dit apparaat heeft al een passkey voor dit account.",
  absent: "In deze browser kan dat niet. Kies een andere manier.",
  choosesFirst: "Kies waar wij als eerste naar vragen",
  first: "Waar vragen wij als eerste naar?",
  firstButton: "Vraag hier als eerste naar",
  changed: "Uw manier van inloggen is gewijzigd",
  sendSms: "Stuur mij een sms",
};
const english = {
  account: "My account",
  add: "Add a passkey",
  ratherApp: "Would you rather use an app that makes codes?",
  firstTitle: "Sign in with fingerprint, face or device code",
  ready: "Your account for",
  goOn: "Continue",
  otherAfterAll: "Would you rather sign in differently?",
  made: "Passkey of",
  unknown: "Kept by: unknown.",
  names: "Give a passkey another name",
  newName: "New name",
  keepName: "Keep this name",
  remove: "Remove a passkey",
  removeThis: "Remove this passkey",
  last: "This is your last passkey.",
  alone: "Sign in with fingerprint, face or device code (passkey)",
  aloneRefused: "Signing in with this passkey did not work",
  aloneUnknown: "Signing in with this passkey did not work: it was removed here.",
  notNow: "Not now",
  onThisDevice: "You signed in with a passkey on another device.",
  confirm: "Confirm that it is you",
  use: "Use a passkey",
  useYours: "Use your passkey",
  otherWay: "In another way",
  choose: "How do you want to sign in?",
  failed: "That did not work, or you stopped.",
  known: "This device already has a passkey for this account.",
  absent: "This is not possible in this browser. Choose another way.",
  choosesFirst: "Choose what we ask for first",
  first: "What shall we ask for first?",
  firstButton: "Ask for this first",
  changed: "The way you sign in has changed",
  sendSms: "Send me a text message",
};

async function patientIn(context, combination) {
  const words = { nl: dutch, en: english };
  const patient = await invitedPatient(context, { ...combination, words, host: "localhost" });
  await getAccount(patient);
  await signInAgain(patient);
  await typeSignInCode(patient);
  return patient;
}

const header = (patient, role, name) => patient.page.getByRole("banner").getByRole(role, { name, exact: true });

async function opensAccount(patient) {
  await Promise.all([patient.page.waitForEvent("load"), header(patient, "link", patient.words.account).click()]);
  await patient.seesPage(patient.words.account);
}

async function signsOut(patient) {
  const { signOut } = patient.labels.services;
  await Promise.all([patient.page.waitForEvent("load"), header(patient, "button", signOut).click()]);
  await patient.seesPage(patient.labels.e1.title);
}

// The script asks the device, and sends what it answers.
async function pressesPasskey(patient, label, url) {
  await patient.button(label).click();
  await patient.page.waitForURL(url);
}

async function addsPasskey(patient) {
  const { words } = patient;
  await opensAccount(patient);
  await patient.follow(words.add);
  await patient.seesPage(words.add);
  await pressesPasskey(patient, words.add, /mijn-account\?gewijzigd/);
  await patient.seesPage(words.account);
}

async function opensE1(patient) {
  await patient.page.goto(`${patient.server.address}/inloggen`);
  await patient.seesPage(patient.labels.e1.title);
}

async function addedAndUsed(context, combination) {
  const patient = await patientIn(context, combination);
  const { words, labels, page, server } = patient;
  const device = await startAuthenticator(page);
  await withoutAutofill(page);
  await addsPasskey(patient);
  await patient.sees(words.made);
  await patient.sees(words.unknown);
  await server.mailbox.waitForMail(patient.email, words.changed);
  const [passkey] = await device.passkeys();
  assert.equal(passkey.rpId, "localhost");
  assert.ok(passkey.isResidentCredential);

  await patient.follow(words.add);
  await patient.button(words.add).click();
  await page.getByRole("alert").getByText(words.known).waitFor();
  assert.equal((await device.passkeys()).length, 1, "this device has one already");

  await opensAccount(patient);
  await signsOut(patient);
  await pressesPasskey(patient, words.alone, /diensten/);
  await patient.seesPage(labels.services.title);
  const sent = server.smsGateway.messages.length;

  await opensAccount(patient);
  await patient.follow(words.choosesFirst);
  await patient.seesPage(words.confirm);
  await patient.field(labels.f4.password).fill(patient.password);
  await page.locator("main form button[type=submit]").first().click();
  await page.waitForURL(/volgorde$/);
  await patient.seesPage(words.first);
  await patient.press(words.firstButton);
  await signsOut(patient);

  await fillSignIn(patient);
  await patient.seesPage(words.confirm);
  await pressesPasskey(patient, words.useYours, /diensten/);
  await patient.seesPage(labels.services.title);
  assert.equal(server.smsGateway.messages.length, sent, "nobody needs an SMS");
  const types = new Set((await auditEvents(server)).map(({ event_type_code: type }) => type));
  for (const type of ["second_factor.passkey_added", "sign_in.passkey", "sign_in.code"])
    assert.ok(types.has(type), type);
}

// The first way beside the password: at F1, where a script finds that the browser has passkeys.
async function atF1(context, combination) {
  const { language, width, journey, database = "sqlite" } = combination;
  const server = await context.startVoordeur({ database, journey, host: "localhost" });
  const locale = language === "nl" ? "nl-NL" : "en-GB";
  const page = await context.openPage({ width, locale });
  const patient = new Patient(page, server, { language, thorough: true });
  const { labels } = patient;
  patient.words = language === "nl" ? dutch : english;
  const { words } = patient;
  await server.invite(patient.details);
  await startAuthenticator(page);
  await withoutAutofill(page);
  if (journey === "short") {
    await openInvitation(patient);
    await patient.field(labels.b2.birthDate).fill(patient.typedBirthDate);
    await patient.field(labels.b2.postcode).fill(patient.postcode);
    await patient.press(labels.b2.button);
    await patient.field(labels.c1.password).fill(patient.password);
    await patient.field(labels.d1.terms).check();
    await patient.press(labels.c1.button);
    await patient.follow(words.ratherApp);
  } else {
    await register(patient);
    await signInFirst(patient);
    await makeSuperPin(patient);
    await activateSuperPin(patient);
  }
  await patient.seesPage(labels.f1.title);
  await patient.press(words.add);
  await patient.seesPage(words.firstTitle);
  server.time.advance("6m");
  await page.reload();
  await patient.field(labels.f4.password).fill("verkeerd wachtwoord");
  await patient.press(words.goOn);
  await patient.seesError(labels.f4.wrong);
  await patient.field(labels.f4.password).fill(patient.password);
  await patient.press(words.goOn);
  await patient.seesPage(words.firstTitle);
  await pressesPasskey(patient, words.add, journey === "short" ? /super-pin/ : /klaar-met-passkey/);
  await server.mailbox.waitForMail(patient.email, words.ready);
  if (journey === "short") {
    await patient.seesPage(labels.e3.title);
    await patient.field(labels.e3.kept).check();
    await patient.press(labels.e3.button);
  } else {
    await patient.seesPage(labels.f5.title);
    await patient.follow(labels.f5.back);
    await fillSignIn(patient);
    await patient.seesPage(words.confirm);
    await pressesPasskey(patient, words.useYours, /diensten/);
  }
  await patient.seesPage(labels.services.title);
  assert.equal(server.smsGateway.messages.length, 0);
}

// Without scripts the other ways stand at F1, and nothing that does nothing.
async function atF1WithoutScripts(context, { language, width }) {
  const server = await context.startVoordeur({ host: "localhost" });
  const page = await context.openPage({ width, locale: "en-GB", javaScriptEnabled: false });
  const patient = new Patient(page, server, { language, thorough: true });
  await server.invite(patient.details);
  await register(patient);
  await signInFirst(patient);
  await makeSuperPin(patient);
  await activateSuperPin(patient);
  assert.equal(await patient.button(english.add).count(), 0);
  assert.equal(await patient.button(patient.labels.f1.button).count(), 1);
  await page.goto(`${server.address}/tweede-factor/passkey`);
  await patient.seesPage(english.firstTitle);
  await patient.sees(english.absent);
  await patient.follow(english.otherAfterAll);
  await patient.seesPage(patient.labels.f1.title);
}

async function offeredWhileTyping(context, combination) {
  const patient = await patientIn(context, combination);
  await startAuthenticator(patient.page);
  await addsPasskey(patient);
  const { signOut } = patient.labels.services;
  await header(patient, "button", signOut).click();
  await patient.page.waitForURL(/diensten/);
  await patient.seesPage(patient.labels.services.title);
}

async function namedAndRemoved(context, combination) {
  const patient = await patientIn(context, combination);
  const { words, page, labels } = patient;
  const device = await startAuthenticator(page);
  await withoutAutofill(page);
  // As a browser that cannot be told.
  await page.addInitScript(() => delete PublicKeyCredential.signalAllAcceptedCredentials);
  await addsPasskey(patient);
  await patient.follow(words.names);
  await patient.seesPage(words.names);
  await patient.field(words.newName).fill("Tablet in de keuken");
  await patient.press(words.keepName);
  await patient.seesPage(words.account);
  await patient.sees("Tablet in de keuken");
  await patient.follow(words.remove);
  await patient.seesPage(words.remove);
  await patient.sees(words.last);
  await patient.press(words.removeThis);
  await patient.seesPage(words.account);
  await signsOut(patient);
  assert.equal((await device.passkeys()).length, 1, "it still lies on the device, which was not told");
  await Promise.all([page.waitForEvent("load"), patient.button(words.alone).click()]);
  await patient.seesError(words.aloneUnknown);
  await waitFor("the device to hear that it is unknown", async () => (await device.passkeys()).length === 0);
  await fillSignIn(patient);
  await patient.seesPage(labels.g.title);
  assert.equal(await patient.link(words.otherWay).count(), 0);
}

// Mijn account tells the browser which passkeys there are: it offers no other any more.
async function told(context, combination) {
  const patient = await patientIn(context, combination);
  const { words, page } = patient;
  const device = await startAuthenticator(page);
  await withoutAutofill(page);
  await addsPasskey(patient);
  await page.reload();
  assert.equal((await device.passkeys()).length, 1);
  await patient.follow(words.remove);
  await patient.press(words.removeThis);
  await patient.seesPage(words.account);
  await waitFor("the device to hear that it was removed", async () => (await device.passkeys()).length === 0);
}

// One card among the e-services: for who has none, and for who came by another device; "not now" is kept.
async function offered(context, combination) {
  const patient = await patientIn(context, combination);
  const { words, page, labels, server } = patient;
  const services = `${server.address}/diensten`;
  assert.equal(await page.locator("[data-passkey-offer]").isVisible(), false, "this device can keep none");
  const own = await startAuthenticator(page);
  await withoutAutofill(page);
  await page.goto(services);
  await page.locator("[data-passkey-offer]").waitFor({ state: "visible" });
  await patient.looksRight();
  await patient.follow(words.add);
  await patient.seesPage(words.add);
  await page.goto(services);
  await page.locator("[data-passkey-offer]").waitFor({ state: "visible" });
  await patient.press(words.notNow);
  await patient.seesPage(labels.services.title);
  assert.equal(await page.locator("[data-passkey-offer]").count(), 0, "no is no");
  await own.isLost();

  // A security key, in a browser that said no to nothing.
  await page.context().clearCookies({ name: /geen-passkey$/ });
  await startAuthenticator(page, { transport: "usb" });
  await addsPasskey(patient);
  await signsOut(patient);
  await startAuthenticator(page);
  await pressesPasskey(patient, words.alone, /diensten[?]ander-apparaat/);
  await page.locator("[data-passkey-offer]").waitFor({ state: "visible" });
  await patient.sees(words.onThisDevice);
  await patient.press(words.notNow);
  assert.equal(await page.locator("[data-passkey-offer]").count(), 0);
}

// The device is gone, or its owner stops: another way is one press away.
async function lost(context, combination) {
  const patient = await patientIn(context, combination);
  const { words, page, labels, server } = patient;
  const device = await startAuthenticator(page);
  await withoutAutofill(page);
  await addsPasskey(patient);
  await patient.follow(words.choosesFirst);
  await patient.seesPage(words.first);
  await patient.press(words.firstButton);
  await signsOut(patient);
  await device.isLost();
  await startAuthenticator(page);
  await patient.button(words.alone).click();
  await page.getByRole("alert").getByText(words.failed).waitFor();
  await fillSignIn(patient);
  await patient.seesPage(words.confirm);
  await patient.button(words.useYours).click();
  await page.getByRole("alert").getByText(words.failed).waitFor();
  await patient.looksRight();
  server.time.advance("61m");
  await opensE1(patient);
  await fillSignIn(patient);
  await patient.follow(words.otherWay);
  await patient.seesPage(words.choose);
  await patient.press(words.sendSms);
  await patient.seesPage(labels.g.title);
  await typeSignInCode(patient, await newestCode(patient));
}

// Signs in without scripts, in a browser of one's own, to an account whose passkey is asked first.
async function withoutScripts(context, combination) {
  const patient = await patientIn(context, combination);
  const { words, page, server } = patient;
  await startAuthenticator(page);
  await withoutAutofill(page);
  await addsPasskey(patient);
  await patient.follow(words.choosesFirst);
  await patient.press(words.firstButton);
  const locale = combination.language === "nl" ? "nl-NL" : "en-GB";
  const plain = await context.openPage({ width: combination.width, locale, javaScriptEnabled: false });
  const elsewhere = new Patient(plain, server, { language: combination.language, thorough: true });
  elsewhere.words = words;
  await opensE1(elsewhere);
  assert.equal(await elsewhere.button(words.alone).count(), 0, "nothing is offered that does nothing");
  await fillSignIn(elsewhere);
  await elsewhere.seesPage(words.confirm);
  await elsewhere.sees(words.absent);
  assert.equal(await elsewhere.button(words.useYours).count(), 0);
  await elsewhere.follow(words.otherWay);
  await elsewhere.press(words.sendSms);
  await typeSignInCode(elsewhere, await newestCode(elsewhere));
}

// Firefox knows passkeys and holds none of this account, WebKit here knows none: each signs in to it with what else it has.
async function signsInElsewhere(context, { language, open, knowsPasskeys }) {
  const patient = await patientIn(context, { language, width: 1280 });
  const { words, server } = patient;
  await startAuthenticator(patient.page);
  await withoutAutofill(patient.page);
  await addsPasskey(patient);
  await patient.follow(words.choosesFirst);
  await patient.press(words.firstButton);
  server.time.advance("61s");
  const elsewhere = new PatientElsewhere(await open(context), server, { language });
  const offersPasskey = () => elsewhere.page.evaluate(() => !document.querySelector("form[data-passkey]").hidden);
  await opensE1(elsewhere);
  assert.equal(await offersPasskey(), knowsPasskeys);
  await fillSignIn(elsewhere);
  await elsewhere.seesPage(words.confirm);
  assert.equal(await offersPasskey(), knowsPasskeys);
  assert.equal((await elsewhere.text()).includes(words.absent), !knowsPasskeys);
  await elsewhere.follow(words.otherWay);
  await elsewhere.press(words.sendSms);
  await typeSignInCode(elsewhere, await newestCode(elsewhere));
  assert.deepEqual(elsewhere.page.complaints ?? [], []);
}

// What a device says wrong is refused, and the page says what else can be done.
async function lies(context, combination) {
  const patient = await patientIn(context, combination);
  const { words, page } = patient;
  const device = await startAuthenticator(page);
  await withoutAutofill(page);
  await addsPasskey(patient);
  await signsOut(patient);
  for (const bits of [{ isBogusSignature: true }, { isBadUV: true }, { isBadUP: true }]) {
    await device.lies({ isBogusSignature: false, isBadUV: false, isBadUP: false, ...bits });
    await opensE1(patient);
    await Promise.all([page.waitForEvent("load"), patient.button(words.alone).click()]);
    await patient.seesError(words.aloneRefused);
  }
  const reasons = () =>
    [...patient.server.log().matchAll(/"passkey_refused"[^\n]*"reason":"(\w+)"/g)].map(([, reason]) => reason);
  await waitFor("the third reason in the log", () => reasons().length === 3);
  assert.deepEqual(reasons(), ["signature_wrong", "user_not_verified", "user_absent"]);
}

const inFirefox = {
  language: "en",
  knowsPasskeys: true,
  open: (context) => context.openFirefox({ width: 1280, locale: "en-GB" }),
};
const inWebkit = { language: "nl", knowsPasskeys: false, open: (context) => context.openWebkit({ width: 320 }) };

const nl = { language: "nl", width: 1280 };
const en = { language: "en", width: 320, database: "postgres" };
const nameOf = (what, { language, width, journey }) => `${what}, ${language}, ${width}${journey ? `, ${journey}` : ""}`;

const inChromium = [
  [addedAndUsed, "a passkey added, alone and after the password", [nl, en]],
  [atF1, "a passkey at F1", [nl, en, { ...en, width: 320, journey: "short" }]],
  [atF1WithoutScripts, "F1 without scripts", [en]],
  [offeredWhileTyping, "a passkey offered while the name is typed", [nl]],
  [namedAndRemoved, "a passkey named and removed", [nl, en]],
  [told, "the browser's own list", [nl]],
  [offered, "a passkey is offered", [nl, en]],
  [lost, "a passkey lost", [nl]],
  [withoutScripts, "a passkey's account without scripts", [en]],
  [lies, "a device that lies", [nl]],
].flatMap(([journey, what, combinations]) =>
  combinations.map((each) => ({ name: nameOf(what, each), run: (context) => journey(context, each) })),
);

export const tests = [
  ...inChromium,
  { name: "a passkey's account, in Firefox", run: (context) => signsInElsewhere(context, inFirefox) },
  { name: "a passkey's account, in WebKit on a phone", run: (context) => signsInElsewhere(context, inWebkit) },
];
