// SPDX-License-Identifier: EUPL-1.2
// An e-service: repeat prescriptions. It lets Voordeur sign its patients in (OpenID Connect), and knows no password.
//   ISSUER=http://127.0.0.1:8080 PORT=8090 node examples/herhaalrecept/herhaalrecept.mjs
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import * as client from "openid-client";
import { pages } from "./pages.mjs";

const issuer = process.env.ISSUER ?? "http://127.0.0.1:8080";
const clientId = process.env.CLIENT_ID ?? "herhaalrecept";
const port = Number(process.env.PORT ?? 8090);
const here = `http://127.0.0.1:${port}`;
const back = `${here}/terug`;

// What a browser's cookie stands for: { verifier, state, nonce } on the way, { name, idToken, ordered } once signed in.
const sessions = new Map();
const cookieName = "herhaalrecept";

// Read when it is first needed, and again when Voordeur was not there yet. Plain http is for this machine only.
let found;
const voordeur = async () =>
  (found ??= await client.discovery(new URL(issuer), clientId, undefined, client.None(), {
    execute: issuer.startsWith("http:") ? [client.allowInsecureRequests] : [],
  }));

const sessionOf = ({ headers }) => sessions.get(headers.cookie?.match(/herhaalrecept=([\w-]+)/)?.[1]);

function startSession(response, session) {
  const id = randomBytes(24).toString("base64url");
  sessions.set(id, session);
  response.setHeader("Set-Cookie", `${cookieName}=${id}; HttpOnly; SameSite=Lax; Path=/`);
}

const redirect = (response, address) => response.writeHead(303, { Location: address }).end();
const show = (response, html, status = 200) =>
  response.writeHead(status, { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" }).end(html);

async function signIn(response) {
  const [verifier, state, nonce] = [client.randomPKCECodeVerifier(), client.randomState(), client.randomNonce()];
  startSession(response, { verifier, state, nonce });
  const address = client.buildAuthorizationUrl(await voordeur(), {
    redirect_uri: back,
    scope: "openid profile",
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
    nonce,
  });
  redirect(response, address.href);
}

async function comeBack(request, response) {
  const begun = sessionOf(request);
  if (!begun?.verifier) return redirect(response, "/");
  const tokens = await client.authorizationCodeGrant(await voordeur(), new URL(request.url, here), {
    pkceCodeVerifier: begun.verifier,
    expectedState: begun.state,
    expectedNonce: begun.nonce,
  });
  const { sub } = tokens.claims();
  const { name } = await client.fetchUserInfo(await voordeur(), tokens.access_token, sub);
  startSession(response, { name, idToken: tokens.id_token, ordered: [] });
  redirect(response, "/");
}

async function formOf(request) {
  let body = "";
  for await (const part of request) {
    body += part;
    if (body.length > 4096) throw new Error("too long a form");
  }
  return new URLSearchParams(body);
}

async function order(request, response) {
  const session = sessionOf(request);
  if (session?.name === undefined) return redirect(response, "/");
  session.ordered = (await formOf(request)).getAll("medicine");
  redirect(response, "/");
}

// Here, and then at Voordeur, which leads back.
async function signOut(request, response) {
  const session = sessionOf(request);
  for (const [id, each] of sessions) if (each === session) sessions.delete(id);
  if (!session?.idToken) return redirect(response, "/uitgelogd");
  const address = client.buildEndSessionUrl(await voordeur(), {
    id_token_hint: session.idToken,
    post_logout_redirect_uri: `${here}/uitgelogd`,
  });
  redirect(response, address.href);
}

async function answer(request, response) {
  const { pathname } = new URL(request.url, here);
  const session = sessionOf(request);
  switch (`${request.method} ${pathname}`) {
    case "GET /":
      return session?.name === undefined ? signIn(response) : show(response, pages.prescriptions(session));
    case "GET /terug":
      return comeBack(request, response);
    case "POST /bestellen":
      return order(request, response);
    case "POST /uitloggen":
      return signOut(request, response);
    case "GET /uitgelogd":
      return show(response, pages.signedOut());
    default:
      return show(response, pages.notFound(), 404);
  }
}

createServer((request, response) => {
  answer(request, response).catch((error) => {
    console.error(`herhaalrecept: ${error.message}`);
    show(response, pages.failed(), 502);
  });
})
  .on("error", (error) => console.error(`herhaalrecept: ${error.message}`))
  .listen(port, "127.0.0.1", () => console.log(`The example e-service is at ${here}/`));
