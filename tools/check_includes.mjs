// SPDX-License-Identifier: EUPL-1.2
// Who may include whom: the table of ARCHITECTURE.md, as data. Prints each #include that the table does not allow.
//   node tools/check_includes.mjs                what the sources say
//   node tools/check_includes.mjs BUILD_FOLDER   what the compiler read, headers of headers too
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { finish, linesOf, sourceFiles } from "./source_files.mjs";

// The floors, from the lowest up. In platform/ and domain/ each folder has its own list of neighbours on its floor;
// the folders of domain/ see those left of them.
const platform = {
  base: [],
  values: ["base"],
  config: ["values", "base"],
  store: ["values", "base"],
  crypto: ["values", "base"],
  jose: ["values", "base", "crypto"],
  words: ["values", "base"],
  pdf: ["values", "base"],
  outbox: ["values", "base", "store", "crypto"],
  web: ["values", "base", "words", "crypto"],
};
const domain = [
  "audit",
  "tries",
  "practices",
  "accounts",
  "documents",
  "passwords",
  "factors",
  "sessions",
  "recoveries",
  "clients",
  "patients",
];
const features = [
  "registration",
  "sign_in",
  "super_pin",
  "second_factor",
  "recovery",
  "account",
  "portal",
  "information",
  "demo",
  "practice_desk",
  "oidc",
  "api",
  "fhir",
];
const floors = ["platform", "domain", "pages", "features", "program"];

// Outside libraries that only some files may include. What is not listed, everyone may.
const libraries = [
  [/^spdlog\//, /^platform\/base\//],
  [/^phonenumbers\//, /^platform\/values\/phone_module\.cpp/],
  [/^unicode\//, /^platform\/(values|words)\//],
  [/^zxcvbn\.h$/, /^domain\/passwords\/password_rules/],
  [/^(sqlite3|libpq-fe)\.h$/, /^platform\/store\//],
  [/^openssl\//, /^platform\/crypto\/signature_module\.cpp/],
  [/^sodium/, /^platform\/crypto\//],
  [/^(argon2|core)\.h$/, /^platform\/crypto\/(argon2|password_hasher)/],
  [/^curl\//, /^platform\/outbox\//],
  [/^boost\/beast/, /^platform\/web\/http_text\.cpp/],
  [/^boost\//, /^platform\/(web\/(connection|http_server|http_text|loop)|crypto\/sha1\.cpp)/],
  [/^cmark/, /^platform\/web\//],
  [/^toml\+\+\//, /^(platform\/(words|config)\/|domain\/documents\/documents)/],
  [/^(pangomm|cairomm|pango|cairo|qpdf)/, /^platform\/pdf\//],
  [/^qrcodegen/, /^platform\/values\/qr_code\.cpp/],
  [/^(seccomp\.h|linux\/landlock\.h)$/, /^platform\/pdf\/sandbox/],
  [/^prometheus\//, /^program\/metrics/],
  [/^CLI\//, /^program\/commands\/commands\.cpp$/],
];

// As pure as rules, but nouns of their own: a list of words, a struct.
const pureOfRules = [
  "domain/passwords/common_passwords.hpp",
  "domain/passwords/listed_passwords.hpp",
  "platform/outbox/message.hpp",
];

const floorOf = (path) => path.split("/")[0];
// "platform/values", "pages", "features/sign_in"
const roomOf = (path) =>
  ["pages", "program"].includes(floorOf(path)) ? floorOf(path) : path.split("/").slice(0, 2).join("/");
const isRules = (path) => /_rules\.(hpp|cpp)$/.test(path);
const isBelow = (there, here) => floors.indexOf(floorOf(there)) < floors.indexOf(floorOf(here));

// Whether a file of room `here` may see one of room `there`.
function mayInclude(here, there) {
  if (here === there || here === "program") return true;
  if (here.startsWith("domain/") && there === "platform/web") return false;
  if (isBelow(there, here)) return true;
  const [, from] = here.split("/");
  const [, to] = there.split("/");
  if (floorOf(here) !== floorOf(there)) return false;
  if (floorOf(here) === "platform") return platform[from]?.includes(to) ?? false;
  return floorOf(here) === "domain" && domain.includes(to) && domain.indexOf(to) < domain.indexOf(from);
}

function refusesRules(from, to) {
  if (["platform/base/random.hpp", "platform/base/log.hpp"].includes(to))
    return "rules know no randomness and no log: pass the value in";
  if (["platform/values", "platform/base"].includes(roomOf(to))) return undefined;
  if (pureOfRules.includes(to)) return undefined;
  if (isRules(to) && mayInclude(roomOf(from), roomOf(to))) return undefined;
  return "rules include values/, base/ and the rules of their noun and of those left of it, nothing else";
}

function refusesOwn(from, to) {
  if (isRules(from)) return refusesRules(from, to);
  if (mayInclude(roomOf(from), roomOf(to))) return undefined;
  return floorOf(from) === "features" && floorOf(to) === "features"
    ? "a feature includes no other feature: move the noun to domain/, or redirect"
    : `${roomOf(from)}/ may not see ${roomOf(to)}/`;
}

// As the compiler finds it: from the root of the file's own floor, then of those below. Made headers have the place of what they are made from.
const sources = new Set(sourceFiles(["src"], /\.(cpp|hpp|html|txt|toml)$/).map((path) => path.slice("src/".length)));
function resolved(to) {
  const plain = to
    .replace(/\.html\.hpp$/, ".html")
    .replace(/\.mail\.hpp$/, ".mail.nl.txt")
    .replace(/\bwords\.hpp$/, "words.nl.toml")
    .replace(/^base\/commit\.hpp$/, "base/version.hpp");
  return floors.map((floor) => `${floor}/${plain}`).find((path) => sources.has(path));
}

const isTest = (path) => /(_test\.cpp|_test_folder\.hpp|_for_tests\.hpp)$/.test(path);

function refuses(from, [, bracket, to]) {
  if (bracket === "<") {
    const rule = libraries.find(([library]) => library.test(to));
    return rule && !rule[1].test(from) ? `<${to}> stays in ${rule[1].source}` : undefined;
  }
  if (isTest(from)) return undefined;
  const path = resolved(to);
  return path ? refusesOwn(from, path) : `there is no ${to} on any floor`;
}

function findBadIncludes(path) {
  const from = path.slice("src/".length);
  return linesOf(path).flatMap((text, index) => {
    const include = /^\s*#\s*include\s*([<"])([^>"]+)[>"]/.exec(text);
    const why = include && refuses(from, include);
    return why ? [{ path, line: index + 1, text, why }] : [];
  });
}

// "src/domain/x.cpp.o: #deps 3, …" and, indented, what was read for it.
function* objectsOf(buildFolder) {
  const listed = String(execFileSync("ninja", ["-C", buildFolder, "-t", "deps"], { maxBuffer: 1 << 28 }));
  for (const part of listed.split("\n\n")) {
    const own = [
      ...part.matchAll(/^\s.*?\b(?:src|generated)\/((?:platform|domain|pages|features|program)\/\S+\.(?:cpp|hpp))$/gm),
    ].map(([, path]) => path);
    if (own.length > 0) yield own;
  }
}

// The precompiled header of pages/ is read for every feature: it is one that they may all see.
function findBadReads(buildFolder) {
  const finds = new Map();
  for (const [from, ...read] of objectsOf(buildFolder)) {
    if (isTest(from) || !from.endsWith(".cpp")) continue;
    for (const to of read)
      if (!mayInclude(roomOf(from), roomOf(to)))
        finds.set(`${from} ${to}`, {
          path: `src/${from}`,
          line: 1,
          why: `through its headers it reads ${to}: ${roomOf(from)}/ may not see ${roomOf(to)}/`,
        });
  }
  return [...finds.values()];
}

// A folder that the table or ARCHITECTURE.md does not know has no place in the house yet.
function findUnknownFolders() {
  const architecture = readFileSync("ARCHITECTURE.md", "utf8");
  const known = {
    platform: Object.keys(platform),
    domain,
    pages: [],
    features,
    program: ["commands", "configuration", "routes"],
  };
  const inFolder = (folder) => readdirSync(folder, { withFileTypes: true });
  return inFolder("src").flatMap(({ name: floor }) => {
    if (!known[floor]) return [{ path: `src/${floor}`, line: 1, why: "src/ holds the five floors and nothing else" }];
    return inFolder(`src/${floor}`)
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name }) => {
        if (!known[floor].includes(name))
          return [
            {
              path: "tools/check_includes.mjs",
              line: 1,
              why: `the table does not say what src/${floor}/${name}/ may include`,
            },
          ];
        return new RegExp(`(^|[\`\\s/])${name}/`, "m").test(architecture)
          ? []
          : [{ path: "ARCHITECTURE.md", line: 1, why: `src/${floor}/${name}/ is not in it` }];
      });
  });
}

const [buildFolder] = process.argv.slice(2);
finish(
  buildFolder
    ? findBadReads(buildFolder)
    : [...findUnknownFolders(), ...sourceFiles(["src"], /\.(cpp|hpp)$/).flatMap(findBadIncludes)],
);
