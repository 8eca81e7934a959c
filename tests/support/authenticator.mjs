// SPDX-License-Identifier: EUPL-1.2
// An authenticator app of a few lines (RFC 6238): what stands behind an otpauth address, as a telephone would show it.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function bytesOf(base32) {
  let bits = "";
  for (const character of base32) {
    assert.ok(alphabet.includes(character), `${base32} is not base32`);
    bits += alphabet.indexOf(character).toString(2).padStart(5, "0");
  }
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}

export class Authenticator {
  // address: "otpauth://totp/Praktijk:123%20456%207890?secret=…"
  constructor(address) {
    const { protocol, pathname, searchParams } = new URL(address);
    assert.equal(protocol, "otpauth:");
    assert.deepEqual(
      ["algorithm", "digits", "period"].map((name) => searchParams.get(name)),
      ["SHA1", "6", "30"],
    );
    this.label = decodeURIComponent(pathname.split("/").at(-1));
    this.issuer = searchParams.get("issuer");
    this.secret = searchParams.get("secret");
  }

  // at: a Date
  code(at, stepsOff = 0) {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / 30_000) + stepsOff));
    const mac = createHmac("sha1", bytesOf(this.secret)).update(counter).digest();
    const number = mac.readUInt32BE(mac.at(-1) & 15) & 0x7fffffff;
    return String(number % 1_000_000).padStart(6, "0");
  }
}
