// SPDX-License-Identifier: EUPL-1.2
// Styles, script, icon and fonts: each named by what is in it, in the encoding that a browser takes best, to be kept for ever; and
// how little of all that a phone fetches.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { parse } from "smol-toml";
import { assetsOf } from "../support/assets.mjs";
import { HttpBrowser } from "../support/http_browser.mjs";
import { bytesOfFirstPages } from "../support/page_bytes.mjs";
import { root } from "../support/processes.mjs";

// As it came over the wire: { status, headers, body }.
function fetchAsIs(url, encodings, method = "GET") {
  return new Promise((fulfil, reject) => {
    const headers = encodings === undefined ? {} : { "Accept-Encoding": encodings };
    request(url, { method, headers }, (response) => {
      response
        .toArray()
        .then(
          (chunks) => fulfil({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
          reject,
        );
    })
      .on("error", reject)
      .end();
  });
}

const decoders = { br: brotliDecompressSync, gzip: gunzipSync };

async function isWhatItsNameSays(url) {
  const plain = await fetchAsIs(url);
  assert.equal(plain.status, 200, url);
  assert.equal(plain.headers["content-encoding"], undefined);
  const hash = createHash("sha256").update(plain.body).digest("hex").slice(0, 8);
  assert.match(url, new RegExp(`/[a-z-]+\\.${hash}\\.[a-z0-9]+$`));
  return plain;
}

async function isSmallerInEach(url, plain, encodings) {
  for (const encoding of encodings) {
    const answer = await fetchAsIs(url, encoding);
    assert.equal(answer.headers["content-encoding"], encoding, url);
    assert.equal(answer.headers.vary, "Accept-Encoding");
    assert.ok(answer.body.length < plain.body.length * 0.9, `${url} in ${encoding}`);
    assert.deepEqual(decoders[encoding](answer.body), plain.body, url);
  }
}

async function mayBeKeptForEver(url) {
  for (const encodings of [undefined, "br", "gzip", "br;q=0, gzip;q=0.5, identity;q=0.8"]) {
    const answer = await fetchAsIs(url, encodings);
    assert.equal(answer.headers["cache-control"], "public, max-age=31536000, immutable", url);
    assert.equal(Number(answer.headers["content-length"]), answer.body.length);
    const head = await fetchAsIs(url, encodings, "HEAD");
    assert.deepEqual(head.headers, answer.headers);
    assert.equal(head.body.length, 0);
  }
}

// A brand with all that a brand may have.
function ownBrand(server) {
  copyFileSync(join(root, "assets/icon.svg"), join(server.folder, "beeldmerk.svg"));
  const ramp = [50, 100, 200, 300, 400, 500, 600, 700]
    .map((step) => `${step} = "${step < 400 ? "#ffffff" : "#000000"}"`)
    .join("\n");
  writeFileSync(join(server.folder, "brand.toml"), `logo = "beeldmerk.svg"\n[colours.light]\n${ramp}\n`);
}

async function everyAsset(context) {
  const server = await context.startVoordeur();
  const assetsNow = async () =>
    assetsOf((await new HttpBrowser(server.address).open("/inloggen")).html, async (path) =>
      String((await fetchAsIs(server.address + path)).body),
    );
  const builtIn = await assetsNow();
  ownBrand(server);
  server.writeConfig({ ...parse(readFileSync(server.configFile, "utf8")), brand: join(server.folder, "brand.toml") });
  await server.restart();
  const branded = await assetsNow();
  const isThere = (paths, pattern) => paths.some((path) => pattern.test(path));
  for (const pattern of [/\/page\.\w+\.css$/, /\/page\.\w+\.js$/, /\/icon\.\w+\.svg$/, /\.woff2$/])
    assert.ok(isThere(builtIn, pattern), pattern);
  for (const pattern of [/\/brand\.\w+\.css$/, /\/logo\.\w+\.svg$/])
    assert.ok(!isThere(builtIn, pattern) && isThere(branded, pattern), pattern);
  for (const path of new Set([...builtIn, ...branded])) {
    const url = server.address + path;
    const plain = await isWhatItsNameSays(url);
    await isSmallerInEach(url, plain, /\/(brand|logo)\.|\.woff2$/.test(path) ? [] : ["br", "gzip"]);
    await mayBeKeptForEver(url);
  }
}

// A page of another version of the program asks for what this one does not have: nobody may keep that.
async function noOther(context) {
  const server = await context.startVoordeur();
  for (const name of ["page.css", "page.00000000.css", "own.css", "../inloggen", ""]) {
    const answer = await fetchAsIs(`${server.address}/vormgeving/${name}`, "br");
    assert.equal(answer.status, name === "../inloggen" ? 200 : 404);
    assert.equal(answer.headers["cache-control"], "no-store");
    assert.equal(answer.headers["content-encoding"], undefined);
  }
}

async function onAPhone(context) {
  const server = await context.startVoordeur({ https: true });
  const { first, next } = await bytesOfFirstPages(server);
  context.tell(`${first.bytes} and ${next.bytes} bytes`);
  assert.ok(first.bytes <= 24_000, `the first page: ${first.bytes}\n${first.fetched.join("\n")}`);
  assert.ok(next.bytes <= 4000, `the next page: ${next.bytes}\n${next.fetched.join("\n")}`);
}

export const tests = [
  { name: "each is named by its content, compressed, and may be kept", run: everyAsset },
  { name: "nobody keeps what is not there", run: noOther },
  { name: "a phone fetches 24 KB for its first page, 4 KB for the next", run: onAPhone },
];
