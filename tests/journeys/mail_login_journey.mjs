// SPDX-License-Identifier: EUPL-1.2
// Mail as providers take it: over TLS, from who logs in. Until the mail server is the right one, encrypted and lets us in, each
// message waits and says why; nothing but a greeting is ever said in the clear, and the password stands nowhere.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeAuthority } from "../support/certificates.mjs";
import { removeFolder, temporaryFolder, waitFor } from "../support/processes.mjs";
import { practice } from "../support/voordeur.mjs";

const person = { name: "Voorbeeld", email: "voorbeeld@post.example", birthDate: "1948-03-07", postcode: "1234AB" };
const login = { user: "eservices@delinde.example", password: "geheim van de post" };
const wrongLogin = { login: { ...login, password: "iets anders" } };

// Why a message waits, as libcurl and the mail server say it.
const notTrusted = "SSL peer certificate or SSH remote key was not OK";
const notEncrypted = "Requested SSL level failed";
const notLetIn = "SMTP 535 5.7.8 (before the recipient)";

// The certificate that the configuration trusts, and two that it does not: a stranger's, and one of another host.
async function makeCertificates(folder) {
  const ours = await makeAuthority(folder, "ours");
  const strangers = await makeAuthority(folder, "strangers");
  return {
    caFile: ours.file,
    right: await ours.issue("localhost"),
    unknown: await strangers.issue("localhost"),
    elsewhere: await ours.issue("post.elders.example"),
  };
}

async function withCertificates(run) {
  const folder = temporaryFolder();
  try {
    await run(await makeCertificates(folder), folder);
  } finally {
    removeFolder(folder);
  }
}

// The most talkative log: not even that one may tell the password.
function configOf({ caFile, folder, tls }) {
  const passwordFile = join(folder, "mail.password");
  writeFileSync(passwordFile, `${login.password}\n`, { mode: 0o600 });
  return {
    log_level: "trace",
    mail: { ca_file: caFile, user: login.user, password_file: passwordFile, ...(tls ? { tls } : {}) },
  };
}

const greetings = /^(EHLO delinde\.example\r\n((STARTTLS|QUIT)\r\n)?)+$/;

const commands = [["messages"], ["registrations", "--practice", practice.slug]];

// Until `messages` and `registrations` give this reason.
async function waitsBecause(server, why) {
  let written = [];
  const isSaid = async () => {
    written = await Promise.all(commands.map(async (words) => (await server.command(...words)).stdout));
    return written.every((text) => text.includes(why));
  };
  await waitFor(() => `"${why}" in:\n${written.join("\n")}`, isSaid);
  const [messages, registrations] = written;
  assert.match(messages, /^email +invitation +/m);
  assert.match(registrations, /invitation waiting, /);
  return messages + registrations;
}

function keepsThePassword(text) {
  const { user, password } = login;
  const spellings = [
    password,
    Buffer.from(password).toString("base64"),
    Buffer.from(`\0${user}\0${password}`).toString("base64"),
  ];
  for (const spelling of spellings) assert.ok(!text.includes(spelling), text);
}

const onlyGreetings = ({ mailbox }) => assert.match(mailbox.inTheClear, mailbox.tls === "smtps" ? /^$/ : greetings);

async function arrivesEncrypted(server) {
  const mail = await server.mailbox.waitForMail(person.email, "Stap 1: ");
  assert.deepEqual([mail.secure, mail.user], [true, login.user]);
  onlyGreetings(server);
}

// hindrances: [what is wrong with the mail server, what is said then], one after the other; then all is well.
async function goesWhenAllIsRight(context, { tls, config, hindrances }) {
  await withCertificates(async (certificates, folder) => {
    const right = { tls, login, certificate: certificates.right };
    const wrong = hindrances(certificates).map(([what, why]) => [{ ...right, ...what }, why]);
    const server = await context.startVoordeur({
      mailbox: wrong[0][0],
      config: configOf({ folder, caFile: certificates.caFile, ...config }),
    });
    await server.invite(person);
    let said = "";
    for (const [mailServer, why] of wrong) {
      await server.mailbox.become(mailServer);
      server.time.advance("61m"); // longer than any message waits for its next try
      said += await waitsBecause(server, why);
      assert.deepEqual(server.mailbox.mails, [], `sent, though "${why}"`);
      onlyGreetings(server);
    }
    await server.mailbox.become(right);
    server.time.advance("61m");
    await arrivesEncrypted(server);
    keepsThePassword(said + server.log());
  });
}

const starttls = {
  tls: "starttls",
  config: { tls: "required" },
  hindrances: ({ unknown, elsewhere }) => [
    [{ certificate: unknown }, notTrusted],
    [{ tls: "none" }, notEncrypted],
    [{ certificate: elsewhere }, notTrusted],
    [wrongLogin, notLetIn],
  ],
};

// Always encrypted, without a key that says so.
const smtps = {
  tls: "smtps",
  hindrances: ({ unknown, elsewhere }) => [
    [{ certificate: unknown }, notTrusted],
    [wrongLogin, notLetIn],
    [{ certificate: elsewhere }, notTrusted],
  ],
};

// A server that offers four ways to log in and takes the last one only.
async function takesOneOfItsLogins(context, accepts) {
  await withCertificates(async ({ caFile, right }, folder) => {
    const offers = ["CRAM-MD5", "PLAIN", "LOGIN"];
    const server = await context.startVoordeur({
      mailbox: { tls: "starttls", login: { ...login, offers, accepts }, certificate: right },
      config: configOf({ folder, caFile, tls: "required" }),
    });
    await server.invite(person);
    await arrivesEncrypted(server);
    await server.invite(person);
    await arrivesEncrypted(server);
  });
}

// A server that offers no encryption gets the mail and the password all the same; one that offers it must be the right one.
async function encryptsIfOffered(context) {
  await withCertificates(async ({ caFile, right, unknown }, folder) => {
    const server = await context.startVoordeur({
      mailbox: { tls: "none", login, certificate: right },
      config: configOf({ folder, caFile, tls: "if-offered" }),
    });
    const { mailbox } = server;
    // Started again, Voordeur has no connection left that the mail server has closed.
    const invitesOnceItIs = async (mailServer) => {
      await mailbox.become(mailServer);
      await server.restart();
      await server.invite(person);
    };
    await server.invite(person);
    assert.equal((await mailbox.waitForMail(person.email)).secure, false);
    await invitesOnceItIs({ tls: "starttls" });
    assert.equal((await mailbox.waitForMail(person.email)).secure, true);
    await invitesOnceItIs({ certificate: unknown });
    await waitsBecause(server, notTrusted);
    assert.equal(mailbox.mails.length, 2);
  });
}

export const tests = [
  { name: "STARTTLS required, with a login", run: (context) => goesWhenAllIsRight(context, starttls) },
  { name: "smtps, with a login", run: (context) => goesWhenAllIsRight(context, smtps) },
  { name: "a login that only LOGIN gets", run: (context) => takesOneOfItsLogins(context, "LOGIN") },
  { name: "a login that only PLAIN gets", run: (context) => takesOneOfItsLogins(context, "PLAIN") },
  { name: "STARTTLS if it is offered", run: encryptsIfOffered },
];
