// SPDX-License-Identifier: EUPL-1.2
// E-services sign their patients in through Voordeur: the example, and openid-client in each of its ways.
import assert from "node:assert/strict";
import { join } from "node:path";
import { fillCode, fillSignIn, getAccount, newestCode, Patient } from "../support/patient.mjs";
import { freePort, root, start, waitFor } from "../support/processes.mjs";
import { startRelyingParty } from "../support/relying_party.mjs";

const secretIn = ({ stdout }) => stdout.match(/^client_secret {2}(\S+)$/m)?.[1];

async function withAccount(context, { database, width = 1280, scripts = true } = {}) {
  const server = await context.startVoordeur({ database });
  const patient = new Patient(await context.openPage({ width, javaScriptEnabled: scripts }), server, {
    thorough: true,
  });
  await server.invite(patient.details);
  await getAccount(patient);
  await server.time.advance("11m");
  return { server, patient };
}

async function addClient(server, id, address, ...flags) {
  const added = await server.command(
    ...["client", "add", "--client", id, "--name", `Dienst ${id}`, "--practice", "de-linde"],
    ...["--scopes", "profile email", "--start", `${address}/`, ...flags],
  );
  return secretIn(added);
}

async function fromServiceToService(context, { algorithm, mode, database, width, scripts = true }) {
  const { server, patient } = await withAccount(context, { database, width, scripts });
  const port = await freePort();
  const secret = await addClient(
    server,
    "dienst",
    `http://127.0.0.1:${port}`,
    ...["--redirect", "http://127.0.0.1/terug?van=voordeur", "--signed-with", algorithm],
  );
  const party = await startRelyingParty({
    issuer: server.address,
    clientId: "dienst",
    secret,
    algorithm,
    parameters: mode === "form_post" ? { response_mode: mode } : {},
  });
  try {
    await patient.page.goto(`${party.address}/`);
    await typesNameAndCode(patient);
    if (mode === "form_post" && !scripts) await patient.press("Ga verder");
    await patient.page.waitForURL(`${party.address}/welkom**`);
    assert.equal(await patient.heading(), `Welkom, ${patient.name}`);
    assert.deepEqual(party.claims.amr, ["pwd", "sms", "mfa"]);
    assert.equal(party.user.email, patient.email);
    const first = party.claims;
    await patient.page.goto(`${party.address}/?prompt=none`);
    if (mode === "form_post" && !scripts) await patient.press("Ga verder");
    await patient.page.waitForURL(`${party.address}/welkom**`);
    assert.equal(party.claims.sub, first.sub);
    assert.equal(party.claims.auth_time, first.auth_time);
    await patient.page.goto(`${server.address}/diensten`);
    await patient.seesPage(patient.labels.services.title);
    assert.deepEqual(party.errors, []);
  } finally {
    await party.close();
  }
}

// At E1, whose address has the e-service's request; where it ends, the caller knows.
async function typesNameAndCode(patient) {
  const { e1, g } = patient.labels;
  await patient.seesPage(e1.title);
  await fillSignIn(patient);
  await patient.seesPage(g.title);
  await fillCode(patient, await newestCode(patient), g);
}

async function theExample(context, { width, database }) {
  const { server, patient } = await withAccount(context, { database, width });
  const port = await freePort();
  await addClient(
    server,
    "herhaalrecept",
    `http://127.0.0.1:${port}`,
    "--public",
    "--redirect",
    "http://127.0.0.1/terug",
  );
  const example = start("node", [join(root, "examples/herhaalrecept/herhaalrecept.mjs")], {
    env: { PATH: process.env.PATH, ISSUER: server.address, PORT: String(port) },
  });
  try {
    const address = `http://127.0.0.1:${port}`;
    await waitFor("the example", async () => (await fetch(`${address}/uitgelogd`).catch(() => ({}))).ok);
    await patient.page.goto(`${server.address}/inloggen`);
    await typesNameAndCode(patient);
    await patient.seesPage(patient.labels.services.title);
    await patient.follow("Dienst herhaalrecept");
    await patient.page.waitForURL(`${address}/`);
    await patient.seesPage("Uw medicijnen");
    assert.ok((await patient.text()).includes(patient.name));
    await patient.page.getByLabel("Voorbeeldtabletten 20 mg").check();
    await patient.press("Bestel");
    assert.ok((await patient.text()).includes("Besteld: Voorbeeldtabletten 20 mg"));
    await patient.press("Uitloggen");
    await patient.seesPage("U bent uitgelogd bij Herhaalrecept");
    await patient.follow("Naar uw diensten, of daar ook uitloggen");
    await patient.seesPage(patient.labels.services.title);
  } finally {
    example.kill("SIGKILL");
    await example.ended;
  }
}

export const tests = [
  {
    name: "openid-client, RS256, 1280",
    run: (context) => fromServiceToService(context, { algorithm: "RS256" }),
  },
  {
    name: "openid-client, ES256, form_post, 320",
    run: (context) => fromServiceToService(context, { algorithm: "ES256", mode: "form_post", width: 320 }),
  },
  {
    name: "openid-client, form_post without scripts, PostgreSQL",
    run: (context) =>
      fromServiceToService(context, { algorithm: "RS256", mode: "form_post", scripts: false, database: "postgres" }),
  },
  { name: "the example e-service, 320", run: (context) => theExample(context, { width: 320 }) },
];
