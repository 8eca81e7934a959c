// SPDX-License-Identifier: EUPL-1.2
// Patients who register by the front door, and sign in.
import { HttpBrowser } from "../tests/support/http_browser.mjs";
import { sleep } from "../tests/support/processes.mjs";
import { processorSeconds } from "./cores.mjs";

export const password = "paard fiets wolk tuinstoel";
const birthDate = "1948-03-07";
const postcode = "1234AB";

// The link of the invitation.
export async function invite(server, email) {
  await server.invite({ name: "Sanne de Vries", email, birthDate, postcode });
  return (await server.mailbox.waitForMail(email, "Stap 1: ")).link;
}

async function openDetails(server, email) {
  const browser = new HttpBrowser(server.address);
  await browser.open(await invite(server, email));
  return browser.open(`${browser.url}/gegevens`);
}

// An account without a second factor and without a super-PIN; gives its e-mail address.
export async function register(server, email) {
  const browser = await openDetails(server, email);
  await browser.submit({ email, birth_date: birthDate, postcode });
  await browser.open((await server.mailbox.waitForMail(email, "Stap 2: ")).link);
  await browser.submit({ password, password_again: password });
  await browser.submit({ read_privacy: "yes", accept_terms: "yes" });
  if (!new URL(browser.url).pathname.startsWith("/inloggen"))
    throw new Error(`${email} did not get an account:\n${browser.text}`);
  return email;
}

// What wrk needs to press the button of the details (B2) with a wrong postcode: one transaction that counts the try.
export async function detailsForm(server, email) {
  const browser = await openDetails(server, email);
  const { action, fields } = browser.form({ email, birth_date: birthDate, postcode: "9999ZZ" });
  return { url: String(new URL(action, server.address)), form: fields, headers: headersOf(browser), status: "refused" };
}

export function headersOf(browser) {
  return {
    Origin: browser.address,
    Cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
  };
}

// A browser that was never here gets the form, posts the password and follows to the next page (E2). Gives the status of
// what it ended on; whoever is not signed in is told to wait (429, 503).
async function signIn({ address, signInPath, nextPath }, email) {
  const browser = new HttpBrowser(address);
  await browser.open(signInPath);
  await browser.submit({ email, password });
  const { status, url } = browser;
  if (status === 429 || status === 503 || (status === 200 && new URL(url).pathname === nextPath)) return status;
  throw new Error(`${email} was not signed in (${status}):\n${browser.text}`);
}

// This many patients, who each sign in again as soon as they are; counted once all of them are at it, while `look` is called
// now and then. Gives { rate, byProcessor, refused }; the last were told to wait, and tried again. `server`: any that has an
// address, a pid, the path of its form and of its next page.
export async function signInRates({ server, emails, clients, seconds }, look = () => {}) {
  const counts = { 200: 0, 429: 0, 503: 0 };
  let isOver = false;
  const processorBefore = processorSeconds(server.pid);
  const patient = async (index) => {
    while (!isOver) counts[await signIn(server, emails[index % emails.length])] += 1;
  };
  const patients = Promise.all(Array.from({ length: clients }, (_, index) => patient(index)));
  const count = async () => {
    while (counts[200] < clients) await sleep(20);
    const [before, began] = [counts[200], performance.now()];
    while (performance.now() - began < seconds * 1000) {
      await sleep(250);
      look();
    }
    return (counts[200] - before) / ((performance.now() - began) / 1000);
  };
  const rate = await Promise.race([count(), patients]).finally(() => (isOver = true));
  await patients;
  const spent = processorSeconds(server.pid) - processorBefore;
  return { rate, byProcessor: counts[200] / spent, refused: counts[429] + counts[503] };
}
