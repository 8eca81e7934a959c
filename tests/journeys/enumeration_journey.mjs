// SPDX-License-Identifier: EUPL-1.2
// No form that takes an address or a customer number tells whether somebody has an account, or is a patient: equal bytes, headers
// and cookies, and behind them the same statements, as many hashes and as many messages. A registration is looked up by its link,
// or by its letter. How long it takes is measured by tests/enumeration/.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { HttpBrowser } from "../support/http_browser.mjs";
import { customerNumberIn, patientAt, superPinIn } from "../support/http_patient.mjs";
import { freePort, root } from "../support/processes.mjs";
import { pdfText } from "../support/readable.mjs";
import { watchStatements } from "../support/statements.mjs";

const second = {
  slug: "de-eik",
  name: "Huisartsenpraktijk De Eik",
  phone: "030 555 0187",
  email: "balie@deeik.example",
};
const letterPath = "/brief/de-linde";
const addressOf = (who) => `${who}@post.example`; // each of five letters: as long
const person = (who) => ({ email: addressOf(who), phone: `06123400${String(who.codePointAt(0)).slice(-2)}` });

const nobodysNumber = "123 456 7897";
// Who is at this step, invited by a letter: what stands in it.
async function letterOf(server, who, step) {
  const letter = join(server.folder, `${who}.pdf`);
  await patientAt(server, step, { ...person(who), letter });
  const text = await pdfText(letter);
  return { number: customerNumberIn(text), superPin: superPinIn(text) };
}

// A server whose statements and hashes can be counted.
async function watchedServer(context, config = {}) {
  const metrics = `127.0.0.1:${await freePort()}`;
  const server = await context.startVoordeur({ database: "postgres", config: { metrics_listen: metrics, ...config } });
  server.watch = await watchStatements(server);
  server.hashes = async () => {
    const text = await (await fetch(`http://${metrics}/metrics`)).text();
    return Number(/^voordeur_password_hashes_total (\S+)$/m.exec(text)[1]);
  };
  return server;
}

const masked = (text, secrets) =>
  secrets
    .reduce((all, secret) => all.replaceAll(secret, "#".repeat(secret.length)), text.replaceAll("<wbr>", ""))
    .replace(/name="form_token" value="[^"]*"/g, 'name="form_token"')
    .replace(/(name="said" value=")([^"]*)"/g, (_, name, sealed) => `${name}${sealed.length}"`);

// One answer, as the outside and the inside see it; what is new in each is masked, its length kept.
async function seen(server, secrets, ask) {
  const before = await server.hashes();
  const {
    result: { status, headers, html },
    statements,
  } = await server.watch.during(ask);
  const hashes = (await server.hashes()) - before;
  const cookies = headers.getSetCookie().map((cookie) => cookie.replace(/=[^;]*/, (value) => `=${value.length}`));
  const others = [...headers]
    .filter(([name]) => !["set-cookie", "date"].includes(name))
    .map((header) => masked(header.join(": "), secrets));
  const messages = statements.filter((text) => text.startsWith("INSERT INTO message")).length;
  return { status, cookies, headers: others, html: masked(html, secrets), statements, hashes, messages };
}

function allEqual(cases) {
  const [[firstName, first], ...others] = Object.entries(cases);
  for (const [name, answers] of others) {
    answers.forEach((answer, index) =>
      assert.deepEqual(answer, first[index], `${name} is not as ${firstName}, answer ${index + 1}`),
    );
    assert.equal(answers.length, first.length);
  }
  return first;
}

// Six wrong ones, then two that have to wait; the clock is set back, so that the wait is not over on a slow machine.
async function sixAndTwoThatWait(server, guess) {
  const answers = [];
  for (let number = 1; number <= 6; number += 1) answers.push(await guess(number));
  server.time.advance("-60s");
  for (let number = 7; number <= 8; number += 1) answers.push(await guess(number));
  server.time.advance("60s");
  const withoutWait = (text) => text.replace(/\b6\d\b/g, "6#").replace(/\b[12] minu\w+/g, "# minu");
  return answers.map((answer) => ({
    ...answer,
    html: withoutWait(answer.html),
    headers: answer.headers.map(withoutWait),
  }));
}

async function wrongPasswords(server, email, browser = new HttpBrowser(server.address)) {
  await browser.open("/inloggen");
  browser.keepsCookies = false;
  const guess = (number) => {
    const { action, fields } = browser.form({ email, password: `geraden wachtwoord ${number}` });
    return seen(server, [email], () => browser.request(action, { method: "POST", fields }));
  };
  return sixAndTwoThatWait(server, guess);
}

async function signingIn(context) {
  const server = await watchedServer(context);
  await patientAt(server, "e1", person("anouk"));
  await patientAt(server, "f5", person("bilal"));
  await patientAt(server, "b1", person("cemal"));
  const answers = allEqual({
    "an account": await wrongPasswords(server, addressOf("anouk")),
    "an account with a second factor": await wrongPasswords(server, addressOf("bilal")),
    "an invited patient": await wrongPasswords(server, addressOf("cemal")),
    nobody: await wrongPasswords(server, addressOf("dunya")),
  });
  assert.deepEqual(
    answers.map(({ status }) => status),
    [422, 422, 422, 422, 422, 422, 429, 429],
  );
  assert.deepEqual(
    answers.map(({ hashes }) => hashes),
    [1, 1, 1, 1, 1, 1, 0, 0],
  );
  assert.ok(answers.every(({ messages, statements }) => messages === 0 && statements.length > 0));
}

// A number tells no more than an address does.
async function signingInByNumber(context) {
  const server = await watchedServer(context);
  const [account, withFactor, invited] = [
    await letterOf(server, "anouk", "e1"),
    await letterOf(server, "bilal", "f5"),
    await letterOf(server, "cemal", "b1"),
  ];
  const answers = allEqual({
    "an account": await wrongPasswords(server, account.number),
    "an account with a second factor": await wrongPasswords(server, withFactor.number),
    "an invited patient": await wrongPasswords(server, invited.number),
    nobody: await wrongPasswords(server, nobodysNumber),
  });
  assert.deepEqual(
    answers.map(({ status, hashes, messages }) => [status, hashes, messages]),
    [...Array(6).fill([422, 1, 0]), ...Array(2).fill([429, 0, 0])],
  );
}

// A browser that signed in as somebody else before. Its own account is no secret to it.
async function signingInElsewhere(context) {
  const server = await watchedServer(context);
  const known = async (who) => {
    const { browser } = await patientAt(server, "services", person(who));
    const { action, fields } = browser.forms.find((form) => form.action === "/uitloggen");
    await browser.open(action, { method: "POST", fields });
    return browser;
  };
  const [first, other] = [await known("emine"), await known("femke")];
  await patientAt(server, "e1", person("gijsb"));
  allEqual({
    "an account": await wrongPasswords(server, addressOf("gijsb"), first),
    nobody: await wrongPasswords(server, addressOf("hanna"), other),
  });
}

const wrong = { birth_date: "1-2-1950", postcode: "9999ZZ" };

// B2, as somebody who holds a link tries addresses at it, until it is locked.
async function details(context) {
  const server = await watchedServer(context);
  await patientAt(server, "e1", person("anouk"));
  await patientAt(server, "b1", person("bilal"));
  const tries = async (holder, typed) => {
    const { browser, link } = await patientAt(server, "b2", person(holder));
    browser.keepsCookies = false;
    const { action, fields } = browser.form({ email: typed, ...wrong });
    const secrets = [typed, new URL(link).pathname.slice(3)];
    const answers = [];
    for (let number = 0; number < 6; number += 1) {
      const another = { ...fields, postcode: `999${number}ZZ` }; // the same again is not counted
      answers.push(await seen(server, secrets, () => browser.request(action, { method: "POST", fields: another })));
    }
    return answers;
  };
  const answers = allEqual({
    "an account": await tries("kevin", addressOf("anouk")),
    "an invited patient": await tries("lotte", addressOf("bilal")),
    nobody: await tries("merel", addressOf("dunya")),
    "the right one": await tries("nadia", addressOf("nadia")),
  });
  assert.deepEqual(
    answers.map(({ status }) => status),
    [422, 422, 422, 422, 403, 403],
  );
  assert.deepEqual(
    answers.map(({ messages }) => messages),
    [0, 0, 0, 0, 1, 0],
  );
}

// Each answer from B1 to B3, with both forms that send a mail again, of a registration at a second practice.
async function withoutTheMailbox(server, who) {
  const { email } = person(who);
  await server.invite({ name: "Voorbeeld", email, birthDate: "1948-03-07", postcode: "1234AB" }, second.slug);
  const mails = () => server.mailbox.mails.filter(({ recipients }) => recipients.includes(email)).length;
  const { link } = await server.mailbox.waitForMail(email, "Stap 1: ");
  const path = new URL(link).pathname;
  const browser = await new HttpBrowser(server.address).open(link);
  const { form_token } = browser.form().fields;
  browser.keepsCookies = false;
  const before = mails();
  const ask = (url, fields) =>
    seen(server, [email, path.slice(3)], () =>
      browser.request(url, fields && { method: "POST", fields: { form_token, ...fields } }),
    );
  const answers = [
    await ask(path),
    await ask(path, { super_pin: "AAAA-BBBB-CCCC-DDDD" }),
    await ask(`${path}/gegevens`),
  ];
  answers.push(await ask(`${path}/gegevens`, { email, ...wrong }));
  answers.push(await ask(`${path}/gegevens`, { email, birth_date: "7-3-1948", postcode: "1234AB" }));
  for (const url of [`${path}/mail`, path]) answers.push(await ask(url));
  answers.push(await ask(`${path}/mail`, {}), await ask(`${path}/mail?opnieuw`));
  for (let sent = 0; sent < 2; sent += 1) await server.mailbox.waitForMail(email, "Stap 2: ");
  server.time.advance("15d");
  for (const url of [path, `${path}/gegevens`, `${path}/nieuwe-link`]) answers.push(await ask(url));
  answers.push(await ask(`${path}/nieuwe-link`, {}), await ask(`${path}/nieuwe-link`));
  server.time.advance("-15d");
  await server.mailbox.waitForMail(email, "Stap 1: ");
  assert.equal(mails() - before, 3);
  return answers;
}

// Who holds the link but not the mailbox does not learn whether the patient has an account; nor does the practice's desk.
async function invitedWithAnAccount(context) {
  const server = await watchedServer(context, { limits: { mail_resend_seconds: 0 } });
  await server.addPractice(second);
  await patientAt(server, "f5", person("anouk"));
  await server.mailbox.waitForMail(addressOf("anouk"), "Uw account");
  const answers = allEqual({
    "an account": await withoutTheMailbox(server, "anouk"),
    nobody: await withoutTheMailbox(server, "dunya"),
  });
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 422, 200, 422, 303, 200, 303, 303, 200, 410, 410, 200, 303, 200],
  );
  assert.deepEqual(
    answers.flatMap(({ messages }, index) => (messages ? [index] : [])),
    [4, 7, 12],
  );
}

// At B0, for one customer number. `guess` goes on with it.
async function wrongSuperPins(server, number, path = letterPath) {
  const browser = await new HttpBrowser(server.address).open(path);
  browser.keepsCookies = false;
  const { action, fields } = browser.form({ customer_number: number, super_pin: "" });
  const guess = (superPin) =>
    seen(server, [number], () =>
      browser.request(action, { method: "POST", fields: { ...fields, super_pin: superPin } }),
    );
  return { answers: await sixAndTwoThatWait(server, (last) => guess(`AAAA-BBBB-CCCC-DDD${last}`)), guess };
}

// What can be seen of one from outside.
const outside = ({ status, cookies, headers, html }) => ({ status, cookies, headers, html });

async function letters(context) {
  const server = await watchedServer(context, { limits: { mail_resend_seconds: 0 } });
  const [open, done] = [await letterOf(server, "anouk", "b1"), await letterOf(server, "bilal", "e1")];
  const [ofOpen, ofDone, ofNobody] = [
    await wrongSuperPins(server, open.number),
    await wrongSuperPins(server, done.number),
    await wrongSuperPins(server, nobodysNumber),
  ];
  const wrong = allEqual({ "a letter": ofOpen.answers, "an account": ofDone.answers, nobody: ofNobody.answers });
  assert.deepEqual(
    wrong.map(({ status, hashes, messages }) => [status, hashes, messages]),
    [...Array(6).fill([303, 1, 0]), ...Array(2).fill([429, 0, 0])],
  );
  server.time.advance("1h");
  const [right, lapsed] = [await ofOpen.guess(open.superPin), await ofDone.guess(done.superPin)];
  assert.deepEqual(outside(right), outside(wrong[0]));
  assert.deepEqual(outside(lapsed), outside(wrong[0]));
  assert.deepEqual(
    [right, lapsed].map(({ hashes, messages }) => [hashes, messages]),
    [
      [1, 1],
      [1, 0],
    ],
  );
}

// H1, as often as an address gets mails in a day, and twice more.
async function asksForNewAccess(server, typed) {
  const browser = await new HttpBrowser(server.address).open("/wachtwoord-vergeten/de-linde");
  browser.keepsCookies = false;
  const { action, fields } = browser.form({ email: "" });
  const answers = [];
  for (let time = 0; time < 7; time += 1)
    answers.push(
      await seen(server, [typed], () =>
        browser.request(action, { method: "POST", fields: { ...fields, email: typed } }),
      ),
    );
  return answers;
}

async function newAccess(context) {
  const server = await watchedServer(context);
  const { number } = await letterOf(server, "anouk", "f5");
  const all = {
    "an account": await asksForNewAccess(server, addressOf("anouk")),
    nobody: await asksForNewAccess(server, addressOf("nobod")),
  };
  const asked = allEqual(all);
  assert.deepEqual(
    asked.map(({ status, hashes, messages }) => [status, hashes, messages]),
    // A mailbox may be a couple's: two letters, of which for one person one never leaves, and for nobody neither.
    [...Array(5).fill([303, 0, 2]), ...Array(2).fill([303, 0, 0])],
  );
  const numbers = [await asksForNewAccess(server, nobodysNumber), await asksForNewAccess(server, number)];
  for (const answers of numbers) assert.deepEqual(answers.map(outside), asked.map(outside));
  await server.mailbox.waitForMail(addressOf("anouk"), "Opnieuw toegang");
  assert.ok(!server.mailbox.mails.some(({ recipients }) => recipients.some((to) => !to.endsWith("post.example"))));
}

// Customer number and super-PIN, where the mailbox is lost: of an account with one, and of nobody.
async function sheets(context) {
  const server = await watchedServer(context);
  const { number } = await letterOf(server, "anouk", "f5");
  const path = "/herstel/geen-e-mail";
  const wrong = allEqual({
    "an account": (await wrongSuperPins(server, number, path)).answers,
    nobody: (await wrongSuperPins(server, nobodysNumber, path)).answers,
  });
  assert.deepEqual(
    wrong.map(({ status, hashes, messages }) => [status, hashes, messages]),
    [...Array(6).fill([422, 1, 0]), ...Array(2).fill([429, 0, 0])],
  );
}

// Whoever adds a form that takes an address or a customer number has to compare it here.
async function nothingElseTakesAnAddress() {
  const takes = (path) =>
    /\{\.name = "[^"]*(email|customer_number)[^"]*"|\btype="email"/.test(readFileSync(join(root, "src", path), "utf8"));
  const found = readdirSync(join(root, "src"), { recursive: true }).filter(
    (path) => /\.(cpp|html)$/.test(path) && takes(path),
  );
  // Mijn account sends a link to whatever address it is given, and only there says whose it is; `not_me` knows its account by its
  // link.
  assert.deepEqual(found.sort(), [
    "features/account/email.cpp",
    "features/recovery/ask.cpp",
    "features/recovery/lost_mailbox.cpp",
    "features/recovery/new_mailbox.cpp",
    "features/registration/step_1_details.cpp",
    "features/registration/step_1_letter.cpp",
    "features/sign_in/not_me.cpp",
    "features/sign_in/sign_in.cpp",
  ]);
}

export const tests = [
  { name: "signing in", run: signingIn },
  { name: "signing in by customer number", run: signingInByNumber },
  { name: "signing in, in a browser of somebody else", run: signingInElsewhere },
  { name: "details typed at a link", run: details },
  { name: "a letter typed without a link", run: letters },
  { name: "asking for new access", run: newAccess },
  { name: "a sheet typed where the mailbox is lost", run: sheets },
  { name: "an invitation for somebody who has an account", run: invitedWithAnAccount },
  { name: "no other form takes an address or a customer number", run: nothingElseTakesAnAddress },
];
