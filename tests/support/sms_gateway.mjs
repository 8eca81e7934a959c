// SPDX-License-Identifier: EUPL-1.2
// An SMS gateway that takes HTTP requests on loopback and keeps what it gets.
import { once } from "node:events";
import { createServer } from "node:http";
import { freePort, patience, sleep, waitFor } from "./processes.mjs";

const statuses = {
  ok: 202,
  500: 500,
  400: 400,
  "not-routable": 403,
  "no-balance": 422,
  slow: 202,
  "take-and-500": 500,
  "take-and-hold": 202,
};
const words = {
  "not-routable": "Not routable. Do not try again.",
  "no-balance": '{"errors":[{"code":25,"description":"Not enough balance to send to this number"}]}',
};

// `mode` may be set at any time: "ok", "500", "400", "not-routable" (this number), "no-balance" (ours), "slow" (30 s), or a
// function that gives one for a message; the ones that lie, since they keep the SMS: "take-and-500",
// "take-and-hang-up", "take-and-hold" (answers when release() is called); down() and up() as well.
// `messages` are the ones taken: { to, from, text, reference, code, at }; `tries` counts the refused ones too. onTaken(message)
// is called with each, before the answer; when it gives a mode, that one is for this answer.
export async function startSmsGateway() {
  const port = await freePort();
  const gateway = {
    port,
    mode: "ok",
    tries: 0,
    messages: [],
    onTaken() {},
    config,
    waitForSms,
    release,
    down,
    up,
    close: down,
  };
  const taken = new Set();
  const held = [];
  let server;

  // The [sms] table that makes Voordeur use it.
  function config() {
    const query = { to: "{to}", from: "{from}", text: "{text}", reference: "{reference}" };
    return { gateway: "http", url: `http://127.0.0.1:${port}/send`, method: "GET", query };
  }

  async function receive(request, response) {
    gateway.tries += 1;
    const message = Object.fromEntries(new URL(request.url, "http://gateway").searchParams);
    let mode = typeof gateway.mode === "function" ? gateway.mode(message) : gateway.mode;
    if (mode === "slow") await sleep(30_000);
    const isTaken = statuses[mode] === 202 || mode.startsWith("take-");
    if (isTaken) mode = take({ ...message, code: /\b\d{6}\b/.exec(message.text)?.[0], at: performance.now() }) ?? mode;
    if (mode === "take-and-hang-up") return request.socket.destroy();
    if (mode === "take-and-hold") await new Promise((fulfil) => held.push(fulfil));
    response.writeHead(statuses[mode], { "Content-Type": "text/plain" }).end(words[mode] ?? "see the status\n");
  }

  function take(message) {
    gateway.messages.push(message);
    return gateway.onTaken(message);
  }

  function release() {
    for (const answer of held.splice(0)) answer();
  }

  // One that comes twice, under the same reference, is one.
  const isSeen = (message) => taken.has(message.reference ?? message);

  // The oldest SMS to this number (+31612345678) that no test has taken yet.
  function waitForSms(to, timeout = patience) {
    const what = () =>
      `an SMS to ${to}; there are: ` +
      (gateway.messages.map((message) => `${message.to}${isSeen(message) ? " (taken)" : ""}`).join(", ") || "none");
    return waitFor(
      what,
      () => {
        const message = gateway.messages.find((candidate) => !isSeen(candidate) && candidate.to === to);
        if (message) taken.add(message.reference ?? message);
        return message;
      },
      timeout,
    );
  }

  async function up() {
    server = createServer(receive).listen(port, "127.0.0.1");
    await once(server, "listening");
  }

  async function down() {
    const closing = server;
    server = undefined;
    release();
    closing?.closeAllConnections();
    if (closing) await new Promise((fulfil) => closing.close(fulfil));
  }

  await up();
  return gateway;
}
