// SPDX-License-Identifier: EUPL-1.2
// A patient who walks the whole journey without a screen, whatever breaks on the way: where no page comes they press again,
// reload, open the link again or sign in again, as people do. What was acknowledged (a 303 that came) is written down; it
// must still stand at each later look, and afterwards checks.mjs compares it with the audit log.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { HttpBrowser } from "../support/http_browser.mjs";
import { labelsOf } from "../support/labels.mjs";
import { within } from "../support/run_tests.mjs";
import { practice } from "../support/voordeur.mjs";

const labels = labelsOf("built-in", "nl");
const [busy, ready, tooOften] = ["Het is nu erg druk", "U bent al klaar", "Wacht even"];
const password = "paard fiets wolk tuinstoel";
const [pageSeconds, stuckAfterSeconds, messageAfterMilliseconds] = [30, 180, 1000];

const places = Object.entries({
  b1: /^\/u\/[^/]+$/,
  b2: /^\/u\/[^/]+\/gegevens$/,
  b3: /^\/u\/[^/]+\/mail$/,
  c1: /^\/b\/[^/]+$/,
  d1: /^\/b\/[^/]+\/documenten$/,
  e1: /^\/inloggen(\/de-linde)?$/,
  e2: /^\/super-pin$/,
  e3: /^\/super-pin\/bewaren$/,
  f1: /^\/tweede-factor$/,
  f2: /^\/tweede-factor\/telefoon$/,
  sent: /^\/tweede-factor\/verstuurd$/,
  f3: /^\/tweede-factor\/code$/,
  f4: /^\/tweede-factor\/wachtwoord$/,
  f5: /^\/klaar(\/de-linde)?$/,
  g: /^\/inloggen\/code$/,
  services: /^\/diensten$/,
});
// Where the answer leads that acknowledges a step.
const leadsTo = {
  details: /\/mail$/,
  password: /\/documenten$/,
  documents: /^\/inloggen\/de-linde$/,
  signed_in: /^\/(super-pin|tweede-factor|inloggen\/code)$/,
  pin_made: /^\/super-pin\/bewaren$/,
  pin_activated: /^\/tweede-factor$/,
  sms_asked: /^\/tweede-factor\/verstuurd$/,
  code_right: /^\/tweede-factor\/wachtwoord$/,
  bound: /^\/klaar\/de-linde$/,
  signed_in_by_code: /^\/diensten$/,
  signed_out: /^\/inloggen\/de-linde$/,
  mail_again: /\?opnieuw$/,
  sms_again: /\?opnieuw$/,
};
// Where nobody is led any more who has done this.
const isOver = {
  details: ["b1"],
  password: ["c1"],
  documents: ["b1", "b2", "b3", "c1", "d1"],
  pin_activated: ["e2", "e3"],
  bound: ["e2", "e3", "f1", "f2", "sent", "f3", "f4"],
};
const changesSession = ["signed_in", "signed_in_by_code", "bound", "signed_out"];

// The connection broke, or the page said that it does not go now: in both cases a person tries again.
export class NoPage extends Error {}

// Every request of a patient passes here.
class PatientBrowser extends HttpBrowser {
  async request(path, options) {
    const answer = await within(pageSeconds, super.request(path, options)).catch((error) => {
      throw new NoPage(`${error.message} ${error.cause?.code ?? ""}`);
    });
    if (answer.status < 500) return answer;
    assert.equal(answer.status, 503, `${answer.url}: ${/<h1[^]*?(?=<\/main>)/.exec(answer.html)}`);
    assert.ok(answer.html.includes(`>${busy}</h1>`), `not a calm page: ${answer.html}`);
    throw new NoPage("503");
  }
}

export class WalkingPatient {
  journal = []; // { step, outcome }: done, elsewhere (not done, the answer says why), or unknown (no answer)
  worked = []; // codes that were acknowledged
  #next = "enter"; // what they do now
  #pressed; // what has had no answer yet
  #tried = new Set();
  #lastProgress = performance.now();
  #waits = 0;

  constructor(world, number) {
    const digits = String(number).padStart(4, "0");
    Object.assign(this, {
      world,
      server: world.server,
      random: world.randomOf(`patient ${number}`),
      browser: new PatientBrowser(world.server.address, { authority: world.server.proxy?.authority }),
      name: `Proefpersoon ${number}`,
      email: `patient${number}@post.example`,
      phone: `061234${digits}`,
      phoneInMails: `+3161234${digits}`,
    });
  }

  async walk() {
    await this.#beInvited();
    while (!this.has("signed_out")) await this.#goOn();
  }

  has(step) {
    return this.journal.some((entry) => entry.step === step && entry.outcome === "done");
  }

  count(step, ...outcomes) {
    return this.journal.filter(
      (entry) => entry.step === step && (outcomes.length === 0 || outcomes.includes(entry.outcome)),
    ).length;
  }

  toString() {
    return `${this.email}, on ${this.browser.url}: ${this.journal.map(({ step, outcome }) => (outcome === "done" ? step : `${step} (${outcome})`)).join(", ")}`;
  }

  // The assistant tries again as well.
  async #beInvited() {
    const { name, email } = this;
    while (!this.registration) {
      if (this.world.stopped) throw new Error("the others have ended");
      const entry = this.#note("invited");
      const { status, stdout, stderr } = await this.server.tryCommand(
        "invite",
        "--practice",
        practice.slug,
        "--name",
        name,
        "--email",
        email,
        "--birth-date",
        "1948-03-07",
        "--postcode",
        "1234AB",
      );
      assert.ok(
        status === 0 || (status === 75 && this.world.mayRefuseCommands),
        `invite ended with ${status}: ${stderr}`,
      );
      if (status === 0) entry.outcome = "done";
      this.registration = /registration ([0-9a-f-]{36})/.exec(stdout)?.[1];
    }
  }

  async #goOn() {
    if (this.world.stopped) throw new Error("the others have ended");
    const stuck = performance.now() - this.#lastProgress > stuckAfterSeconds * 1000;
    assert.ok(!stuck, `no step in ${stuckAfterSeconds} s: ${this}: ${this.browser.text ?? ""}`);
    const next = this.#next;
    this.#next = "act";
    try {
      if (next === "enter") await this.#enter();
      else if (next === "reload") await this.#open(this.browser.url);
      else if (next === "again") await this.#send(this.#pressed);
      else await this.#act();
    } catch (error) {
      if (!(error instanceof NoPage)) throw error;
      this.world.moments.emit("trouble");
      this.#next = this.random.oneOf(
        this.browser.url ? ["reload", "enter", ...(this.#pressed ? ["again", "again"] : [])] : ["enter"],
      );
      await sleep(30);
    }
  }

  async #enter() {
    if (this.has("documents") && this.random.chance(0.8)) return this.#open("/inloggen");
    return this.#open((this.#mail("Stap 2: ") ?? (await this.#waitFor(() => this.#mail("Stap 1: "))))?.link);
  }

  // Looks whether what was acknowledged still stands.
  async #open(path) {
    if (!path) return;
    const intended = new URL(path, this.server.address).pathname;
    await this.browser.open(path);
    const place = this.#place();
    for (const [step, places] of Object.entries(isOver)) {
      assert.ok(
        !this.has(step) || !places.includes(place),
        `${step} was acknowledged, but ${intended} leads to ${place}: ${this}`,
      );
    }
    const now = this.server.time.now();
    const isSure = this.session && now - this.session < 50 * 60_000;
    assert.ok(!isSure || place !== "e1" || intended.startsWith("/inloggen"), `signed out by ${intended}: ${this}`);
    if (this.session) this.session = now;
  }

  #place() {
    if (!this.browser.url) return undefined;
    if (this.browser.heading === ready) return "ready";
    if (this.browser.heading === tooOften) return "wait";
    const { pathname } = new URL(this.browser.url);
    return places.find(([, path]) => path.test(pathname))?.[0];
  }

  #act() {
    const { browser } = this;
    const at = {
      ready: () => this.#open("/inloggen"),
      wait: () => this.#sitOut(),
      b1: () => this.#open(`${browser.url}/gegevens`),
      b2: () => this.#press("details", { email: this.email, birth_date: "7-3-1948", postcode: "1234ab" }),
      b3: () => this.#waitForLink(),
      c1: () => this.#press("password", { password, password_again: password }),
      d1: () => this.#press("documents", { read_privacy: "yes", accept_terms: "yes" }),
      e1: () => this.#press("signed_in", { email: this.email, password }),
      e2: () => this.#press("pin_made", {}),
      e3: () => this.#keepSuperPin(),
      f1: () => this.#open("/tweede-factor/telefoon"),
      f2: () => this.#press("sms_asked", { country: "NL", phone: this.phone }),
      sent: () => this.#open("/tweede-factor/code"),
      f3: () => this.#typeCode("code_right"),
      f4: () => this.#press("bound", { password }),
      f5: () => this.#open("/inloggen"),
      g: () => this.#typeCode("signed_in_by_code"),
      services: () => this.#signOut(),
    }[this.#place()];
    return at ? at() : this.#enter();
  }

  // A form that is not there any more (the page was of an earlier state) is looked for anew.
  #press(step, fields, form = this.browser.form(fields)) {
    return this.#send({ step, action: form.action, fields: form.fields });
  }

  async #send(press) {
    this.#pressed = press;
    const entry = this.#note(press.step);
    this.world.moments.emit("press", this, press.step);
    if (changesSession.includes(press.step)) this.session = undefined;
    await this.world.beforePress?.(this, press.step);
    const answer = await this.browser.request(press.action, { method: "POST", fields: press.fields });
    this.#tried.add(press.reference); // without an answer the same code is typed again
    const location = answer.headers.get("location") ?? "";
    entry.outcome = answer.status === 303 && leadsTo[press.step].test(location) ? "done" : "elsewhere";
    if (entry.outcome === "done") this.#acknowledged(press);
    this.#pressed = undefined;
    if (answer.status === 303) await this.#open(new URL(location, answer.url));
    else await this.#refused(press.step, answer);
  }

  #acknowledged({ step, fields }) {
    this.#lastProgress = performance.now();
    this.#waits = 0;
    this.world.moments.emit("acknowledged");
    if (step === "signed_in" || step === "signed_in_by_code") this.session = this.server.time.now();
    if (fields.code) this.worked.push(fields.code);
  }

  // Only a code may be wrong: an older one, or one of another attempt. A form of another session, or a wait: anew.
  async #refused(step, { status, html }) {
    const mayBe = status !== 422 || step === "code_right" || step === "signed_in_by_code";
    assert.ok(mayBe, `${step} was refused: ${html}`);
    if (status === 422) await this.#open(this.browser.url);
    else await this.#sitOut();
  }

  #note(step) {
    const entry = { step, outcome: "unknown" };
    this.journal.push(entry);
    return entry;
  }

  async #waitForLink() {
    const mail = await this.#waitFor(() => this.#mail("Stap 2: "));
    return mail ? this.#open(mail.link) : this.#askAgain("mail_again", /\/mail$/);
  }

  async #keepSuperPin() {
    const pin = /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/.exec(this.browser.text.replace(/- /g, "-"))[0];
    const now = this.server.time.now();
    if (this.pin && now - this.pinSince < 50 * 60_000) assert.equal(pin, this.pin, "another super-PIN is shown");
    if (pin !== this.pin) Object.assign(this, { pin, pinSince: now });
    await this.#press("pin_activated", { kept: "yes", password });
  }

  async #typeCode(step) {
    const sms = await this.#waitFor(() =>
      this.server.smsGateway.messages.findLast(
        ({ to, reference }) => to === this.phoneInMails && !this.#tried.has(reference),
      ),
    );
    if (!sms) return this.#askAgain("sms_again", /\/opnieuw$/);
    const { action, fields } = this.browser.form({ code: sms.code });
    return this.#send({ step, action, fields, reference: sms.reference });
  }

  async #signOut() {
    const form = this.browser.forms.find(({ action }) => action === "/uitloggen");
    await this.#press("signed_out", {}, form);
  }

  // Where the page lets one ask; in any case looks at it anew.
  async #askAgain(step, action) {
    await this.#open(this.browser.url);
    const form = this.browser.forms.find((candidate) => action.test(candidate.action));
    if (form && this.#waits > 2) await this.#press(step, {}, form);
  }

  #mail(subject) {
    return this.server.mailbox.mails.findLast(
      (mail) => mail.recipients.includes(this.email) && mail.subject.startsWith(subject),
    );
  }

  // nothing: it did not come yet, and some minutes have gone by.
  async #waitFor(find) {
    for (const until = performance.now() + messageAfterMilliseconds; performance.now() < until; await sleep(20)) {
      const found = find();
      if (found) return found;
    }
    this.#waits += 1;
    this.world.letMinutesPass();
    return undefined;
  }

  async #sitOut() {
    this.world.letMinutesPass();
    this.#next = "enter";
    await sleep(30);
  }

  // What worked once works for nobody any more, also for who knows the password.
  async tryCodesAgain() {
    const stranger = new HttpBrowser(this.server.address, { authority: this.server.proxy?.authority });
    await stranger.open("/inloggen");
    const entry = this.#note("signed_in");
    await stranger.submit({ email: this.email, password });
    entry.outcome = "done";
    for (const code of this.worked.slice(-3)) {
      assert.equal(stranger.heading, labels.g.title, stranger.text);
      await stranger.submit({ code });
      assert.equal(stranger.status, 422, `the code ${code} worked again`);
    }
  }
}
