// SPDX-License-Identifier: EUPL-1.2
// The demo, as a newcomer meets it: what it prints leads to a page that shows all that is needed for a whole registration, and
// nobody else gets to that page.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startDemo } from "../support/demo.mjs";
import { HttpBrowser } from "../support/http_browser.mjs";
import { patientAt, superPinIn } from "../support/http_patient.mjs";
import { removeFolder, temporaryFolder, waitFor } from "../support/processes.mjs";
import { rawRequest } from "../support/raw_http.mjs";
import { pdfText } from "../support/readable.mjs";

// Each message on one line, of its subject the first two words.
const begin = (subject = "") => subject.split(" ").slice(0, 2).join(" ");
const listed = (messages) => messages.map(({ kind, to, subject }) => [kind, to, begin(subject)].join(" | ")).sort();

async function invitesThree(demo) {
  assert.equal(demo.mailboxUrl, `${demo.address}/postvak`);
  assert.equal(demo.signInUrl, `${demo.address}/inloggen`);
  const patients = await demo.patients();
  const emails = ["johanna.voorbeeld@post.example", "a.tester@post.example", "seyma.proefpersoon@post.example"];
  assert.deepEqual(
    patients.map(({ email }) => email),
    emails,
    "not the samples in their order",
  );
  const invitations = await waitFor("three messages", async () =>
    ((found) => found.length >= 3 && found)(await demo.messages()),
  );
  assert.deepEqual(listed(invitations), patients.map(({ email }) => `E-mail | ${email} | Stap 1:`).sort());
  return patients;
}

async function textOfPdf(url) {
  const response = await fetch(url);
  assert.equal(response.headers.get("content-type"), "application/pdf");
  assert.match(response.headers.get("content-disposition"), /^attachment; filename="[a-z]+\.pdf"$/);
  const folder = temporaryFolder();
  writeFileSync(join(folder, "letter.pdf"), Buffer.from(await response.arrayBuffer()));
  const text = await pdfText(join(folder, "letter.pdf"));
  removeFolder(folder);
  return text;
}

// The first card is whom a newcomer plays: her details open, her invitation a button; the newest mail stands open as she sees it.
async function beginsAsTheFirst(demo) {
  const { html, text } = await new HttpBrowser(demo.address).open("/postvak");
  const card = html.replaceAll("<wbr>", "").split("data-begin>")[1].split("</h2>")[1].split("<details>")[0];
  assert.ok(text.includes("Begin als mevrouw Voorbeeld"), text);
  for (const words of ["johanna.voorbeeld", "7-3-1948", "1234 AB", "brief.pdf", "Open haar uitnodiging"])
    assert.ok(card.includes(words), `${words} is not in: ${card}`);
  const invitation = /nl-button--primary" href="([^"]*)"/.exec(card)[1];
  const { link } = (await demo.messages()).find(({ to }) => to === "johanna.voorbeeld@post.example");
  assert.equal(invitation, link);
  assert.equal(html.match(/<details open>/g).length, 1);
  const opened = html.split("<details open>")[1].split("</details>")[0];
  assert.ok(opened.includes(link), "the mail that stands open is another patient's");
}

// In a browser the mailbox shows by itself what comes in, and leaves what is being read.
async function refreshesItself(demo, context, { email, typedBirthDate, postcode }) {
  const page = await context.openPage();
  await page.goto(`${demo.address}/postvak`);
  const before = await page.locator("[data-message]").count();
  await page.locator("[data-message] details:not([open]) summary").first().click();
  await patientAt(demo, "f3", { email, typedBirthDate, postcode });
  await page.waitForFunction((count) => document.querySelectorAll("[data-message]").length > count, before);
  assert.ok((await page.locator("[data-message] details[open]").count()) >= 2, "what was read is closed again");
}

// The letter belongs to the mail of its patient: what stands in it opens step 2.
async function opensWithItsLetter(demo, patients) {
  const [{ letter, email }, ...others] = patients.filter((patient) => patient.letter);
  assert.deepEqual(others, [], "not one letter");
  const superPin = superPinIn(await textOfPdf(demo.address + letter));
  const { link } = (await demo.messages()).find(({ to }) => to === email);
  const browser = await new HttpBrowser(demo.address).open(link);
  await browser.submit({ super_pin: superPin });
  assert.equal(browser.heading, "Kies uw wachtwoord", browser.text);
}

// Without a letter; everything typed or opened stands on the mailbox page.
async function registersAndSignsIn(demo, { email, typedBirthDate, postcode }) {
  const before = await demo.messages();
  const patient = await patientAt(demo, "services", { email, typedBirthDate, postcode });
  assert.match(patient.browser.html, /href="\/postvak\/dienst"[^>]*>\s*Afspraak maken/);
  const service = await new HttpBrowser(demo.address).open("/postvak/dienst");
  assert.equal(service.heading, "Hier begint de dienst");
  await demo.mailbox.waitForMail(email, "Uw account voor");
  assert.deepEqual(listed((await demo.messages()).slice(0, -before.length)), [
    `E-mail | ${email} | Uw account`,
    "Sms | 06 12 34 56 78 | ",
  ]);
}

// Another site's name for this machine, and a proxy that would let the whole world in.
async function staysOnThisMachine(demo) {
  const ask = (lines) => rawRequest(demo.address, `GET /postvak HTTP/1.1\r\n${lines}\r\nConnection: close\r\n\r\n`);
  assert.equal((await ask("Host: HOST")).status, 200);
  const refusals = [
    ["Host: evil.example", 421],
    ["Host: HOST\r\nX-Forwarded-For: 203.0.113.9", 400],
    ["Host: HOST\r\nForwarded: for=203.0.113.9", 400],
  ];
  for (const [lines, status] of refusals) {
    const answer = await ask(lines);
    assert.equal(answer.status, status, lines);
    assert.ok(!answer.html.includes("@"), answer.html);
  }
}

async function playedByANewcomer(context) {
  const demo = await startDemo();
  let ending;
  try {
    const patients = await invitesThree(demo);
    await beginsAsTheFirst(demo);
    await opensWithItsLetter(demo, patients);
    const [first, second] = patients.filter(({ letter }) => !letter);
    await registersAndSignsIn(demo, first);
    await refreshesItself(demo, context, second);
    await staysOnThisMachine(demo);
  } finally {
    ending = await demo.stop();
  }
  assert.deepEqual(ending, { status: 0, signal: null, left: [] });
}

async function nowhereElse(context) {
  const server = await context.startVoordeur();
  for (const path of ["/postvak", "/postvak/brief.pdf", "/postvak/dienst"]) {
    const browser = await new HttpBrowser(server.address).open(path);
    assert.equal(browser.status, 404, path);
    assert.ok(!browser.html.includes("postvak"), browser.html);
  }
}

export const tests = [
  { name: "a newcomer registers and signs in", run: playedByANewcomer },
  { name: "a server with a configuration has no mailbox page", run: nowhereElse },
];
