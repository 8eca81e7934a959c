// SPDX-License-Identifier: EUPL-1.2
// What a page is made of, without its texts: its tags, and the names of their attributes. Stricter than any browser: a "<", a
// quote or an "&" that is not ours to stand there is an error.
const tag = /<(!doctype html|\/[a-z][a-z0-9]*|[a-z][a-z0-9]*(?:\s+[a-z-]+(?:="[^"<>]*")?)*\s*\/?)>/iy;
const badReference = /&(?!(?:amp|lt|gt|quot|nbsp|#\d{1,7});)[^]{0,20}/;

// In the order of the page; throws at the first thing that is no HTML of ours.
export function outlineOf(html) {
  const unescaped = badReference.exec(html);
  if (unescaped) throw new Error(`an & that is not escaped: ${unescaped[0]}`);
  const tags = [];
  for (let at = html.indexOf("<"); at >= 0; at = html.indexOf("<", tag.lastIndex)) {
    tag.lastIndex = at;
    const found = tag.exec(html);
    if (!found) throw new Error(`a < that begins no tag of ours: ${html.slice(at, at + 80)}`);
    tags.push(
      found[1]
        .replace(/="[^"]*"/g, "")
        .replace(/\s+/g, " ")
        .trim(),
    );
  }
  return tags;
}

const references = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0" };
export const unescapeHtml = (text) =>
  text.replace(/&(?:#(\d+)|(\w+));/g, (all, code, name) =>
    code ? String.fromCodePoint(code) : (references[name] ?? all),
  );

// What stands in the field of this name.
export function valueOf(html, name) {
  const found = new RegExp(`<input\\b[^>]*\\bname="${name}"[^>]*>`).exec(html)?.[0];
  return found && unescapeHtml(/\bvalue="([^"]*)"/.exec(found)?.[1] ?? "");
}
