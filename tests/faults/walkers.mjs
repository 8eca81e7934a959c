// SPDX-License-Identifier: EUPL-1.2
// Many patients who walk at once on one server, while something breaks. `moments` tells when it is worth breaking it:
//   "press"          a patient pressed a button, the request is on its way
//   "message"        the mail server or the gateway took a message, and has not said so yet
//   "acknowledged"   a step was done
//   "trouble"        a page did not come, or said that it does not go now
import { EventEmitter, once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { randomFrom } from "../support/random.mjs";
import { WalkingPatient } from "./walking_patient.mjs";

const many = 1_000_000;
// People who try again and again from one address must not meet the throttles: those have tests of their own.
export const limits = {
  mails_a_day: many,
  sms_an_hour: many,
  sms_a_day: many,
  sms_practice_a_day: many,
  sign_in_free_failures: many,
  network_free_accounts: many,
  account_free_failures: many,
};

export const pressedAtAll = [
  "details",
  "password",
  "documents",
  "signed_in",
  "pin_made",
  "pin_activated",
  "sms_asked",
  "code_right",
  "bound",
  "signed_in_by_code",
  "signed_out",
];
// How often it has been started: it is to go on by itself.
export const starts = (server) => server.log().split('"event":"serving"').length - 1;

export class Walkers {
  patients = [];
  moments = new EventEmitter();
  leaps = []; // of the clock, forward
  isStarting = false;
  stopped = false;
  #seed;

  constructor(server, seed, { mayRefuseCommands = false } = {}) {
    Object.assign(this, { server, mayRefuseCommands });
    this.#seed = seed;
    for (const peer of [server.mailbox, server.smsGateway])
      peer.onTaken = (message) => void this.moments.emit("message", message);
  }

  randomOf(name) {
    return randomFrom(`${this.#seed} ${name}`);
  }

  // Long enough for a lease to end and for a message to be asked for again; not for each who waits anew. To libpq a leap of the
  // clock while it connects is a time-out, so not while the server starts; a command may be refused for that.
  letMinutesPass() {
    if (this.isStarting || performance.now() - (this.leaps.at(-1) ?? 0) < 500) return;
    this.leaps.push(performance.now());
    this.server.time.advance("130s");
  }

  // Patients walk, `atOnce` of them, one after the other, until `breaking` is fulfilled; who walks then goes on to the end.
  async walkDuring(breaking, atOnce = 5) {
    let isOver = false;
    const broken = breaking.finally(() => (isOver = true));
    const line = async () => {
      do await this.#newPatient().walk();
      while (!isOver);
    };
    const lines = Array.from({ length: atOnce }, line);
    await Promise.all([broken, ...lines]).finally(() => (this.stopped = true));
    this.stopped = false;
  }

  // Breaks something, `times` times, always when it hurts.
  async strike(times, breakIt) {
    const random = this.randomOf("strikes");
    for (let strikes = 0; strikes < times; strikes += 1) {
      await this.#progress(random);
      await this.#moment(random);
      if (this.stopped) return;
      await breakIt(random);
    }
  }

  // However slow the machine is, somebody gets on between two strikes; but when all wait for a message, nobody does.
  async #progress(random) {
    const signal = AbortSignal.timeout(5000);
    for (let steps = random.number(0, 6); steps > 0; steps -= 1)
      await once(this.moments, "acknowledged", { signal }).catch(() => {});
  }

  // A press hashes for some 100 ms; what is sent is noted within a few. Where nobody does that for a while, any moment.
  async #moment(random) {
    const kind = random.oneOf(["press", "message", "any"]);
    if (kind !== "any") await once(this.moments, kind, { signal: AbortSignal.timeout(2000) }).catch(() => {});
    if (kind === "press") await sleep(random.number(0, 150));
    if (kind === "message" && random.chance(0.5)) await sleep(random.number(0, 10));
    if (kind === "any") await sleep(random.number(50, 300));
  }

  // `count` patients, all at once.
  walk(count) {
    return this.walkDuring(Promise.resolve(), count);
  }

  // One patient, for whom each press fails once: breakIt(step) before it, mend() when no page came.
  async walkBreakingEachStep(breakIt, mend) {
    const broken = new Set();
    this.beforePress = async (patient, step) => {
      if (broken.has(step)) return;
      broken.add(step);
      await breakIt(step);
    };
    this.moments.on("trouble", mend);
    await this.walk(1);
    this.moments.off("trouble", mend);
    this.beforePress = undefined;
    return this.patients.at(-1);
  }

  #newPatient() {
    const patient = new WalkingPatient(this, this.patients.length + 1);
    this.patients.push(patient);
    return patient;
  }
}
