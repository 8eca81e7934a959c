// SPDX-License-Identifier: EUPL-1.2
// Makes OUT/embedded.cpp (templates, words, mails, documents, migrations, assets as constants) and, for each template,
// OUT/<floor>/<folder>/<name>.html.hpp with its names as typed constants: a name that the template does not have, or a
// section used as a value, does not compile. Usage: node tools/embed.mjs SOURCE_DIR STYLES_DIR OUT
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { parse } from "smol-toml";

const [sourceDir, stylesDir, out] = process.argv.slice(2);

const filesUnder = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(join(folder, entry.name)) : [join(folder, entry.name)]))
    .sort();

const src = join(sourceDir, "src");
// Named as C++ includes it: without its floor, but what lies on the floor itself (src/pages/layout.html) with it.
const all = filesUnder(src).map((file) => {
  const path = relative(src, file);
  const [floor, ...rest] = path.split("/");
  return { path: rest.length > 1 ? rest.join("/") : path, header: join(floor, rest.join("/")), source: `src/${path}`, file };
});
const assets = [join(sourceDir, "assets"), stylesDir].filter(existsSync)
  .flatMap((folder) => filesUnder(folder).map((file) => ({ path: relative(folder, file), file })))
  .filter(({ path }) => /\.(css|js|svg|woff2|txt)$/.test(path));

const templates = all.filter(({ path }) => path.endsWith(".html"));
const mails = all.filter(({ path }) => /\.mail\.(nl|en)\.txt$/.test(path));
const words = all.filter(({ path }) => /\/words\.(nl|en)\.toml$/.test(path));
const files = {
  documents: all.filter(({ path }) => path.endsWith(".md") && path.startsWith("documents/samples/")),
  migrations: all.filter(({ path }) => path.endsWith(".sql")),
  assets,
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

// registration/invitation.mail.nl.txt
function mailEntry({ path, file }) {
  const [, name, language] = /([^/]+\/[^/]+)\.mail\.(\w+)\.txt$/.exec(path);
  return `{"${name}", ${languages[language]}, ${literalOf(file)}}`;
}

// Parsed here and not at each start.
function wordEntries({ path, file }) {
  const [, folder, language] = /(\w+)\/words\.(\w+)\.toml$/.exec(path);
  return Object.entries(parse(readFileSync(file, "utf8")))
    .map(([key, text]) => `{"${folder}.${key}", ${languages[language]}, ${literal(Buffer.from(text))}}`);
}

const writeIfChanged = (file, text) => {
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};

const groups = [
  ["TemplateFile", "templates", templates.map(fileEntry)],
  ["WordText", "words", words.flatMap(wordEntries)],
  ["MailFile", "mails", mails.map(mailEntry)],
  ...Object.entries(files).map(([name, group]) => ["EmbeddedFile", name, group.map(fileEntry)]),
];
let code = '// Made by tools/embed.mjs.\n#include "embedded.hpp"\n\nnamespace voordeur {\n';
for (const [type, name, entries] of groups) {
  code += `static constexpr ${type} ${name}[] = {\n${entries.map((entry) => `${entry},\n`).join("")}};\n`;
  code += `std::span<${type} const> embedded_${name}() { return ${name}; }\n`;
}
writeIfChanged(join(out, "embedded.cpp"), code + "}  // namespace voordeur\n");

// Names by kind; words (W_, H_) are filled in by the page itself.
const namesOf = (template) => {
  const kinds = { SectionName: new Set(), IncludeName: new Set(), ValueName: new Set() };
  for (const [, mark, name] of template.matchAll(/\{\{([#>]?)([A-Za-z0-9_]+)(?::[a-z_=]+)?\}\}/g)) {
    if (/^[WH]_/.test(name)) continue;
    kinds[mark === "#" ? "SectionName" : mark === ">" ? "IncludeName" : "ValueName"].add(name);
  }
  return kinds;
};

for (const { path, header: name, source, file } of templates) {
  const kinds = namesOf(readFileSync(file, "utf8"));
  const space = path.replace(/\.html$/, "").replaceAll("/", "_");
  let header = `// Made by tools/embed.mjs from ${source}.\n#pragma once\n\n#include "web/template_names.hpp"\n\n`;
  header += `namespace voordeur::html::${space} {\ninline constexpr TemplateName file{"${path}"};\n`;
  for (const [kind, names] of Object.entries(kinds))
    for (const name of names) header += `inline constexpr ${kind} ${name}{"${name}"};\n`;
  writeIfChanged(join(out, `${name}.hpp`), header + `}  // namespace voordeur::html::${space}\n`);
}
