// SPDX-License-Identifier: EUPL-1.2
// An authenticator and its browser that say what a test wants, signed as it should be: over HTTP, without Chromium.
import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

const sha256 = (bytes) => createHash("sha256").update(bytes).digest();
const base64url = (bytes) => Buffer.from(bytes).toString("base64url");
const ofBase64url = (text) => Buffer.from(text, "base64url");

const head = (major, number) =>
  number < 24
    ? Buffer.from([(major << 5) | number])
    : number < 256
      ? Buffer.from([(major << 5) | 24, number])
      : Buffer.from([(major << 5) | 25, number >> 8, number & 255]);
export const cborNumber = (number) => (number < 0 ? head(1, -1 - number) : head(0, number));
export const cborBytes = (bytes) => Buffer.concat([head(2, bytes.length), bytes]);
export const cborText = (text) => Buffer.concat([head(3, Buffer.byteLength(text)), Buffer.from(text)]);
// pairs: [key, value, …], each CBOR already.
export const cborMap = (...pairs) => Buffer.concat([head(5, pairs.length / 2), ...pairs]);

const kinds = {
  "-7": () => generateKeyPairSync("ec", { namedCurve: "P-256" }),
  "-8": () => generateKeyPairSync("ed25519"),
  "-257": () => generateKeyPairSync("rsa", { modulusLength: 2048 }),
};

function coseKey(algorithm, publicKey) {
  const jwk = publicKey.export({ format: "jwk" });
  const of = (name) => cborBytes(ofBase64url(jwk[name]));
  const [n, alg] = [cborNumber, cborNumber(algorithm)];
  if (algorithm === -257) return cborMap(n(1), n(3), n(3), alg, n(-1), of("n"), n(-2), of("e"));
  if (algorithm === -8) return cborMap(n(1), n(1), n(3), alg, n(-1), n(6), n(-2), of("x"));
  return cborMap(n(1), n(2), n(3), alg, n(-1), n(1), n(-2), of("x"), n(-3), of("y"));
}

export class HostilePasskey {
  constructor(algorithm = -7) {
    const { publicKey, privateKey } = kinds[algorithm]();
    Object.assign(this, { algorithm, privateKey, id: randomBytes(32), publicKey: coseKey(algorithm, publicKey) });
  }

  #sign(message) {
    return sign(this.algorithm === -8 ? null : "sha256", message, this.privateKey);
  }

  #says(type, challenge, { origin, rpId }) {
    return {
      client: { type, challenge, origin, crossOrigin: false },
      rpId,
      up: true,
      uv: true,
      be: true,
      bs: true,
      at: false,
      ed: false,
      count: 0,
      rawId: this.id,
      idInData: this.id,
      publicKey: this.publicKey,
      afterData: Buffer.alloc(0),
      format: "none",
      userHandle: this.userHandle,
    };
  }

  #spoken(says) {
    const clientData = Buffer.from(says.json ?? JSON.stringify(says.client));
    const flags =
      (says.up && 1) | (says.uv && 4) | (says.be && 8) | (says.bs && 16) | (says.at && 64) | (says.ed && 128);
    const counted = Buffer.alloc(5);
    counted[0] = flags;
    counted.writeUInt32BE(says.count, 1);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(says.idInData.length);
    const made = says.at ? [Buffer.alloc(16), length, says.idInData, says.publicKey] : [];
    const data = Buffer.concat([sha256(says.rpId), counted, ...made, says.afterData]);
    const signature = this.#sign(Buffer.concat([data, sha256(clientData)]));
    if (says.breaksSignature) signature[signature.length - 1] ^= 1;
    return { clientData, data, signature };
  }

  // What a form sends, and the same as the judge reads it. `change` changes one thing in what is right otherwise.
  make({ question, create }, site, change = () => {}) {
    this.userHandle = ofBase64url(create.user.id);
    const says = { ...this.#says("webauthn.create", create.challenge, site), at: true };
    change(says);
    const { clientData, data, signature } = this.#spoken(says);
    const statement =
      says.statement ??
      (says.format === "packed"
        ? cborMap(cborText("alg"), cborNumber(this.algorithm), cborText("sig"), cborBytes(signature))
        : cborMap());
    const attestation = cborMap(
      cborText("fmt"),
      cborText(says.format),
      cborText("attStmt"),
      statement,
      cborText("authData"),
      cborBytes(data),
    );
    const id = says.id ?? base64url(says.rawId);
    return {
      fields: {
        question,
        id,
        raw_id: base64url(says.rawId),
        client_data: base64url(clientData),
        attestation: base64url(attestation),
        transports: "internal",
      },
      judged: this.#judged(id, says, {
        clientDataJSON: base64url(clientData),
        attestationObject: base64url(attestation),
      }),
    };
  }

  answer({ question, get }, site, change = () => {}) {
    const says = this.#says("webauthn.get", get.challenge, site);
    change(says);
    const { clientData, data, signature } = this.#spoken(says);
    const id = says.id ?? base64url(says.rawId);
    const userHandle = says.userHandle && base64url(says.userHandle);
    return {
      fields: {
        question,
        id,
        raw_id: base64url(says.rawId),
        client_data: base64url(clientData),
        authenticator_data: base64url(data),
        signature: base64url(signature),
        ...(userHandle ? { user_handle: userHandle } : {}),
      },
      judged: this.#judged(id, says, {
        clientDataJSON: base64url(clientData),
        authenticatorData: base64url(data),
        signature: base64url(signature),
        userHandle,
      }),
    };
  }

  #judged(id, { rawId }, response) {
    return { id, rawId: base64url(rawId), type: "public-key", clientExtensionResults: {}, response };
  }
}
