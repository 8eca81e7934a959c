// SPDX-License-Identifier: EUPL-1.2
// Requests that a proxy and Voordeur could understand differently are refused, and end the connection: what follows them on
// it is never answered. Slow and too large ones end as well.
import assert from "node:assert/strict";
import { connect } from "node:net";
import { patience } from "../support/processes.mjs";

const post = "POST / HTTP/1.1\r\nHost: HOST\r\n";
const next = "GET /healthz HTTP/1.1\r\nHost: HOST\r\n\r\n"; // the request that would be smuggled in

// Each has to be answered 400 (or what stands here), once.
const refused = {
  "Content-Length and Transfer-Encoding": `${post}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  "Transfer-Encoding and Content-Length": `${post}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n`,
  "Content-Length twice, equal": `${post}Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello`,
  "Content-Length twice, different": `${post}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello`,
  "a list of lengths": `${post}Content-Length: 5, 5\r\n\r\nhello`,
  "length +5": `${post}Content-Length: +5\r\n\r\nhello`,
  "length 0x5": `${post}Content-Length: 0x5\r\n\r\nhello`,
  "length -1": `${post}Content-Length: -1\r\n\r\nhello`,
  "a space before the colon": `${post}Content-Length : 5\r\n\r\nhello`,
  "Transfer-Encoding xchunked": `${post}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
  "Transfer-Encoding chunked, identity": `${post}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`,
  "Transfer-Encoding gzip, chunked": `${post}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`,
  "Transfer-Encoding twice": `${post}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n`,
  "Transfer-Encoding in HTTP/1.0":
    "POST / HTTP/1.0\r\nHost: HOST\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
  "Transfer-Encoding after a control character": `${post}Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n`,
  "bare LF": "POST / HTTP/1.1\nHost: HOST\nContent-Length: 5\n\nhello",
  "a bare CR in a value": `${post}X: a\rb\r\nContent-Length: 5\r\n\r\nhello`,
  "NUL in a value": `${post}X: a\0b\r\nContent-Length: 5\r\n\r\nhello`,
  "no Host": "POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello",
  "Host twice": `${post}Host: other\r\nContent-Length: 5\r\n\r\nhello`,
  "in chunks": `${post}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`,
  "HTTP/1.2": "POST / HTTP/1.2\r\nHost: HOST\r\nContent-Length: 5\r\n\r\nhello",
  "a header without a name": `${post}: x\r\nContent-Length: 5\r\n\r\nhello`,
};

// Sends it, one of the pieces every 200 ms, and reads to the end: { statuses, text, closed, unsent }, where `unsent` counts the
// pieces that were left when the server closed.
function talk(address, pieces) {
  const { hostname, port, host } = new URL(address);
  return new Promise((fulfil) => {
    const socket = connect(Number(port), hostname);
    let text = "";
    const end = (closed) => {
      clearTimeout(timer);
      clearInterval(drip);
      socket.destroy();
      fulfil({
        statuses: [...text.matchAll(/HTTP\/1\.[01] (\d{3})/g)].map(([, status]) => Number(status)),
        text,
        closed,
        unsent: waiting.length,
      });
    };
    const timer = setTimeout(() => end(false), patience);
    const waiting = [pieces].flat().map((piece) => Buffer.from(piece.replaceAll("HOST", host), "latin1"));
    const drip = setInterval(() => waiting.length > 0 && socket.write(waiting.shift()), 200);
    socket.write(waiting.shift());
    socket.on("data", (data) => (text += data.toString("latin1")));
    socket.on("end", () => end(true)).on("error", () => end(true));
  });
}

async function smuggling(context) {
  const { address } = await context.startVoordeur({ config: { limits: { request_seconds: 2 } } });
  const wrong = [];
  await Promise.all(
    Object.entries(refused).map(async ([what, request]) => {
      const { statuses, closed } = await talk(address, request + next);
      if (!closed || statuses.length > 1 || statuses.some((status) => status !== 400 && status !== 505))
        wrong.push(`${what}: ${statuses} ${closed ? "" : "stays open"}`);
    }),
  );
  assert.deepEqual(wrong, []);
  const good = await talk(address, next + next.replace("Host:", "Connection: close\r\nHost:"));
  assert.deepEqual(good.statuses, [200, 200]);
}

// As HAProxy asks, in HTTP/1.0 and without a Host; an HTTP/2 proxy splits the cookies.
async function healthChecks(context) {
  const { address } = await context.startVoordeur();
  for (const method of ["GET", "HEAD", "OPTIONS"])
    for (const path of ["/healthz", "/readyz"])
      for (const end of ["HTTP/1.0\r\n\r\n", "HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n"])
        assert.deepEqual((await talk(address, `${method} ${path} ${end}`)).statuses, [200], `${method} ${path} ${end}`);
  for (const target of ["/", "*"])
    assert.deepEqual((await talk(address, `OPTIONS ${target} HTTP/1.0\r\n\r\n`)).statuses, [200], target);
  const split = `GET /inloggen HTTP/1.1\r\nHost: HOST\r\nCookie: a=1\r\nCookie: b=2\r\nConnection: close\r\n\r\n`;
  assert.deepEqual((await talk(address, split)).statuses, [200]);
}

async function foldedHeader(context) {
  const { address } = await context.startVoordeur({ config: { limits: { request_seconds: 2 } } });
  // A folded header is refused, or unfolded and the body read as the length says.
  for (const request of [
    `${post}X: a\r\n b\r\nContent-Length: 5\r\n\r\nhello`,
    `${post}Content-Length:\r\n 5\r\n\r\nhello`,
  ]) {
    const { statuses } = await talk(address, request + next);
    assert.ok(statuses.length === 1 || (statuses.length === 2 && statuses[1] === 200), String(statuses));
  }
}

async function tooLarge(context) {
  const { address } = await context.startVoordeur();
  const long = Array.from({ length: 100 }, (_, i) => `X${i}: ${"a".repeat(200)}\r\n`).join("");
  const header = await talk(address, `GET /healthz HTTP/1.1\r\nHost: HOST\r\n${long}\r\n`);
  assert.deepEqual([header.statuses, header.closed], [[431], true]);
  const body = await talk(address, `${post}Content-Length: 9999999\r\n\r\nhello`);
  assert.deepEqual([body.statuses, body.closed], [[413], true]);
}

// Debian's Beast ended the program when the end of the chunks came in pieces like these.
async function chunksInPieces(context) {
  const { address } = await context.startVoordeur();
  const { statuses, closed } = await talk(address, [`${post}Transfer-Encoding: chunked\r\n\r\n`, "0\r\n", "\r", "\n"]);
  assert.deepEqual([statuses, closed], [[400], true]);
  assert.equal((await fetch(`${address}/healthz`)).status, 200);
}

async function slow(context) {
  const { address } = await context.startVoordeur({ config: { limits: { request_seconds: 1 } } });
  // At five a second they would last for a minute.
  const letters = "a".repeat(300);
  const inHeader = await talk(address, [...`GET /healthz HTTP/1.1\r\nHost: HOST\r\nX: ${letters}`]);
  assert.ok(inHeader.closed && inHeader.unsent > 0);
  assert.ok(
    inHeader.statuses.every((status) => status === 408),
    String(inHeader.statuses),
  );
  const inBody = await talk(address, [`${post}Content-Length: 300\r\n\r\n`, ...letters]);
  assert.ok(inBody.closed && inBody.unsent > 0);
}

async function manySlow(context) {
  const { address } = await context.startVoordeur({ config: { limits: { request_seconds: 8 } } });
  const many = Array.from({ length: 100 }, () => talk(address, ["GET / HT", "T"]));
  const page = fetch(`${address}/inloggen`);
  assert.equal((await Promise.race([page, ...many])).status, 200, "one of the slow ended first");
  assert.ok((await Promise.all(many)).every(({ closed }) => closed));
}

export const tests = [
  { name: "ambiguous requests are refused, and nothing after them answered", run: smuggling },
  { name: "health checks in HTTP/1.0, cookies in several fields", run: healthChecks },
  { name: "folded headers", run: foldedHeader },
  { name: "too large", run: tooLarge },
  { name: "too slow", run: slow },
  { name: "a hundred slow ones hold nobody up", run: manySlow },
  { name: "chunks in pieces", run: chunksInPieces },
];
