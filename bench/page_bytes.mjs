// SPDX-License-Identifier: EUPL-1.2
// What a phone fetches for its first page of ours, and for the next: in Chromium, with nothing kept from before, through the sample
// proxy of docs/proxy. Gives { first, next }.
import { bytesOfFirstPages } from "../tests/support/page_bytes.mjs";
import { startVoordeur } from "../tests/support/voordeur.mjs";

export async function pageBytes() {
  const server = await startVoordeur({ https: true });
  try {
    const { first, next } = await bytesOfFirstPages(server);
    return { first: first.bytes, next: next.bytes };
  } finally {
    await server.close();
  }
}
