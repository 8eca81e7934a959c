// SPDX-License-Identifier: EUPL-1.2
// What is around the steps: language, scripts, services, a practice that wants its letter, headers, doors that stay shut.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { parse } from "smol-toml";
import { HttpBrowser } from "../support/http_browser.mjs";
import { superPinIn, walkTo } from "../support/http_patient.mjs";
import { waitFor } from "../support/processes.mjs";
import { pdfText } from "../support/readable.mjs";
import { practice } from "../support/voordeur.mjs";
import {
  confirmDetails,
  fillDetails,
  openConfirmation,
  openInvitation,
  Patient,
  saysNoLetter,
  typeSignInCode,
  typeSuperPin,
} from "../support/patient.mjs";

const services = [
  {
    practice: practice.slug,
    name: { nl: "Afspraak maken", en: "Make an appointment" },
    address: "https://afspraken.delinde.example/",
  },
];

async function patientOf(context, { config, width, ...person } = {}) {
  const server = await context.startVoordeur({ config });
  const patient = new Patient(await context.openPage({ width }), server, person);
  await server.invite(patient.details);
  return patient;
}

async function languageIsKept(context) {
  const patient = await patientOf(context);
  const { page } = patient;
  await openInvitation(patient);
  await patient.field(patient.labels.b2.email).fill("seyma@");
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "English", exact: true }).click()]);
  const english = new Patient(page, patient.server, { language: "en", thorough: true });
  await english.seesPage(english.labels.b2.title, 1);
  await saysNoLetter(english);
  const email = english.field(english.labels.b2.email);
  assert.equal(await email.inputValue(), "seyma@");
  // Enter presses the form's own button, and not the language's, which comes before it.
  await Promise.all([page.waitForEvent("load"), email.press("Enter")]);
  await english.seesError("This is not an e-mail address");
  await confirmDetails(english);
  await openConfirmation(english); // its mail is in English too
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Nederlands", exact: true }).click()]);
  await patient.seesPage(patient.labels.c1.title, 2);
}

async function doorsStayShut(context) {
  const patient = await patientOf(context, { config: { e_service: services } });
  const { server, page, labels } = patient;
  const doors = [
    "/diensten",
    "/inloggen/code",
    "/super-pin",
    "/super-pin/bewaren",
    "/super-pin/super-pin.pdf",
    "/tweede-factor",
    "/tweede-factor/telefoon",
    "/tweede-factor/code",
    "/tweede-factor/wachtwoord",
  ];
  for (const door of doors) {
    await page.goto(server.address + door);
    assert.equal(await patient.heading(), "Inloggen", door);
  }
  await openInvitation(patient);
  for (const door of ["/wachtwoord", "/documenten", "/gestopt"]) {
    await page.goto(patient.invitationLink + door);
    assert.equal(await patient.heading(), labels.b2.title, door);
  }
}

async function noServiceWithoutSecondFactor(context) {
  const patient = await patientOf(context, { config: { e_service: services } });
  const { server, page, labels } = patient;
  await walkTo(patient, "e2");
  for (const door of ["/diensten", "/tweede-factor", "/inloggen/code"]) {
    await page.goto(server.address + door);
    await patient.seesPage(labels.e2.title);
  }
}

async function servicesAreLinks(context) {
  const patient = await patientOf(context, { width: 320, config: { e_service: services } });
  await walkTo(patient, "g");
  await patient.page.goto(`${patient.server.address}/diensten`); // not before the code
  await patient.seesPage(patient.labels.g.title);
  await typeSignInCode(patient);
  assert.equal(await patient.link("Afspraak maken").getAttribute("href"), services[0].address);
}

async function forgottenPassword(context) {
  const patient = await patientOf(context, { width: 320, thorough: true });
  const {
    server,
    page,
    labels: { e1 },
  } = patient;
  await page.goto(`${server.address}/inloggen`);
  await patient.follow(e1.forgot);
  await patient.seesPage("Wachtwoord of telefoon kwijt?");
  for (const words of ["Bel de praktijk", practice.name, practice.phone]) await patient.sees(words);
  await patient.sees("De praktijk vraagt nooit naar uw wachtwoord of uw super-PIN");
  await patient.follow("Terug naar inloggen");
  await patient.seesPage(e1.title);
}

async function letterIsRequired(context) {
  const server = await context.startVoordeur();
  await server.command(
    "practice",
    "add",
    "--slug",
    "de-brief",
    "--name",
    "Huisartsenpraktijk De Brief",
    "--phone",
    "030 555 0199",
    "--letter-required",
  );
  const patient = new Patient(await context.openPage(), server, { thorough: true });
  const without = await server.tryCommand(
    "invite",
    "--practice",
    "de-brief",
    "--name",
    patient.name,
    "--email",
    patient.email,
    "--birth-date",
    patient.birthDate,
    "--postcode",
    patient.postcode,
  );
  assert.equal(without.status, 2);
  await server.invite({ ...patient.details, letter: `${server.folder}/letter.pdf` }, "de-brief");
  await openInvitation(patient);
  assert.equal(await patient.link(patient.labels.b1.noLetter).count(), 0);
  await patient.sees("U heeft de brief van Huisartsenpraktijk De Brief nodig");
  await patient.page.goto(`${patient.invitationLink}/gegevens`);
  await patient.seesPage(patient.labels.b1.title, 1);
}

// Details that were right before the practice required its letter prove nothing any more; a letter does.
async function letterIsRequiredFromNowOn(context) {
  const patient = await patientOf(context, { width: 320 });
  const { server, labels } = patient;
  await openInvitation(patient);
  await saysNoLetter(patient);
  await confirmDetails(patient);
  const { link } = await server.mailbox.waitForMail(patient.email, labels.subjects[1]);
  await server.command("practice", "change", "--practice", practice.slug, "--letter-required");
  await server.restart(); // it reads the practices again within seconds
  await openInvitation(patient, patient.invitationLink);
  await patient.sees("U heeft de brief van");
  await patient.page.goto(link);
  await patient.seesPage("Deze link werkt niet meer");
  const letter = `${server.folder}/letter.pdf`;
  await server.invite({ ...patient.details, letter });
  await openInvitation(patient);
  await typeSuperPin(patient, superPinIn(await pdfText(letter)));
}

// Nothing that is not there is advised: no telephone, no e-mail address, no link to B2 where the letter is required.
async function adviceThatCanBeFollowed(context) {
  const server = await context.startVoordeur();
  const letter = `${server.folder}/letter.pdf`;
  await server.command("practice", "add", "--slug", "de-brief", "--name", "Praktijk De Brief", "--letter-required");
  const patient = new Patient(await context.openPage({ width: 320 }), server, { thorough: true });
  await server.invite({ ...patient.details, letter }, "de-brief");
  await openInvitation(patient);
  const tryWrong = async (superPin, says) => {
    await patient.field(patient.labels.b1.superPin).fill(superPin);
    await patient.press(patient.labels.b1.button);
    await patient.seesError(says);
  };
  await tryWrong("AAAA-AAAA-AAAA-AAAA", "Lukt het niet? Vraag Praktijk De Brief om hulp.");
  await server.command("practice", "change", "--practice", "de-brief", "--email", "balie@debrief.example");
  await server.restart();
  await tryWrong("AAAA-AAAA-AAAA-AAA2", "Lukt het niet? Mail Praktijk De Brief: balie@debrief.example");
  await server.command("practice", "change", "--practice", "de-brief", "--phone", "030 555 0199");
  await server.restart();
  await tryWrong("AAAA-AAAA-AAAA-AAA3", "Lukt het niet? Bel Praktijk De Brief: 030 555 0199");
  server.time.advance("22d");
  await patient.page.reload();
  await patient.press("Stuur mij een nieuwe link");
  await openInvitation(patient);
  await tryWrong("AAAA-AAAA-AAAA-AAA4", "Vraag Praktijk De Brief om een nieuwe brief.");
}

async function brandHasItsLogo(context) {
  const server = await context.startVoordeur();
  const brand = `${server.folder}/brand.toml`;
  const restartWith = (logo) => {
    writeFileSync(brand, `logo = "${logo}"\n`);
    server.writeConfig({ ...parse(readFileSync(server.configFile, "utf8")), brand });
    return server.tryCommand("practice", "list");
  };
  assert.match((await restartWith("none.svg")).stderr, /brand: "logo" names .*none\.svg, which cannot be read\./);
  writeFileSync(`${server.folder}/large.png`, Buffer.alloc(101 * 1024));
  assert.match((await restartWith("large.png")).stderr, /large\.png, which is not a PNG/);
  writeFileSync(
    `${server.folder}/large.png`,
    Buffer.concat([Buffer.from("\x89PNG", "latin1"), Buffer.alloc(101 * 1024)]),
  );
  assert.match((await restartWith("large.png")).stderr, /large\.png, which is larger than 100 KB/);
  writeFileSync(
    `${server.folder}/linde.svg`,
    '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="80"><rect width="400" height="80"/></svg>',
  );
  assert.equal((await restartWith("linde.svg")).status, 0);
  await server.restart();
  const patient = new Patient(await context.openPage({ width: 320 }), server, { thorough: true });
  await patient.page.goto(`${server.address}/inloggen`);
  await patient.looksRight();
  assert.equal(await patient.page.locator("header img").evaluate((image) => image.complete && image.naturalWidth), 400);
}

async function partOfABirthDate(context) {
  const patient = await patientOf(context, { birthDate: "1976-??-??", typedBirthDate: "1976" });
  await openInvitation(patient);
  await saysNoLetter(patient);
  await fillDetails(patient, { birthDate: "1977" });
  await patient.seesError(patient.labels.b2.wrong);
  await confirmDetails(patient, { birthDate: "23 mei 1976" });
}

async function scriptsHelp(context) {
  const patient = await patientOf(context, { width: 320 });
  const { page, labels } = patient;
  await openInvitation(patient);
  await saysNoLetter(patient);
  await confirmDetails(patient);
  const again = patient.button(labels.b3.again);
  assert.equal(await again.getAttribute("aria-disabled"), "true");
  await patient.sees("Wacht nog");
  await openConfirmation(patient);
  await patient.field(labels.c1.password).fill("Welkom2024!");
  await page
    .getByText(/Sterkte: (veel )?te zwak/)
    .first()
    .waitFor();
  await patient.field(labels.c1.password).fill(patient.password);
  await page
    .getByText(/Sterkte: (heel )?goed/)
    .first()
    .waitFor();
  await patient.field(labels.c1.again).fill("iets anders");
  await page.getByText("Nog niet gelijk").waitFor();
  await patient.field(labels.c1.again).fill(patient.password);
  await page
    .getByText(/^(Sterkte.*)?Gelijk/)
    .first()
    .waitFor();
  await page.getByRole("button", { name: "Toon Wachtwoord", exact: true }).click();
  assert.equal(await patient.field(labels.c1.password).getAttribute("type"), "text");
  await patient.looksRight();
  assert.ok(!patient.server.log().includes("Welkom2024"), "a password is in the log");
}

// What comes while the mouse is down on the button must not push it away: that press would be lost.
async function buttonStaysPut(context, width) {
  const patient = await patientOf(context, { width });
  const { page, labels } = patient;
  await walkTo(patient, "c1");
  const button = patient.button(labels.c1.button);
  await button.scrollIntoViewIfNeeded();
  await patient.field(labels.c1.password).fill(patient.password);
  await patient.field(labels.c1.again).fill(patient.password);
  const { x, y, width: wide, height } = await button.boundingBox();
  await page.mouse.move(x + wide / 2, y + height / 2);
  await page.mouse.down();
  await page.getByText(/Gelijk/).waitFor();
  await Promise.all([page.waitForEvent("load"), page.mouse.up()]);
  await patient.seesPage(labels.d1.title, 3);
}

async function headersGuard(context) {
  const server = await context.startVoordeur();
  const browser = new HttpBrowser(server.address);
  const { headers } = await browser.request("/inloggen");
  assert.match(headers.get("content-security-policy"), /default-src 'none'/);
  assert.match(headers.get("content-security-policy"), /frame-ancestors 'none'/);
  assert.doesNotMatch(headers.get("content-security-policy"), /unsafe/);
  assert.equal(headers.get("x-content-type-options"), "nosniff");
  assert.equal(headers.get("referrer-policy"), "same-origin");
  assert.match(headers.get("cache-control"), /no-store/);
  for (const cookie of headers.getSetCookie()) assert.match(cookie, /HttpOnly.*SameSite=Lax|SameSite=Lax.*HttpOnly/i);
  await browser.open("/inloggen");
  const { action, fields } = browser.form({ email: "a@b.example", password: "x" });
  const from = (more) =>
    browser.request(action, { method: "POST", fields, headers: more }).then(({ status }) => status);
  assert.equal(await from({ Origin: "https://evil.example" }), 403);
  assert.equal(await from({ Origin: "null" }), 403);
  assert.equal(await from({ "Sec-Fetch-Site": "cross-site" }), 403);
  assert.equal(await from({ "Sec-Fetch-Site": "same-site" }), 403);
  assert.equal(await from({}), 422);
  const stranger = new HttpBrowser(server.address);
  await stranger.open("/inloggen");
  assert.equal((await stranger.request(action, { method: "POST", fields })).status, 403); // the token of another browser
}

async function warnsAtTheStart(context) {
  const server = await context.startVoordeur({ config: { e_service: [{ ...services[0], practice: "nobody" }] } });
  await waitFor(
    "both warnings",
    () =>
      /"links_work_on_this_machine_only"/.test(server.log()) &&
      /"e_service_of_unknown_practice","practice":"nobody"/.test(server.log()),
  );
}

export const tests = [
  { name: "the language is kept", run: languageIsKept },
  { name: "doors stay shut without link or session", run: doorsStayShut },
  { name: "no service without a second factor", run: noServiceWithoutSecondFactor },
  { name: "services are plain links", run: servicesAreLinks },
  { name: "a password that is forgotten", run: forgottenPassword },
  { name: "a practice that requires its letter", run: letterIsRequired },
  { name: "a letter that is required from now on", run: letterIsRequiredFromNowOn },
  { name: "advice that can be followed", run: adviceThatCanBeFollowed },
  { name: "a brand's own logo", run: brandHasItsLogo },
  { name: "a birth date that is known in part", run: partOfABirthDate },
  { name: "scripts help: strength, show, countdown", run: scriptsHelp },
  { name: "the button stays put while the strength comes, 1280", run: (context) => buttonStaysPut(context, 1280) },
  { name: "the button stays put while the strength comes, 320", run: (context) => buttonStaysPut(context, 320) },
  { name: "headers, and forms from elsewhere", run: headersGuard },
  { name: "the start warns of what patients would miss", run: warnsAtTheStart },
];
