// SPDX-License-Identifier: EUPL-1.2
// The forms that ask for a passkey, and the sign-in page that offers one where the name is typed. Without scripts, or in a browser
// without passkeys, none of it is there and the page says what else can be done.
const asksAnewAfter = 4 * 60 * 1000; // a question holds five minutes

const bytesOf = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
const textOf = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
const withBytes = (list) => list.map((each) => ({ ...each, id: bytesOf(each.id) }));

async function fetchQuestion(form) {
  const body = new URLSearchParams({ form_token: form.elements.form_token.value });
  const response = await fetch(form.dataset.passkey, { method: "POST", body });
  if (!response.ok || response.redirected) throw new Error("there is nothing to answer any more");
  return response.json();
}

const askFor = ({ challenge, allowCredentials, ...rest }, more) =>
  navigator.credentials.get({
    ...more,
    publicKey: { ...rest, challenge: bytesOf(challenge), allowCredentials: withBytes(allowCredentials) },
  });

const make = ({ challenge, user, excludeCredentials, ...rest }, more) =>
  navigator.credentials.create({
    ...more,
    publicKey: {
      ...rest,
      challenge: bytesOf(challenge),
      user: { ...user, id: bytesOf(user.id) },
      excludeCredentials: withBytes(excludeCredentials),
    },
  });

// What a form sends of an answer; what is not there is left out.
function fieldsOf(question, { id, rawId, response, authenticatorAttachment }) {
  const fields = { question, id, raw_id: textOf(rawId), client_data: textOf(response.clientDataJSON) };
  if (response.attestationObject) {
    fields.attestation = textOf(response.attestationObject);
    fields.transports = (response.getTransports?.() ?? []).join(" ");
  } else {
    fields.authenticator_data = textOf(response.authenticatorData);
    fields.signature = textOf(response.signature);
    if (response.userHandle) fields.user_handle = textOf(response.userHandle);
    if (authenticatorAttachment === "cross-platform") fields.another_device = "yes";
  }
  return fields;
}

function send(form, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name, value });
    form.append(input);
  }
  form.submit();
}

async function answer(form, more) {
  const { question, get, create } = await fetchQuestion(form);
  const credential = await (get ? askFor(get, more) : make(create, more));
  if (get) sessionStorage.setItem("passkey", credential.id);
  send(form, fieldsOf(question, credential));
}

// While the name is typed, the browser shows the passkeys that it has. One such question is open at a time.
async function offerWhileTyping(form, offer) {
  if (form.dataset.autofill !== "yes" || !(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
  while (!offer.isOver) {
    offer.open = new AbortController();
    const anew = setTimeout(() => offer.open.abort(), asksAnewAfter);
    try {
      await answer(form, { mediation: "conditional", signal: offer.open.signal });
      return;
    } catch (error) {
      if (error.name !== "AbortError") return;
    } finally {
      clearTimeout(anew);
    }
  }
}

function offerPasskey(form) {
  const offer = { isOver: false, open: undefined };
  const failed = form.querySelector("[data-failed]");
  const button = form.querySelector("button");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    offer.isOver = true;
    offer.open?.abort();
    failed.hidden = true;
    button.disabled = true;
    try {
      await answer(form, {});
    } catch (error) {
      failed.textContent = error.name === "InvalidStateError" ? form.dataset.knownText : form.dataset.failedText;
      failed.hidden = false;
      button.disabled = false;
      button.focus();
    }
  });
  offerWhileTyping(form, offer);
}

// Where this device itself can keep one.
async function showOffers() {
  const offers = document.querySelectorAll("[data-passkey-offer]");
  if (offers.length === 0 || !(await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable?.())) return;
  offers.forEach((offer) => (offer.hidden = false));
}

// What the browser's own list of passkeys is to know; browsers without such a list have none of these.
const tell = (name, what) => PublicKeyCredential[name]?.(what)?.catch?.(() => {});

// The server has no passkey of this id: whoever asked with it is not offered it again.
function tellUnknown(rpId) {
  const credentialId = sessionStorage.getItem("passkey");
  if (credentialId) tell("signalUnknownCredential", { rpId, credentialId });
}

// Of whoever is signed in: which there are, and what the account is called now.
function tellAccount({ rpId, userId, name, displayName, accepted }) {
  tell("signalAllAcceptedCredentials", { rpId, userId, allAcceptedCredentialIds: accepted });
  tell("signalCurrentUserDetails", { rpId, userId, name, displayName });
}

if (globalThis.PublicKeyCredential) {
  document.querySelectorAll("[data-without-passkey]").forEach((text) => (text.hidden = true));
  document.querySelectorAll("[data-needs-passkeys]").forEach((part) => (part.hidden = false));
  document.querySelectorAll("form[data-passkey]").forEach(offerPasskey);
  document.querySelectorAll("[data-unknown-passkey]").forEach((told) => tellUnknown(told.dataset.unknownPasskey));
  document.querySelectorAll("[data-own-passkeys]").forEach((told) => tellAccount(JSON.parse(told.dataset.ownPasskeys)));
  sessionStorage.removeItem("passkey");
  showOffers();
}
