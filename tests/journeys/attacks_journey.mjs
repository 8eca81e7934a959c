// SPDX-License-Identifier: EUPL-1.2
// Attacks that worked once, and do not any more.
import assert from "node:assert/strict";
import { HttpBrowser } from "../support/http_browser.mjs";

const johanna = { name: "Johanna Voorbeeld", email: "johanna.voorbeeld@post.example", birthDate: "1948-03-07", postcode: "1234AB", patientNumber: "7" };

// A form field that was kept in a cookie over a sign-in made a header longer than the HTTP library would write; that ended
// the server, without anyone having signed in.
async function aLongFieldEndsNothing(context) {
  const server = await context.startVoordeur({ database: "sqlite" });
  const browser = new HttpBrowser(server.address);
  browser.cookies.set("session", "B".repeat(43));
  await browser.open("/inloggen");
  const { fields } = browser.form({ email: "" });
  const answer = await browser.request("/tweede-factor/telefoon", {
    method: "POST",
    fields: { form_token: fields.form_token, country: "NL", phone: "!".repeat(20000) },
  });
  assert.equal(answer.status, 303);
  assert.equal((await browser.request("/healthz")).status, 200);
}

// Whoever held a link from before the practice corrected the details got a fresh one from it.
async function anEndedLinkBringsNoNewOne(context) {
  const server = await context.startVoordeur({ database: "sqlite" });
  await server.invite(johanna);
  const first = await server.mailbox.waitForMail(johanna.email, "Stap 1:");
  await server.invite({ ...johanna, postcode: "9999ZZ" });
  const second = await server.mailbox.waitForMail(johanna.email, "Stap 1:");
  assert.notEqual(first.link, second.link);
  const browser = new HttpBrowser(server.address);
  await browser.open(new URL(first.link).pathname);
  assert.equal(browser.status, 410);
  assert.ok(!browser.html.includes("/nieuwe-link"), "the button is not offered");
  await browser.open("/inloggen");
  const { fields } = browser.form({ email: "" });
  await browser.open(`${new URL(first.link).pathname}/nieuwe-link`, { method: "POST", fields: { form_token: fields.form_token } });
  assert.equal(server.mailbox.mails.length, 2, "and asking for it all the same sends nothing");
}

export const tests = [
  { name: "a long field ends nothing", seconds: 60, run: aLongFieldEndsNothing },
  { name: "an ended link brings no new one", seconds: 60, run: anEndedLinkBringsNoNewOne },
];
