// SPDX-License-Identifier: EUPL-1.2
// E-services sign their patients in through Voordeur: the example, and openid-client in each of its ways.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "smol-toml";
import { startCutProxy } from "../faults/cut_proxy.mjs";
import { fillCode, fillSignIn, getAccount, newestCode, Patient } from "../support/patient.mjs";
import { freePort, root, start, waitFor } from "../support/processes.mjs";
import { startCatcher, startPopupParty, startRelyingParty } from "../support/relying_party.mjs";

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
    ...["--scopes", "profile email offline_access", "--start", `${address}/`, ...flags],
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
    ...["--redirect", "http://127.0.0.1/terug", "--signed-with", algorithm],
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
    ...["--public", "--redirect", "http://127.0.0.1/terug", "--sign-out-redirect", "http://127.0.0.1/uitgelogd"],
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
    await patient.page.waitForURL(`${address}/uitgelogd`);
    await patient.seesPage("U bent uitgelogd");
    await patient.page.goto(`${server.address}/diensten`);
    await patient.seesPage(patient.labels.e1.title);
  } finally {
    example.kill("SIGKILL");
    await example.ended;
  }
}

const isInvalidGrant = (error) => error.error === "invalid_grant";

// As long as the patient is signed in here, whether or not anything is done here; not after signing out.
async function refreshes(context) {
  const { server, patient } = await withAccount(context);
  const back = ["--redirect", "http://127.0.0.1/terug"];
  const secret = await addClient(server, "dienst", "http://127.0.0.1", ...back);
  await addClient(server, "open", "http://127.0.0.1", "--public", ...back);
  const parameters = { scope: "openid profile email offline_access", prompt: "consent" };
  const known = { issuer: server.address, parameters };
  const party = await startRelyingParty({ ...known, clientId: "dienst", secret });
  const openParty = await startRelyingParty({ ...known, clientId: "open" });
  try {
    await patient.page.goto(`${party.address}/`);
    await typesNameAndCode(patient);
    await patient.page.waitForURL(`${party.address}/welkom**`);
    await patient.page.goto(`${openParty.address}/`);
    await patient.page.waitForURL(`${openParty.address}/welkom**`);
    const first = { kept: party.tokens.refresh_token, changed: openParty.tokens.refresh_token };
    for (const each of [party, openParty]) {
      for (const later of ["11m", "11m"]) {
        await server.time.advance(later);
        const claims = await each.refresh();
        assert.equal(claims.sub, each.claims.sub);
        assert.equal(claims.auth_time, each.claims.auth_time);
        assert.ok(claims.iat > each.claims.iat);
        assert.equal(each.user.email, patient.email);
      }
    }
    assert.equal(party.tokens.refresh_token, first.kept);
    assert.notEqual(openParty.tokens.refresh_token, first.changed);
    await patient.page.goto(`${server.address}/diensten`);
    await server.time.advance("2h");
    await party.refresh();
    await patient.press("Uitloggen");
    await assert.rejects(party.refresh(), isInvalidGrant);
    await assert.rejects(openParty.refresh(), isInvalidGrant);
  } finally {
    await party.close();
    await openParty.close();
  }
}

// By whichever token: both end, and the patient stays signed in here.
async function givesBack(context) {
  const { server, patient } = await withAccount(context);
  const back = ["--redirect", "http://127.0.0.1/terug"];
  const secret = await addClient(server, "dienst", "http://127.0.0.1", ...back);
  await addClient(server, "open", "http://127.0.0.1", "--public", ...back);
  const known = { issuer: server.address, parameters: { scope: "openid email offline_access" } };
  const party = await startRelyingParty({ ...known, clientId: "dienst", secret });
  const openParty = await startRelyingParty({ ...known, clientId: "open" });
  try {
    await patient.page.goto(`${party.address}/`);
    await typesNameAndCode(patient);
    for (const each of [party, openParty]) {
      for (const which of ["refresh_token", "access_token"]) {
        await patient.page.goto(`${each.address}/`);
        await patient.page.waitForURL(`${each.address}/welkom**`);
        const { [which]: token, refresh_token, access_token } = each.tokens;
        if (each === party) {
          const told = await each.askOf(token);
          assert.deepEqual([told.active, told.sub, told.client_id], [true, each.claims.sub, "dienst"]);
          assert.equal(told.scope, "openid email offline_access");
        }
        await each.giveBack(token);
        await assert.rejects(each.refresh(), isInvalidGrant);
        if (each === openParty) continue;
        for (const gone of [refresh_token, access_token]) {
          assert.deepEqual(await each.askOf(gone), { active: false });
        }
      }
    }
    await assert.rejects(openParty.askOf("x"), (error) => error.error === "invalid_client");
    await patient.page.goto(`${server.address}/diensten`);
    await patient.seesPage(patient.labels.services.title);
  } finally {
    await party.close();
    await openParty.close();
  }
}

// It has no secret: what it asks, it signs.
async function signsWhatItAsks(context) {
  const { server, patient } = await withAccount(context);
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
  const jwk = { ...(await crypto.subtle.exportKey("jwk", pair.publicKey)), kid: "eerste", use: "sig", alg: "ES256" };
  const file = join(dirname(server.configFile), "keys.json");
  writeFileSync(file, JSON.stringify({ keys: [jwk] }));
  const flags = ["--redirect", "http://127.0.0.1/terug", "--jwks-file", file];
  assert.equal(await addClient(server, "dienst", "http://127.0.0.1", ...flags), undefined);
  const party = await startRelyingParty({
    issuer: server.address,
    clientId: "dienst",
    key: { key: pair.privateKey, kid: "eerste" },
    clockAhead: 11 * 60, // as the server's
    parameters: { scope: "openid email offline_access" },
  });
  try {
    await patient.page.goto(`${party.address}/`);
    await typesNameAndCode(patient);
    await patient.page.waitForURL(`${party.address}/welkom**`);
    await party.refresh();
    assert.equal((await party.askOf(party.tokens.access_token)).sub, party.claims.sub);
    await party.giveBack(party.tokens.refresh_token);
    await assert.rejects(party.refresh(), isInvalidGrant);
    assert.deepEqual(party.errors, []);
  } finally {
    await party.close();
  }
}

// A page of another site posts what it asks (some clients always do): the browser sends no cookie along, and the patient who
// is signed in is asked nothing all the same.
async function byFormOfAnotherSite(context) {
  const { server, patient } = await withAccount(context);
  const port = await freePort();
  const secret = await addClient(
    server,
    "dienst",
    `http://127.0.0.1:${port}`,
    ...["--redirect", "http://127.0.0.1/terug"],
  );
  const party = await startRelyingParty({ issuer: server.address, clientId: "dienst", secret });
  try {
    await patient.page.goto(`${server.address}/inloggen`);
    await typesNameAndCode(patient);
    await patient.seesPage(patient.labels.services.title);
    // "localhost" is another site than 127.0.0.1, of which cookies do not come along with a form.
    await patient.page.goto(`${party.address.replace("127.0.0.1", "localhost")}/vraag-met-formulier`);
    await patient.page.getByRole("button").click();
    await patient.page.waitForURL(`${party.address}/welkom**`);
    assert.deepEqual(party.errors, []);
  } finally {
    await party.close();
  }
}

// A program in the browser that signs in in a window of its own, and asks tokens and names from there.
async function inAWindow(context, { isPopup }) {
  const { server, patient } = await withAccount(context);
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const flags = ["--public", "--redirect", "http://127.0.0.1/venster"];
  await addClient(server, "venster", address, ...flags, ...(isPopup ? ["--popup"] : []));
  const party = await startPopupParty({ issuer: server.address, clientId: "venster", port });
  try {
    await patient.page.goto(`${party.address}/`);
    const [window] = await Promise.all([
      patient.page.waitForEvent("popup"),
      patient.page.getByRole("button", { name: "Inloggen" }).click(),
    ]);
    const there = new Patient(window, server, { thorough: true });
    await window.waitForSelector("h1");
    const { e1, g } = there.labels;
    await there.seesPage(e1.title);
    await fillSignIn(there);
    await there.seesPage(g.title);
    await there.field(g.code).fill(await newestCode(there));
    await there.button(g.button).click(); // it closes then
    await patient.page.getByText(`Welkom, ${patient.name}`).waitFor();
    assert.equal(party.hadOpener, isPopup, "what opened the window");
    if (!window.isClosed()) await window.waitForEvent("close"); // it told the one that opened it
  } finally {
    await party.close();
  }
}

// What is our trouble is no refusal: programs throw away what is refused, and try again what is not.
async function withoutDatabase(context) {
  const { server, patient } = await withAccount(context, { database: "postgres" });
  const secret = await addClient(server, "dienst", "http://127.0.0.1", "--redirect", "http://127.0.0.1/terug");
  const proxy = await startCutProxy(server.databaseUrl);
  const config = parse(readFileSync(server.configFile, "utf8"));
  config.database.url = proxy.url;
  server.writeConfig(config);
  await server.restart();
  const party = await startCatcher();
  const verifier = "een-lange-tekst-die-alleen-de-dienst-kent-1234567890";
  const redirect_uri = `${party.address}/terug`;
  const asked = new URLSearchParams({
    ...{
      client_id: "dienst",
      response_type: "code",
      scope: "openid offline_access",
      redirect_uri,
      code_challenge_method: "S256",
    },
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
  });
  const fields = { grant_type: "authorization_code", client_id: "dienst", client_secret: secret, redirect_uri };
  const asks = (more) =>
    fetch(`${server.address}/oidc/token`, { method: "POST", body: new URLSearchParams({ ...fields, ...more }) });
  const redeem = (code) => asks({ code, code_verifier: verifier });
  const refresh = (refresh_token) => asks({ grant_type: "refresh_token", refresh_token });
  const isTrouble = async (answer) => {
    assert.equal(answer.status, 503);
    assert.equal(answer.headers.get("retry-after"), "5");
    assert.equal((await answer.json()).error, "server_error");
  };
  const comesBack = async () => {
    await proxy.up();
    await waitFor("/readyz", async () => (await fetch(`${server.address}/readyz`)).ok);
  };
  try {
    await patient.page.goto(`${server.address}/oidc/authorize?${asked}`);
    await typesNameAndCode(patient);
    await patient.page.waitForURL(`${redirect_uri}?**`);
    const code = new URL(patient.page.url()).searchParams.get("code");
    await proxy.down();
    await isTrouble(await redeem(code));
    await comesBack();
    const given = await redeem(code);
    assert.equal(given.status, 200);
    const { refresh_token } = await given.json();
    await proxy.down();
    await isTrouble(await refresh(refresh_token));
    await comesBack();
    assert.equal((await refresh(refresh_token)).status, 200);
    assert.equal((await redeem(code)).status, 400);
    assert.equal((await refresh(refresh_token)).status, 400, "a code that came again ended it");
  } finally {
    await party.close();
    await proxy.down();
  }
}

// At the e-service, here and at the others: all at once. Where it shows no ID token, the patient is asked first.
async function signsOut(context, { width, scripts = true }) {
  const { server, patient } = await withAccount(context, { width, scripts });
  const flags = ["--redirect", "http://127.0.0.1/terug", "--sign-out-redirect", "http://127.0.0.1/uitgelogd"];
  const secret = await addClient(server, "dienst", "http://127.0.0.1", ...flags);
  const party = await startRelyingParty({ issuer: server.address, clientId: "dienst", secret });
  try {
    await patient.page.goto(`${party.address}/`);
    await typesNameAndCode(patient);
    await patient.page.waitForURL(`${party.address}/welkom**`);
    await patient.page.goto(await party.signOutAddress({ id_token_hint: undefined }));
    await patient.seesPage("Wilt u uitloggen?");
    await patient.follow("Nee, ik blijf ingelogd");
    await patient.seesPage(patient.labels.services.title);
    await patient.page.goto(await party.signOutAddress({ state: "s".repeat(128) }));
    await patient.page.waitForURL(`${party.address}/uitgelogd?state=${"s".repeat(128)}`);
    await patient.page.goto(`${party.address}/?prompt=none`);
    assert.equal(await patient.heading(), "Mislukt");
    assert.deepEqual(party.errors, ["login_required"]);
    await patient.page.goto(`${party.address}/`);
    await typesNameAndCode(patient);
    await patient.page.waitForURL(`${party.address}/welkom**`);
    await patient.page.goto(await party.signOutAddress({ id_token_hint: undefined }));
    await patient.press("Log mij uit");
    await patient.seesPage("U bent uitgelogd");
    await patient.follow("Ga naar Dienst dienst");
    await patient.page.waitForURL(`${party.address}/uitgelogd**`);
    await patient.page.goto(`${server.address}/diensten`);
    await patient.seesPage(patient.labels.e1.title);
  } finally {
    await party.close();
  }
}

// What a patient reads when an e-service's request is not right: what happened, and a way on; nobody is sent anywhere.
async function whatIsNotRight(context, { width }) {
  const server = await context.startVoordeur({});
  const secret = await addClient(
    server,
    "dienst",
    "https://recept.example",
    "--redirect",
    "https://recept.example/terug",
  );
  assert.ok(secret);
  const page = await context.openPage({ width });
  const patient = new Patient(page, server, { thorough: true });
  const asks = (parameters) => page.goto(`${server.address}/oidc/authorize?${new URLSearchParams(parameters)}`);
  const redirect_uri = "https://evil.example/terug";
  await asks({ client_id: "dienst", redirect_uri, response_type: "code", scope: "openid" });
  await patient.seesPage("Inloggen lukt nu niet");
  assert.equal(await patient.link("Ga naar Dienst dienst").getAttribute("href"), "https://recept.example/");
  assert.ok(page.url().startsWith(server.address));
  await asks({ client_id: "onbekend", redirect_uri });
  await patient.seesPage("Deze dienst kennen wij niet");
  assert.ok(!(await page.content()).includes("evil.example"));
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
  { name: "asked by a form of another site", run: byFormOfAnotherSite },
  { name: "oidc-client-ts, in a window of its own", run: (context) => inAWindow(context, { isPopup: true }) },
  {
    name: "a window of a client that is no popup is cut off",
    run: (context) => inAWindow(context, { isPopup: false }),
  },
  { name: "openid-client refreshes, with a secret and without", run: refreshes },
  { name: "openid-client signs out, 1280", run: (context) => signsOut(context, { width: 1280 }) },
  {
    name: "openid-client signs out without scripts, 320",
    run: (context) => signsOut(context, { width: 320, scripts: false }),
  },
  { name: "openid-client gives back what it got, and asks of it", run: givesBack },
  { name: "openid-client signs what it asks", run: signsWhatItAsks },
  { name: "the database is away when a code is redeemed, and when it refreshes", run: withoutDatabase },
  { name: "requests that are not right, 1280", run: (context) => whatIsNotRight(context, { width: 1280 }) },
  { name: "requests that are not right, 320", run: (context) => whatIsNotRight(context, { width: 320 }) },
];
