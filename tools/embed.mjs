// SPDX-License-Identifier: EUPL-1.2
// Makes OUT/embedded.cpp (templates, words, mails, documents, migrations, assets as constants) and typed names:
//   OUT/<floor>/<folder>/words.hpp, <name>.mail.hpp   a text with {placeholders} does not compile without their values
//   OUT/<floor>/<folder>/<name>.html.hpp              a name that the template does not have, a section used as a value,
//                                                     what is shown without the values of its words: none compiles
// Usage: node tools/embed.mjs SOURCE_DIR ASSETS_DIR OUT
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { parse } from "smol-toml";
import { givenByNotices, givenByPage, placeholders, terms } from "./placeholders.mjs";

const [sourceDir, assetsDir, out] = process.argv.slice(2);

const filesUnder = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(join(folder, entry.name)) : [join(folder, entry.name)]))
    .sort();

const src = join(sourceDir, "src");
// Named as C++ includes it: without its floor, but what lies on the floor itself (src/pages/layout.html) with it.
const all = filesUnder(src).map((file) => {
  const path = relative(src, file);
  const [floor, ...rest] = path.split("/");
  return {
    path: rest.length > 1 ? rest.join("/") : path,
    header: join(floor, rest.join("/")),
    source: `src/${path}`,
    file,
  };
});
const assets = filesUnder(assetsDir).map((file) => ({ path: relative(assetsDir, file), file }));

const templates = all.filter(({ path }) => path.endsWith(".html"));
const mails = all.filter(({ path }) => /\.mail\.(nl|en)\.txt$/.test(path));
const words = all.filter(({ path }) => /\/words\.(nl|en)\.toml$/.test(path));
const files = {
  documents: all.filter(({ path }) => path.endsWith(".md") && path.startsWith("documents/samples/")),
  migrations: all.filter(({ path }) => path.endsWith(".sql")),
};

// Octal escapes are at most three digits, so no following character can be swallowed.
const literal = (bytes) => {
  let text = "";
  for (const byte of bytes) {
    if (byte === 0x0a) text += '\\n"\n"';
    else if (byte === 0x22 || byte === 0x5c || byte === 0x3f || byte < 0x20 || byte > 0x7e)
      text += "\\" + byte.toString(8).padStart(3, "0");
    else text += String.fromCharCode(byte);
  }
  return `std::string_view("${text}", ${bytes.length})`;
};

const languages = { nl: "Language::dutch", en: "Language::english" };
const literalOf = (file) => literal(readFileSync(file));
const fileEntry = ({ path, file }) => `{"${path}", ${literalOf(file)}}`;

// {{A_page_css}} is the name that page.css has now: page.3f9a1c2b.css.
const assetNames = new Map(assets.map(({ path }) => [path.replace(/\.[0-9a-f]{8}\./, ".").replace(/\W/g, "_"), path]));
function assetName(name, template) {
  if (!assetNames.has(name))
    throw new Error(`src/${template} asks for ${name}, which is none of ${[...assetNames.keys()].join(", ")}`);
  return assetNames.get(name);
}

// As it goes out: without the indentation and the ends of lines at which a browser shows nothing.
const block =
  "<\\/?(?:html|head|meta|link|title|script|body|header|main|footer|nav|div|p|[duo]l|li|d[td]|h[1-6]|form|fieldset)\\b";
const templateText = ({ path, file }) =>
  readFileSync(file, "utf8")
    .replace(/^[ \t]+/gm, "")
    .replace(new RegExp(`\n(?=${block})|(?<=${block}[^<>{}]*>)\n`, "g"), "")
    .replace(/\{\{A_(\w+)\}\}/g, (_, name) => assetName(name, path));
const templateEntry = (template) => `{"${template.path}", ${literal(Buffer.from(templateText(template)))}}`;

// Compressed where that helps: a font is already.
function assetEntry({ path, file }) {
  const content = readFileSync(file);
  const gzip = gzipSync(content, { level: 9 });
  const encodings = gzip.length < content.length * 0.9 ? [gzip, brotliCompressSync(content)] : [];
  return `{"${path}", ${[content, ...encodings].map(literal).join(", ")}}`;
}

// registration/invitation.mail.nl.txt
function mailEntry({ path, file }) {
  const [, name, language] = /([^/]+\/[^/]+)\.mail\.(\w+)\.txt$/.exec(path);
  return `{"${name}", ${languages[language]}, ${literalOf(file)}}`;
}

// Parsed here and not at each start.
function wordEntries({ path, file }) {
  const [, folder, language] = /(\w+)\/words\.(\w+)\.toml$/.exec(path);
  return Object.entries(parse(readFileSync(file, "utf8"))).map(
    ([key, text]) => `{"${folder}.${key}", ${languages[language]}, ${literal(Buffer.from(text))}}`,
  );
}

const writeIfChanged = (file, text) => {
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};

const groups = [
  ["TemplateFile", "templates", templates.map(templateEntry)],
  ["WordText", "words", words.flatMap(wordEntries)],
  ["MailFile", "mails", mails.map(mailEntry)],
  ["Asset", "assets", assets.map(assetEntry)],
  ...Object.entries(files).map(([name, group]) => ["EmbeddedFile", name, group.map(fileEntry)]),
];
let code = '// Made by tools/embed.mjs.\n#include "embedded.hpp"\n\nnamespace voordeur {\n';
for (const [type, name, entries] of groups) {
  code += `static constexpr ${type} ${name}[] = {\n${entries.map((entry) => `${entry},\n`).join("")}};\n`;
  code += `std::span<${type} const> embedded_${name}() { return ${name}; }\n`;
}
writeIfChanged(join(out, "embedded.cpp"), code + "}  // namespace voordeur\n");

const folderOf = (path) => basename(dirname(path));
const mailNameOf = (path) => `${folderOf(path)}/${basename(path).replace(/\.mail\.\w+\.txt$/, "")}`;

// "registration.step_1_title" → its placeholders, of all languages.
const wordPlaceholders = new Map();
for (const { path, file } of words)
  for (const [key, text] of Object.entries(parse(readFileSync(file, "utf8")))) {
    const name = `${folderOf(path)}.${key}`;
    wordPlaceholders.set(name, withKinds(wordPlaceholders.get(name) ?? new Map(), placeholders(text)));
  }
const mailPlaceholders = new Map();
for (const { path, file } of mails) {
  const name = mailNameOf(path);
  mailPlaceholders.set(
    name,
    withKinds(mailPlaceholders.get(name) ?? new Map(), placeholders(readFileSync(file, "utf8"))),
  );
}

function withKinds(known, more) {
  more.forEach((kind, name) => known.set(name, known.get(name) === "Count" ? "Count" : kind));
  return known;
}
const withoutGiven = (kinds, given) => [...kinds].filter(([name]) => !given.has(name));

// What has no placeholders is a constant; what has some is a type with a member for each, none of which may be left out.
function declaration(type, identifier, name, needed) {
  if (needed.length === 0) return `inline constexpr ${type} ${identifier}{"${name}"};\n`;
  const members = needed.map(([member, kind]) => `    ${kind} ${member};\n`).join("");
  const params = needed.map(([member]) => `WordParam{"${member}", ${member}.value}`).join(", ");
  return `struct ${identifier} {\n${members}    operator Filled<${type}>() const { return {${type}{"${name}"}, {${params}}}; }\n};\n`;
}

function writeHeader(name, include, source, [space, code]) {
  writeIfChanged(
    join(out, name),
    `// Made by tools/embed.mjs from ${source}.\n#pragma once\n\n#include "${include}"\n\n` +
      `namespace voordeur::${space} {\n${code}}  // namespace voordeur::${space}\n`,
  );
}

for (const { path, header, source } of words.filter(({ path }) => path.endsWith("/words.nl.toml"))) {
  const folder = folderOf(path);
  const declared = [...wordPlaceholders]
    .filter(([name]) => name.startsWith(`${folder}.`))
    .map(([name, kinds]) => declaration("Word", name.slice(folder.length + 1), name, withoutGiven(kinds, terms)));
  writeHeader(join(dirname(header), "words.hpp"), "words/word.hpp", source, [`words::${folder}`, declared.join("")]);
}

for (const { path, header, source } of mails.filter(({ path }) => path.endsWith(".mail.nl.txt"))) {
  const name = mailNameOf(path);
  const code = declaration("MailName", basename(name), name, withoutGiven(mailPlaceholders.get(name), givenByNotices));
  writeHeader(header.replace(".nl.txt", ".hpp"), "words/word.hpp", source, [`mails::${dirname(name)}`, code]);
}

// The names of a template by kind, and what its words need: those in a section belong to the innermost one.
function readTemplate({ path, file }) {
  const kinds = { SectionName: new Map(), IncludeName: new Map(), ValueName: new Map() };
  const needed = new Map();
  const sections = [];
  for (const [, mark, name] of readFileSync(file, "utf8").matchAll(/\{\{([#/>]?)([A-Za-z0-9_]+)(?::[a-z_=]+)?\}\}/g)) {
    if (mark === "/") sections.pop();
    else if (/^[WH]_/.test(name)) {
      const word = [`${folderOf(path)}.${name.slice(2)}`, `pages.${name.slice(2)}`].find((each) =>
        wordPlaceholders.has(each),
      );
      const values = needed.get(sections.at(-1)) ?? new Map();
      needed.set(sections.at(-1), withKinds(values, wordPlaceholders.get(word) ?? new Map()));
    } else if (!name.startsWith("A_"))
      kinds[mark === "#" ? "SectionName" : mark === ">" ? "IncludeName" : "ValueName"].set(name);
    if (mark === "#") sections.push(name);
  }
  const neededIn = (section) => withoutGiven(needed.get(section) ?? new Map(), givenByPage);
  return { kinds, neededIn };
}

for (const template of templates) {
  const { path, header, source } = template;
  const { kinds, neededIn } = readTemplate(template);
  let code = declaration("TemplateName", "file", path, neededIn());
  for (const [kind, names] of Object.entries(kinds))
    for (const name of names.keys())
      code += declaration(kind, name, name, kind === "SectionName" ? neededIn(name) : []);
  writeHeader(`${header}.hpp`, "web/template_names.hpp", source, [
    `html::${path.replace(/\.html$/, "").replaceAll("/", "_")}`,
    code,
  ]);
}
