// SPDX-License-Identifier: EUPL-1.2
// Who may include whom: the table of ARCHITECTURE.md, as data. Prints each #include that the table does not allow.
import { readdirSync, readFileSync } from "node:fs";
import { finish, linesOf, sourceFiles } from "./source_files.mjs";

// Each room, and the other folders it may include.
const rooms = {
  base: [],
  values: ["base"],
  config: ["values", "base"],
  store: ["values", "base"],
  crypto: ["values", "base"],
  words: ["values", "base"],
  pdf: ["values", "base"],
  outbox: ["values", "base", "store", "crypto"],
  web: ["values", "base", "words", "crypto"],
  accounts: ["values", "base", "config", "store", "crypto", "outbox", "words"],
};
const features = ["registration", "sign_in", "super_pin", "second_factor", "recovery", "account", "practice_desk", "oidc",
  "portal", "information", "demo"];
// Headers of src/ itself, and who may include them beside the other files of src/ itself.
const top = {
  "app.hpp": features,
  "visitor.hpp": features,
  "urls.hpp": [...features, "web"],
  "sms_code.hpp": features,
  "embedded.hpp": features,
};
// A feature leads to the next by redirect; this one may call.
const calls = { practice_desk: /^registration\/(invite|unlock|letter)\.hpp$/ };

// Outside libraries that only some files may include. What is not listed, everyone may.
const libraries = [
  [/^spdlog\//, /^base\//],
  [/^phonenumbers\//, /^values\/phone_number/],
  [/^unicode\//, /^(values|words)\//],
  [/^zxcvbn\.h$/, /^accounts\/password_rules/],
  [/^(sqlite3|libpq-fe)\.h$/, /^store\//],
  [/^sodium/, /^crypto\//],
  [/^curl\//, /^outbox\//],
  [/^boost\/beast/, /^web\/connection\.cpp/],
  [/^boost\//, /^(web\/(connection|http_server)|crypto\/sha1\.cpp)/],
  [/^ctemplate\//, /^web\//],
  [/^cmark/, /^web\//],
  [/^toml\+\+\//, /^(words\/|config\/|accounts\/documents)/],
  [/^(pangomm|cairomm|pango|cairo|qpdf|qrcodegen)/, /^pdf\//],
  [/^prometheus\//, /^[^/]*$/],
  [/^CLI\//, /^(commands|main)\.cpp$/],
];

// As pure as rules, but nouns of their own: a list of words, a struct.
const pureOfRules = ["accounts/common_passwords.hpp", "accounts/listed_passwords.hpp", "outbox/message.hpp"];

const folderOf = (path) => (path.includes("/") ? path.slice(0, path.indexOf("/")) : "");
const isRules = (path) => /_rules\.(hpp|cpp)$/.test(path);

function refusesRules(from, to) {
  if (["base/random.hpp", "base/log.hpp"].includes(to)) return "rules know no randomness and no log: pass the value in";
  if (["values", "base"].includes(folderOf(to))) return undefined;
  if (isRules(to) && [folderOf(from), "accounts"].includes(folderOf(to))) return undefined;
  if (pureOfRules.includes(to)) return undefined;
  return "rules include values/, base/ and the rules of their folder or of accounts/, nothing else";
}

function refusesTop(from, to) {
  const allowed = top[to];
  if (!allowed) return `of src/ itself, only ${Object.keys(top).join(", ")} may be included; or is the folder missing?`;
  return allowed.includes(folderOf(from)) ? undefined : `${folderOf(from)}/ may not include ${to}`;
}

function refusesOwn(from, to) {
  const [here, there] = [folderOf(from), folderOf(to)];
  if (here === "") return undefined;
  if (from.endsWith("_test.cpp")) return undefined;
  if (isRules(from)) return refusesRules(from, to);
  if (there === here) return undefined;
  if (there === "") return refusesTop(from, to);
  if (calls[here]?.test(to)) return undefined;
  const allowed = rooms[here] ?? Object.keys(rooms);
  if (allowed.includes(there)) return undefined;
  return features.includes(here) && features.includes(there)
    ? `a feature includes no other feature: move the noun to accounts/, or redirect`
    : `${here}/ may include ${allowed.map((name) => `${name}/`).join(" ") || "nothing of ours"}`;
}

function refusesLibrary(from, to) {
  const rule = libraries.find(([library]) => library.test(to));
  return rule && !rule[1].test(from) ? `<${to}> stays in ${rule[1].source}` : undefined;
}

function refuses(from, [, bracket, to]) {
  return bracket === "<" ? refusesLibrary(from, to) : refusesOwn(from, to);
}

function findBadIncludes(path) {
  const from = path.slice("src/".length);
  return linesOf(path).flatMap((text, index) => {
    const include = /^\s*#\s*include\s*([<"])([^>"]+)[>"]/.exec(text);
    const why = include && refuses(from, include);
    return why ? [{ path, line: index + 1, text, why }] : [];
  });
}

// A folder that the table or ARCHITECTURE.md does not know has no place in the house yet.
function findUnknownFolders() {
  const architecture = readFileSync("ARCHITECTURE.md", "utf8");
  return readdirSync("src", { withFileTypes: true }).filter((entry) => entry.isDirectory()).flatMap(({ name }) => {
    if (!rooms[name] && !features.includes(name)) {
      return [{ path: "tools/check_includes.mjs", line: 1, why: `the table does not say what src/${name}/ may include` }];
    }
    const named = new RegExp(`(^|[\`\\s/])${name}/`, "m").test(architecture);
    return named ? [] : [{ path: "ARCHITECTURE.md", line: 1, why: `src/${name}/ is not in it` }];
  });
}

finish([...findUnknownFolders(), ...sourceFiles(["src"], /\.(cpp|hpp)$/).flatMap(findBadIncludes)]);
