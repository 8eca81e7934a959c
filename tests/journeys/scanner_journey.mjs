// SPDX-License-Identifier: EUPL-1.2
// Mail programs and virus scanners open links before the patient does: with GET and HEAD, in a browser with scripts, and
// pressing every button they find. That uses up nothing and locks nobody.
import assert from "node:assert/strict";
import {
  acceptDocuments,
  choosePassword,
  confirmDetails,
  openConfirmation,
  openInvitation,
  Patient,
  saysNoLetter,
  signInFirst,
} from "../support/patient.mjs";

async function headsAndGets(link) {
  for (const method of ["HEAD", "GET", "HEAD", "GET"]) {
    const response = await fetch(link, { method, redirect: "follow" });
    assert.ok(response.status < 500, `${method}: ${response.status}`);
    await response.text();
  }
}

// Every button and link of the page in turn, each from a fresh look at it, three times over. Gives how many were pressed.
async function pressesEverything(page, link) {
  const all = page.getByRole("main").locator("button:visible, a:visible");
  let pressed = 0;
  for (let round = 0; round < 3; round += 1) {
    await page.goto(link);
    const buttons = await all.count();
    for (let i = 0; i < buttons; i += 1) {
      await page.goto(link);
      pressed += (await presses(page, all.nth(i))) + (await pressesFormsOf(page));
    }
  }
  return pressed;
}

// Also what is not to be pressed yet.
async function presses(page, button) {
  await button.click({ force: true });
  await page.waitForLoadState();
  return 1;
}

// Where one press leads, there may be fewer.
async function pressesFormsOf(page) {
  const buttons = page.getByRole("main").locator("button[type=submit]:visible");
  let pressed = 0;
  for (let i = (await buttons.count()) - 1; i >= 0; i -= 1) {
    if (i < (await buttons.count())) pressed += await presses(page, buttons.nth(i));
  }
  return pressed;
}

async function scanned(context, withScripts) {
  const server = await context.startVoordeur();
  const patient = new Patient(await context.openPage(), server);
  const scanner = await context.openPage({ javaScriptEnabled: withScripts });
  const scan = async (link) => {
    await headsAndGets(link);
    assert.ok((await pressesEverything(scanner, link)) >= 3, `nothing to press at ${link}`);
  };
  await server.invite(patient.details);
  const invitation = await server.mailbox.waitForMail(patient.email, "Stap 1");
  await scan(invitation.link);
  await server.nothingWaits();
  assert.equal(server.mailbox.mails.length, 1, "the scanner had mail sent");

  await openInvitation(patient, invitation.link);
  await saysNoLetter(patient);
  await confirmDetails(patient);
  const confirmation = await server.mailbox.waitForMail(patient.email, "Stap 2");
  await scan(invitation.link);
  await scan(confirmation.link);
  await openConfirmation(patient, confirmation.link);
  await choosePassword(patient);
  await scan(confirmation.link);
  await patient.page.goto(`${confirmation.link}/documenten`);
  await acceptDocuments(patient);
  await signInFirst(patient);
  assert.ok(server.mailbox.mails.length <= 3, server.mailbox.mails.map((mail) => mail.subject).join(", "));
}

export const tests = [
  { name: "with scripts", run: (context) => scanned(context, true) },
  { name: "without scripts", run: (context) => scanned(context, false) },
];
