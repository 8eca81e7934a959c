// SPDX-License-Identifier: EUPL-1.2
// Measures whether the time of an answer tells if an address has an account, or a customer number a letter; bin/enumeration starts it:
//   node tests/enumeration/timing.mjs [PAIRS]
// A pair is one answer for an address with an account and one for an address without, moments apart and in the order of a
// coin: what else the machine does meets both alike. The result goes to docs/security/enumeration-timing.md.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../support/processes.mjs";
import { startVoordeur } from "../support/voordeur.mjs";
import {
  asksForNewAccess,
  behindAProxy,
  detailsAtLink,
  knownBrowsersSignIn,
  letterWithoutLink,
  makeAddresses,
  makeCustomerNumbers,
  openLimits,
  strangersSignIn,
  strictLimits,
  waitingSignIn,
} from "./answers.mjs";
import { report } from "./report.mjs";
import { compare, median } from "./two_samples.mjs";

const pairs = Math.max(1000, Number(process.argv[2] ?? 1000));
const pairsWithoutHash = 4 * pairs; // quick answers, of which somebody outside may get many
const warmUp = 20;
const any = (items) => items[Math.floor(Math.random() * items.length)];

async function measure({ ask, count, wanted }, { known, unknown }) {
  const times = { known: [], unknown: [] };
  const once = async (kind, email, isKept) => {
    const { status, microseconds } = await ask(email);
    if (status !== wanted) throw new Error(`an answer was ${status}, not ${wanted}`);
    if (isKept) times[kind].push(microseconds);
  };
  for (let pair = -warmUp; pair < count; pair += 1) {
    const both = [
      ["known", any(known)],
      ["unknown", any(unknown)],
    ];
    if (Math.random() < 0.5) both.reverse();
    for (const [kind, email] of both) await once(kind, email, pair >= 0);
  }
  return times;
}

function row(name, database, { known, unknown }) {
  const compared = compare(known, unknown);
  const result = { name, database, count: known.length, known: median(known), unknown: median(unknown), ...compared };
  console.log(
    `${name}, ${database}: ${result.shift.toFixed(0)} µs (${result.from.toFixed(0)} to ${result.to.toFixed(0)}), p = ${result.p.toPrecision(2)}`,
  );
  return result;
}

async function withServer(options, act) {
  const server = await startVoordeur(options);
  try {
    return await act(server, await makeAddresses(server));
  } finally {
    await server.close();
  }
}

async function rowsOf(database) {
  const open = await withServer({ database, config: openLimits }, async (server, addresses) => [
    row(
      "signing in, a browser that nobody knows",
      database,
      await measure({ ask: await strangersSignIn(server), count: pairs, wanted: 422 }, addresses),
    ),
    row(
      "signing in, a browser of somebody else",
      database,
      await measure({ ask: await knownBrowsersSignIn(server), count: pairs, wanted: 422 }, addresses),
    ),
    row(
      "signing in by customer number",
      database,
      await measure(
        { ask: await strangersSignIn(server), count: pairs, wanted: 422 },
        await makeCustomerNumbers(server, "e1"),
      ),
    ),
    row(
      "details at a link",
      database,
      await measure({ ask: await detailsAtLink(server), count: pairsWithoutHash, wanted: 422 }, addresses),
    ),
    row(
      "a letter without its link",
      database,
      await measure(
        { ask: await letterWithoutLink(server), count: pairs, wanted: 303 },
        await makeCustomerNumbers(server, "b1"),
      ),
    ),
  ]);
  const waiting = await withServer({ database, config: strictLimits }, async (server, addresses) => {
    const ask = await waitingSignIn(server, [...addresses.known, ...addresses.unknown]);
    return row(
      "signing in while a wait stands",
      database,
      await measure({ ask, count: pairsWithoutHash, wanted: 429 }, addresses),
    );
  });
  const asking = await withServer({ database, config: behindAProxy }, async (server, addresses) =>
    row(
      "asking for new access",
      database,
      await measure({ ask: await asksForNewAccess(server), count: pairsWithoutHash, wanted: 303 }, addresses),
    ),
  );
  return [...open, waiting, asking];
}

const began = new Date();
const rows = [...(await rowsOf("sqlite")), ...(await rowsOf("postgres"))];
const { text, told } = report(rows, { began });
writeFileSync(join(root, "docs/security/enumeration-timing.md"), text);
for (const { name, database } of told) console.log(`FAIL  ${name}, ${database}: the time tells who has an account`);
console.log(`enumeration: ${rows.length - told.length} passed, ${told.length} failed`);
process.exit(told.length === 0 ? 0 : 1);
