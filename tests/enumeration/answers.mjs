// SPDX-License-Identifier: EUPL-1.2
// The forms that take an address or a customer number, and how long the answer for one takes.
import { Agent, request } from "node:http";
import { join } from "node:path";
import { HttpBrowser } from "../support/http_browser.mjs";
import { customerNumberIn, patientAt } from "../support/http_patient.mjs";
import { pdfText } from "../support/readable.mjs";

export const addressesOfEach = 20;
const many = 1_000_000_000;
const raised = {
  tries_details: many,
  letter_free_failures: many,
  network_free_letters: many,
  sign_in_free_failures: many,
  network_free_accounts: many,
  account_free_failures: many,
  mail_resend_seconds: 0,
};
// Signing in at its normal pace, and with waits from the second wrong password on.
export const openLimits = { limits: raised, hashing: { wait_milliseconds: 60_000 } };
export const strictLimits = { limits: { ...raised, sign_in_free_failures: 1 }, hashing: { wait_milliseconds: 60_000 } };

const shuffled = (items) =>
  items
    .map((item) => ({ item, at: Math.random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);

// As many with an account as without, of equal length, and in no order.
export async function makeAddresses(server) {
  const all = shuffled(
    Array.from({ length: 2 * addressesOfEach }, (_, number) => `persoon${10 + number}@post.example`),
  );
  const [known, unknown] = [all.slice(0, addressesOfEach), all.slice(addressesOfEach)];
  for (const email of known) await patientAt(server, "e1", { email });
  return { known, unknown };
}

// One connection, as a patient attacker keeps it. `ask(fields)` gives { status, microseconds }, to the last byte.
function asker(browser, { action, fields }) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const url = new URL(action, browser.url);
  const headers = {
    "Content-Type": "application/x-www-form-urlencoded",
    Origin: browser.address,
    "Accept-Language": "nl",
    Cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
  };
  return (typed, more = {}) =>
    new Promise((fulfil, reject) => {
      const body = String(new URLSearchParams({ ...fields, ...typed }));
      const asking = request(url, {
        method: "POST",
        agent,
        headers: { ...headers, ...more, "Content-Length": Buffer.byteLength(body) },
      });
      asking.on("error", reject).on("response", (response) => {
        response
          .resume()
          .on("end", () => fulfil({ status: response.statusCode, microseconds: (performance.now() - began) * 1000 }));
      });
      const began = performance.now();
      asking.end(body);
    });
}

let guesses = 0;
const anotherPassword = () => `geraden wachtwoord ${String((guesses += 1)).padStart(6, "0")}`;

// Each gives ask(email).
export async function strangersSignIn(server) {
  const browser = await new HttpBrowser(server.address).open("/inloggen");
  const ask = asker(browser, browser.form({ email: "", password: "" }));
  return (email) => ask({ email, password: anotherPassword() });
}

export async function knownBrowsersSignIn(server) {
  const { browser } = await patientAt(server, "services", { email: "bekend@post.example" });
  browser.cookies.delete("session");
  await browser.open("/inloggen");
  const ask = asker(browser, browser.form({ email: "", password: "" }));
  return (email) => ask({ email, password: anotherPassword() });
}

// Every address has to wait when this returns, for more than half an hour.
export async function waitingSignIn(server, addresses) {
  const ask = await strangersSignIn(server);
  for (let round = 0; round < 11; round += 1) {
    if (round > 0) server.time.advance("1000s");
    for (const email of addresses) await ask(email);
  }
  return ask;
}

const luhnDigit = (digits) => {
  const sum = [...digits].reverse().reduce((all, digit, at) => {
    const weighed = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return all + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return String((10 - (sum % 10)) % 10);
};

// As makeAddresses: numbers of letters whose patients are at `step`, and of nobody.
export async function makeCustomerNumbers(server, step) {
  const known = [];
  for (let number = 0; number < addressesOfEach; number += 1) {
    const letter = join(server.folder, `letter-${step}-${number}.pdf`);
    await patientAt(server, step, { email: `${step}-brief${10 + number}@post.example`, letter });
    known.push(customerNumberIn(await pdfText(letter)).replaceAll(" ", ""));
  }
  const unknown = known.map((_, number) => {
    const digits = `${100_000_007 + 7_654_321 * number}`;
    return digits + luhnDigit(digits);
  });
  return { known, unknown };
}

let pins = 0;
export async function letterWithoutLink(server) {
  const browser = await new HttpBrowser(server.address).open("/brief/de-linde");
  const ask = asker(browser, browser.form({ customer_number: "", super_pin: "" }));
  return (customer_number) => ask({ customer_number, super_pin: `AAAABBBBCC${String((pins += 1)).padStart(6, "0")}` });
}

// Behind a proxy that is trusted each comes from a network of its own; and from a new day before the mails of one are used up,
// so that known addresses get theirs.
export const behindAProxy = { ...openLimits, trusted_proxies: ["127.0.0.1"] };
const asksADay = 4 * addressesOfEach;
export async function asksForNewAccess(server) {
  const browser = await new HttpBrowser(server.address).open("/wachtwoord-vergeten/de-linde");
  const ask = asker(browser, browser.form({ email: "" }));
  let asked = 0;
  return (email) => {
    asked += 1;
    if (asked % asksADay === 0) server.time.advance("25h");
    return ask({ email }, { "X-Forwarded-For": `10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked & 255}` });
  };
}

export async function detailsAtLink(server) {
  const { browser } = await patientAt(server, "b2", { email: "houder@post.example" });
  const ask = asker(browser, browser.form({ email: "", birth_date: "1-2-1950", postcode: "9999ZZ" }));
  return (email) => ask({ email });
}
