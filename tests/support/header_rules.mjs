// SPDX-License-Identifier: EUPL-1.2
// What internet.nl tests of a website's headers, and the NCSC's ICT-beveiligingsrichtlijnen voor webapplicaties ask of them: an
// answer breaks these rules, each in one sentence.
const yearInSeconds = 31_536_000;
const contentTypes = /^(text\/[a-z]+; charset=utf-8|application\/(json|pdf)|image\/svg\+xml|font\/woff2)$/;

function directivesOf(policy) {
  const parts = policy
    .split(";")
    .map((part) => part.trim().split(/\s+/))
    .filter(([name]) => name);
  return new Map(parts.map(([name, ...sources]) => [name, sources]));
}

// internet.nl, test "Content-Security-Policy".
function policyRules(policy) {
  const directives = directivesOf(policy);
  const sources = [...directives.values()].flat();
  const of = (...names) => names.flatMap((name) => directives.get(name) ?? []);
  const strict = ["'none'", "'self'"];
  return {
    "default-src is 'none' or 'self'": of("default-src").length === 1 && strict.includes(of("default-src")[0]),
    "frame-src is there": directives.has("frame-src") || directives.has("child-src"),
    "frame-ancestors is 'none' or 'self'":
      of("frame-ancestors").length === 1 && strict.includes(of("frame-ancestors")[0]),
    "base-uri is there": directives.has("base-uri"),
    "form-action is 'none' or 'self'": of("form-action").length === 1 && strict.includes(of("form-action")[0]),
    "nothing unsafe": !sources.some((source) => source.startsWith("'unsafe-")),
    "no data: where scripts come from": !of("default-src", "script-src", "object-src").includes("data:"),
    "no scheme, no *, no address of this machine": !sources.some((source) =>
      /^(https?|wss?|data|blob):$|\*|^http:|127\.0\.0\.1|localhost/.test(source),
    ),
  };
}

function cookieRules(cookie) {
  const name = cookie.slice(0, cookie.indexOf("="));
  const attributes = cookie.toLowerCase().split(/;\s*/).slice(1);
  return {
    [`${name} is a __Host- cookie`]: name.startsWith("__Host-"),
    [`${name} is Secure, HttpOnly, SameSite`]: ["secure", "httponly", "samesite=lax"].every((each) =>
      attributes.includes(each),
    ),
    [`${name} is for the whole site and no other`]: attributes.includes("path=/") && !/domain=/i.test(cookie),
  };
}

// Of an answer over https. keep: what its Cache-Control says.
export function brokenRules({ headers }, { keep = "no-store" } = {}) {
  const header = (name) => headers.get(name) ?? "";
  const transport = /^max-age=(\d+)/.exec(header("strict-transport-security"));
  const rules = {
    ...policyRules(header("content-security-policy")),
    "Strict-Transport-Security for a year or more": Number(transport?.[1]) >= yearInSeconds,
    "X-Content-Type-Options: nosniff": header("x-content-type-options") === "nosniff",
    "X-Frame-Options: DENY or SAMEORIGIN": ["DENY", "SAMEORIGIN"].includes(header("x-frame-options")),
    "Referrer-Policy: no-referrer or same-origin": ["no-referrer", "same-origin"].includes(header("referrer-policy")),
    "Cache-Control": header("cache-control") === keep,
    "Content-Type, text with its charset": contentTypes.test(header("content-type")),
    "no word of what it is made with": !headers.has("server") && !headers.has("x-powered-by"),
    "no other site may read it": !headers.has("access-control-allow-origin"),
    ...Object.assign({}, ...headers.getSetCookie().map(cookieRules)),
  };
  return Object.entries(rules)
    .filter(([, holds]) => !holds)
    .map(([rule]) => rule);
}
