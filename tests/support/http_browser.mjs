// SPDX-License-Identifier: EUPL-1.2
// A browser of a few lines: cookies, redirects and forms, without a screen. For what is quicker or stranger than a person:
// two presses at once, a scanner, a comparison of bytes.
import { request as requestHttps } from "node:https";

const attribute = (tag, name) => unescape(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]);
// Where lines may break and where not (src/platform/web/typesetting.hpp).
const unseen = /<span class="vd-nowrap">|<\/span>|\u00ad|<wbr>/g;
const unescape = (text) =>
  text
    ?.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(code))
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

// Each form of the page: { method, action, fields } with the values that stand there.
function formsOf(html) {
  return [...html.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)].map(([form]) => ({
    method: attribute(form, "method") ?? "get",
    action: attribute(form, "action"),
    fields: Object.fromEntries([
      ...[...form.matchAll(/<input\b[^>]*>/g)]
        .map(([tag]) => tag)
        .filter((tag) => attribute(tag, "name") && attribute(tag, "type") !== "checkbox")
        .map((tag) => [attribute(tag, "name"), attribute(tag, "value") ?? ""]),
      ...[...form.matchAll(/<select\b[^>]*name="([^"]*)"[\s\S]*?<option value="([^"]*)" selected/g)].map(
        ([, name, value]) => [name, value],
      ),
    ]),
  }));
}

// As fetch does, but for a site whose certificate `ca` has signed, and from a network address of one's own.
function fetchFrom(url, { ca, localAddress }, { method, headers, body }) {
  return new Promise((fulfil, reject) => {
    const request = requestHttps(url, { method, headers, ca, localAddress, family: 4, agent: false }, (response) => {
      const { rawHeaders, statusCode: status } = response;
      const pairs = rawHeaders.flatMap((name, index) => (index % 2 ? [] : [[name, rawHeaders[index + 1]]]));
      response
        .toArray()
        .then((chunks) => fulfil(new Response(Buffer.concat(chunks), { status, headers: pairs })), reject);
    });
    request.on("error", reject).end(body);
  });
}

// A connection that was kept may be closed by the server at the very moment at which it is used again: browsers ask once more.
const fetchOnOpenConnection = (url, options) =>
  fetch(url, options).catch((error) => {
    if (error.cause?.code !== "UND_ERR_SOCKET") throw error;
    return fetch(url, options);
  });

export class HttpBrowser {
  // headers: sent with each request; authority and from, for https: whose certificates it trusts (PEM), and this machine's
  // address that it comes from (127.0.0.2).
  constructor(address, { language = "nl", cookies = true, headers = {}, authority, from } = {}) {
    Object.assign(this, { address, language, keepsCookies: cookies, cookies: new Map(), headers, authority, from });
  }

  #fetch(url, options) {
    return this.authority
      ? fetchFrom(url, { ca: this.authority, localAddress: this.from }, options)
      : fetchOnOpenConnection(url, options);
  }

  // One request, no redirect followed: { status, headers, html, url }.
  async request(path, { method = "GET", fields, headers = {} } = {}) {
    const url = new URL(path, this.url ?? this.address);
    const response = await this.#fetch(url, {
      method,
      redirect: "manual",
      headers: {
        "Accept-Language": this.language,
        ...(this.cookies.size
          ? { Cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ") }
          : {}),
        ...(method === "POST" ? { Origin: this.address, "Content-Type": "application/x-www-form-urlencoded" } : {}),
        ...this.headers,
        ...headers,
      },
      body: fields ? String(new URLSearchParams(fields)) : undefined,
    });
    if (this.keepsCookies) for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    return { status: response.status, headers: response.headers, html: await response.text(), url: String(url) };
  }

  #keep(header) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(header);
    if (value === "" || /max-age=0/i.test(header)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }

  // Follows redirects, and stands on the page then: this.url, this.html, this.forms.
  async open(path, options) {
    let answer = await this.request(path, options);
    for (let hops = 0; answer.status >= 300 && answer.status < 400 && hops < 6; hops += 1) {
      answer = await this.request(new URL(answer.headers.get("location"), answer.url));
    }
    return this.#standOn(answer);
  }

  #standOn(answer) {
    Object.assign(this, { url: answer.url, html: answer.html, status: answer.status, forms: formsOf(answer.html) });
    return this;
  }

  // The form of the page that has these fields, filled in.
  form(fields = {}) {
    const names = Object.keys(fields);
    const has = ({ method, html }) => method === "post" && names.every((name) => html.includes(`name="${name}"`));
    const forms = [...this.html.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)].map(([html], index) => ({
      ...this.forms[index],
      html,
    }));
    const found = forms.filter(has).find(({ html }) => names.length > 0 || !html.includes("/uitloggen"));
    if (!found) throw new Error(`no form with ${names} on ${this.url}:\n${this.text}`);
    return { action: found.action, fields: { ...found.fields, ...fields } };
  }

  submit(fields) {
    const form = this.form(fields);
    return this.open(form.action, { method: "POST", fields: form.fields });
  }

  // The same form pressed `times` times at once; stands on the page of the first answer.
  async pressAtOnce(fields, times = 2) {
    const form = this.form(fields);
    const answers = await Promise.all(
      Array.from({ length: times }, () => this.request(form.action, { method: "POST", fields: form.fields })),
    );
    const [first] = answers;
    if (first.status === 303) await this.open(new URL(first.headers.get("location"), first.url));
    else this.#standOn(first);
    return answers;
  }

  get text() {
    return unescape(
      /<main[\s\S]*<\/main>/
        .exec(this.html)?.[0]
        .replace(unseen, "")
        .replace(/<[^>]*>/g, " ")
        .replace(/\s+/g, " ") ?? this.html,
    );
  }

  get heading() {
    return unescape(
      /<h1[^>]*>([\s\S]*?)<\/h1>/
        .exec(this.html)?.[1]
        .replace(unseen, "")
        .replace(/<[^>]*>/g, "")
        .trim(),
    );
  }
}
