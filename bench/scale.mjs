// SPDX-License-Identifier: EUPL-1.2
// Measures the row of scale of the table "Speed and size that must hold", on both databases: how long the pages of a sign-in take
// with a million patients, and with a thousand. The two servers are asked in turn, one request at a time. Started by bin/bench.
import { password, patientAt } from "../tests/support/http_patient.mjs";
import { HttpBrowser } from "../tests/support/http_browser.mjs";
import { freePort, mustRun } from "../tests/support/processes.mjs";
import { startSmsGateway } from "../tests/support/sms_gateway.mjs";
import { loadBulk } from "./bulk_load.mjs";
import { median, percentile, rounded } from "./figures.mjs";
import { machineFacts } from "./machine.mjs";
import { makeServer } from "./server.mjs";
import { writeTable } from "./table.mjs";

const sizes = { few: { patients: 1000, practices: 1 }, many: { patients: 1_000_000, practices: 1000 } };
// Who register by the front door, and whose sign-ins are measured; this many at a time, each sign-in once more in each round.
const [people, atATime, rounds] = [50, 5, 12];

const say = (words) => console.error(words);

async function timed(what, act) {
  const began = performance.now();
  const result = await act();
  say(`${what}: ${Math.round((performance.now() - began) / 1000)} s`);
  return result;
}

let databases = 0;
async function databaseUrl(kind) {
  if (kind === "sqlite") return undefined;
  const name = `scale_${(databases += 1)}`;
  await mustRun("psql", [
    process.env.VOORDEUR_TEST_POSTGRES,
    "--quiet",
    "--no-psqlrc",
    "--command",
    `CREATE DATABASE ${name}`,
  ]);
  return String(Object.assign(new URL(process.env.VOORDEUR_TEST_POSTGRES), { pathname: `/${name}` }));
}

// With so many patients, and some more who have registered: { server, metrics, patients }.
async function makeSite(kind, size) {
  const [smsGateway, url, metrics] = [
    await startSmsGateway(),
    await databaseUrl(kind),
    `127.0.0.1:${await freePort()}`,
  ];
  const server = await makeServer({
    metrics_listen: metrics,
    sms: smsGateway.config(),
    ...(url ? { database: { url } } : {}),
  });
  server.smsGateway = smsGateway;
  await timed(`${kind}: making ${size.patients} patients`, () => loadBulk(url ?? server.databaseUrl, size));
  await server.start();
  const patients = await timed(`${kind}: ${people} more register`, () => registerAll(server));
  return { server, metrics: `http://${metrics}/metrics`, patients, size };
}

async function registerAll(server) {
  const patients = [];
  for (let first = 0; first < people; first += atATime) {
    const numbers = Array.from({ length: atATime }, (_, index) => first + index);
    patients.push(
      ...(await Promise.all(
        numbers.map((number) =>
          patientAt(server, "f5", {
            email: `person${number}@post.example`,
            phone: `06123450${String(number).padStart(2, "0")}`,
          }),
        ),
      )),
    );
  }
  return patients;
}

const sum = (values) => values.reduce((total, value) => total + Number(value), 0);

// Milliseconds that the server spent on the pages of `act`, without those of hashing, by its own count.
async function pageMilliseconds({ metrics }, act) {
  const spent = async () => {
    const text = await (await fetch(metrics)).text();
    const seconds = (name) =>
      sum([...text.matchAll(new RegExp(`^${name}(?:{.*})? (\\S+)$`, "gm"))].map(([, value]) => value));
    return 1000 * (seconds("voordeur_request_duration_seconds_sum") - seconds("voordeur_password_hash_seconds_total"));
  };
  const before = await spent();
  await act();
  return (await spent()) - before;
}

// The form, the password, the code, and the page of services.
async function signIn({ server }, person) {
  const browser = new HttpBrowser(server.address);
  await browser.open(server.signInPath);
  await browser.submit({ email: person.email, password });
  await browser.submit({ code: await person.newestCode() });
  if (new URL(browser.url).pathname !== "/diensten")
    throw new Error(`${person.email} was not signed in:\n${browser.text}`);
}

// The form and a wrong password, for an address somewhere among all patients, or of nobody.
async function beRefused({ server }, email) {
  const browser = new HttpBrowser(server.address);
  await browser.open(server.signInPath);
  await browser.submit({ email, password: "fiets wolk paard tuinstoel" });
  if (browser.status !== 422) throw new Error(`${email} was answered ${browser.status}:\n${browser.text}`);
}

async function measure(sites) {
  const found = sites.map(() => ({ signIns: [], refusals: [] }));
  for (let turn = 0; turn < rounds * people; turn += 1) {
    for (const [index, site] of sites.entries()) {
      const { signIns, refusals } = found[index];
      const somebody = `patient${1 + ((turn * 7919) % site.size.patients)}@bulk.example`;
      signIns.push(await pageMilliseconds(site, () => signIn(site, site.patients[turn % people])));
      refusals.push(
        await pageMilliseconds(site, () => beRefused(site, turn % 2 ? somebody : `nobody${turn}@bulk.example`)),
      );
    }
  }
  return found;
}

function row(kind, what, few, many) {
  const [p99OfFew, p99OfMany] = [percentile(few, 0.99), percentile(many, 0.99)];
  const ratio = p99OfMany / p99OfFew;
  return {
    measure: `${kind}: pages of a ${what} (hash apart) with 1 000 000 patients in 1 000 practices ÷ with 1 000, p99`,
    must: "≤ 1.5",
    holds: ratio <= 1.5,
    value: rounded(ratio),
    from: `${rounded(p99OfMany)} ÷ ${rounded(p99OfFew)} ms; medians ${rounded(median(many))} and ${rounded(median(few))} ms`,
  };
}

async function measureDatabase(kind) {
  const sites = [await makeSite(kind, sizes.few), await makeSite(kind, sizes.many)];
  const [few, many] = await timed(`${kind}: measuring`, () => measure(sites));
  for (const { server } of sites) await server.stop();
  return [row(kind, "sign-in", few.signIns, many.signIns), row(kind, "refusal", few.refusals, many.refusals)];
}

async function main() {
  const [began, facts] = [performance.now(), await machineFacts()];
  const rows = [...(await measureDatabase("sqlite")), ...(await measureDatabase("postgres"))];
  writeTable({
    name: "scale",
    how:
      `Servers on core 0, load on core 1; ${rounds * people} sign-ins and as many refusals at each, in turn, one request at a time. A sign-in is ` +
      "the form, the password, the code and the page of services. The desk's search and start page are not built yet.",
    rows,
    facts: [
      ...facts,
      "PostgreSQL with fsync off: what is compared is its work, not the disk",
      `${Math.round((performance.now() - began) / 1000)} s in all`,
    ],
  });
  process.exit(0);
}

await main();
