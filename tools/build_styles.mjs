// SPDX-License-Identifier: EUPL-1.2
// Makes packages.css and fonts/ from the npm packages: of each component only the rules whose classes stand in a
// template, of the theme only the tokens that those rules or own.css reach.
// Usage: node tools/build_styles.mjs OUTPUT_FOLDER
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import postcss from "postcss";

const root = fileURLToPath(new URL("..", import.meta.url));
const packages = join(root, "node_modules");
const theme = "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css";
const font = "@fontsource-variable/atkinson-hyperlegible-next";
const candidates = ["button", "data-badge", "heading", "link", "paragraph", "skip-link"];
const utrecht = ["form-field", "form-label", "form-field-description", "form-field-error-message", "form-fieldset", "textbox",
  "select", "checkbox", "button-group", "alert", "table"];
const components = [
  ...candidates.map((name) => `@nl-design-system-candidate/${name}-css/dist/${name}.css`),
  ...utrecht.map((name) => `@utrecht/${name}-css/dist/index.css`),
];

function readPackage(path) {
  try {
    return readFileSync(join(packages, path), "utf8");
  } catch {
    throw new Error(`${path} is missing: run npm ci`);
  }
}

// A class name must stand in a template as it is; {{…}} around it (a section) may be there or not.
function classesOfTemplates() {
  const templates = readdirSync(join(root, "src"), { recursive: true }).filter((name) => name.endsWith(".html"));
  const lists = templates.flatMap((name) =>
    [...readFileSync(join(root, "src", name), "utf8").replace(/\{\{[^}]*\}\}/g, " ").matchAll(/class="([^"]*)"/g)]);
  return new Set(lists.flatMap(([, list]) => list.split(/\s+/)).filter(Boolean));
}

// What stands in :not(…) need not occur for the rule to apply.
function canApply(selector, used) {
  const wanted = selector.replace(/:not\((?:[^()]|\([^()]*\))*\)/g, "").matchAll(/\.([A-Za-z][\w-]*)/g);
  return [...wanted].every(([, name]) => used.has(name));
}

function usedRules(path, used) {
  const sheet = postcss.parse(readPackage(path));
  sheet.walkComments((comment) => void comment.remove());
  sheet.walkRules((rule) => {
    const kept = rule.selectors.filter((selector) => canApply(selector, used));
    if (kept.length === 0 || rule.nodes.length === 0) rule.remove();
    else rule.selectors = kept;
  });
  sheet.walkAtRules((rule) => void (rule.nodes?.length === 0 && rule.remove()));
  return sheet.toString();
}

function reachableTokens(styles) {
  const tokens = new Map();
  postcss.parse(readPackage(theme)).walkDecls(({ prop, value }) => void tokens.set(prop, value));
  const reached = new Set();
  const waiting = [styles];
  while (waiting.length > 0)
    for (const [, name] of waiting.pop().matchAll(/var\(\s*(--[\w-]+)/g)) {
      if (reached.has(name) || !tokens.has(name)) continue;
      reached.add(name);
      waiting.push(tokens.get(name));
    }
  return [...tokens].filter(([name]) => reached.has(name)).map(([name, value]) => `${name}:${value}`);
}

function copyFonts(output) {
  mkdirSync(join(output, "fonts"), { recursive: true });
  copyFileSync(join(packages, font, "LICENSE"), join(output, "fonts/LICENSE.txt"));
  return readPackage(`${font}/index.css`).replace(/url\(\.\/files\/([^)]+)\)/g, (_, file) => {
    copyFileSync(join(packages, font, "files", file), join(output, "fonts", file));
    return `url(fonts/${file})`;
  });
}

function small(css) {
  return css.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\s+/g, " ").replace(/ ?([{};,]) ?/g, "$1").replace(/: /g, ":").replace(/;}/g, "}");
}

function build(output) {
  const used = classesOfTemplates();
  const rules = components.map((path) => usedRules(path, used)).join("\n");
  const tokens = reachableTokens(rules + readFileSync(join(root, "assets/own.css"), "utf8"));
  const css = ["/* EUPL-1.2: NL Design System community, Frameless, Gemeente Utrecht. Fonts: SIL OFL 1.1. */",
    small(copyFonts(output)), `.voorbeeld-theme{${tokens.join(";")}}`, small(rules), ""].join("\n");
  if (/data:|https?:|@import/.test(css)) throw new Error("packages.css would load something from elsewhere");
  writeFileSync(join(output, "packages.css"), css);
  console.log(`packages.css: ${Buffer.byteLength(css)} bytes, ${tokens.length} tokens`);
}

if (process.argv.length !== 3) {
  console.error("Usage: node tools/build_styles.mjs OUTPUT_FOLDER");
  process.exit(2);
}
build(process.argv[2]);
