// SPDX-License-Identifier: EUPL-1.2
// A patient without a screen: by forms, mails and SMS alone, up to the step that a test wants.
import assert from "node:assert/strict";
import { HttpBrowser } from "./http_browser.mjs";
import { labelsOf } from "./labels.mjs";

export const password = "paard fiets wolk tuinstoel";

// Without a letter B2 is shown first, where B1 would be, but not in the order of the guide.
function titleOf(step, { letter, brand = "built-in", server }) {
  const is = step === "b1" && !letter && brand === "built-in" ? "b2" : step;
  return labelsOf(brand, "nl", server.journey)[is].title;
}

// In the order of the journey; each ends on the page of its step.
const guideWalk = {
  b1: (patient) => patient.openMailed("Stap 1: "),
  b2: ({ browser }) => browser.open(`${new URL(browser.url).pathname}/gegevens`),
  b3: ({ browser, email, typedBirthDate, postcode }) => browser.submit({ email, birth_date: typedBirthDate, postcode }),
  c1: (patient) => patient.openMailed("Stap 2: "),
  d1: ({ browser, password: chosen }) => browser.submit({ password: chosen, password_again: chosen }),
  e1: ({ browser }) => browser.submit({ read_privacy: "yes", accept_terms: "yes" }),
  e2: (patient) => patient.signIn(),
  e3: ({ browser }) => browser.submit({}),
  f1: ({ browser, password: chosen }) => browser.submit({ kept: "yes", password: chosen }),
  f2: ({ browser }) => browser.open("/tweede-factor/telefoon"),
  f3: async ({ browser, phone }) => {
    await browser.submit({ country: "NL", phone });
    return browser.open("/tweede-factor/code");
  },
  f4: async (patient) => patient.browser.submit({ code: await patient.newestCode() }),
  f5: ({ browser, password: chosen }) => browser.submit({ password: chosen }),
  g: async (patient) => {
    await patient.browser.open("/inloggen");
    return patient.signIn();
  },
  services: async (patient) => patient.browser.submit({ code: await patient.newestCode() }),
};

const shortWalk = {
  b2: (patient) => patient.openMailed("Stap 1: "),
  c1: ({ browser, typedBirthDate, postcode }) => browser.submit({ birth_date: typedBirthDate, postcode }),
  f2: ({ browser, password: chosen }) => browser.submit({ password: chosen, accept_terms: "yes" }),
  f3: ({ browser, phone }) => browser.submit({ country: "NL", phone }),
  e3: async (patient) => patient.browser.submit({ code: await patient.newestCode() }),
  services: ({ browser }) => browser.submit({ kept: "yes" }),
};

class HttpPatient {
  // letter: the name of the PDF file to write; browser: another than a new one. `links` are those of the mails that were opened.
  constructor(server, person) {
    Object.assign(this, {
      name: "Voorbeeld",
      email: "voorbeeld@post.example",
      birthDate: "1948-03-07",
      typedBirthDate: "7-3-1948",
      postcode: "1234AB",
      phone: "0612345678",
      password,
      browser: new HttpBrowser(server.address),
      ...person,
      server,
      links: [],
    });
  }

  async invite() {
    const { name, email, birthDate, postcode, letter } = this;
    await this.server.invite({ name, email, birthDate, postcode, letter });
    return this;
  }

  async openMailed(subject) {
    this.link = (await this.server.mailbox.waitForMail(this.email, subject)).link;
    this.links.push(this.link);
    return this.browser.open(this.link);
  }

  signIn() {
    return this.browser.submit({ email: this.email, password: this.password });
  }

  async newestCode() {
    return (await this.server.smsGateway.waitForSms(`+31${this.phone.slice(1)}`)).code;
  }

  // From where they are, one step or more.
  async goTo(wanted) {
    const walk = this.server.journey === "short" ? shortWalk : guideWalk;
    const steps = Object.keys(walk);
    for (const step of steps.slice(this.step ? steps.indexOf(this.step) + 1 : 0, steps.indexOf(wanted) + 1)) {
      await walk[step](this);
      const { heading, url, text } = this.browser;
      assert.equal(heading, titleOf(step, this), `${step}, on ${url}: ${text}`);
      this.step = step;
    }
    return this;
  }
}

// step: b1 to b3, c1, d1, e1 to e3, f1 to f5, g, services; of those, what the journey of this server has, without letter.
export async function patientAt(server, step, person = {}) {
  return (await new HttpPatient(server, person).invite()).goTo(step);
}

// Who was invited already, and whose browser is to stand at this step: they walk there without a screen, the browser of
// patient.mjs takes over what they hold and opens the page.
export async function walkTo(patient, step) {
  const { server, page, brand, name, email, birthDate, typedBirthDate, postcode, phone } = patient;
  const walker = new HttpPatient(server, {
    brand,
    name,
    email,
    birthDate,
    typedBirthDate,
    postcode,
    phone,
    password: patient.password,
  });
  await walker.goTo(step);
  [patient.invitationLink, patient.confirmationLink] = walker.links;
  await page
    .context()
    .addCookies([...walker.browser.cookies].map(([key, value]) => ({ name: key, value, url: server.address })));
  await page.goto(walker.browser.url);
  await patient.seesPage(titleOf(step, walker));
}

// What stands in a letter's text.
export const superPinIn = (text) => /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/.exec(text)[0];
export const customerNumberIn = (text) => /klantnummer:? +(\d{3} \d{3} \d{4})/.exec(text)[1];
