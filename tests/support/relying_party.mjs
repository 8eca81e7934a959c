// SPDX-License-Identifier: EUPL-1.2
// An e-service of the tests, by openid-client: it signs in, keeps what it got, and shows who it thinks it is.
import { createServer } from "node:http";
import * as client from "openid-client";
import { freePort } from "./processes.mjs";

// options: issuer, clientId, secret (none: a public client), parameters (of the authorization request), algorithm
export async function startRelyingParty({ issuer, clientId, secret, parameters = {}, algorithm = "RS256" }) {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const party = { address, back: `${address}/terug?van=voordeur`, errors: [] };
  let configuration, begun;
  const known = async () =>
    (configuration ??= await client.discovery(
      new URL(issuer),
      clientId,
      { client_secret: secret, id_token_signed_response_alg: algorithm },
      secret ? client.ClientSecretBasic(secret) : client.None(),
      { execute: [client.allowInsecureRequests] },
    ));

  async function begin(response, more) {
    begun = { verifier: client.randomPKCECodeVerifier(), state: client.randomState(), nonce: client.randomNonce() };
    const to = client.buildAuthorizationUrl(await known(), {
      redirect_uri: party.back,
      scope: "openid profile email",
      code_challenge: await client.calculatePKCECodeChallenge(begun.verifier),
      code_challenge_method: "S256",
      state: begun.state,
      nonce: begun.nonce,
      ...parameters,
      ...more,
    });
    response.writeHead(303, { Location: to.href }).end();
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

  const server = createServer(async (request, response) => {
    const url = new URL(request.url, address);
    try {
      if (url.pathname === "/") return await begin(response, Object.fromEntries(url.searchParams));
      // One more hop, as many do: Chromium holds the policy of the page with the form against it too.
      if (url.pathname === "/terug") {
        const user = await take(url, request.method === "POST" ? await bodyOf(request) : undefined);
        return response.writeHead(303, { Location: `/welkom?${new URLSearchParams({ name: user.name })}` }).end();
      }
      response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
      response.end(`<!doctype html><title>Dienst</title><h1>Welkom, ${url.searchParams.get("name")}</h1>`);
    } catch (error) {
      party.errors.push(error.error ?? error.message);
      response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
      response.end(`<!doctype html><title>Dienst</title><h1>Mislukt</h1><p>${error.error ?? error.message}</p>`);
    }
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  party.close = () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve)));
  return party;
}

const formType = { "Content-Type": "application/x-www-form-urlencoded" };

async function bodyOf(request) {
  let body = "";
  for await (const part of request) body += part;
  return body;
}
