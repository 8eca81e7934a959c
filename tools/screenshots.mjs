// SPDX-License-Identifier: EUPL-1.2
// The pictures of the README: starts the demo, walks one sample patient from the invitation to the SMS code, and writes
// docs/screenshots/*.png. bin/screenshots runs it.
import { mkdirSync, rmSync, statSync } from "node:fs";
import { closeBrowser, openContext } from "../tests/support/browser.mjs";
import { root, start, waitFor } from "../tests/support/processes.mjs";

const address = "http://127.0.0.1:8080";
const folder = `${root}/docs/screenshots`;
const patient = { email: "johanna.voorbeeld@post.example", birthDate: "7 maart 1948", postcode: "1234ab" };
const password = "paard fiets wolk tuinstoel";
const most = { pixelsHigh: 1000, bytesEach: 120_000, bytesTogether: 700_000 };

async function startDemo() {
  if (await fetch(address).catch(() => undefined)) {
    throw new Error(`something answers at ${address} already: stop it, the demo needs that address`);
  }
  const demo = start(`${root}/build/release/voordeur`, ["serve"], { stdio: ["ignore", "ignore", "inherit"] });
  await waitFor("the demo", async () => (await fetch(`${address}/readyz`).catch(() => ({}))).ok);
  return demo;
}

// Of the page without its footer.
let together = 0;
async function picture(page, name, width = 1280) {
  const before = page.viewportSize();
  await page.setViewportSize({ width, height: before.height });
  const path = `${folder}/${name}.png`;
  await page.evaluate(() => document.fonts.ready);
  const { y, height } = await page.locator("main").boundingBox();
  const clip = { x: 0, y: 0, width, height: Math.min(y + height + 24, most.pixelsHigh) };
  await page.screenshot({ path, clip, fullPage: true, animations: "disabled", caret: "hide" });
  await page.setViewportSize(before);
  const { size } = statSync(path);
  if (size > most.bytesEach) throw new Error(`${path} has ${size} bytes, at most ${most.bytesEach}`);
  together += size;
  console.log(`${path.slice(root.length + 1)}  ${Math.ceil(size / 1024)} KiB`);
}

// The newest link of this kind, "/u/" or "/b/", in the mailbox's mails to the patient.
const linkInMailbox = (page, kind) =>
  waitFor(`a mail with ${kind}`, async () => {
    await page.goto(`${address}/postvak`);
    const mail = page.locator("li", { hasText: patient.email }).locator(`a[href*="${kind}"]`).first();
    return (await mail.count()) > 0 && mail.getAttribute("href");
  });

const goOn = (page) => page.click("main button.nl-button--primary");

async function register(page) {
  // She has a letter, and goes on without it.
  await page.goto(`${await linkInMailbox(page, "/u/")}/gegevens`);
  await picture(page, "step-1-details");
  await picture(page, "step-1-details-phone", 320);
  await page.fill("#birth_date", patient.birthDate);
  await page.fill("#postcode", patient.postcode);
  await goOn(page);
  await page.fill("#password", password);
  await page.waitForTimeout(1500); // the strength is asked from the server
  await page.check("#accept_terms");
  await picture(page, "step-2-password");
  await goOn(page);
}

async function bindPhone(page) {
  await page.fill("#phone", "06-12345678");
  await picture(page, "phone");
  await goOn(page);
  await picture(page, "sms-code");
  await picture(page, "sms-code-phone", 320);
}

const codeIn = async (page) => /(\d{6}) is uw code/.exec(await page.innerText("body"))?.[1];

async function walk() {
  const page = await (await openContext()).newPage();
  await register(page);
  await bindPhone(page);
  const mailbox = await page.context().newPage();
  const code = await waitFor("the SMS", async () => {
    await mailbox.goto(`${address}/postvak`);
    return codeIn(mailbox);
  });
  await picture(mailbox, "mailbox");
  await page.fill("#code", code);
  await goOn(page);
  await picture(page, "keep-super-pin");
}

const demo = await startDemo();
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
try {
  await walk();
} finally {
  await closeBrowser();
  demo.kill("SIGTERM"); // it removes its folder
  await demo.ended;
}
if (together > most.bytesTogether) throw new Error(`${together} bytes together, at most ${most.bytesTogether}`);
