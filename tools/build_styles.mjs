// SPDX-License-Identifier: EUPL-1.2
// The one style sheet of all pages: of the npm packages' components, then of own.css, only the rules whose classes stand in a
// template or a script; of the theme what those rules reach.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import postcss from "postcss";
import { writeOutTokens } from "./css_tokens.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const theme = "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css";
const candidates = ["button", "data-badge", "heading", "link", "paragraph", "skip-link"];
const utrecht = [
  "form-field",
  "form-label",
  "form-field-description",
  "form-field-error-message",
  "form-fieldset",
  "textbox",
  "select",
  "checkbox",
  "button-group",
  "alert",
  "table",
];
const components = [
  ...candidates.map((name) => `@nl-design-system-candidate/${name}-css/dist/${name}.css`),
  ...utrecht.map((name) => `@utrecht/${name}-css/dist/index.css`),
];

// Two classes of the packages that every element of ours would have together are one: a page is not compressed.
const oneClass = new Map([
  ["utrecht-textbox--html-input", "utrecht-textbox"],
  ["utrecht-select--html-select", "utrecht-select"],
  ["utrecht-checkbox--html-input", "utrecht-checkbox"],
  ["utrecht-form-fieldset--html-fieldset", "utrecht-form-fieldset"],
  ["utrecht-form-field__label", "utrecht-form-label"],
]);

const readPackage = (path) =>
  readFileSync(join(root, "node_modules", path), "utf8").replace(
    /(?<=\.)[a-z][\w-]+/g,
    (name) => oneClass.get(name) ?? name,
  );

// A class name must stand in a template as it is; {{…}} around it (a section) may be there or not. In a script it is a string.
function classesInUse() {
  const textsIn = (folder, ending) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((name) => name.endsWith(ending))
      .map((name) => readFileSync(join(root, folder, name), "utf8"));
  const inTemplates = textsIn("src", ".html").flatMap((text) => [
    ...text.replace(/\{\{[^}]*\}\}/g, " ").matchAll(/class="([^"]*)"/g),
  ]);
  const inScripts = textsIn("assets", ".js").flatMap((text) => [...text.matchAll(/"([\w-]+)"/g)]);
  return new Set([...inTemplates, ...inScripts].flatMap(([, list]) => list.split(/\s+/)).filter(Boolean));
}

// What stands in :not(…) need not occur for the rule to apply.
function canApply(selector, used) {
  const wanted = selector.replace(/:not\((?:[^()]|\([^()]*\))*\)/g, "").matchAll(/\.([A-Za-z][\w-]*)/g);
  return [...wanted].every(([, name]) => used.has(name));
}

function removeUnusedRules(sheet) {
  const used = classesInUse();
  sheet.walkRules((rule) => {
    const kept = rule.selectors.filter((selector) => canApply(selector, used));
    if (kept.length === 0) rule.remove();
    else rule.selectors = kept;
  });
}

function removeEmptied(sheet) {
  sheet.walkRules((rule) => void (rule.nodes.length === 0 && rule.remove()));
  sheet.walkAtRules((rule) => void (rule.nodes?.length === 0 && rule.remove()));
}

const small = (css) =>
  css
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,]) ?/g, "$1")
    .replace(/: /g, ":")
    .replace(/;}/g, "}");

// fonts: the @font-face rules.
export function makeStyles(fonts) {
  const packages = [theme, ...components].map(readPackage);
  const sheet = postcss.parse([...packages, readFileSync(join(root, "assets/own.css"), "utf8")].join("\n"));
  sheet.walkComments((comment) => void comment.remove());
  removeUnusedRules(sheet);
  // A brand's sheet stands after this one and replaces the ramp.
  writeOutTokens(sheet, (name) => name.startsWith("--voorbeeld-kleuren-violet-"));
  removeEmptied(sheet);
  const css = `/* EUPL-1.2: NL Design System community, Frameless, Gemeente Utrecht, Voordeur. */\n${fonts}${small(sheet.toString())}`;
  if (/data:|https?:|@import/.test(css)) throw new Error("the styles would load something from elsewhere");
  return css;
}
