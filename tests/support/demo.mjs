// SPDX-License-Identifier: EUPL-1.2
// The demo, as bin/run starts it, and what its mailbox page shows: to a patient of http_patient.mjs it is a server with a mailbox
// and an SMS gateway.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { unescapeHtml } from "./html_outline.mjs";
import { HttpBrowser } from "./http_browser.mjs";
import { removeFolder, start, temporaryFolder, waitFor } from "./processes.mjs";
import { placeholdersIn } from "./readable.mjs";
import { program } from "./voordeur.mjs";

const line = (html) =>
  unescapeHtml(
    html
      .replace(/<wbr>/g, "")
      .replace(/<[^>]*>/g, " ")
      .replace(/\s+/g, " ")
      .trim(),
  );
const readable = (html) => html.replace(/<span class="vd-nowrap">([^<]*)<\/span>/g, "$1").replace(/\u00ad|<wbr>/g, "");
// What stands between each of these beginnings and the next.
const items = (html, beginning) => readable(html).split(beginning).slice(1);
const found = (item, pattern) => pattern.exec(item)?.[1] && line(pattern.exec(item)[1]);
const lines = (html) => unescapeHtml(html.replace(/<\/p>/g, "\n\n").replace(/<[^>]*>/g, ""));

const messageIn = (item) => ({
  kind: found(item, /class="nl-data-badge">([^<]*)</),
  to: found(item, /, aan ([^<]*)<\/span>/),
  subject: found(item, /<strong>([^<]*)</),
  link: found(item, /<div class="vd-mail[^]*?href="(http[^"]*)"/),
  text: lines(/<pre>([^<]*)</.exec(item)?.[1] ?? /<div class="vd-mail[^>]*>([^]*?)<\/details>/.exec(item)?.[1] ?? ""),
});

const patientIn = (item) => ({
  email: found(item, /^ (.*?)<br>/),
  typedBirthDate: found(item, /Geboortedatum: (.*?)<br>/),
  postcode: found(item, /Postcode: (.*?)<br>/),
  letter: found(item, /href="(\/[^"]*\.pdf)"/),
});

class Demo {
  journey = "short";
  #program;
  #folder;
  #seen = new Set();

  constructor(demo, { folder, said }) {
    this.#program = demo;
    this.#folder = folder;
    [this.mailboxUrl, this.signInUrl] = said.match(/^http:\/\/\S+$/gm);
    this.address = new URL(this.mailboxUrl).origin;
    const isMail = (to, subject) => (message) => message.to === to && message.subject?.startsWith(subject);
    const isSms =
      (number) =>
      ({ kind, to }) =>
        kind === "Sms" && to.replaceAll(" ", "").replace(/^0/, "+31") === number;
    this.mailbox = {
      waitForMail: (to, subject) => this.#waitFor(`a mail "${subject}…" to ${to}`, isMail(to, subject)),
    };
    this.smsGateway = { waitForSms: (to) => this.#waitFor(`an SMS to ${to}`, isSms(to)) };
  }

  // It has invited its patients itself.
  async invite() {}

  async #page() {
    return (await new HttpBrowser(this.address).open(this.mailboxUrl)).html;
  }

  // Newest first.
  async messages() {
    const messages = items(await this.#page(), "<li data-message=").map(messageIn);
    for (const { subject = "", text } of messages) assert.deepEqual(placeholdersIn(`${subject}\n${text}`), []);
    return messages;
  }

  async patients() {
    return items(await this.#page(), "E-mailadres:").map(patientIn);
  }

  // The newest that nobody has waited for yet, with its code where it has one.
  async #waitFor(what, isWanted) {
    const message = await waitFor(`${what} on the mailbox page`, async () =>
      (await this.messages()).find((candidate) => isWanted(candidate) && !this.#seen.has(candidate.text)),
    );
    this.#seen.add(message.text);
    return { ...message, code: /\b\d{6}\b/.exec(message.text)?.[0] };
  }

  // As Ctrl-C does; left: what it leaves behind.
  async stop() {
    this.#program.kill("SIGINT");
    const ending = await this.#program.ended;
    const left = readdirSync(this.#folder);
    removeFolder(this.#folder);
    return { ...ending, left };
  }
}

// One try: undefined when something else has its address.
async function tryToStart(folder) {
  const demo = start(program, ["serve"], { env: { PATH: process.env.PATH, LANG: "C.UTF-8", TMPDIR: folder } });
  let [said, ending] = ["", undefined];
  for (const stream of [demo.stdout, demo.stderr]) stream.setEncoding("utf8").on("data", (text) => (said += text));
  demo.ended.then(
    (end) => (ending = end),
    (error) => (ending = error),
  );
  await waitFor(
    () => `the demo, which said:\n${said}`,
    () => ending || /Stop with Ctrl-C/.test(said),
  );
  if (!ending) return new Demo(demo, { folder, said });
  if (said.includes("Address already in use")) return undefined;
  throw new Error(`the demo ended (${JSON.stringify(ending)}):\n${said}`);
}

// It has one address, always: where a demo runs already this waits until that is stopped.
export async function startDemo() {
  const folder = temporaryFolder();
  return waitFor("the address of the demo; stop what uses it", () => tryToStart(folder));
}
