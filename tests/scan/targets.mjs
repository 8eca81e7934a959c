// SPDX-License-Identifier: EUPL-1.2
// A Voordeur for scanners, with somebody at every step of the journey: each form can be reached, and pressed for ever.
import { join } from "node:path";
import { HttpBrowser } from "../support/http_browser.mjs";
import { patientAt } from "../support/http_patient.mjs";
import { startVoordeur } from "../support/voordeur.mjs";

const many = 1_000_000_000;
const limits = {
  tries_details: many,
  tries_super_pin: many,
  letter_free_failures: many,
  network_free_letters: many,
  tries_code: many,
  mails_a_day: many,
  mail_resend_seconds: 0,
  sms_resend_seconds: 0,
  sms_an_hour: many,
  sms_a_day: many,
  sms_practice_a_day: many,
  sms_country_a_day: many,
  sign_in_free_failures: many,
  network_free_accounts: many,
  account_free_failures: many,
};

export const startTarget = () =>
  startVoordeur({ database: "postgres", config: { limits, hashing: { wait_milliseconds: 30_000 } } });

// What is typed at each step: what can be read but is not right, so that it gets as far as the database, for ever.
const typed = {
  b1: { super_pin: "AAAA-BBBB-CCCC-DDDD" },
  b2: { email: "jan@post.example", birth_date: "1-2-1950", postcode: "4321ZZ" },
  b3: undefined, // only a button
  c1: { password: "lepel gordijn maan trapauto", password_again: "lepel gordijn maan trapauto" },
  d1: { read_privacy: "yes", accept_terms: "yes", versions: "1" },
  e2: undefined,
  e3: { kept: "yes", super_pin_id: undefined, password: "verkeerd wachtwoord" },
  f2: { country: "NL", phone: "0612345678" },
  f3: { code: "111111" },
  f4: { password: "verkeerd wachtwoord" },
  g: { code: "111111" },
  services: undefined,
};

// Each { step, url, cookie, form }; form: { action, fields } as it stands there, filled in.
export async function everyStep(server) {
  const visitor = await new HttpBrowser(server.address).open("/inloggen");
  const found = [targetOf("e1", visitor, { email: "jan@post.example", password: "verkeerd wachtwoord" })];
  const withLetter = await new HttpBrowser(server.address).open("/brief/de-linde");
  found.push(targetOf("b0", withLetter, { customer_number: "123 456 7897", super_pin: "AAAA-BBBB-CCCC-DDDD" }));
  for (const [number, [step, fields]] of Object.entries(typed).entries()) {
    const letter = step === "b1" ? join(server.folder, "letter.pdf") : undefined;
    const { browser } = await patientAt(server, step, {
      email: `${step}@post.example`,
      phone: `06123400${10 + number}`,
      letter,
    });
    found.push(targetOf(step, browser, fields));
  }
  return found;
}

function targetOf(step, browser, fields = {}) {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const form =
    step === "services"
      ? undefined
      : browser.form(Object.fromEntries(Object.entries(fields).filter(([, value]) => value)));
  return { step, url: browser.url, cookie, form };
}
