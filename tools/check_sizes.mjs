// SPDX-License-Identifier: EUPL-1.2
// Small enough to read: files of at most 300 lines (tests excepted), functions of at most 60, and at most 4 parameters.
// Functions are found by their braces, without a parser; the code's format is clang-format's.
import { finish, linesOf, sourceFiles } from "./source_files.mjs";

const most = { fileLines: 300, functionLines: 60, parameters: 4 };

// The same text with comments, strings, character literals and preprocessor lines blanked: only code has braces.
function codeOnly(text) {
  const blank = (piece) => piece.replace(/[^\n]/g, " ");
  return text
    .replace(
      /\/\/[^\n]*|\/\*[^]*?\*\/|\bR"([^\s()\\]{0,16})\([^]*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'/g,
      blank,
    )
    .replace(/^[ \t]*#(?:[^\n]*\\\n)*[^\n]*/gm, blank);
}

// The position after the bracket that closes the one at `open`.
function afterClosing(code, open) {
  const [opening, closing] = code[open] === "(" ? ["(", ")"] : ["{", "}"];
  let depth = 0;
  for (let at = open; at < code.length; at += 1) {
    if (code[at] === opening) depth += 1;
    if (code[at] === closing) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return code.length;
}

// The brace at the end of `header` opens a namespace or a class, whose inside is read like the outside.
const opensScope = (header) =>
  /^\s*(inline\s+)?namespace\b|^\s*extern\s*$/.test(header) ||
  /^[^(=]*\b(class|struct|union)\b(?!.*=)/s.test(withoutTemplate(header));
const withoutTemplate = (header) =>
  header.replace(/^\s*template\s*<[^]*?>\s*(?=[a-z])/, "").replace(/alignas\s*\([^)]*\)/g, "");
const isFunction = (header) =>
  /\(/.test(header) && !/^[^(]*[^=!<>]=[^=]/.test(header.replace(/operator[^\w\s(]+/, "operator"));
// In `Name::Name(int a) : a_` the brace gives a member its value; the body comes later.
const isMemberBrace = (header) => /\)\s*(noexcept\s*)?:(?!:)[^]*[\w>]\s*$/.test(header);

// Declarations and definitions outside functions: { header, start, end }; end is after the body, if there is one.
function statements(code) {
  const found = [];
  let start = 0;
  for (let at = 0; at < code.length; at += 1) {
    if (code[at] === "(") at = afterClosing(code, at) - 1;
    else if (code[at] === ";" || code[at] === "}") {
      found.push({ header: code.slice(start, at), start, end: at });
      start = at + 1;
    } else if (code[at] === "{") {
      const header = code.slice(start, at);
      if (opensScope(header)) start = at + 1;
      else if (isMemberBrace(header) || !isFunction(header)) at = afterClosing(code, at) - 1;
      else {
        at = afterClosing(code, at) - 1;
        found.push({ header, start, end: at });
        start = at + 1;
      }
    }
  }
  return found.filter(({ header }) => isFunction(header.replace(/^(\s*(public|private|protected)\s*:)+/, "")));
}

// Of the named ones: what a C library's callback must take and does not use stays without a name.
function parameterCount(header) {
  const head = header
    .replace(/operator\s*\(\s*\)/, "operator")
    .replace(/(decltype|noexcept|requires|alignas)\s*\([^)]*\)/g, "");
  const open = head.indexOf("(");
  const inside = head.slice(open + 1, afterClosing(head, open) - 1).replace(/->|<<|<=|>=/g, "  ");
  const parameters = [""];
  let depth = 0;
  for (const character of inside) {
    if ("(<[{".includes(character)) depth += 1;
    else if (")>]}".includes(character)) depth -= 1;
    if (character === "," && depth === 0) parameters.push("");
    else parameters[parameters.length - 1] += character;
  }
  return parameters.filter((parameter) => /[\s&*>)][a-z_]\w*\s*(=.*)?$/is.test(parameter.trim())).length;
}

function checkFunctions(path) {
  const code = codeOnly(linesOf(path).join("\n"));
  const lineAt = (position) => code.slice(0, position).split("\n").length;
  return statements(code).flatMap(({ header, start, end }) => {
    const line = lineAt(start + header.search(/\S/));
    const text = header
      .replace(/^\s*(public|private|protected)\s*:/, "")
      .trim()
      .replace(/\s+/g, " ")
      .slice(0, 100);
    const length = lineAt(end) - line + 1;
    // extern "C": its parameters are those of the C library's function.
    const count = /^(TEST|static_assert|using|INSTANTIATE|friend class|extern )/.test(text)
      ? 0
      : parameterCount(header);
    return [
      ...(length > most.functionLines
        ? [{ path, line, text, why: `a function of ${length} lines, at most ${most.functionLines}` }]
        : []),
      ...(count > most.parameters
        ? [{ path, line, text, why: `${count} parameters, at most ${most.parameters}: which of them are one noun?` }]
        : []),
    ];
  });
}

function checkFile(path) {
  const length = linesOf(path).length;
  return length > most.fileLines
    ? [{ path, line: length, why: `${length} lines, at most ${most.fileLines}: cut by noun` }]
    : [];
}

const isTest = (path) => /_test\.cpp$|^tests\//.test(path);
const folders = ["src", "tests", "bench", "tools", "assets", "bin"];
finish([
  ...sourceFiles(folders, /\.(cpp|hpp|mjs|js|sh)$|^bin\//)
    .filter((path) => !isTest(path))
    .flatMap(checkFile),
  ...sourceFiles(folders, /\.(cpp|hpp)$/).flatMap(checkFunctions),
]);
