// SPDX-License-Identifier: EUPL-1.2
// Makes the list of whole passwords that guessing programs try, for src/domain/passwords/listed_passwords.cpp: the Dutch word list of
// Debian (wdutch) and the common passwords of John the Ripper (john-data), as sorted 32-bit hashes. Shorter ones than a password
// may be are left out.
//   node tools/build_listed_passwords.mjs OUT
import { readFileSync, writeFileSync } from "node:fs";

const sources = ["/usr/share/dict/dutch", "/usr/share/john/password.lst"];
const shortest = 10;

// As guessable_letters in src/domain/passwords/common_passwords.cpp does it for Latin letters.
const guessableLetters = (text) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[ \-./,_'’]/g, "");

// FNV-1a of 32 bits.
function hashOf(text) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

const linesOf = (file) =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => !line.startsWith("#!"));
const passwords = sources
  .flatMap(linesOf)
  .map(guessableLetters)
  .filter((text) => text.length >= shortest && /^[\x21-\x7e]+$/.test(text));
const hashes = Uint32Array.from(new Set(passwords.map(hashOf))).sort();
const bytes = Buffer.alloc(hashes.length * 4);
hashes.forEach((hash, index) => bytes.writeUInt32LE(hash, index * 4));
writeFileSync(process.argv[2], bytes);
console.log(`${hashes.length} passwords of ten characters or more`);
