// SPDX-License-Identifier: EUPL-1.2
// A proxy before PostgreSQL that breaks on command, and understands enough of the protocol to break at a commit.
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { freePort } from "../support/processes.mjs";

const [sslRequest, encryptionRequest] = [80877103, 80877104];

// The messages of one client: PostgreSQL's frontend protocol, version 3. Only its first message has no letter.
class Frontend {
  #rest = Buffer.alloc(0);
  #isOpen = false;
  #statements = new Map(); // by their names

  // Calls execute(sql) for each statement that is to be executed.
  read(bytes, execute) {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    for (;;) {
      const letter = this.#isOpen ? 1 : 0;
      if (this.#rest.length < letter + 4) return;
      const size = letter + this.#rest.readInt32BE(letter);
      if (this.#rest.length < size) return;
      this.#take(this.#rest.subarray(0, size), execute);
      this.#rest = this.#rest.subarray(size);
    }
  }

  #take(message, execute) {
    if (!this.#isOpen) {
      this.#isOpen = ![sslRequest, encryptionRequest].includes(message.readInt32BE(4));
      return;
    }
    const [first, second] = message.toString("utf8", 5).split("\0");
    const letter = String.fromCharCode(message[0]);
    if (letter === "P") this.#statements.set(first, second);
    if (letter === "B") execute(this.#statements.get(second));
    if (letter === "Q") execute(first);
  }
}

// One connection through the proxy.
class Link {
  #frontend = new Frontend();
  #transaction = [];
  #cutsAtAnswer;

  // commitOf(statements): the cut that waits for this transaction, if any; hangsAt(sql): whether it is not even heard.
  constructor(client, server, { commitOf, hangsAt }) {
    Object.assign(this, { client, server });
    client.on("data", (bytes) => this.#fromClient(bytes, { commitOf, hangsAt }));
    server.on("data", (bytes) => (this.#cutsAtAnswer ? this.#cutsAtAnswer() : client.write(bytes)));
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ]) {
      socket.on("error", () => {}).on("close", () => other.destroy());
    }
  }

  #fromClient(bytes, { commitOf, hangsAt }) {
    let cut;
    let hangs = false;
    this.#frontend.read(bytes, (sql) => {
      hangs ||= hangsAt(sql);
      if (sql.startsWith("BEGIN")) this.#transaction = [];
      this.#transaction.push(sql);
      if (sql === "COMMIT") cut ??= commitOf(this.#transaction);
    });
    const close = () => {
      this.destroy();
      cut.done();
    };
    if (hangs) return this.hold();
    if (cut?.when === "before") return close();
    if (cut) this.#cutsAtAnswer = close;
    this.server.write(bytes);
  }

  hold() {
    for (const socket of [this.client, this.server]) socket.pause();
  }

  letGo() {
    for (const socket of [this.client, this.server]) socket.resume();
  }

  destroy() {
    this.client.destroy();
    this.server.destroy();
  }
}

// A transaction of a step: its line in the audit log is written in it.
export const isStep = (statements) => statements.some((sql) => sql.startsWith("INSERT INTO audit_event"));
const isAnything = (statements) => statements.some((sql) => /^(INSERT|UPDATE|DELETE)/.test(sql));

// databaseUrl: where it leads. { url, cut(), down(), up(), hold(), letGo(), hangAt(pattern), cutAtCommit(options), forgetCuts() }
export async function startCutProxy(databaseUrl) {
  const behind = new URL(databaseUrl);
  const port = await freePort();
  const links = new Set();
  let cuts = [];
  let isHeld = false;
  let hanging;
  let listener;

  function commitOf(statements) {
    const found = cuts.find(({ which }) => which(statements));
    cuts = cuts.filter((other) => other !== found);
    return found;
  }

  function accept(client) {
    const link = new Link(client, connect(Number(behind.port), behind.hostname), {
      commitOf,
      hangsAt: (sql) => hanging?.test(sql) ?? false,
    });
    links.add(link);
    client.on("close", () => links.delete(link));
    if (isHeld) link.hold();
  }

  const cut = () => links.forEach((link) => link.destroy());

  async function up() {
    if (listener) return;
    listener = createServer(accept).listen(port, "127.0.0.1");
    await once(listener, "listening");
  }

  // New connections are refused, and those that there are end.
  async function down() {
    const closing = listener;
    listener = undefined;
    cut();
    if (closing) await new Promise((fulfil) => closing.close(fulfil));
  }

  // Nothing comes through, and nobody is told: a machine that hangs. What was held stays so; onlyOld: new ones go through.
  function hold({ onlyOld = false } = {}) {
    isHeld = !onlyOld;
    links.forEach((link) => link.hold());
  }

  function letGo() {
    isHeld = false;
    links.forEach((link) => link.letGo());
  }

  // Who executes such a statement gets no answer any more; undefined: from now on everybody does.
  const hangAt = (pattern) => (hanging = pattern);

  // The next such transaction is cut off "after" its commit was done and before the answer, or "before" it is done. Fulfilled
  // then.
  function cutAtCommit({ which = isAnything, when = "after" } = {}) {
    return new Promise((done) => cuts.push({ which, when, done }));
  }

  await up();
  const url = String(Object.assign(new URL(databaseUrl), { hostname: "127.0.0.1", port: String(port) }));
  return { url, cut, down, up, hold, letGo, hangAt, cutAtCommit, forgetCuts: () => (cuts = []) };
}
