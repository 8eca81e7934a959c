// SPDX-License-Identifier: EUPL-1.2
// Custom properties that have one value on every element are written out where they are used, and what nothing uses any more
// goes: of the theme's 2780 tokens some 50 stay. What a browser makes of the sheet is the same to the letter.
const theme = ".voorbeeld-theme";

// The value, with replace(name, fallback) in the place of each var(name, fallback); fallback is undefined where there is none.
function replaceVars(value, replace) {
  const start = value.indexOf("var(");
  if (start === -1) return value;
  let [end, depth] = [start + 4, 1];
  for (; depth > 0; ++end) depth += { "(": 1, ")": -1 }[value[end]] ?? 0;
  const [, name, fallback] = /^\s*(--[\w-]+)\s*(?:,([\s\S]*))?$/.exec(value.slice(start + 4, end - 1));
  return value.slice(0, start) + replace(name, fallback?.trim()) + replaceVars(value.slice(end), replace);
}

function namesIn(value) {
  const names = [];
  replaceVars(value, (name, fallback = "") => void names.push(name, ...namesIn(fallback)));
  return names;
}

const isOfTheme = ({ parent }) => parent.selector === theme;
const isPlain = (declaration) => isOfTheme(declaration) && declaration.parent.parent.type === "root";

// name → declarations; of several plain ones the last wins, the others go.
function definitionsIn(sheet) {
  const definitions = new Map();
  sheet.walkDecls(/^--/, (declaration) => {
    const others = definitions.get(declaration.prop) ?? [];
    const beaten = isPlain(declaration) ? others.filter(isPlain) : [];
    beaten.forEach((other) => other.remove());
    definitions.set(declaration.prop, [...others.filter((other) => !beaten.includes(other)), declaration]);
  });
  return definitions;
}

class Tokens {
  #definitions;
  #isReplaced;

  constructor(definitions, isReplaced) {
    this.#definitions = definitions;
    this.#isReplaced = isReplaced;
  }

  // Set on the root element only, so the same on every element, though perhaps not on every screen.
  #isThemeWide(name) {
    const declarations = this.#definitions.get(name) ?? [];
    return declarations.every(
      (each) => isOfTheme(each) && namesIn(each.value).every((other) => this.#isThemeWide(other)),
    );
  }

  #fixedValue(name) {
    const declarations = this.#definitions.get(name) ?? [];
    const isFixed =
      declarations.length === 1 && isPlain(declarations[0]) && this.#isThemeWide(name) && !this.#isReplaced(name);
    return isFixed ? this.written(declarations[0].value) : undefined;
  }

  // undefined: a browser finds no value for it.
  written(value) {
    let hasValue = true;
    const text = replaceVars(value, (name, fallback) => {
      const fixed = this.#fixedValue(name);
      if (fixed !== undefined) return fixed;
      const other = fallback === undefined ? undefined : this.written(fallback);
      if (this.#definitions.has(name))
        return other === undefined || this.#isThemeWide(name) ? `var(${name})` : `var(${name},${other})`;
      if (other === undefined) hasValue = false;
      return other;
    });
    return hasValue ? text : undefined;
  }
}

function removeUnused(sheet) {
  const used = new Set();
  sheet.walkDecls(({ value }) => namesIn(value).forEach((name) => used.add(name)));
  const unused = [];
  sheet.walkDecls(/^--/, (declaration) => void (used.has(declaration.prop) || unused.push(declaration)));
  unused.forEach((declaration) => declaration.remove());
  if (unused.length > 0) removeUnused(sheet);
}

// isReplaced: whether another sheet (a brand's) may set this name anew.
export function writeOutTokens(sheet, isReplaced) {
  const tokens = new Tokens(definitionsIn(sheet), isReplaced);
  const values = [];
  sheet.walkDecls((declaration) => void values.push([declaration, tokens.written(declaration.value)]));
  for (const [declaration, value] of values) {
    // What a browser does with a value that it cannot find.
    if (value === undefined && !declaration.prop.startsWith("--")) declaration.value = "unset";
    if (value !== undefined) declaration.value = value;
  }
  removeUnused(sheet);
}
