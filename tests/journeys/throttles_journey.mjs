// SPDX-License-Identifier: EUPL-1.2
// What holds up guessing is in the database: a server that was killed counts on from where it stood, and three processes on one
// database count as one.
import assert from "node:assert/strict";
import { join } from "node:path";
import { HttpBrowser } from "../support/http_browser.mjs";
import { patientAt } from "../support/http_patient.mjs";
import { labelsOf } from "../support/labels.mjs";

const { b1, b2, e1, g, services } = labelsOf("built-in", "nl");
const [locked, wait] = [{ title: "Bel de praktijk" }, { title: "Wacht even" }];
const person = (name) => ({ name, email: `${name}@post.example`, phone: `06123456${name.length}${name.length}` });
const others = ["111111", "222222", "333333", "444444", "555555", "666666", "777777", "888888", "999999"];

const sees = (browser, { title }) => assert.equal(browser.heading, title, `on ${browser.url}: ${browser.text}`);
const says = (browser, words) => assert.ok(browser.text.includes(words), browser.text);
const upTo = (most) => Array.from({ length: most }, (_, index) => index + 1);
const wrongPassword = ({ email }, number) => ({ email, password: `geraden wachtwoord ${number}` });
const wrongDetails = ({ email, typedBirthDate }, number) => ({
  email,
  birth_date: typedBirthDate,
  postcode: `432${number}ZZ`,
});
const wrongSuperPin = (_, number) => ({ super_pin: `AAAA-BBBB-CCCC-DDD${number}` });
const otherCodes = (code) => others.filter((other) => other !== code);

async function killed(server) {
  await server.kill();
  await server.start();
}

// E1 in a browser that nobody knows; network: where it is, as the proxy says.
async function atSignIn(server, network) {
  const browser = Object.assign(new HttpBrowser(server.address), { network });
  return browser.open("/inloggen");
}

async function signIn(server, { email, password }) {
  return (await atSignIn(server)).submit({ email, password });
}

// The answer alone; the browser stays where it is. address: the process that is asked.
function post(browser, typed, address = browser.address) {
  const { action, fields } = browser.form(typed);
  const headers = browser.network ? { "X-Forwarded-For": browser.network } : {};
  return browser.request(new URL(action, address), { method: "POST", fields, headers });
}

const secondsOf = ({ status, headers }) => (status === 429 ? Number(headers.get("retry-after")) : 0);

// --- Killed and started again ---

async function passwordsAfterAKill(server) {
  const patient = await patientAt(server, "f5", person("anna"));
  const stranger = await atSignIn(server);
  const guess = (number) => post(stranger, wrongPassword(patient, number));
  for (const number of upTo(9)) {
    assert.equal((await guess(number)).status, 422);
    server.time.advance("20s"); // after the ninth: 16 s
  }
  await killed(server);
  assert.equal((await guess(10)).status, 422);
  await killed(server);
  const seconds = secondsOf(await guess(11));
  assert.ok(seconds > 16 && seconds <= 32, `${seconds} s after ten failures`);
  sees(await signIn(server, patient), wait);
  sees(await (await patient.browser.open("/inloggen")).submit({ email: patient.email, password: patient.password }), g);
  server.time.advance("33s");
  assert.equal((await guess(11)).status, 422);
  assert.ok(secondsOf(await guess(12)) > 32, "the eleventh failure did not double the wait");
}

async function fiveTriesAfterKills(server, { browser, link }, wrong) {
  for (const left of [4, 3, 2, 1]) {
    says(await browser.submit(wrong(left)), `nog ${left} keer proberen`);
    await killed(server);
  }
  sees(await browser.submit(wrong(5)), locked);
  await killed(server);
  sees(await browser.open(link), locked);
}

async function registrationsAfterAKill(server) {
  const withoutLetter = await patientAt(server, "b2", person("bram"));
  sees(withoutLetter.browser, b2);
  await fiveTriesAfterKills(server, withoutLetter, (number) => wrongDetails(withoutLetter, number));
  const withLetter = await patientAt(server, "b1", { ...person("carla"), letter: join(server.folder, "carla.pdf") });
  sees(withLetter.browser, b1);
  await fiveTriesAfterKills(server, withLetter, (number) => wrongSuperPin(withLetter, number));
}

// Five tries an attempt, five SMS an hour and ten a day, and after ten attempts in a row the factor waits.
async function codesAfterAKill(server) {
  const patient = await patientAt(server, "f5", person("diederik"));
  server.time.advance("61m");
  const first = await signIn(server, patient);
  const codes = otherCodes(await patient.newestCode());
  for (const left of [4, 3, 2, 1]) {
    says(await first.submit({ code: codes[left] }), `nog ${left} keer proberen`);
    await killed(server);
  }
  sees(await first.submit({ code: codes[0] }), e1);

  await failedAttempts(server, patient, 4);
  await killed(server);
  says(await signIn(server, patient), "Er zijn te veel sms’en gestuurd");
  server.time.advance("61m");
  await failedAttempts(server, patient, 4);
  await killed(server);
  says(await signIn(server, patient), "Er zijn te veel sms’en gestuurd");
  server.time.advance("25h");
  await failedAttempts(server, patient, 1);
  await killed(server);
  says(await signIn(server, patient), "te vaak een verkeerde code");
  server.time.advance("61s");
  const itself = await signIn(server, patient);
  sees(await itself.submit({ code: await patient.newestCode() }), services);
  assert.equal(server.smsGateway.messages.filter(({ to }) => to.endsWith(patient.phone.slice(1))).length, 12);
}

async function failedAttempts(server, patient, times) {
  for (const _ of upTo(times)) {
    const browser = await signIn(server, patient);
    sees(browser, g);
    await browser.submit({ code: otherCodes(await patient.newestCode())[0] });
  }
}

async function countsOnAfterAKill(context, database) {
  const server = await context.startVoordeur({ database });
  await passwordsAfterAKill(server);
  await registrationsAfterAKill(server);
  await codesAfterAKill(server);
}

// --- Three processes ---

// How often each status was answered, when each of `presses` was sent at once to the next of the processes.
async function atOnce(addresses, presses) {
  const answers = await Promise.all(presses.map((press, index) => press(addresses[index % addresses.length])));
  const counts = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

// One after another, each at the next process, until the wait is long enough for this machine; then `last` at once.
async function waitsAtAll({ server, addresses }, guesses, last) {
  let asked = 0;
  for (const guess of guesses) {
    assert.equal((await guess(addresses[(asked += 1) % addresses.length])).status, 422);
    server.time.advance("61s");
  }
  assert.deepEqual(await atOnce(addresses, last), { 422: 1, 429: last.length - 1 });
  for (const address of addresses) assert.equal((await guesses[0](address)).status, 429);
  server.time.advance("24h");
}

async function passwordsAtThree(three) {
  const patient = await patientAt(three.server, "e1", person("els"));
  const fromOne = await atSignIn(three.server, "203.0.113.1");
  const guess = (browser) => (number) => (address) => post(browser, wrongPassword(patient, number), address);
  // One network: the tenth failure brings a wait of 32 s.
  await waitsAtAll(
    three,
    upTo(9).map(guess(fromOne)),
    upTo(12).map((number) => guess(fromOne)(100 + number)),
  );
  // Many networks: the twenty-sixth brings the account's longest wait.
  const many = await Promise.all(upTo(37).map((number) => atSignIn(three.server, `198.51.100.${number}`)));
  const each = many.map((browser, index) => guess(browser)(200 + index));
  await waitsAtAll(three, each.slice(0, 25), each.slice(25));
}

async function detailsAtThree({ server, addresses }) {
  const { browser, link, ...patient } = await patientAt(server, "b2", person("frits"));
  const guess = (number) => (address) => post(browser, wrongDetails(patient, number), address);
  assert.deepEqual(await atOnce(addresses, upTo(9).map(guess)), { 403: 5, 422: 4 });
  for (const address of addresses) sees(await browser.open(new URL(new URL(link).pathname, address)), locked);
}

// Four wrong codes at once leave one try; of more at once one takes it, and the attempt is over.
async function codesAtThree({ server, addresses }) {
  const patient = await patientAt(server, "f5", person("gerrit"));
  const guess = (browser) => (code) => (address) => post(browser, { code }, address);
  server.time.advance("61m");
  const one = await signIn(server, patient);
  const code = await patient.newestCode();
  assert.deepEqual(await atOnce(addresses, otherCodes(code).slice(0, 4).map(guess(one))), { 422: 4 });
  sees(await one.submit({ code }), services);

  const other = await signIn(server, patient);
  const codes = otherCodes(await patient.newestCode());
  assert.deepEqual(await atOnce(addresses, codes.slice(0, 4).map(guess(other))), { 422: 4 });
  assert.deepEqual(await atOnce(addresses, codes.slice(4, 8).map(guess(other))), { 303: 4 });
  for (const address of addresses) sees(await other.open(new URL("/inloggen/code", address)), e1);
}

async function smsAtThree({ server, addresses }) {
  const patient = await patientAt(server, "f5", person("hendrika"));
  server.time.advance("61m");
  const browsers = await Promise.all(upTo(9).map(() => atSignIn(server)));
  const { email, password, phone } = patient;
  const presses = browsers.map((browser) => (address) => post(browser, { email, password }, address));
  assert.deepEqual(await atOnce(addresses, presses), { 303: 5, 429: 4 });
  for (const _ of upTo(5)) await patient.newestCode();
  assert.equal(server.smsGateway.messages.filter(({ to }) => to.endsWith(phone.slice(1))).length, 1 + 5);
}

async function countAsOne(context, database) {
  const server = await context.startVoordeur({ database, config: { trusted_proxies: ["127.0.0.1"] } });
  const addresses = [server.address, await server.startBeside(), await server.startBeside()];
  const three = { server, addresses };
  await passwordsAtThree(three);
  await detailsAtThree(three);
  await codesAtThree(three);
  await smsAtThree(three);
}

export const tests = ["sqlite", "postgres"].flatMap((database) => [
  { name: `a killed server counts on, ${database}`, run: (context) => countsOnAfterAKill(context, database) },
  { name: `three processes count as one, ${database}`, run: (context) => countAsOne(context, database) },
]);
