// SPDX-License-Identifier: EUPL-1.2
// What somebody sees who reads with large letters, on a small phone, or who goes away from a form for a moment.
import assert from "node:assert/strict";
import { noSidewaysScroll } from "../support/browser.mjs";
import { walkTo } from "../support/http_patient.mjs";
import { fillPasswords, openInvitation, Patient } from "../support/patient.mjs";

async function patientOf(context, { javaScriptEnabled, width, brand, ...person } = {}) {
  const server = await context.startVoordeur({ brand });
  const patient = new Patient(await context.openPage({ width, javaScriptEnabled }), server, { brand, ...person });
  await server.invite(patient.details);
  return patient;
}

// Over two lines, where nobody said that they may break.
const wordsCut = (page) =>
  page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const lines = (node, { index, 0: word }) => {
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      return new Set([...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top)));
    };
    const cut = [];
    while (texts.nextNode()) {
      const node = texts.currentNode;
      const words = [...node.data.matchAll(/[\p{L}\p{N}\u00ad]{2,}/gu)];
      cut.push(
        ...words.filter((word) => !word[0].includes("\u00ad") && lines(node, word).size > 1).map(([word]) => word),
      );
    }
    return cut;
  });

const readsLarge = (page) => page.evaluate(() => (document.documentElement.style.fontSize = "32px"));

async function lettersTwiceAsLarge(context, brand) {
  const patient = await patientOf(context, { width: 360, brand });
  const { page } = patient;
  const fieldsKeepTheirWidth = async () => {
    for (const field of await page.locator("main input.utrecht-textbox, main select").all()) {
      const { width } = await field.boundingBox();
      assert.ok(width >= 240, `a field is ${width} px wide on ${page.url()}`);
    }
  };
  const steps = ["b2", "b3", "c1", "d1", "e1", "e2", "e3", "f1", "f2", "f3", "f4", "f5", "g", "services"];
  for (const [number, step] of steps.entries()) {
    const person = { brand, email: `${step}@post.example`, name: `Voorbeeld ${step}`, phone: `06123456${10 + number}` };
    const one = new Patient(page, patient.server, person);
    await patient.server.invite(one.details);
    await walkTo(one, step);
    await readsLarge(page);
    await noSidewaysScroll(page);
    await fieldsKeepTheirWidth();
    assert.deepEqual(await wordsCut(page), [], `${step} cuts words`);
    await page.context().clearCookies();
  }
}

async function superPinInTwoTimesTwo(context) {
  const patient = await patientOf(context, { width: 360 });
  await walkTo(patient, "e3");
  await readsLarge(patient.page);
  const groups = await patient.page
    .locator(".vd-groups .vd-nowrap")
    .evaluateAll((halves) => halves.map((half) => half.getClientRects().length));
  assert.deepEqual(groups, [1, 1]);
}

async function headerIsLow(context) {
  const patient = await patientOf(context, { width: 320 });
  for (const path of ["/inloggen", "/hulp/de-linde", "/wachtwoord-vergeten"]) {
    await patient.page.goto(patient.server.address + path);
    const { height } = await patient.page.locator("header").boundingBox();
    assert.ok(height <= 100, `the header is ${height} px high`);
  }
}

async function ticksSurviveReading(context, options) {
  const patient = await patientOf(context, options);
  const { page, labels } = patient;
  await walkTo(patient, "d1");
  const { privacy, terms } = labels.d1;
  await patient.field(privacy).check();
  const main = page.getByRole("main");
  for (const [name, heading] of [
    [/privacyverklaring$/, "Privacyverklaring"],
    [/gebruikersvoorwaarden$/, "Gebruikersvoorwaarden"],
  ]) {
    await main.getByRole("link", { name }).click();
    await page.getByRole("heading", { name: heading, exact: true }).waitFor();
    await patient.looksRight();
    await main.getByRole("link", { name: "Terug naar de vinkjes" }).click();
    assert.equal(await page.getByRole("heading", { name: heading, exact: true }).count(), 0);
    assert.equal(await patient.field(privacy).isChecked(), true);
  }
  await page.getByRole("contentinfo").getByRole("link", { name: "Gegevensbescherming" }).click();
  await page.goBack();
  assert.equal(await patient.field(privacy).isChecked(), true);
  await patient.field(terms).check();
  await patient.press(labels.d1.button);
  await patient.seesPage(labels.e1.title);
}

async function staleErrorGoes(context) {
  const patient = await patientOf(context, { width: 320, thorough: true });
  const { page, labels } = patient;
  await walkTo(patient, "c1");
  await fillPasswords(patient, "Welkom2024!");
  await patient.seesError(labels.c1.weak);
  await page.getByText("Sterkte: nog niets getypt").waitFor();
  await page.getByText("Nog niet herhaald").waitFor();
  const box = patient.field(labels.c1.password);
  await box.focus();
  const before = (await box.boundingBox()).y;
  await box.pressSequentially(patient.password);
  await page.getByText(/Sterkte: (heel )?goed/).waitFor();
  assert.equal(await page.getByText(labels.c1.weak).count(), 0);
  assert.equal(await page.locator("#fouten").count(), 0);
  assert.ok(Math.abs((await box.boundingBox()).y - before) < 20, "the box moved away under the hand");
  await patient.field(labels.c1.again).fill(patient.password);
  await page.getByText("Gelijk", { exact: true }).waitFor();
  assert.equal(await page.getByText(/Sterkte/).count(), 1, "the repeated box says only whether it is the same");
  await patient.looksRight();
}

async function guideKeepsItsOrder(context) {
  const patient = await patientOf(context, { width: 320, brand: "cgm-life", thorough: true });
  const { page, labels } = patient;
  await openInvitation(patient);
  const filled = page.locator("main .nl-button--primary");
  const texts = (await filled.allInnerTexts()).map((text) => text.replace(/\s+/g, " "));
  assert.deepEqual(texts, [labels.b1.noLetter]);
  assert.ok(!(await patient.text()).includes("begeleidende brief"), "a letter that nobody sent");
}

export const tests = [
  ...["built-in", "cgm-life"].map((brand) => ({
    name: `letters twice as large, ${brand}`,
    run: (context) => lettersTwiceAsLarge(context, brand),
  })),
  { name: "large letters: the super-PIN in two times two groups", run: superPinInTwoTimesTwo },
  { name: "the header leaves room for the page at 320", run: headerIsLow },
  { name: "ticks survive reading a document", run: (context) => ticksSurviveReading(context, {}) },
  {
    name: "ticks survive reading a document, without scripts, 320",
    run: (context) => ticksSurviveReading(context, { javaScriptEnabled: false, width: 320 }),
  },
  { name: "a stale error goes when typing goes on", run: staleErrorGoes },
  { name: "without a letter the guide's link is its filled button", run: guideKeepsItsOrder },
];
