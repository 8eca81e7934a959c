// SPDX-License-Identifier: EUPL-1.2
// Every statement that a page runs, in order: a proxy that listens between Voordeur and its PostgreSQL.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { parse } from "smol-toml";

const sslRequest = 80877103;
const gssRequest = 80877104;
// What runs beside the pages begins so: the outbox looks for messages, the audit log is chained, old rows are swept, a
// connection is made, the list of practices is read again (every few seconds, whoever asks).
const background = [
  /^SELECT (1|count\(\*\)) FROM (message|audit_pending)/,
  /^SELECT id FROM message/,
  /^SELECT \(?(SELECT )?value FROM setting/,
  /^SELECT \(SELECT 1 FROM audit_chain/,
  /^UPDATE message/,
  /^DELETE FROM/,
  /^UPDATE (super_pin|registration|patient) SET .*NULL WHERE (activated_at|completed_at|account_id) IS NULL/,
  /^SET statement_timeout/,
  /^SELECT practice.id, slug, practice.name, practice.phone, practice.email, letter_required, no_sms_since, names_in_log FROM practice ORDER/,
];

// Puts the proxy in between and starts the server anew. `during(act)` gives { result, statements } of what `act` asked for.
export async function watchStatements(server) {
  const config = parse(readFileSync(server.configFile, "utf8"));
  const { hostname, port } = new URL(config.database.url);
  const connections = [];
  const proxy = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    const groups = [];
    connections.push(groups);
    const read = statementReader((text) => note(groups, text));
    client.on("data", (data) => read(data));
    client.pipe(upstream).pipe(client);
    for (const socket of [client, upstream])
      socket.on("error", () => {}).on("close", () => [client, upstream].map((each) => each.destroy()));
  }).listen(0, "127.0.0.1");
  await once(proxy, "listening");
  proxy.unref();
  const url = String(Object.assign(new URL(config.database.url), { port: proxy.address().port }));
  await server.stop();
  server.writeConfig({ ...config, database: { ...config.database, url } });
  await server.start();
  return { during: (act) => during(connections, act) };
}

// A transaction is a group; so is a statement outside one.
function note(groups, text) {
  const open = groups.at(-1);
  if (open && !open.isOver) open.texts.push(text);
  else groups.push({ texts: [text], began: performance.now(), isOver: !text.startsWith("BEGIN") });
  if (/^(COMMIT|ROLLBACK)/.test(text)) groups.at(-1).isOver = true;
}

async function during(connections, act) {
  const since = performance.now();
  const result = await act();
  // A page's last statement is its COMMIT, before its answer: what is still open is no page's.
  const groups = connections
    .flat()
    .filter(({ began, texts, isOver }) => isOver && began >= since && !isBackground(texts));
  return { result, statements: groups.sort((one, other) => one.began - other.began).flatMap(({ texts }) => texts) };
}

function isBackground(texts) {
  const first = texts.find((text) => !text.startsWith("BEGIN")) ?? "";
  return background.some((pattern) => pattern.test(first));
}

// Of the frontend's bytes: https://www.postgresql.org/docs/15/protocol-message-formats.html
function statementReader(found) {
  const prepared = new Map();
  let [rest, hasBegun] = [Buffer.alloc(0), false];
  const textAt = (body, from) => body.toString("utf8", from, body.indexOf(0, from));
  const handle = {
    Q: (body) => found(textAt(body, 0)),
    P: (body) => {
      const name = textAt(body, 0);
      prepared.set(name, textAt(body, Buffer.byteLength(name) + 1));
    },
    B: (body) => found(prepared.get(textAt(body, textAt(body, 0).length + 1))),
  };
  return (data) => {
    rest = Buffer.concat([rest, data]);
    for (;;) {
      const head = hasBegun ? 1 : 0; // the first message has no type
      if (rest.length < head + 4 || rest.length < head + rest.readInt32BE(head)) return;
      const [length, type] = [head + rest.readInt32BE(head), String.fromCharCode(rest[0])];
      const body = rest.subarray(head + 4, length);
      if (hasBegun) handle[type]?.(body);
      else hasBegun = ![sslRequest, gssRequest].includes(body.readInt32BE(0));
      rest = rest.subarray(length);
    }
  };
}
