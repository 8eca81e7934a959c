// SPDX-License-Identifier: EUPL-1.2
// Naughty strings as what a practice types: refused in one sentence, or a patient like any other. Names with odd but legal
// characters go all the way: letter, mail, pages, SMS and super-PIN sheet.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { unescapeHtml } from "../support/html_outline.mjs";
import { patientAt, superPinIn } from "../support/http_patient.mjs";
import { eachAtOnce, naughty, standsIn } from "../support/naughty_strings.mjs";
import { waitFor } from "../support/processes.mjs";
import { pdfText } from "../support/readable.mjs";

const practice = {
  slug: "d-or",
  name: 'Praktijk "d’Or" & Zn., Łódź {practice} %s **x**',
  phone: "020 555 0199",
  email: "balie@dor.example",
};
const texts = naughty.filter((text) => !text.includes("\0")); // no program can be given one
const commandsAtOnce = 3; // starting a program holds up all else here, the mail server too
const flags = ["--email", "--birth-date", "--postcode", "--phone"];

const personNames = [
  'O’Brien-d\'Urville, "Jan" & Zn.',
  "Şeyma Łukasiewicz-Ðặng",
  "Ĳsbrand van ’t Hooft",
  "Γιώργος Παπαδόπουλος",
  "Дмитрий Щукин-Ёлкин",
  "{{EMAIL}} {practice} ${HOME} %s%n **vet**",
  "' OR 1=1 -- \\\"; DROP TABLE patient",
  "Null",
  "Scunthorpe General Hospital",
  "N".repeat(120),
  "Յովհաննէս Յարութիւնեան",
  "ნინო ბერიძე",
];
// Of which the letter's font has no picture, or whose order on the line is another.
const boxedNames = ["Jan 👩🏽 Jansen", "社會科學院語學研究所", "محمد الأحمد", "יוסף כהן"];

const pdfLine = async (file) => (await pdfText(file, { typed: ["{practice}"] })).replace(/\s+/g, " ");

// Of a command that may refuse: one sentence that names the flag and not what was typed, and nothing done; or done.
function refusedOrDone({ status, stdout, stderr }, flag, text) {
  if (status === 0) return assert.equal(stderr, "");
  assert.equal(status, 2, stderr);
  assert.equal(stdout, "");
  assert.match(stderr, new RegExp(`^${flag} [^\\n]+\\.\\n$`));
  if (text.length > 8) assert.ok(!stderr.includes(text), stderr);
}

// --flag=text: what begins with a dash is no flag of its own.
function invite(server, number, values) {
  const given = {
    practice: "de-linde",
    name: "Voorbeeld",
    email: `iemand${number}@post.example`,
    "birth-date": "1948-03-07",
    postcode: "1234AB",
    ...values,
  };
  const words = Object.entries(given).flatMap(([name, value]) =>
    value === "" ? [`--${name}`, value] : [`--${name}=${value}`],
  );
  return server.tryCommand("invite", ...words);
}

// Each as a name and, where it is one, as the practice's own number; in turn as one of the rest: those are read by what reads
// the forms, where all of them went.
async function inviteFlags(context) {
  const server = await context.startVoordeur();
  const failures = await eachAtOnce(
    [...texts.entries()],
    async ([number, text]) => {
      refusedOrDone(
        await invite(server, number, { name: text, "patient-number": text }),
        "(--name|--patient-number)",
        text,
      );
      const flag = flags[(number / 4) % flags.length];
      if (flag) refusedOrDone(await invite(server, `${number}-b`, { [flag.slice(2)]: text }), flag, text);
    },
    commandsAtOnce,
  );
  assert.deepEqual(failures.slice(0, 5), [], `${failures.length} of ${texts.length}`);
  const { stdout } = await server.command("registrations", "--practice", "de-linde");
  const registrations = stdout.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g).length;
  assert.ok(registrations > 100, `${registrations} registrations`);
  const mailed = () => new Set(server.mailbox.mails.flatMap(({ recipients }) => recipients)).size;
  await waitFor(
    () => `the mails of ${registrations}; ${mailed()} came`,
    () => mailed() >= registrations,
    60_000,
  );
  assert.deepEqual(standsIn(server.log()), []);
  assert.doesNotMatch(server.log(), /"level":"error"/);
}

// An empty variable of a script: `--name= --letter-required` was a practice of that name, and no letter was required.
async function emptyFlags(context) {
  const server = await context.startVoordeur();
  for (const words of [
    ["--name=", "--letter-required"],
    ["--name", "--letter-required"],
    ["--letter-required", "--name="],
  ]) {
    const { status, stderr } = await server.tryCommand("practice", "add", "--slug", "leeg", ...words);
    assert.equal(stderr, "--name needs a value after it.\n");
    assert.equal(status, 2);
  }
  const { stdout } = await server.command("practice", "list");
  assert.ok(!stdout.includes("leeg"), stdout);
}

// The letter says who it is for; the mail does not.
async function lettersForOddNames(context) {
  const server = await context.startVoordeur();
  const bare = (text) => text.normalize("NFC").replace(/\s/g, "");
  const failures = await eachAtOnce(
    [...personNames, ...boxedNames].entries(),
    async ([number, name]) => {
      const [email, letter] = [`odd${number}@post.example`, join(server.folder, `${number}.pdf`)];
      await server.invite({ name, email, birthDate: "1948-03-07", postcode: "1234AB", letter });
      const text = await pdfLine(letter);
      if (!boxedNames.includes(name))
        assert.ok(bare(text).includes(bare(name)), `the letter says: ${text.slice(0, 300)}`);
      superPinIn(text);
      const mail = await server.mailbox.waitForMail(email, "Stap 1: ");
      assert.ok(!`${mail.subject}${mail.text}${mail.html}`.includes(name));
    },
    commandsAtOnce,
  );
  assert.deepEqual(failures, []);
}

const from = (mail) => mail.from.value[0].name;

function isFromThePractice(mail) {
  assert.equal(from(mail), practice.name);
  assert.ok(`${mail.subject} ${mail.text}`.includes(practice.name), mail.text);
  assert.ok(unescapeHtml(mail.html).includes(practice.name), mail.html);
  assert.doesNotMatch(mail.html, /& Zn|"d’Or"/);
}

// A to G with all that can be odd: the practice, the patient, the address, the password.
async function oddAllTheWay(context) {
  const server = await context.startVoordeur();
  server.typed = ["{practice}"];
  await server.addPractice(practice);
  const inviteThere = server.invite.bind(server);
  server.invite = (patient) => inviteThere(patient, practice.slug);
  const person = {
    name: personNames[0],
    email: "o'brien+{practice}&_=!#$%*/?^`|~-@post.example",
    password: "Ω≈ç√∫˜µ≤≥÷ \"<b>' 👩🏽",
    phone: "0612345678",
  };
  const patient = await patientAt(server, "e3", person);
  const { browser } = patient;
  const response = await fetch(`${server.address}/super-pin/super-pin.pdf`, {
    headers: { Cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
  });
  const file = join(server.folder, "sheet.pdf");
  writeFileSync(file, Buffer.from(await response.arrayBuffer()));
  const sheet = await pdfLine(file);
  for (const words of [person.name, practice.name]) assert.ok(sheet.includes(words), sheet);
  await patient.goTo("services");
  assert.ok(unescapeHtml(browser.html).includes(practice.name));
  const mails = () => server.mailbox.mails.filter(({ recipients }) => recipients.includes(person.email));
  await waitFor("the third mail", () => mails().length >= 3);
  assert.equal(mails().length, 3);
  mails().forEach(isFromThePractice);
  const sms = server.smsGateway.messages.map(({ text }) => text);
  assert.equal(sms.length, 2);
  for (const text of sms) assert.match(text, /Praktijk "d'Or" & Zn\./);
  for (const odd of [person.name, person.email, person.password, practice.name]) assert.ok(!server.log().includes(odd));
}

export const tests = [
  { name: "what a practice types is refused in one sentence, or taken", run: inviteFlags },
  { name: "an empty flag takes no other flag", run: emptyFlags },
  { name: "letters for odd names", run: lettersForOddNames },
  { name: "odd all the way", run: oddAllTheWay },
];
