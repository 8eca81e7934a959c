// SPDX-License-Identifier: EUPL-1.2
// What many would take instead: npm oidc-provider with an Argon2id in Rust, everything in memory and nothing of its own in the
// way. One form, one hash at Voordeur's cost, and the page of the client that asked for the sign-in.
//   node bench/oidc_provider.mjs PORT EMAIL…   all with the password of bench/patients.mjs
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { hash, verify } from "@node-rs/argon2";
import { Provider } from "oidc-provider";
import { freePort, waitFor } from "../tests/support/processes.mjs";
import { startOnServerCore } from "./cores.mjs";
import { getPage } from "./page_probe.mjs";
import { password } from "./patients.mjs";

const cost = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 }; // Argon2id is its default
const formPath = "/interaction/";
const nextPath = "/next";
// PKCE is its default; nobody asks for the token, so the verifier that belongs to this is not needed.
const query = new URLSearchParams({
  client_id: "bench",
  response_type: "code",
  scope: "openid",
  code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
  code_challenge_method: "S256",
});

// { address, pid, signInPath, nextPath } of one that serves on the core of the servers.
export async function startOidcProvider(emails) {
  const port = await freePort();
  const child = startOnServerCore(process.execPath, [fileURLToPath(import.meta.url), String(port), ...emails], {
    stdio: ["ignore", "ignore", "inherit"],
    // One thread hashes on one core: four, the default, throw each other's 19 MiB out of the cache and do six for ten.
    env: { ...process.env, NODE_ENV: "production", UV_THREADPOOL_SIZE: "1" },
  });
  const address = `http://127.0.0.1:${port}`;
  await waitFor("oidc-provider", async () => (await getPage(`${address}${nextPath}`).catch(() => ({}))).status === 200);
  return { address, pid: child.pid, signInPath: `/auth?${query}`, nextPath };
}

function providerAt(address) {
  return new Provider(address, {
    clients: [{ client_id: "bench", client_secret: "secret", redirect_uris: [`${address}${nextPath}`] }],
    cookies: { keys: ["a key of the bench"] },
    interactions: { url: (_, { uid }) => `${formPath}${uid}` },
    features: { devInteractions: { enabled: false } },
    findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    loadExistingGrant: grantOf,
  });
}

// No page that asks for consent: Voordeur has none.
async function grantOf({ oidc }) {
  const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
  grant.addOIDCScope("openid");
  await grant.save();
  return grant;
}

const form = (action) => `<!doctype html><html lang="nl"><title>Inloggen</title><main><h1>Inloggen</h1>
<form method="post" action="${action}"><label>E-mail <input name="email" type="email" value=""></label>
<label>Wachtwoord <input name="password" type="password" value=""></label><button>Inloggen</button></form></main></html>`;

function answer(response, status, html) {
  response.writeHead(status, { "Content-Type": "text/html; charset=utf-8" }).end(html);
}

async function fieldsOf(request) {
  return Object.fromEntries(new URLSearchParams(Buffer.concat(await request.toArray()).toString()));
}

async function serve(port, emails) {
  const address = `http://127.0.0.1:${port}`;
  const provider = providerAt(address);
  provider.on("server_error", (_, error) => console.error(error));
  const hashes = new Map(await Promise.all(emails.map(async (email) => [email, await hash(password, cost)])));
  const others = provider.callback();

  async function signIn(request, response) {
    const fields = await fieldsOf(request);
    const hashed = hashes.get(fields.email);
    if (!hashed || !(await verify(hashed, fields.password))) return answer(response, 422, form(request.url));
    return provider.interactionFinished(request, response, { login: { accountId: fields.email } });
  }

  createServer((request, response) => {
    if (request.url.startsWith(nextPath))
      return answer(response, 200, "<!doctype html><title>Ingelogd</title><h1>Ingelogd</h1>");
    if (!request.url.startsWith(formPath)) return others(request, response);
    if (request.method === "GET") return answer(response, 200, form(request.url));
    return signIn(request, response).catch((error) => answer(response, 500, error.message));
  }).listen(port, "127.0.0.1");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await serve(Number(process.argv[2]), process.argv.slice(3));
