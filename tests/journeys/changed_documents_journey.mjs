// SPDX-License-Identifier: EUPL-1.2
// The practice publishes new terms and a new privacy statement: the patient reads what changed at the next sign-in, thinks
// about it, refuses, agrees, and finds the very texts in Mijn account.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { auditEvents } from "../faults/checks.mjs";
import { fillCode, getAccount, invitedPatient, newestCode, signInAgain, signOut } from "../support/patient.mjs";

const dutch = {
  title: "Lees wat er is veranderd",
  link: /gebruikersvoorwaarden$/,
  goOn: "Verder",
  later: "Later beslissen",
  refuse: "Ik ga niet akkoord",
  refused: "U gaat niet akkoord",
  back: "Terug naar de documenten",
  readPrivacy: "Lees de hele privacyverklaring",
  toTop: "Terug naar boven",
  untickedError: "zet een vinkje",
  account: "Mijn account",
  toList: "Documenten die u heeft gelezen",
  list: "Documenten die u heeft gelezen",
  show: "Lees de tekst",
};
const english = {
  title: "Read what has changed",
  link: /terms of use$/,
  goOn: "Continue",
  later: "Decide later",
  refuse: "I do not agree",
  refused: "You do not agree",
  back: "Back to the documents",
  readPrivacy: "Read the whole privacy statement",
  toTop: "Back to the top",
  untickedError: "tick the box",
  account: "My account",
  toList: "Documents that you have read",
  list: "Documents that you have read",
  show: "Read the text",
};

function publish(server, kind, version, ...more) {
  const files = ["nl", "en"].map((language) => {
    const file = join(server.folder, `${kind}-${version}.${language}.md`);
    const text = `# Document ${version}\n\n## Wat er staat\n\nDe tekst van ${version} in ${language}.\n`;
    writeFileSync(
      file,
      `+++\nversion = "${version}"\nsummary = "Dit is nieuw in ${version} (${language})."\n+++\n${text}`,
    );
    return file;
  });
  return server.command("document", "publish", "--kind", kind, "--from", files[0], "--english", files[1], ...more);
}

async function patientIn(context, combination) {
  const patient = await invitedPatient(context, { ...combination, words: { nl: dutch, en: english } });
  await getAccount(patient);
  return patient;
}

// Up to the page that asks, where it does.
async function signsIn(patient, title = patient.words.title) {
  await patient.server.time.advance("11m");
  await patient.page.context().clearCookies();
  await signInAgain(patient);
  await fillCode(patient, await newestCode(patient), patient.labels.g);
  await patient.page.mouse.move(0, 0); // it would rest on the link, which has no line under it then
  await patient.seesPage(title);
}

async function reads(patient, link, heading) {
  const main = patient.page.getByRole("main");
  await main.getByRole("link", { name: link }).click();
  await main.getByRole("heading", { name: heading, exact: true }).waitFor();
  await patient.looksRight();
  await main.getByRole("link", { name: patient.words.toTop }).last().click();
}

async function fromAskedToAgreed(context, options) {
  const patient = await patientIn(context, options);
  const { server, words, labels, language, page } = patient;
  await publish(server, "privacy", "2027-01");
  await publish(server, "terms", "2027-02", "--until", "2099-01-31");
  await signsIn(patient);
  for (const version of ["2027-01", "2027-02"]) await patient.sees(`Dit is nieuw in ${version} (${language}).`);
  await reads(patient, words.readPrivacy, "Document 2027-01");
  await reads(patient, words.link, "Document 2027-02");
  await patient.press(words.goOn);
  await patient.seesError(words.untickedError);
  await patient.follow(words.refuse);
  await patient.seesPage(words.refused);
  await patient.sees("020 555 0134");
  await patient.follow(words.back);
  await patient.press(words.later);
  await patient.seesPage(labels.services.title);
  await signsIn(patient);
  await patient.page.locator("#accept_terms").check();
  await patient.press(words.goOn);
  await patient.seesPage(labels.services.title);
  await page.goto(`${server.address}/mijn-account`);
  await patient.follow(words.toList);
  await patient.seesPage(words.list);
  await page.getByText(words.show).nth(1).click();
  await patient.sees(`De tekst van 2027-02 in ${language}.`);
  await patient.looksRight();
  await signsIn(patient, labels.services.title);
  await signOut(patient);
  assert.equal(
    (await auditEvents(server)).filter(({ event_type_code: type }) => type === "document.accepted").length,
    1,
  );
  assert.match((await server.command("document", "list")).stdout, /terms +2027-02 +(nl|en) .* 1 +[0-9a-f]{16}/);
}

// Its text was published while the page of the old one stood open; and who reads it twice is asked once.
async function publishedWhileRead(context) {
  const patient = await patientIn(context, { database: "postgres", width: 320 });
  const { server, words, labels } = patient;
  await publish(server, "terms", "2027-02");
  await signsIn(patient);
  assert.equal(await patient.button(words.later).count(), 0);
  await publish(server, "terms", "2027-03");
  await patient.page.locator("#accept_terms").check();
  await patient.press(words.goOn);
  await patient.seesError("opnieuw gewijzigd");
  assert.ok(!(await patient.page.locator("#accept_terms").isChecked()), "the tick of another text");
  await patient.sees("Dit is nieuw in 2027-03 (nl).");
  await patient.page.locator("#accept_terms").check();
  await patient.press(words.goOn);
  await patient.seesPage(labels.services.title);
  await publish(server, "terms", "2027-04", "--correction");
  await signsIn(patient, labels.services.title);
}

export const tests = [
  { name: "from asked to agreed, 1280", run: (context) => fromAskedToAgreed(context, {}) },
  {
    name: "from asked to agreed, English, without scripts, 320",
    run: (context) => fromAskedToAgreed(context, { language: "en", scripts: false, width: 320, database: "postgres" }),
  },
  { name: "published while it is read, 320", run: publishedWhileRead },
];
