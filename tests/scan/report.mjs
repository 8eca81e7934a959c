// SPDX-License-Identifier: EUPL-1.2
// What the scanners found, and what each finding means, for docs/security/scans/.
import { modules } from "./scanners.mjs";

// Findings that were looked into: what each means. A finding that is not among these is new, and stands in bold.
const known = [
  [
    /^Cross Site Request Forgery: Lack of anti CSRF token/,
    "No: each form has one. wapiti knows tokens by their names, and `form_token` is not " +
      "on its list. That a form with another browser's is refused: `around_the_pages_journey.mjs`",
  ],
  [
    /X-XSS-Protection is not set/,
    "No: browsers have removed what it switched on. The content security policy lets no script in but ours",
  ],
  [
    /Strict-Transport-Security is not set/,
    "Of this run, which is over http. Over https it is there: `headers_journey.mjs`",
  ],
  [/Secure flag is not set in the cookie/, "The same: over https each cookie is a `__Host-` cookie with Secure"],
];

const meaningOf = ({ kind, info }) =>
  known.find(([pattern]) => pattern.test(`${kind}: ${info}`))?.[1] ?? "**not looked into yet**";
const plain = (text) =>
  String(text)
    .replace(/\s+/g, " ")
    .replace(/\/([ub])\/[\w-]{27}/g, "/$1/…")
    .replaceAll("|", "\\|")
    .slice(0, 160);

// One row for the same finding at many places.
function findingRows(found) {
  const rows = new Map();
  for (const { step, findings } of found) {
    for (const { kind, method, path, info } of findings) {
      const key = `${kind}: ${plain(info)}`;
      const row = rows.get(key) ?? { kind, info: plain(info), places: new Set(), meaning: meaningOf({ kind, info }) };
      row.places.add(`${step}: ${plain(`${method} ${path}`)}`);
      rows.set(key, row);
    }
  }
  return [...rows.values()].map(
    ({ kind, info, places, meaning }) =>
      `| ${plain(kind)} | ${info} | ${[...places].slice(0, 3).join("<br>")}${places.size > 3 ? `<br>and ${places.size - 3} more` : ""} | ${meaning} |`,
  );
}

function sqlRow(step, { what, tried, injectable, isDone }) {
  const none = isDone && tried.length > 0 ? "none" : "**the run did not end**";
  return `| ${step} | ${plain(what)} | ${tried.join(", ")} | ${injectable.length > 0 ? `**${injectable.join(", ")}**` : none} |`;
}

export function reportOf({ found, after, began, versions, wapitiSeconds }) {
  const rows = findingRows(found);
  const minutes = Math.round((Date.now() - began) / 60_000);
  const cut = found
    .flatMap(({ step, cut: modulesCut }) => modulesCut.map((module) => `${module} at ${step}`))
    .join(", ");
  const sql = found.flatMap(({ step, sql: done }) => done.map((each) => sqlRow(step, each)));
  return `# Scan of ${began.toISOString().slice(0, 10)}

Written by \`bin/scan\`, in ${minutes} minutes. wapiti ${versions.wapiti} and sqlmap ${versions.sqlmap}, both of Debian 12, at a Voordeur of their own on
loopback over http, with PostgreSQL; all limits raised, so that nothing locks and nobody waits. Somebody stands at each step of the
journey, and the scanners get that browser's cookies.

- **wapiti**: at each of the ${found.length} steps, pages up to two links away, at most ${wapitiSeconds / 60} minutes. Modules: ${modules.replaceAll(",", ", ")}.
  Out of time before their end: ${cut || "none"}. Left out: \`ssrf\` and \`xxe\`, which wait for a call from outside; \`nikto\`, \`wapp\` and
  \`buster\`, which look for other programs' files; and \`/uitloggen\`, which would end the session.
- **sqlmap**: level 2, risk 1, all techniques, each field of each form that has one, filled in with what can be read but is not right, so that
  it gets as far as the database; once the cookies, a query, and the parts of addresses.

Voordeur answered ${after.requests} requests; ${after.failed} of them with 500, and wrote ${after.errors.length} errors to its log. It served on afterwards.

## wapiti

${rows.length === 0 ? "Nothing found." : `| kind | what it says | where | what it means |\n| --- | --- | --- | --- |\n${rows.join("\n")}`}

## sqlmap

| step | request | tried | injectable |
| --- | --- | --- | --- |
${sql.join("\n")}
`;
}
