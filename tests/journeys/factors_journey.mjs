// SPDX-License-Identifier: EUPL-1.2
// The ways to sign in beside SMS: an app that makes codes and codes on paper, from the first to the last, and the account's own
// page where they are added, chosen and removed.
import assert from "node:assert/strict";
import { join } from "node:path";
import { auditEvents } from "../faults/checks.mjs";
import { Authenticator } from "../support/authenticator.mjs";
import { patientAt } from "../support/http_patient.mjs";
import {
  activateSuperPin,
  fillCode,
  fillSignIn,
  getAccount,
  invitedPatient,
  makeSuperPin,
  newestCode,
  register,
  signInAgain,
  signInFirst,
  typeSignInCode,
} from "../support/patient.mjs";
import { readQrCode } from "../support/qr_reader.mjs";
import { pdfText } from "../support/readable.mjs";
import { practice } from "../support/voordeur.mjs";

const dutch = {
  addApp: "Voeg de app toe",
  appAtF: "Koppel een app die codes maakt",
  appCode: "Code uit de app",
  confirmCode: "Bevestig de code",
  wrong: "Deze code klopt niet",
  used: "Deze code is al gebruikt",
  done: "Uw app is gekoppeld",
  typeAppCode: "Vul de code uit uw app in",
  otherWay: "Op een andere manier",
  choose: "Hoe wilt u inloggen?",
  useApp: "Gebruik de app",
  sendSms: "Stuur mij een sms",
  usePaper: "Gebruik een papieren code",
  typePaperCode: "Vul een papieren code in",
  paperCode: "Papieren code",
  paperUsed: "Deze papieren code is al gebruikt",
  paperWrong: "Deze papieren code klopt niet",
  account: "Mijn account",
  linkApp: "Koppel een app die codes maakt",
  makePaper: "Maak papieren codes",
  remakePaper: "Maak nieuwe papieren codes",
  paper: "Uw papieren codes",
  make: "Maak nieuwe codes",
  save: "Opslaan (PDF)",
  kept: "Ik heb de 10 codes opgeslagen, afgedrukt of overgeschreven.",
  notKept: "Bewaar eerst de codes",
  activate: "Activeer de codes",
  fewLeft: "U heeft nog 3 papieren codes",
  noneLeft: "Uw papieren codes zijn op",
  left: (number) => `U heeft er nog ${number}.`,
  back: "Terug zonder iets te wijzigen",
  confirm: "Bevestig dat u het bent",
  goOn: "Ga verder",
  password: "Wachtwoord",
  choosesFirst: "Kies waar wij als eerste naar vragen",
  first: "Waar vragen wij als eerste naar?",
  firstButton: "Vraag hier als eerste naar",
  removeWay: "Verwijder een manier om in te loggen",
  afterwards: "Naast uw wachtwoord heeft u dan nog: Een app die codes maakt (authenticator-app).",
  remove: "Verwijder dit",
  changed: "Uw manier van inloggen is gewijzigd",
  toldRemoved: "Dit is verwijderd en werkt niet meer",
  paperMail: "Er is een papieren code gebruikt",
  noSms: "Uw praktijk geeft nieuwe patiënten geen code per",
  noSmartphone: "Geen smartphone?",
  number: "Uw telefoonnummer",
};
const english = {
  addApp: "Add the app",
  appAtF: "Link an app that makes codes",
  appCode: "Code from the app",
  confirmCode: "Confirm the code",
  wrong: "This code is not right",
  used: "This code was already used",
  done: "Your app is linked",
  typeAppCode: "Type the code from your app",
  otherWay: "In another way",
  choose: "How do you want to sign in?",
  useApp: "Use the app",
  sendSms: "Send me a text message",
  usePaper: "Use a paper code",
  typePaperCode: "Type a paper code",
  paperCode: "Paper code",
  paperUsed: "This paper code was already used",
  paperWrong: "This paper code is not right",
  account: "My account",
  linkApp: "Link an app that makes codes",
  makePaper: "Make paper codes",
  remakePaper: "Make new paper codes",
  paper: "Your paper codes",
  make: "Make new codes",
  save: "Save (PDF)",
  kept: "I have saved, printed or written down the 10 codes.",
  notKept: "First keep the codes",
  activate: "Activate the codes",
  fewLeft: "You have 3 paper codes left",
  noneLeft: "Your paper codes are used up",
  left: (number) => `You have ${number} left.`,
  back: "Back without changing anything",
  confirm: "Confirm that it is you",
  goOn: "Continue",
  password: "Password",
  choosesFirst: "Choose what we ask for first",
  first: "What shall we ask for first?",
  firstButton: "Ask for this first",
  removeWay: "Remove a way to sign in",
  afterwards: "Besides your password you then still have: An app that makes codes (authenticator app).",
  remove: "Remove this",
  changed: "The way you sign in has changed",
  toldRemoved: "This was removed and no longer works",
  paperMail: "A paper code was used",
  noSms: "Your practice gives new patients no code by",
  noSmartphone: "No smartphone?",
  number: "Your phone number",
};

const codePattern = /\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}\b/g;

const patientIn = (context, combination) =>
  invitedPatient(context, { ...combination, words: { nl: dutch, en: english } });

// As its owner takes it over: the QR code, and the link and the typed key beside it.
async function authenticatorOn(patient) {
  const addresses = [];
  for (const media of [
    { forcedColors: "active" },
    { forcedColors: "none", colorScheme: "dark" },
    { colorScheme: "light" },
  ]) {
    await patient.page.emulateMedia(media);
    addresses.push(readQrCode(await patient.page.locator("svg.vd-qr").screenshot()));
  }
  const [address] = addresses;
  assert.deepEqual(addresses, [address, address, address]);
  assert.equal(await patient.page.locator('main a[href^="otpauth:"]').getAttribute("href"), address);
  const app = new Authenticator(address);
  const typed = await patient.page.locator(".vd-secret").evaluate((key) => key.textContent);
  assert.equal(typed.replace(/[ \n]/g, ""), app.secret, "the typed key, with nothing invisible in it");
  return app;
}

const typesAppCode = (patient, code) =>
  fillCode(patient, code, { code: patient.words.appCode, button: patient.words.confirmCode });
const typesPaperCode = (patient, code) =>
  fillCode(patient, code, { code: patient.words.paperCode, button: patient.words.confirmCode });

async function opensSignIn(patient, title) {
  await patient.page.goto(`${patient.server.address}/inloggen`);
  await fillSignIn(patient);
  await patient.seesPage(title);
}

async function signsOut(patient) {
  const { page } = patient;
  await Promise.all([
    page.waitForEvent("load"),
    page.getByRole("banner").getByRole("button", { name: patient.labels.services.signOut, exact: true }).click(),
  ]);
  await patient.seesPage(patient.labels.e1.title);
}

async function opensAccount(patient) {
  const { page, words } = patient;
  await Promise.all([
    page.waitForEvent("load"),
    page.getByRole("banner").getByRole("link", { name: words.account, exact: true }).click(),
  ]);
  await patient.seesPage(words.account);
}

async function bindsAppAtF(patient, looksAtF1 = async () => {}) {
  const { words, server, labels } = patient;
  await register(patient);
  await signInFirst(patient);
  await makeSuperPin(patient);
  await activateSuperPin(patient);
  await looksAtF1();
  await patient.press(words.addApp);
  await patient.seesPage(words.appAtF);
  const app = await authenticatorOn(patient);
  assert.equal(app.issuer, "Huisartsenpraktijk De Linde");
  assert.equal(app.label, `Huisartsenpraktijk De Linde:${patient.customerNumber}`);
  await typesAppCode(patient, app.code(server.time.now(), 9));
  await patient.seesError(words.wrong);
  await patient.page.goto(patient.page.url().replace(/\/code$/, ""));
  assert.equal((await authenticatorOn(patient)).secret, app.secret, "the same after a wrong code and Reload");
  const code = app.code(server.time.now());
  await typesAppCode(patient, code);
  await patient.seesPage(labels.f4.title);
  await patient.field(labels.f4.password).fill(patient.password);
  await patient.press(labels.f4.button);
  await patient.seesPage(labels.f5.title);
  await patient.sees(words.done);
  return { app, code };
}

// A practice that gives new patients no SMS.
async function withoutSms(context, combination) {
  const patient = await patientIn(context, combination);
  const { words, labels, server } = patient;
  await server.command("practice", "change", "--practice", practice.slug, "--no-sms-for-new-patients");
  const { app } = await bindsAppAtF(patient, async () => {
    await patient.sees(words.noSms);
    await patient.sees(words.noSmartphone);
    await patient.sees(practice.phone);
    assert.equal(await patient.button(labels.f1.button).count(), 0);
    await patient.page.goto(`${server.address}/tweede-factor/telefoon`);
    await patient.seesPage(labels.f1.title);
  });
  await opensSignIn(patient, words.typeAppCode);
  server.time.advance("31s");
  await typesAppCode(patient, app.code(server.time.now()));
  await patient.seesPage(labels.services.title);
  await patient.page.goto(`${server.address}/mijn-account/telefoon`);
  await patient.seesPage(words.number);
  await patient.sees(words.noSms);
  assert.equal(await patient.page.locator("input[name=phone]").count(), 0);
  assert.equal(server.smsGateway.messages.length, 0);
}

// The codes that stand there, saved as a PDF too, and kept.
async function makesPaperCodes(patient) {
  const { words, page, server } = patient;
  await patient.press(words.make);
  await patient.seesPage(words.paper);
  const codes = await page.locator(".vd-codes li").evaluateAll((items) => items.map((item) => item.textContent));
  assert.equal(new Set(codes).size, 10);
  const [download] = await Promise.all([page.waitForEvent("download"), patient.link(words.save).click()]);
  const file = join(server.folder, "papieren-codes.pdf");
  await download.saveAs(file);
  assert.deepEqual((await pdfText(file)).match(codePattern), codes);
  await patient.press(words.activate);
  await patient.seesError(words.notKept);
  await patient.field(words.kept).check();
  await patient.press(words.activate);
  await patient.seesPage(words.account);
  await patient.sees(words.left(10));
  return codes;
}

async function signsInOnPaper(patient, code, title) {
  const { words } = patient;
  await opensSignIn(patient, words.typeAppCode);
  await patient.follow(words.otherWay);
  await patient.seesPage(words.choose);
  await patient.press(words.usePaper);
  await patient.seesPage(words.typePaperCode);
  await typesPaperCode(patient, code);
  await patient.seesPage(title);
}

async function usesPaperToTheLast(patient, codes) {
  const { words, labels, server } = patient;
  await signsInOnPaper(patient, codes[0].toLowerCase(), labels.services.title);
  await server.mailbox.waitForMail(patient.email, words.paperMail);
  await signsOut(patient);
  await opensSignIn(patient, words.typeAppCode);
  await patient.follow(words.otherWay);
  await patient.press(words.usePaper);
  await typesPaperCode(patient, codes[0]);
  await patient.seesError(words.paperUsed);
  for (let number = 1; number < 10; ++number) {
    const isLow = number >= 6;
    await signsInOnPaper(patient, codes[number], isLow ? words.paper : labels.services.title);
    if (number === 6) await patient.sees(words.fewLeft);
    if (number === 9) await patient.sees(words.noneLeft);
    if (number < 9) await signsOut(patient);
  }
}

async function appAndPaper(context, combination) {
  const patient = await patientIn(context, combination);
  const { words, labels, server } = patient;
  const { app, code } = await bindsAppAtF(patient);
  await opensSignIn(patient, words.typeAppCode);
  await typesAppCode(patient, code);
  await patient.seesError(words.used);
  server.time.advance("31s");
  await typesAppCode(patient, app.code(server.time.now()));
  await patient.seesPage(labels.services.title);

  await opensAccount(patient);
  await patient.follow(words.makePaper);
  await patient.seesPage(words.paper);
  const first = await makesPaperCodes(patient);
  await server.mailbox.waitForMail(patient.email, words.changed);
  await signsOut(patient);
  await usesPaperToTheLast(patient, first);
  const second = await makesPaperCodes(patient);
  await signsOut(patient);
  await opensSignIn(patient, words.typeAppCode);
  await patient.follow(words.otherWay);
  await patient.press(words.usePaper);
  await typesPaperCode(patient, first[1]);
  await patient.seesError(words.paperWrong);
  await typesPaperCode(patient, second[0]);
  await patient.seesPage(labels.services.title);

  await opensAccount(patient);
  await patient.follow(words.removeWay);
  await patient.seesPage(words.removeWay);
  await patient.sees(words.afterwards);
  await patient.press(words.remove);
  await patient.seesPage(words.account);
  assert.equal(await patient.link(words.removeWay).count(), 0, "the last one cannot be removed");
  assert.equal(server.smsGateway.messages.length, 0);
  const types = new Set((await auditEvents(server)).map(({ event_type_code: type }) => type));
  for (const type of ["app", "app_bound", "paper_codes", "paper_codes_bound", "paper_code", "removed"])
    assert.ok(types.has(`second_factor.${type}`), type);
}

// Password, then a code by SMS: long after signing in.
async function confirms(patient) {
  const { words } = patient;
  await patient.seesPage(words.confirm);
  await patient.field(words.password).fill("verkeerd wachtwoord");
  await patient.press(words.goOn);
  await patient.seesError(patient.labels.f4.wrong);
  await patient.field(words.password).fill(patient.password);
  await patient.press(words.goOn);
  await patient.seesPage(words.confirm);
  await patient.sees("78");
  await fillCode(patient, await newestCode(patient), {
    code: patient.labels.g.code,
    button: words.confirmCode,
  });
}

async function appBesideSms(context, combination) {
  const patient = await patientIn(context, combination);
  const { words, labels, server } = patient;
  await getAccount(patient);
  await signInAgain(patient);
  await typeSignInCode(patient);
  server.time.advance("6m");
  await opensAccount(patient);
  await patient.follow(words.linkApp);
  await confirms(patient);
  await patient.seesPage(words.linkApp);
  await patient.press(words.goOn);
  const app = await authenticatorOn(patient);
  await typesAppCode(patient, app.code(server.time.now()));
  await patient.seesPage(words.account);
  await server.mailbox.waitForMail(patient.email, words.changed);

  await patient.follow(words.choosesFirst);
  await confirms(patient);
  await patient.seesPage(words.first);
  await patient.press(words.firstButton);
  await patient.seesPage(words.account);
  await signsOut(patient);

  await opensSignIn(patient, words.typeAppCode);
  await patient.follow(words.otherWay);
  await patient.seesPage(words.choose);
  await patient.press(combination.brand === "cgm-life" ? words.sendSms.replace("sms", "SMS") : words.sendSms);
  await patient.seesPage(labels.g.title);
  await patient.follow(words.otherWay);
  await patient.press(words.useApp);
  server.time.advance("31s");
  await typesAppCode(patient, app.code(server.time.now()));
  await patient.seesPage(labels.services.title);

  await opensAccount(patient);
  await patient.follow(words.removeWay);
  await patient.seesPage(words.removeWay);
  await patient.sees(words.afterwards);
  await patient.button(words.remove).last().click(); // what is not asked first: SMS
  await patient.page.waitForURL(/mijn-account\?/);
  await patient.seesPage(words.account);
  const sent = server.smsGateway.messages.length;
  await signsOut(patient);
  await opensSignIn(patient, words.typeAppCode);
  assert.equal(await patient.link(words.otherWay).count(), 0);
  assert.equal(server.smsGateway.messages.length, sent, "an SMS goes to nobody any more");
}

// Two people, one telephone: its app has an entry for each, and neither code is the other's.
async function couple(context) {
  const server = await context.startVoordeur();
  const people = [];
  for (const name of ["Anna", "Bram"]) {
    const patient = await patientAt(server, "f1", { name, email: `${name.toLowerCase()}@post.example` });
    await patient.browser.open("/tweede-factor/app", { method: "POST", fields: patient.browser.form().fields });
    const address = /href="(otpauth:[^"]+)"/.exec(patient.browser.html)[1].replaceAll("&amp;", "&");
    people.push(Object.assign(patient, { app: new Authenticator(address) }));
  }
  const [anna, bram] = people;
  assert.notEqual(anna.app.label, bram.app.label);
  assert.notEqual(anna.app.secret, bram.app.secret);
  for (const { browser, app, password } of people) {
    await browser.submit({ code: app.code(server.time.now()) });
    await browser.submit({ password });
  }
  server.time.advance("31s");
  for (const patient of people) {
    await patient.browser.open("/inloggen");
    await patient.signIn();
    const other = patient === anna ? bram : anna;
    await patient.browser.submit({ code: other.app.code(server.time.now()) });
    assert.ok(patient.browser.text.includes(dutch.wrong), patient.browser.text);
    await patient.browser.submit({ code: patient.app.code(server.time.now()) });
    assert.equal(patient.browser.heading, "Uw diensten");
  }
}

const combinations = [
  { language: "nl", width: 1280, scripts: true },
  { language: "en", width: 320, scripts: false, database: "postgres" },
];
const beside = [
  { language: "nl", width: 320, scripts: true, brand: "cgm-life", database: "postgres" },
  { language: "en", width: 1280, scripts: false },
];
const nameOf = (what, { language, width, scripts }) => `${what}, ${language}, ${width}, ${scripts ? "" : "no "}scripts`;

export const tests = [
  { name: "a couple on one telephone", run: couple },
  ...combinations.map((each) => ({
    name: nameOf("an app at F, and paper to the last", each),
    run: (context) => appAndPaper(context, each),
  })),
  ...[...combinations, beside[0]].map((each) => ({
    name: nameOf("without SMS", each),
    run: (context) => withoutSms(context, each),
  })),
  ...beside.map((each) => ({
    name: nameOf("an app beside SMS", each),
    run: (context) => appBesideSms(context, each),
  })),
];
