// SPDX-License-Identifier: EUPL-1.2
// Refuses words that a page would miss: a key or a placeholder that is not in both languages, a key that nobody uses, bold
// where it would show as asterisks, a ' (MessageFormat swallows it), a brand that replaces nothing.
// Usage: node tools/check_words.mjs; prints a line for each finding, and exits 1 when there is any.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "smol-toml";
import { placeholders, terms } from "./placeholders.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const languages = { nl: "Onderwerp: ", en: "Subject: " };
const findings = [];

const read = (path) => readFileSync(join(root, path), "utf8");
const sources = readdirSync(join(root, "src"), { recursive: true }).map((name) => `src/${name}`);
// src/features/sign_in/words.nl.toml, src/pages/words.nl.toml: the folder's name is the first part of a word's.
const wordsFolders = sources
  .filter((path) => path.endsWith("/words.nl.toml"))
  .map((path) => path.slice(0, path.lastIndexOf("/")));
const nameOf = (folder) => folder.slice(folder.lastIndexOf("/") + 1);

function lineOf(text, index) {
  return text.slice(0, index).split("\n").length;
}

function find(path, text, index, sentence) {
  findings.push(`${path}:${lineOf(text, Math.max(index, 0))}: ${sentence}`);
}

const missingIn = (wanted, given) => [...wanted.keys()].filter((name) => !given.has(name));
const valuesOnly = (names) => new Set([...names.keys()].filter((name) => !terms.has(name)));

// "registration.step_1" → { nl: {path, text, index, file}, en: … }
function readWords() {
  const words = new Map();
  for (const folder of wordsFolders)
    for (const language of Object.keys(languages)) {
      const path = `${folder}/words.${language}.toml`;
      const file = existsSync(join(root, path)) ? read(path) : "";
      for (const [key, text] of Object.entries(parse(file))) {
        const name = `${nameOf(folder)}.${key}`;
        words.set(name, {
          ...words.get(name),
          [language]: { path, text, file, index: file.search(new RegExp(`^${key} *=`, "m")) },
        });
      }
    }
  return words;
}

function checkText({ path, text, file, index }) {
  if (text.includes("'")) find(path, file, index, "a ' must be ’");
  if ((text.match(/\*\*/g)?.length ?? 0) % 2 === 1) find(path, file, index, "** is not closed");
}

function checkLanguages(name, word) {
  for (const language of Object.keys(languages)) {
    const other = word[language === "nl" ? "en" : "nl"];
    if (word[language] === undefined) {
      find(other.path, other.file, other.index, `${name} has no text in ${language}`);
      continue;
    }
    checkText(word[language]);
    if (other === undefined) continue;
    for (const missing of missingIn(valuesOnly(placeholders(other.text)), placeholders(word[language].text)))
      find(
        word[language].path,
        word[language].file,
        word[language].index,
        `{${missing}} stands in the other language only`,
      );
  }
}

const isBold = (word) => Object.values(word).some(({ text }) => text.includes("**"));

function checkTemplate(path, words, used) {
  const folder = nameOf(path.slice(0, path.lastIndexOf("/")));
  const text = read(path);
  for (const { 1: kind, 2: key, index } of text.matchAll(/\{\{([WH])_(\w+)/g)) {
    const name = [`${folder}.${key}`, `pages.${key}`].find((each) => words.has(each));
    if (name === undefined) {
      find(path, text, index, `no text is called ${key}`);
      continue;
    }
    used.add(name);
    if (kind === "W" && isBold(words.get(name))) find(path, text, index, `${name} holds bold: write {{H_${key}:none}}`);
  }
}

function checkCode(path, words, used) {
  const text = read(path).replace(/^( *)\/\/.*$/gm, "$1");
  for (const { 1: folder, 2: key, index } of text.matchAll(/\bwords::(\w+)::(\w+)/g)) {
    const name = `${folder}.${key}`;
    used.add(name);
    if (words.has(name) && isBold(words.get(name)))
      find(path, text, index, `${name} holds bold, which only a template shows`);
  }
}

function checkUse(words) {
  const used = new Set();
  sources.filter((path) => path.endsWith(".html")).forEach((path) => checkTemplate(path, words, used));
  sources
    .filter((path) => /\.[ch]pp$/.test(path) && !path.endsWith("_test.cpp"))
    .forEach((path) => checkCode(path, words, used));
  for (const [name, word] of words) {
    const { path, file, index } = Object.values(word)[0];
    if (!used.has(name)) find(path, file, index, `nobody uses ${name}`);
  }
}

function checkMail(path) {
  const language = path.match(/\.mail\.(\w+)\.txt$/)[1];
  const text = read(path);
  if (!text.startsWith(languages[language] ?? "?")) find(path, text, 0, `must begin with "${languages[language]}"`);
  if (!/^.+\n\n/.test(text)) find(path, text, 0, "an empty line must follow the subject");
  if (text.includes("'")) find(path, text, text.indexOf("'"), "a ' must be ’");
  const links = text.match(/\{link\}/g)?.length ?? 0;
  if (links > 1 || (links === 1 && !/\n\n\{link\}\n\n/.test(text)))
    find(path, text, text.indexOf("{link}"), "{link} must stand once, alone on its line");
  const other = path.replace(/\.(nl|en)\.txt$/, (_, code) => `.${code === "nl" ? "en" : "nl"}.txt`);
  if (!existsSync(join(root, other))) find(path, text, 0, `${other} is missing`);
  else
    for (const missing of missingIn(valuesOnly(placeholders(read(other))), placeholders(text)))
      find(path, text, 0, `{${missing}} stands in the other language only`);
}

function checkReplacement(path, file, language, name, text, words) {
  const original = words.get(name)?.[language];
  const index = file.indexOf(`\n${name.split(".")[1]} `, file.indexOf(`[words.${language}.${name.split(".")[0]}]`)) + 1;
  if (original === undefined) {
    find(path, file, index, `replaces ${name}, which does not exist`);
    return;
  }
  checkText({ path, text, file, index });
  const allowed = new Set([...placeholders(original.text).keys(), ...terms]);
  for (const unknown of missingIn(placeholders(text), allowed))
    find(path, file, index, `{${unknown}} is never given to ${name}`);
  if (text.includes("**") && !original.text.includes("**")) find(path, file, index, `${name} cannot hold bold`);
}

function checkBrand(path, words) {
  const file = read(path);
  const brand = parse(file);
  for (const term of Object.keys(brand.terms ?? {}))
    if (!terms.has(term) && !(term in languages))
      find(path, file, file.indexOf(`\n${term} `) + 1, `unknown term ${term}`);
  for (const [language, byFolder] of Object.entries(brand.words ?? {}))
    for (const [folder, texts] of Object.entries(byFolder))
      for (const [key, text] of Object.entries(texts))
        checkReplacement(path, file, language, `${folder}.${key}`, text, words);
}

const words = readWords();
words.forEach((word, name) => checkLanguages(name, word));
checkUse(words);
sources.filter((path) => /\.mail\.\w+\.txt$/.test(path)).forEach(checkMail);
readdirSync(join(root, "brands"))
  .filter((name) => name.endsWith(".toml"))
  .forEach((name) => checkBrand(`brands/${name}`, words));
for (const finding of findings) console.error(finding);
process.exit(findings.length === 0 ? 0 : 1);
