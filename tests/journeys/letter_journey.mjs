// SPDX-License-Identifier: EUPL-1.2
// A letter leads somewhere without the mail: from the address in its QR code by B0 to the password.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { customerNumberIn, superPinIn } from "../support/http_patient.mjs";
import { openInvitation, Patient } from "../support/patient.mjs";
import { mustRun, root } from "../support/processes.mjs";
import { readQrCodeOfPdf } from "../support/qr_reader.mjs";
import { pdfText } from "../support/readable.mjs";

// What a screen reader says of it.
const addressSaidOfQrCode = (file) => /\/Alt \(QR-code: (http[^)]*)\)/.exec(readFileSync(file, "latin1"))[1];

async function readsLetter(patient) {
  const text = await pdfText(patient.letter);
  patient.superPin = superPinIn(text);
  patient.customerNumber = customerNumberIn(text);
  const address = await readQrCodeOfPdf(patient.letter);
  assert.equal(addressSaidOfQrCode(patient.letter), address);
  assert.equal(address, `${patient.server.address}/brief/de-linde`);
  assert.ok(text.includes(address), text);
  return address;
}

async function typesLetter(patient, superPin = patient.superPin) {
  const { b0 } = patient.labels;
  await patient.seesPage(b0.title, 1);
  await patient.sees("020 555 0134");
  await patient.field(b0.number).fill(patient.customerNumber);
  await patient.field(b0.superPin).fill(superPin);
  await patient.press(b0.button);
  await patient.seesPage(b0.answered, 1);
  await patient.sees(b0.says);
  await patient.sees("020 555 0134");
}

async function fromTheLetterToThePassword(context, { brand, language, width, scripts }) {
  const server = await context.startVoordeur({ brand, config: { limits: { mail_resend_seconds: 0 } } });
  const locale = language === "nl" ? "nl-NL" : "en-GB";
  const page = await context.openPage({ width, javaScriptEnabled: scripts, locale });
  const letter = join(server.folder, "letter.pdf");
  const patient = new Patient(page, server, { brand, language, thorough: true, letter });
  await server.invite(patient.details);
  await server.mailbox.waitForMail(patient.email, "Stap 1: ");
  const address = await readsLetter(patient);
  await page.goto(address);
  await patient.press(patient.labels.b0.button);
  await patient.seesError({ nl: "uit uw brief in", en: "from your letter" }[language]);
  await typesLetter(patient, "AAAA-BBBB-CCCC-DDDD");
  await page.goto(address);
  await typesLetter(patient, patient.superPin.toLowerCase().replaceAll("-", " "));
  const { link } = await server.mailbox.waitForMail(patient.email, patient.labels.subjects[0]);
  const elsewhere = new Patient(await context.openPage({ locale }), server, { brand, language });
  await openInvitation(elsewhere, link);
  await page.goto(link);
  await patient.seesPage(patient.labels.c1.title, 2);
  assert.equal(server.mailbox.mails.length, 2, "a wrong letter sent a mail");
}

// One blue pixel.
const logo = Buffer.from(
  "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63100ae80700016900f23d644f6e0000000049454e44ae426082",
  "hex",
);

async function hasColourAndLogoOfTheBrand(context) {
  const server = await context.startVoordeur();
  const brand = join(server.folder, "brand.toml");
  writeFileSync(brand, `logo = "logo.png"\n${readFileSync(join(root, "brands/cgm-life.toml"), "utf8")}`);
  writeFileSync(join(server.folder, "logo.png"), logo);
  server.writeConfig({ ...parse(readFileSync(server.configFile, "utf8")), brand });
  await server.restart();
  const letter = join(server.folder, "letter.pdf");
  const patient = { name: "Voorbeeld", email: "v@post.example", birthDate: "1948-03-07", postcode: "1234AB", letter };
  await server.invite(patient);
  const { html, attachments } = await server.mailbox.waitForMail(patient.email, "Stap 1: ");
  assert.match(html, /<td class="button"[^>]* bgcolor="#12508f"/);
  assert.ok(html.includes(`href="tel:+31205550134"`), html);
  // mailparser puts the image where the HTML names it.
  assert.match(html, /<img src="(cid:logo|data:image\/png;base64,[^"]+)"/);
  assert.deepEqual(
    attachments.map(({ cid, contentType, content }) => [cid, contentType, content.equals(logo)]),
    [["logo", "image/png", true]],
  );
  assert.match((await mustRun("pdfimages", ["-list", letter])).stdout, /^ *1 +0 +image /m);
}

export const tests = [
  { brand: "built-in", language: "nl", width: 320, scripts: true },
  { brand: "cgm-life", language: "nl", width: 1280, scripts: false },
  { brand: "built-in", language: "en", width: 1280, scripts: true },
].map((circumstances) => ({
  name: `from the letter to the password, ${circumstances.brand}, ${circumstances.language}, ${circumstances.width}`,
  run: (context) => fromTheLetterToThePassword(context, circumstances),
}));
tests.push({ name: "mails and letters have the brand's colour and logo", run: hasColourAndLogoOfTheBrand });
