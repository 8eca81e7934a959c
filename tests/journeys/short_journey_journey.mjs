// SPDX-License-Identifier: EUPL-1.2
// The short journey, with and without letter, and how short it is beside the guide.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import {
  acceptDocuments,
  activatePhone,
  activateSuperPin,
  addSecondFactor,
  choosePassword,
  confirmDetails,
  fillCode,
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
import { PatientElsewhere } from "../support/patient_elsewhere.mjs";
import { root, waitFor } from "../support/processes.mjs";
import { pdfText } from "../support/readable.mjs";

const combinations = [
  { letter: false, language: "nl", width: 1280, scripts: true, database: "sqlite" },
  { letter: false, language: "en", width: 320, scripts: false, database: "postgres" },
  { letter: true, language: "nl", width: 320, scripts: true, database: "postgres" },
  { letter: true, language: "en", width: 1280, scripts: false, database: "sqlite" },
  { letter: false, language: "nl", width: 320, scripts: false, database: "sqlite" },
];

// B2 to C1
async function typesDetails(patient, { birthDate = patient.typedBirthDate, postcode = patient.postcode } = {}) {
  const { b2 } = patient.labels;
  await patient.field(b2.birthDate).fill(birthDate);
  await patient.field(b2.postcode).fill(postcode);
  await patient.press(b2.button);
}

// C1 to F2
async function choosesPasswordAndAgrees(patient, password = patient.password) {
  const { c1, d1 } = patient.labels;
  await patient.field(c1.password).fill(password);
  await patient.field(d1.terms).check();
  await patient.press(c1.button);
}

// F2 to F3
async function asksCode(patient) {
  await fillPhone(patient);
  await patient.seesPage(patient.labels.f3.title);
}

// E3 to K
async function keepsSuperPin(patient) {
  const { e3, services } = patient.labels;
  await patient.field(e3.kept).check();
  await patient.press(e3.button);
  await patient.seesPage(services.title);
}

async function isWhoTheLetterSays(patient) {
  const text = await pdfText(patient.letter);
  patient.superPin = /super-PIN:? +([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})/.exec(text)[1];
  await typeSuperPin(patient);
}

async function isWhoThePracticeKnows(patient) {
  const { b2, c1 } = patient.labels;
  await typesDetails(patient, { postcode: "4321 zz" });
  await patient.seesError(b2.wrong);
  await patient.sees("4");
  await typesDetails(patient);
  await patient.seesPage(c1.title, 2);
}

// What is typed can be read; the documents stand on the page itself, and reading one loses nothing.
async function choosesPassword(patient, { scripts }) {
  const { c1, d1, f2, footer } = patient.labels;
  const password = patient.field(c1.password);
  assert.equal(await password.evaluate((input) => input.type), "text");
  assert.equal(await patient.button(c1.hide).count(), scripts ? 1 : 0);
  await choosesPasswordAndAgrees(patient, "Welkom2024!");
  await patient.seesError(c1.weak);
  assert.equal(await password.inputValue(), "");
  assert.ok(await patient.field(d1.terms).isChecked(), "the tick is lost");
  await patient.field(d1.terms).uncheck();
  await password.fill(patient.password);
  await patient.press(c1.button);
  await patient.seesError(d1.unticked);
  await password.fill(patient.password);
  await patient.page.locator(`main form a[href="#gebruikersvoorwaarden"]`).click();
  assert.ok(await patient.page.locator("#gebruikersvoorwaarden").isVisible());
  await patient.looksRight();
  assert.equal(await password.inputValue(), patient.password);
  assert.ok(footer.terms);
  await choosesPasswordAndAgrees(patient);
  await patient.seesPage(f2.title);
}

async function linksPhone(patient) {
  const { f3, short } = patient.labels;
  if (!patient.letter) await patient.sees(short.progress[0]);
  await asksCode(patient);
  const code = await newestCode(patient);
  await fillCode(patient, code === "000000" ? "000001" : "000000");
  await patient.seesError(f3.wrong);
  await fillCode(patient, code);
}

async function seesSuperPin(patient) {
  const { e3, short } = patient.labels;
  await patient.seesPage(e3.title);
  await patient.sees(short.progress[1]);
  assert.equal(await patient.page.locator("input[type=password]").count(), 0);
  await patient.press(e3.button);
  await patient.seesError(e3.unticked);
  const pin = await patient.textOf(".vd-card");
  await patient.page.reload();
  assert.equal(await patient.textOf(".vd-card"), pin);
  await keepsSuperPin(patient);
}

async function start(context, { database, language, width, scripts = true, letter }) {
  const server = await context.startVoordeur({ database, journey: "short" });
  const locale = language === "en" ? "en-GB" : "nl-NL";
  const page = await context.openPage({ width, javaScriptEnabled: scripts, locale });
  const patient = new Patient(page, server, {
    language,
    thorough: true,
    letter: letter ? join(server.folder, "letter.pdf") : undefined,
  });
  await server.invite(patient.details);
  await openInvitation(patient);
  return patient;
}

async function wholeJourney(context, combination) {
  const patient = await start(context, combination);
  const { server } = patient;
  await (combination.letter ? isWhoTheLetterSays(patient) : isWhoThePracticeKnows(patient));
  await choosesPassword(patient, combination);
  await linksPhone(patient);
  if (!combination.letter) await seesSuperPin(patient);
  await patient.seesPage(patient.labels.services.title);
  await patient.sees("Huisartsenpraktijk De Linde");
  await server.mailbox.waitForMail(patient.email);
  assert.equal(server.mailbox.mails.length, 2);
  assert.equal(server.smsGateway.messages.length, 1);
  await patient.page.goto(`${server.address}/inloggen`);
  await patient.seesPage(patient.labels.services.title);
  if (combination.letter) await signsInAgain(patient);
}

async function signsInAgain(patient) {
  await signOut(patient);
  await signInAgain(patient);
  await typeSignInCode(patient);
}

// Back shows the step where it stands now, and a double press does one thing.
async function backAndTwice(context) {
  const patient = await start(context, { language: "nl" });
  const { labels, page, server } = patient;
  await typesDetails(patient);
  await patient.field(labels.c1.password).fill(patient.password);
  await patient.field(labels.d1.terms).check();
  await patient.button(labels.c1.button).dblclick();
  await page.waitForURL(/\/tweede-factor\/telefoon$/);
  await patient.seesPage(labels.f2.title);
  await page.goBack();
  await patient.seesPage(labels.f2.title);
  await patient.field(labels.f2.phone).fill(patient.phone);
  await patient.button(labels.f2.button).dblclick();
  await page.waitForURL(/\/tweede-factor\/code$/);
  await patient.seesPage(labels.f3.title);
  const code = await newestCode(patient);
  await patient.field(labels.f3.code).fill(code);
  await patient.button(labels.f3.button).dblclick();
  await page.waitForURL(/\/super-pin\/bewaren$/);
  await patient.seesPage(labels.e3.title);
  await page.goBack();
  await patient.seesPage(labels.e3.title);
  await patient.field(labels.e3.kept).check();
  await patient.button(labels.e3.button).dblclick();
  await page.waitForURL(/\/diensten$/);
  await patient.seesPage(labels.services.title);
  await server.nothingWaits();
  assert.equal(server.mailbox.mails.length, 2);
  assert.equal(server.smsGateway.messages.length, 1);
}

// A day later the link alone is not enough; and a restart loses nothing.
async function dayLater(context) {
  const patient = await start(context, { language: "nl" });
  const { labels, page, server } = patient;
  await server.time.advance("25h");
  await page.reload();
  await typesDetails(patient);
  await patient.seesPage(labels.b3.title, 1);
  await server.restart();
  await openConfirmation(patient);
  await choosesPasswordAndAgrees(patient);
  await server.restart();
  await asksCode(patient);
  await server.restart();
  await fillCode(patient, await newestCode(patient));
  await server.restart();
  await page.reload();
  await keepsSuperPin(patient);
  assert.equal(server.mailbox.mails.length, 3);
}

// The practice takes another brand, and with it the other journey, while a patient is in the middle.
async function otherBrand(context) {
  const short = await start(context, { language: "nl" });
  const { page, server } = short;
  const guide = new Patient(page, Object.assign(Object.create(server), { journey: "guide" }), { brand: "cgm-life" });
  const config = parse(readFileSync(server.configFile, "utf8"));
  delete config.policy;
  const take = async (brand) => {
    server.writeConfig(brand ? { ...config, brand } : config);
    const reloads = () => server.log().split('"event":"reloaded"').length;
    const before = reloads();
    process.kill(server.processId, "SIGHUP");
    await waitFor("the other brand", () => reloads() > before);
  };
  const cgmLife = join(root, "brands/cgm-life.toml");
  await typesDetails(short);
  await take(cgmLife);
  await page.reload();
  await guide.seesPage(guide.labels.c1.title, 2);
  await choosePassword(guide);
  await take();
  await page.reload();
  assert.equal(await short.field(short.labels.d1.privacy).count(), 0);
  await take(cgmLife);
  await page.reload();
  await acceptDocuments(guide);
  await signInFirst(guide);
  await makeSuperPin(guide);
  await take();
  await page.reload();
  assert.ok((await short.text()).replace(/\s/g, "").includes(guide.madeSuperPin), "another super-PIN");
  await short.field(short.labels.e3.kept).check();
  await short.press(short.labels.e3.button);
  await short.seesPage(short.labels.f2.title);
  await asksCode(short);
  await take(cgmLife);
  await page.reload();
  await typeCode(guide);
  await take();
  await page.reload();
  await short.field(short.labels.f4.password).fill(short.password);
  await short.press(short.labels.f4.button);
  await short.seesPage(short.labels.services.title);
}

// In a browser that counts what its patient types and presses on our pages, and which pages come.
class CountedPatient extends Patient {
  counted = { screens: 0, typed: 0, passwords: 0, presses: 0 };

  constructor(...all) {
    super(...all);
    this.page.on("load", () => (this.counted.screens += 1));
  }

  field(label) {
    const field = super.field(label);
    const { counted } = this;
    return new Proxy(field, {
      get(target, name) {
        if (name === "fill")
          return async (text) => {
            // Filled in already.
            if ((await target.inputValue()) === text) return;
            counted.typed += 1;
            if (text === "paard fiets wolk tuinstoel") counted.passwords += 1;
            await target.fill(text);
          };
        if (name === "check") counted.presses += 1;
        const value = target[name];
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  }

  press(label) {
    this.counted.presses += 1;
    return super.press(label);
  }

  follow(label) {
    this.counted.presses += 1;
    return super.follow(label);
  }
}

async function countedBy(context, options, walk) {
  const server = await context.startVoordeur(options);
  const patient = new CountedPatient(await context.openPage(), server, { brand: options.brand });
  await server.invite(patient.details);
  await openInvitation(patient);
  await walk(patient);
  await patient.seesPage(patient.labels.services.title);
  await server.nothingWaits();
  const [mails, sms] = [server.mailbox.mails.length, server.smsGateway.messages.length];
  return { ...patient.counted, mails, sms };
}

async function walksTheGuide(patient) {
  await saysNoLetter(patient);
  await confirmDetails(patient);
  await openConfirmation(patient);
  await choosePassword(patient);
  await acceptDocuments(patient);
  await signInFirst(patient);
  await makeSuperPin(patient);
  await activateSuperPin(patient);
  await addSecondFactor(patient);
  await sendSms(patient);
  await typeCode(patient);
  await activatePhone(patient);
  await goesBackToSignIn(patient);
  await fillSignIn(patient);
  await typeSignInCode(patient);
}

async function walksTheShortOne(patient) {
  await typesDetails(patient);
  await choosesPasswordAndAgrees(patient);
  await asksCode(patient);
  await fillCode(patient, await newestCode(patient));
  await keepsSuperPin(patient);
}

async function areCounted(context) {
  const guide = await countedBy(context, { brand: "cgm-life" }, walksTheGuide);
  const short = await countedBy(context, { brand: "built-in", journey: "short" }, walksTheShortOne);
  context.tell?.(JSON.stringify({ guide, short }));
  assert.deepEqual(guide, { screens: 17, typed: 13, passwords: 6, presses: 18, mails: 3, sms: 2 });
  // At most 7, 5 (1), 8, 2, 1.
  assert.deepEqual(short, { screens: 6, typed: 5, passwords: 1, presses: 7, mails: 2, sms: 1 });
}

async function elsewhere(server, page, language) {
  const patient = new PatientElsewhere(page, server, { language });
  const { c1 } = patient.labels;
  await server.invite(patient.details);
  await openInvitation(patient);
  await typesDetails(patient);
  // What is typed can be read from the start, and hidden.
  const password = patient.field(c1.password);
  assert.equal(await password.evaluate((input) => input.type), "text");
  await patient.button(c1.hide).click();
  assert.equal(await password.evaluate((input) => input.type), "password");
  await patient.button(c1.show).click();
  await choosesPasswordAndAgrees(patient);
  await patient.goBack();
  await patient.seesPage(patient.labels.f2.title);
  await asksCode(patient);
  await fillCode(patient, await newestCode(patient));
  await keepsSuperPin(patient);
  assert.deepEqual(page.complaints ?? [], []);
}

async function inFirefox(context) {
  const server = await context.startVoordeur({ journey: "short", https: true });
  await elsewhere(server, await context.openFirefox({ width: 1280, locale: "en-GB" }), "en");
}

async function inWebkit(context) {
  const server = await context.startVoordeur({ journey: "short", https: true });
  await elsewhere(server, await context.openWebkit({ width: 320 }), "nl");
}

export const tests = [
  ...combinations.map((combination) => ({
    name: Object.entries(combination)
      .map(([what, value]) => (typeof value === "boolean" ? `${value ? "" : "no "}${what}` : value))
      .join(", "),
    run: (context) => wholeJourney(context, combination),
  })),
  { name: "Back and a double press", run: backAndTwice },
  { name: "a day later, with restarts", run: dayLater },
  { name: "another brand in the middle", run: otherBrand },
  { name: "in Firefox", run: inFirefox },
  { name: "in WebKit, on a phone", run: inWebkit },
  { name: "screens, fields, presses, mails and SMS are as few as promised", run: areCounted },
];
