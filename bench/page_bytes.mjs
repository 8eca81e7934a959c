// SPDX-License-Identifier: EUPL-1.2
// What a phone fetches for its first page of ours, and for the next: in Chromium, with nothing kept from before.
import { closeBrowser, openContext } from "../tests/support/browser.mjs";

// Bytes on the wire since this was last asked: heads and bodies, of redirects too; what the browser had kept costs nothing.
async function byteCounter(page) {
  let bytes = 0;
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  session.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  session.on("Network.requestWillBeSent", ({ redirectResponse }) => (bytes += redirectResponse?.encodedDataLength ?? 0));
  return () => {
    const counted = bytes;
    bytes = 0;
    return counted;
  };
}

// From the link of an invitation to the page after it: { first, next }.
export async function pageBytes(invitationLink) {
  const context = await openContext({ width: 320 });
  const page = await context.newPage();
  const countBytes = await byteCounter(page);
  await page.goto(invitationLink, { waitUntil: "networkidle" });
  const first = countBytes();
  await page.locator('main a[href$="/gegevens"]').click();
  await page.waitForURL("**/gegevens", { waitUntil: "networkidle" });
  const next = countBytes();
  await context.close();
  await closeBrowser();
  return { first, next };
}
