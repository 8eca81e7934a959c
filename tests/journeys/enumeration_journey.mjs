// SPDX-License-Identifier: EUPL-1.2
// Signing in tells nobody whether an address has an account: equal bytes, headers and cookies, equally many hashes, no
// message.
import assert from "node:assert/strict";
import { HttpBrowser } from "../support/http_browser.mjs";
import { freePort } from "../support/processes.mjs";
import { Patient, register } from "../support/patient.mjs";

const known = "seyma@post.example";
const unknown = "sanne@post.example";  // as long
const locked = "samir@post.example";

const masked = (text, email) => text.replaceAll(/name="form_token" value="[^"]*"/g, 'name="form_token"').replaceAll(email, "ADDRESS");

// What the outside sees, with what is new in each answer masked.
function seen({ status, headers, html }, email) {
  const cookies = headers.getSetCookie().map((cookie) => cookie.replace(/=[^;]*/, (value) => `=${value.length}`));
  const others = [...headers].filter(([name]) => !["set-cookie", "date"].includes(name));
  return { status, cookies, headers: others, html: masked(html, email) };
}

async function metric(address, pattern) {
  const text = await (await fetch(`${address}/metrics`)).text();
  return [...text.matchAll(pattern)].reduce((sum, [, value]) => sum + Number(value), 0);
}

async function compared(context) {
  const metrics = `127.0.0.1:${await freePort()}`;
  const server = await context.startVoordeur({ config: { metrics_listen: metrics } });
  const patient = new Patient(await context.openPage(), server);
  await server.invite(patient.details);
  await register(patient);
  await server.invite({ name: "Samir", email: locked, birthDate: "1990-02-03", postcode: "1234AB" });
  await server.mailbox.waitForMail(locked);

  const hashes = () => metric(`http://${metrics}`, /^voordeur_password_hashes_total (\S+)$/gm);
  const messages = server.mailbox.mails.length;
  const tries = async (email) => {
    const browser = new HttpBrowser(server.address);
    await browser.open("/inloggen");
    const before = await hashes();
    const answers = [];
    for (let i = 0; i < 8; i += 1) {
      const form = browser.form({ email, password: `geraden wachtwoord ${i}` });
      answers.push(seen(await browser.request(form.action, { method: "POST", fields: form.fields }), email));
    }
    return { answers, hashes: (await hashes()) - before };
  };
  const [ofKnown, ofUnknown, ofInvited] = [await tries(known), await tries(unknown), await tries(locked)];
  assert.ok(ofKnown.hashes >= 5, `${ofKnown.hashes} hashes`);
  const withoutSeconds = ({ answers }) => answers.map(({ status, ...answer }) => (status === 429 ? { status } : { status, ...answer }));
  assert.deepEqual(ofUnknown.answers.map(({ status }) => status), ofKnown.answers.map(({ status }) => status));
  assert.ok(ofKnown.answers.some(({ status }) => status === 429), "no wait after eight wrong passwords");
  assert.deepEqual(withoutSeconds(ofUnknown), withoutSeconds(ofKnown));
  assert.deepEqual(withoutSeconds(ofInvited), withoutSeconds(ofKnown));
  assert.equal(ofUnknown.hashes, ofKnown.hashes);
  assert.equal(ofInvited.hashes, ofKnown.hashes);
  assert.equal(server.mailbox.mails.length, messages);
  assert.equal(server.smsGateway.messages.length, 0);
}

export const tests = [{ name: "known and unknown addresses get equal answers", run: compared }];
