// SPDX-License-Identifier: EUPL-1.2
// How much a phone fetches for a page, as Chromium's own network layer counts it: headers and bodies as they came over the wire,
// redirects too. What it has kept already costs nothing.
import { createHash } from "node:crypto";
import { connect } from "node:tls";
import { chromium } from "playwright-core";
import { launchOptions } from "./browser.mjs";
import { removeFolder, temporaryFolder } from "./processes.mjs";

// page: of a new browser; leadToPage: goes to it, by a link or a form. Gives { bytes, fetched: ["1234 https://…", …] }.
export async function bytesOfPage(page, leadToPage) {
  const network = await page.context().newCDPSession(page);
  const [urls, fetched] = [new Map(), []];
  network.on("Network.requestWillBeSent", ({ requestId, request, redirectResponse }) => {
    if (redirectResponse) fetched.push({ url: redirectResponse.url, bytes: redirectResponse.encodedDataLength });
    urls.set(requestId, request.url);
  });
  network.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    fetched.push({ url: urls.get(requestId), bytes: encodedDataLength });
  });
  await network.send("Network.enable");
  await Promise.all([page.waitForEvent("load"), leadToPage()]);
  await page.evaluate(() => document.fonts.ready);
  await page.waitForLoadState("networkidle");
  await network.detach();
  return {
    bytes: fetched.reduce((sum, { bytes }) => sum + bytes, 0),
    fetched: fetched.map(({ url, bytes }) => `${bytes} ${url}`),
  };
}

// The row of "Speed and size that must hold": a phone that has nothing of ours yet opens the link of its invitation (B2), and goes
// on to another page. server: of startVoordeur({ https: true }), as patients have it. Gives { first, next }, each as bytesOfPage does.
export async function bytesOfFirstPages(server) {
  const patient = { name: "Jan Proefpersoon", email: "jan@post.example", birthDate: "1948-03-07", postcode: "1234AB" };
  await server.invite(patient);
  const { link: invitationLink } = await server.mailbox.waitForMail(patient.email, "Stap 1: ");
  const folder = temporaryFolder();
  const args = [...launchOptions.args, ...(await trustIn(new URL(invitationLink)))];
  const phone = await chromium.launchPersistentContext(folder, {
    ...launchOptions,
    args,
    viewport: { width: 320, height: 720 },
    locale: "nl-NL",
  });
  try {
    const page = phone.pages()[0];
    const first = await bytesOfPage(page, () => page.goto(invitationLink));
    const next = await bytesOfPage(page, () => page.click('footer a[href^="/hulp"]'));
    return { first, next };
  } finally {
    await phone.close();
    removeFolder(folder);
  }
}

// Of a site whose certificate it only puts up with, Chromium keeps nothing: this key it is to take for good.
async function trustIn({ protocol, hostname, port }) {
  if (protocol !== "https:") return [];
  const key = await new Promise((fulfil, reject) => {
    const socket = connect({ host: "127.0.0.1", port, servername: hostname, rejectUnauthorized: false });
    socket.once("error", reject).once("secureConnect", () => {
      fulfil(socket.getPeerX509Certificate().publicKey.export({ type: "spki", format: "der" }));
      socket.destroy();
    });
  });
  return [`--ignore-certificate-errors-spki-list=${createHash("sha256").update(key).digest("base64")}`];
}
