// SPDX-License-Identifier: EUPL-1.2
// A patient at a browser. Each function is a step of the journey and ends on the page that the step leads to, having
// looked at it: its heading, its step in the title, its labels, axe, and whether it scrolls sideways.
import assert from "node:assert/strict";
import { axe, noSidewaysScroll } from "./browser.mjs";
import { labelsOf } from "./labels.mjs";

const lookedAt = new Set();

// thorough: axe on each page. Everything else is given by what `invite` knows.
export class Patient {
  constructor(page, server, { language = "nl", brand = "built-in", thorough = false, ...person } = {}) {
    Object.assign(this, {
      page,
      server,
      language,
      brand,
      thorough,
      labels: labelsOf(brand, language, server.journey),
      name: "Şeyma Proefpersoon-Müller",
      email: "seyma@post.example",
      birthDate: "1948-03-07",
      typedBirthDate: "7 maart 1948",
      postcode: "1234AB",
      phone: "0612345678",
      phoneInMails: "+31612345678",
      password: "paard fiets wolk tuinstoel",
      ...person,
    });
  }

  // What the practice enters, for server.invite().
  get details() {
    const { name, email, birthDate, postcode, letter } = this;
    return { name, email, birthDate, postcode, letter };
  }

  field(label) {
    return this.page.getByLabel(label, { exact: true });
  }

  button(label) {
    return this.page.getByRole("main").getByRole("button", { name: label, exact: true });
  }

  link(label) {
    return this.page.getByRole("main").getByRole("link", { name: label, exact: true });
  }

  // Presses and waits until the next page stands there.
  async press(label) {
    await Promise.all([this.page.waitForEvent("load"), this.button(label).click()]);
  }

  async follow(label) {
    await Promise.all([this.page.waitForEvent("load"), this.link(label).click()]);
  }

  // What a person reads there, on one line.
  async textOf(selector) {
    return (await this.page.locator(selector).innerText())
      .replace(/\u00ad/g, "")
      .replace(/\s+/g, " ")
      .trim();
  }

  heading = () => this.textOf("h1");
  text = () => this.textOf("main");

  // The page with this heading stands there; step: 1 to 3, for the pages that are one.
  async seesPage(title, step) {
    assert.equal(await this.heading(), title, `on ${await this.page.url()}`);
    const inTitle = await this.page.title();
    assert.ok(inTitle.includes(title), `the title is "${inTitle}"`);
    if (step)
      for (const text of [inTitle, await this.text()]) assert.ok(text.includes(this.labels.steps[step - 1]), text);
    await this.looksRight();
  }

  async looksRight() {
    assert.equal(await this.page.evaluate(() => document.documentElement.lang), this.language);
    await noSidewaysScroll(this.page);
    if (this.thorough) await this.#passesAxe();
  }

  // Once for all patients, for each text of a page: axe takes longer than all the rest.
  async #passesAxe() {
    const text = `${await this.page.title()}\n${await this.text()}`
      .replace(/[0-9A-Z]{4}(-\s?[0-9A-Z]{4}){3}/g, "PIN")
      .replace(/\d+/g, "0");
    const state = [this.brand, this.language, this.page.viewportSize().width, text].join("\n");
    if (lookedAt.has(state)) return;
    lookedAt.add(state);
    await axe(this.page);
  }

  // An error stands on the page: in the summary, and the title says so.
  async seesError(words) {
    const summary = await this.textOf("#fouten");
    assert.ok(summary.includes(words), `the errors are: ${summary}`);
    assert.match(await this.page.title(), /^(Fout|Error): /);
    await this.looksRight();
  }

  async sees(words) {
    const text = await this.text();
    assert.ok(text.includes(words), `"${words}" is not in: ${text}`);
  }
}

// Invited, at a browser of their own. words: what a journey looks for on its pages, by language; more: of the server.
export async function invitedPatient(
  context,
  { language = "nl", brand = "built-in", width, scripts = true, words, ...more },
) {
  const server = await context.startVoordeur({ brand, ...more });
  const locale = language === "nl" ? "nl-NL" : "en-GB";
  const page = await context.openPage({ width, javaScriptEnabled: scripts, locale });
  const patient = new Patient(page, server, { language, brand, thorough: true });
  patient.words = words[language];
  await server.invite(patient.details);
  return patient;
}

// A and B1
// Without a letter the built-in brand begins with B2.
export async function openInvitation(patient, link) {
  const { b1, b2 } = patient.labels;
  link ??= (await patient.server.mailbox.waitForMail(patient.email, "Stap 1: ")).link;
  patient.invitationLink = link;
  await patient.page.goto(link);
  if (await beginsWithDetails(patient)) {
    await patient.seesPage(b2.title, 1);
    return link;
  }
  await patient.seesPage(b1.title, 1);
  await patient.sees(patient.email);
  if (patient.letter) await patient.sees(b1.lead);
  return link;
}

const beginsWithDetails = async (patient) =>
  patient.brand === "built-in" && !patient.letter && (await patient.heading()) === patient.labels.b2.title;

export async function typeSuperPin(patient, superPin = patient.superPin) {
  const { b1, c1 } = patient.labels;
  await patient.field(b1.superPin).fill(superPin);
  await patient.press(b1.button);
  await patient.seesPage(c1.title, 2);
}

// B1 to B2
export async function saysNoLetter(patient) {
  const { b1, b2 } = patient.labels;
  if (!(await beginsWithDetails(patient))) await patient.follow(b1.noLetter);
  await patient.seesPage(b2.title, 1);
}

export async function fillDetails(
  patient,
  { email = patient.email, birthDate = patient.typedBirthDate, postcode = patient.postcode } = {},
) {
  const { b2 } = patient.labels;
  await patient.field(b2.email).fill(email);
  await patient.field(b2.birthDate).fill(birthDate);
  await patient.field(b2.postcode).fill(postcode);
  await patient.press(b2.button);
}

// B2 to B3
export async function confirmDetails(patient, details) {
  await fillDetails(patient, details);
  const { b3 } = patient.labels;
  await patient.seesPage(b3.title, 1);
  for (const words of [patient.email, ...b3.says]) await patient.sees(words);
}

// B3 to C1
export async function openConfirmation(patient, link) {
  link ??= (await patient.server.mailbox.waitForMail(patient.email, patient.labels.subjects[1])).link;
  patient.confirmationLink = link;
  await patient.page.goto(link);
  await patient.seesPage(patient.labels.c1.title, 2);
  await patient.sees(patient.email);
  return link;
}

export async function fillPasswords(patient, first, second = first) {
  const { c1 } = patient.labels;
  await patient.field(c1.password).fill(first);
  await patient.field(c1.again).fill(second);
  await patient.press(c1.button);
}

// C1 to D1
export async function choosePassword(patient) {
  await fillPasswords(patient, patient.password);
  await patient.seesPage(patient.labels.d1.title, 3);
}

// D1 to E1
export async function acceptDocuments(patient) {
  const { d1, e1 } = patient.labels;
  await patient.field(d1.privacy).check();
  await patient.field(d1.terms).check();
  await patient.press(d1.button);
  await patient.seesPage(e1.title);
  assert.equal(await patient.field(e1.email).inputValue(), patient.email);
}

export async function fillSignIn(patient, { email = patient.email, password = patient.password } = {}) {
  const { e1 } = patient.labels;
  await patient.field(e1.email).fill(email);
  await patient.field(e1.password).fill(password);
  await patient.press(e1.button);
}

// E1 to E2, or with a letter to F1
export async function signInFirst(patient) {
  const { e2, f1 } = patient.labels;
  await fillSignIn(patient);
  await patient.seesPage(patient.superPin ? f1.title : e2.title);
}

// E2 to E3
export async function makeSuperPin(patient) {
  const { e2, e3 } = patient.labels;
  await patient.press(e2.button);
  await patient.seesPage(e3.title);
  const text = await patient.text();
  patient.customerNumber = /\b\d{3} \d{3} \d{4}\b/.exec(text)[0];
  patient.madeSuperPin = /\b[0-9A-Z]{4}(-[0-9A-Z]{4}){3}\b/.exec(text.replace(/-\s+/g, "-"))[0];
}

// E3 to F1
export async function activateSuperPin(patient) {
  const { e3, f1 } = patient.labels;
  await patient.field(e3.kept).check();
  await patient.field(e3.password).fill(patient.password);
  await patient.press(e3.button);
  await patient.seesPage(f1.title);
}

// F1 to F2
export async function addSecondFactor(patient) {
  const { f1, f2 } = patient.labels;
  await patient.sees(f1.method);
  await patient.press(f1.button);
  await patient.seesPage(f2.title);
  assert.equal(await patient.field(f2.country).evaluate((list) => list.options[0].text), f2.netherlands);
}

export async function fillPhone(patient, phone = patient.phone) {
  const { f2 } = patient.labels;
  await patient.field(f2.phone).fill(phone);
  await patient.press(f2.button);
}

// F2 to F3
export async function sendSms(patient) {
  const { f2, f3 } = patient.labels;
  await fillPhone(patient);
  const text = await patient.text();
  assert.ok(text.includes(`${f2.sent} ${f2.shown}`) || text.includes(`${f2.sending} ${f2.shown}`), text);
  await patient.looksRight();
  await patient.press(f2.goOn);
  await patient.seesPage(f3.title);
}

export const newestCode = async (patient) => (await patient.server.smsGateway.waitForSms(patient.phoneInMails)).code;

export async function fillCode(patient, code, { code: label, button } = patient.labels.f3) {
  await patient.field(label).fill(code);
  await patient.press(button);
}

// F3 to F4
export async function typeCode(patient, code) {
  await fillCode(patient, code ?? (await newestCode(patient)));
  await patient.seesPage(patient.labels.f4.title);
}

// F4 to F5
export async function activatePhone(patient) {
  const { f4, f5 } = patient.labels;
  await patient.field(f4.password).fill(patient.password);
  await patient.press(f4.button);
  await patient.seesPage(f5.title);
  const whole = await patient.textOf("body");
  assert.ok(!whole.includes(patient.email) && !/12 ?34 ?56 ?78/.test(whole), "F5 holds personal data");
  assert.equal(await patient.link(f5.back).count(), 1);
}

// F5 to E1
export async function goesBackToSignIn(patient) {
  const { f5, e1 } = patient.labels;
  await patient.follow(f5.back);
  await patient.seesPage(e1.title);
}

// E1 to the page for the code
export async function signInAgain(patient, what) {
  const { g } = patient.labels;
  await patient.page.goto(`${patient.server.address}/inloggen`);
  await fillSignIn(patient, what);
  await patient.seesPage(g.title);
  await patient.sees(g.lead);
  await patient.sees("78");
}

// The letter's super-PIN, which was typed at B1, makes room for a new one at the first sign-in.
export async function renewSuperPin(patient) {
  const { renewal, services } = patient.labels;
  await patient.seesPage(renewal.title);
  await patient.press(renewal.make);
  await patient.seesPage(renewal.title);
  await patient.field(renewal.kept).check();
  await patient.press(renewal.button);
  await patient.seesPage(services.title);
  patient.superPin = undefined;
}

// G to the e-services
export async function typeSignInCode(patient, code) {
  const { g, services } = patient.labels;
  await fillCode(patient, code ?? (await newestCode(patient)), g);
  if (patient.superPin) await renewSuperPin(patient);
  await patient.seesPage(services.title);
}

export async function signOut(patient) {
  const { services, e1 } = patient.labels;
  await patient.press(services.signOut);
  await patient.seesPage(e1.title);
}

// A to D, without letter.
export async function register(patient) {
  await openInvitation(patient);
  await saysNoLetter(patient);
  await confirmDetails(patient);
  await openConfirmation(patient);
  await choosePassword(patient);
  await acceptDocuments(patient);
}

// A to F: the account is ready, and nobody signed in.
export async function getAccount(patient) {
  await register(patient);
  await signInFirst(patient);
  await makeSuperPin(patient);
  await activateSuperPin(patient);
  await addSecondFactor(patient);
  await sendSms(patient);
  await typeCode(patient);
  await activatePhone(patient);
}
