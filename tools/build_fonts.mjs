// SPDX-License-Identifier: EUPL-1.2
// The font in three files: the letters of our own texts, which a browser fetches for every page; the rest of its Latin ones, and the
// extended ones, which it fetches for a name that needs them. Of the weights there is what the styles use.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "smol-toml";
import subsetFont from "subset-font";

const root = fileURLToPath(new URL("..", import.meta.url));
const font = join(root, "node_modules/@fontsource-variable/atkinson-hyperlegible-next");
const name = "Atkinson Hyperlegible Next Variable";
const weights = { min: 400, max: 700 };
// Kerning, accents, and the figures of equal width that codes are shown with.
const keepFeatures = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum"];
const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789éèëïóöü";
// The bullet is what a password is hidden behind; the last four are a space, a hyphen and a joiner that nobody sees, and the hyphen
// that a browser breaks a word with.
const marks = " !&'()*+,-./:;?@_’“”©–•\u00a0\u00ad\u2060\u2010";

function refuseOtherCharacters(first) {
  const files = readdirSync(join(root, "src"), { recursive: true }).filter((path) =>
    /\bwords\.(nl|en)\.toml$/.test(path),
  );
  for (const path of files) {
    const texts = Object.values(parse(readFileSync(join(root, "src", path), "utf8")))
      .join("")
      .replace(/[{}#]/g, "");
    const other = [...texts].find((character) => !first.has(character.codePointAt(0)));
    if (other)
      throw new Error(
        `src/${path} has the character ${other}: every page would fetch a second font file; add it to tools/build_fonts.mjs`,
      );
  }
}

function codePointsOf(unicodeRange) {
  return unicodeRange.split(",").flatMap((range) => {
    const [first, last = first] = range
      .replace("U+", "")
      .split("-")
      .map((hex) => parseInt(hex, 16));
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

function unicodeRangeOf(codePoints) {
  const ranges = [];
  for (const each of [...codePoints].sort((a, b) => a - b))
    if (ranges.at(-1)?.[1] === each - 1) ranges.at(-1)[1] = each;
    else ranges.push([each, each]);
  const hex = (number) => number.toString(16);
  return ranges.map(([first, last]) => `U+${hex(first)}${first === last ? "" : `-${hex(last)}`}`).join(",");
}

async function cut(file, codePoints) {
  const whole = readFileSync(join(font, "files", `atkinson-hyperlegible-next-${file}-wght-normal.woff2`));
  return subsetFont(whole, String.fromCodePoint(...codePoints), {
    targetFormat: "woff2",
    variationAxes: { wght: weights },
    keepFeatures,
  });
}

const faceOf = (file, unicodeRange) =>
  `@font-face{font-family:"${name}";font-style:normal;font-display:swap;` +
  `font-weight:${weights.min} ${weights.max};src:url(${file}) format("woff2");unicode-range:${unicodeRange}}`;

// addAsset(name, content) gives the file's final name. Gives the @font-face rules; where ranges overlap the last one has the character.
export async function makeFonts(addAsset) {
  const css = readFileSync(join(font, "index.css"), "utf8");
  const rangeOf = (file) => new RegExp(`next-${file}-wght-normal \\*/[^}]*unicode-range: ([^;]*);`).exec(css)[1];
  const [extended, latin] = ["latin-ext", "latin"].map(rangeOf);
  const first = new Set([...(letters + marks)].map((character) => character.codePointAt(0)));
  refuseOtherCharacters(first);
  const licence = addAsset("font-licence.txt", readFileSync(join(font, "LICENSE")));
  const rest = codePointsOf(latin).filter((each) => !first.has(each));
  return (
    `/* Font: SIL OFL 1.1, ${licence} */\n` +
    faceOf(addAsset("latin-extended.woff2", await cut("latin-ext", codePointsOf(extended))), extended) +
    faceOf(addAsset("latin.woff2", await cut("latin", rest)), latin) +
    faceOf(addAsset("letters.woff2", await cut("latin", first)), unicodeRangeOf(first))
  );
}
