// SPDX-License-Identifier: EUPL-1.2
// The {placeholders} of a text (ICU MessageFormat), and which of them nobody needs to give.

// Filled in when the program starts: the brand's terms, and who operates it.
export const terms = new Set([
  "key",
  "super_pin",
  "customer_number",
  "service",
  "sms",
  "sms_code",
  "sms_sender",
  "operator",
]);
// Filled in by Page for the words of each template, and by Notices for each mail.
export const givenByPage = new Set([...terms, "practice", "year"]);
export const givenByNotices = new Set([...terms, "practice", "contact", "person"]);

// Name → "Count" or "Text", of {name} and {name, plural, one {…} other {…}}, whose branches are texts again.
export function placeholders(text) {
  const kinds = new Map();
  const add = (name, kind) => kinds.set(name, kinds.get(name) === "Count" ? "Count" : kind);
  for (let at = text.indexOf("{"); at !== -1; at = text.indexOf("{", at)) {
    const end = closingBrace(text, at);
    const [name, form, ...branches] = text.slice(at + 1, end).split(",");
    add(name.trim(), ["plural", "selectordinal", "number"].includes(form?.trim()) ? "Count" : "Text");
    for (const body of bodiesIn(branches.join(","))) placeholders(body).forEach((kind, inner) => add(inner, kind));
    at = end;
  }
  return kinds;
}

function closingBrace(text, at) {
  for (let depth = 0, here = at; here < text.length; ++here) {
    if (text[here] === "{") ++depth;
    if (text[here] === "}" && --depth === 0) return here;
  }
  return text.length;
}

function bodiesIn(branches) {
  const bodies = [];
  for (let at = branches.indexOf("{"); at !== -1; at = branches.indexOf("{", at)) {
    const end = closingBrace(branches, at);
    bodies.push(branches.slice(at + 1, end));
    at = end;
  }
  return bodies;
}
