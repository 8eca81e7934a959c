// SPDX-License-Identifier: EUPL-1.2
// E-services of the tests.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import * as client from "openid-client";
import { freePort, root } from "./processes.mjs";

const html = { "Content-Type": "text/html; charset=utf-8" };

// Listens, and gives what a test needs of it.
async function listen(party, port, answer) {
  const server = createServer(answer);
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  party.close = () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve)));
  return party;
}

// By openid-client: it signs in, keeps what it got, and shows who it thinks it is.
// options: issuer, clientId, secret or key (to sign by; neither: a public client), clockAhead (seconds), parameters (of the authorization request), algorithm
export async function startRelyingParty({
  issuer,
  clientId,
  secret,
  key,
  clockAhead = 0,
  parameters = {},
  algorithm = "RS256",
}) {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const party = { address, back: `${address}/terug`, errors: [] };
  let configuration, begun;
  const known = async () =>
    (configuration ??= await client.discovery(
      new URL(issuer),
      clientId,
      { client_secret: secret, id_token_signed_response_alg: algorithm, [client.clockSkew]: clockAhead },
      key ? client.PrivateKeyJwt(key) : secret ? client.ClientSecretBasic(secret) : client.None(),
      { execute: [client.allowInsecureRequests] },
    ));

  async function addressFor(more) {
    begun = { verifier: client.randomPKCECodeVerifier(), state: client.randomState(), nonce: client.randomNonce() };
    return client.buildAuthorizationUrl(await known(), {
      redirect_uri: party.back,
      scope: "openid profile email",
      code_challenge: await client.calculatePKCECodeChallenge(begun.verifier),
      code_challenge_method: "S256",
      state: begun.state,
      nonce: begun.nonce,
      ...parameters,
      ...more,
    });
  }

  // The same, asked by a form.
  async function showForm(response) {
    const { origin, pathname, searchParams } = await addressFor();
    const fields = [...searchParams].map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`);
    const form = `<form method="post" action="${origin}${pathname}">${fields.join("")}<button>Ga naar Voordeur</button></form>`;
    response.writeHead(200, html).end(`<!doctype html><title>Dienst</title>${form}`);
  }

  async function take(url, body) {
    const answered = body ? new Request(url, { method: "POST", headers: formType, body }) : url;
    const tokens = await client.authorizationCodeGrant(await known(), answered, {
      pkceCodeVerifier: begun.verifier,
      expectedState: begun.state,
      expectedNonce: begun.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    const user = await client.fetchUserInfo(await known(), tokens.access_token, claims.sub);
    Object.assign(party, { tokens, claims, user });
    return user;
  }

  // With the refresh token that it got last; the claims of the new ID token.
  party.refresh = async () => {
    const tokens = await client.refreshTokenGrant(await known(), party.tokens.refresh_token);
    party.tokens = tokens;
    party.user = await client.fetchUserInfo(await known(), tokens.access_token, tokens.claims().sub);
    return tokens.claims();
  };

  party.signOutAddress = async (more) => {
    const parameters = {
      id_token_hint: party.tokens.id_token,
      post_logout_redirect_uri: `${address}/uitgelogd`,
      ...more,
    };
    for (const [name, value] of Object.entries(parameters)) if (value === undefined) delete parameters[name];
    return client.buildEndSessionUrl(await known(), parameters).href;
  };
  party.giveBack = async (token) => client.tokenRevocation(await known(), token);
  party.askOf = async (token) => client.tokenIntrospection(await known(), token);

  return listen(party, port, async (request, response) => {
    const url = new URL(request.url, address);
    try {
      if (url.pathname === "/vraag-met-formulier") return await showForm(response);
      if (url.pathname === "/") {
        const { href } = await addressFor(Object.fromEntries(url.searchParams));
        return response.writeHead(303, { Location: href }).end();
      }
      // One more hop, as many do: Chromium holds the policy of the page with the form against it too.
      if (url.pathname === "/terug") {
        const user = await take(url, request.method === "POST" ? await bodyOf(request) : undefined);
        return response.writeHead(303, { Location: `/welkom?${new URLSearchParams({ name: user.name })}` }).end();
      }
      response.writeHead(200, html);
      response.end(`<!doctype html><title>Dienst</title><h1>Welkom, ${url.searchParams.get("name")}</h1>`);
    } catch (error) {
      party.errors.push(error.error ?? error.message);
      response.writeHead(200, html);
      response.end(`<!doctype html><title>Dienst</title><h1>Mislukt</h1><p>${error.error ?? error.message}</p>`);
    }
  });
}

const formType = { "Content-Type": "application/x-www-form-urlencoded" };

async function bodyOf(request) {
  let body = "";
  for await (const part of request) body += part;
  return body;
}

const library = () => readFileSync(join(root, "node_modules/oidc-client-ts/dist/browser/oidc-client-ts.min.js"));

// By oidc-client-ts: all of it in the browser, which signs in in a window of its own, asks tokens and who it is.
export async function startPopupParty({ issuer, clientId, port }) {
  const address = `http://127.0.0.1:${port}`;
  const settings = JSON.stringify({
    authority: issuer,
    client_id: clientId,
    redirect_uri: `${address}/venster`,
    scope: "openid profile",
    loadUserInfo: true,
  });
  const manager = `new oidc.UserManager(${settings})`;
  const begin = `document.querySelector("button").onclick = async () => {
    const { profile } = await ${manager}.signinPopup().catch((error) => ({ profile: { name: error.message } }));
    document.querySelector("p").textContent = "Welkom, " + profile.name;
  };`;
  const page = (script) =>
    `<!doctype html><title>Dienst</title><button>Inloggen</button><p></p><script src="/oidc.js"></script><script>${script}</script>`;
  // The library would find another way: other programs, and itself before its version 3.3, need the window that opened them.
  const end = `fetch("/opener/" + Boolean(opener)).then(() => ${manager}.signinPopupCallback())`;
  const party = { address };
  return listen(party, port, ({ url }, response) => {
    if (url.startsWith("/opener/")) party.hadOpener = url === "/opener/true";
    if (url === "/oidc.js") return response.writeHead(200, { "Content-Type": "text/javascript" }).end(library());
    response.writeHead(200, html).end(page(url === "/" ? begin : end));
  });
}

// Whose code nobody redeems but the test.
export async function startCatcher() {
  const port = await freePort();
  return listen({ address: `http://127.0.0.1:${port}` }, port, (_, response) =>
    response.writeHead(200, html).end("<!doctype html>"),
  );
}
