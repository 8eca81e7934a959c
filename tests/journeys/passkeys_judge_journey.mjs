// SPDX-License-Identifier: EUPL-1.2
// A second judge: what Voordeur accepts, @simplewebauthn/server accepts too. Where Voordeur refuses more stands here, one by one.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { verifyAuthenticationResponse, verifyRegistrationResponse } from "@simplewebauthn/server";
import { cborBytes, cborMap, cborNumber, cborText, HostilePasskey } from "../support/hostile_passkey.mjs";
import { patientAt } from "../support/http_patient.mjs";

const bytes = (length) => Buffer.alloc(length, 1);

// What is changed, and who accepts it all the same. Where only the judge does, Voordeur is stricter on purpose.
const both = "both";
const judge = "only the judge";
const nobody = "nobody";
const made = [
  ["nothing", both],
  ["signed by itself", both, (says) => (says.format = "packed")],
  ["extensions", both, (says) => Object.assign(says, { ed: true, afterData: cborMap(cborText("x"), cborNumber(1)) })],
  ["nobody was asked who it is", both, (says) => (says.uv = false)],
  ["another type", nobody, ({ client }) => (client.type = "webauthn.get")],
  ["another challenge", nobody, ({ client }) => (client.challenge = randomBytes(32).toString("base64url"))],
  ["another site", nobody, ({ client }) => (client.origin = "https://evil.example")],
  ["a subdomain", nobody, ({ client }) => (client.origin = client.origin.replace("localhost", "x.localhost"))],
  ["another port", nobody, ({ client }) => (client.origin = "http://localhost:1")],
  ["for another site", nobody, (says) => (says.rpId = "evil.example")],
  ["nobody there", nobody, (says) => (says.up = false)],
  ["backed up, and cannot be", nobody, (says) => (says.be = false)],
  ["an id that is not its bytes", nobody, (says) => (says.id = "AAAA")],
  [
    "an attestation that nobody signed",
    nobody,
    (says) => Object.assign(says, { format: "packed", breaksSignature: true }),
  ],
  ["a byte after the data", nobody, (says) => (says.afterData = bytes(1))],
  ["a key that is none", nobody, (says) => (says.publicKey = cborMap())],
  ["in a frame of another site", judge, ({ client }) => (client.crossOrigin = true)],
  ["under another site", judge, ({ client }) => (client.topOrigin = "https://evil.example")],
  ["an id of 1024 bytes", judge, (says) => (says.rawId = says.idInData = bytes(1024))],
  ["an id that the authenticator did not say", judge, (says) => (says.idInData = bytes(32))],
  [
    "a key twice",
    judge,
    (says) => (says.json = JSON.stringify(says.client).replace("}", ',"type":"webauthn.create"}')),
  ],
  ["client data of more than 4 KiB", judge, ({ client }) => (client.more = "x".repeat(4096))],
  [
    "a key with one member more",
    judge,
    (says) =>
      (says.publicKey = Buffer.concat([
        Buffer.from([says.publicKey[0] + 1]),
        says.publicKey.subarray(1),
        cborNumber(-4),
        cborBytes(bytes(32)),
      ])),
  ],
];
const answered = [
  ["nothing", both],
  ["not backed up this time", both, (says) => (says.bs = false)],
  ["another type", nobody, ({ client }) => (client.type = "webauthn.create")],
  ["another challenge", nobody, ({ client }) => (client.challenge = randomBytes(32).toString("base64url"))],
  ["another site", nobody, ({ client }) => (client.origin = "https://evil.example")],
  ["for another site", nobody, (says) => (says.rpId = "evil.example")],
  ["nobody there", nobody, (says) => (says.up = false)],
  ["nobody was asked who it is", nobody, (says) => (says.uv = false)],
  ["backed up, and cannot be", nobody, (says) => (says.be = false)],
  ["a signature that is none", nobody, (says) => (says.breaksSignature = true)],
  ["an id that is not its bytes", nobody, (says) => (says.id = "AAAA")],
  ["a byte after the data", nobody, (says) => (says.afterData = bytes(1))],
  ["in a frame of another site", judge, ({ client }) => (client.crossOrigin = true)],
  ["of one device now", judge, (says) => (says.be = says.bs = false)],
  ["nobody's handle", judge, (says) => (says.userHandle = undefined)],
  ["somebody else's handle", judge, (says) => (says.userHandle = bytes(64))],
  ["a passkey in it", judge, (says) => (says.at = true)],
  ["a key twice", judge, (says) => (says.json = JSON.stringify(says.client).replace("}", ',"type":"webauthn.get"}'))],
  ["client data of more than 4 KiB", judge, ({ client }) => (client.more = "x".repeat(4096))],
];

const accepts = (verifying) =>
  verifying.then(
    ({ verified }) => verified,
    () => false,
  );

async function ask(browser, path) {
  const { form_token } = browser.form().fields;
  const { status, html } = await browser.request(path, { method: "POST", fields: { form_token } });
  assert.equal(status, 200, path);
  return JSON.parse(html);
}

const verdict = (ours, theirs) => (ours ? (theirs ? both : "ONLY VOORDEUR") : theirs ? judge : nobody);

function compare(what, cases, verdicts) {
  assert.deepEqual(
    Object.fromEntries(verdicts),
    Object.fromEntries(cases.map(([name, expected]) => [name, expected])),
    what,
  );
}

async function newOnes(context, algorithm) {
  const server = await context.startVoordeur({ host: "localhost" });
  const { browser } = await patientAt(server, "services");
  const site = { origin: server.address, rpId: "localhost" };
  const verdicts = [];
  for (const [name, , change] of made) {
    await browser.open("/mijn-account/passkeys");
    const asked = await ask(browser, "/mijn-account/passkeys/vraag");
    const { fields, judged } = new HostilePasskey(algorithm).make(asked, site, change);
    const theirs = await accepts(
      verifyRegistrationResponse({
        response: judged,
        expectedChallenge: asked.create.challenge,
        expectedOrigin: site.origin,
        expectedRPID: site.rpId,
        requireUserVerification: false,
      }),
    );
    const { form_token } = browser.form().fields;
    const answer = await browser.request("/mijn-account/passkeys", {
      method: "POST",
      fields: { form_token, ...fields },
    });
    verdicts.push([name, verdict(answer.status === 303, theirs)]);
  }
  compare("a new one", made, verdicts);
}

async function answers(context, algorithm) {
  const server = await context.startVoordeur({ host: "localhost" });
  const { browser } = await patientAt(server, "services");
  const site = { origin: server.address, rpId: "localhost" };
  const passkey = new HostilePasskey(algorithm);
  await browser.open("/mijn-account/passkeys");
  const { fields } = passkey.make(await ask(browser, "/mijn-account/passkeys/vraag"), site);
  await browser.open("/mijn-account/passkeys", {
    method: "POST",
    fields: { form_token: browser.form().fields.form_token, ...fields },
  });
  const verdicts = [];
  for (const [name, , change] of answered) {
    const stranger = new browser.constructor(server.address);
    await stranger.open("/inloggen");
    const asked = await ask(stranger, "/inloggen/passkey/vraag");
    const answer = passkey.answer(asked, site, change);
    const theirs = await accepts(
      verifyAuthenticationResponse({
        response: answer.judged,
        expectedChallenge: asked.get.challenge,
        expectedOrigin: site.origin,
        expectedRPID: site.rpId,
        credential: { id: passkey.id.toString("base64url"), publicKey: new Uint8Array(passkey.publicKey), counter: 0 },
        requireUserVerification: true,
      }),
    );
    const { form_token } = stranger.form().fields;
    const { headers } = await stranger.request("/inloggen/passkey", {
      method: "POST",
      fields: { form_token, ...answer.fields },
    });
    verdicts.push([name, verdict(headers.get("location") === "/diensten", theirs)]);
  }
  compare("an answer", answered, verdicts);
}

export const tests = [-7, -8, -257].flatMap((algorithm) => [
  { name: `a new passkey before two judges, ${algorithm}`, run: (context) => newOnes(context, algorithm) },
  { name: `an answer of a passkey before two judges, ${algorithm}`, run: (context) => answers(context, algorithm) },
]);
