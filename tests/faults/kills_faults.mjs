// SPDX-License-Identifier: EUPL-1.2
// The server is killed outright again and again while patients walk: in the middle of a press, between a message and its
// answer, at any other moment, and while it starts.
import { setTimeout as sleep } from "node:timers/promises";
import { checkWalk } from "./checks.mjs";
import { limits, Walkers } from "./walkers.mjs";

class Killer {
  kills = [];
  #walkers;

  constructor(walkers) {
    this.#walkers = walkers;
  }

  async strike(random) {
    await this.#kill();
    if (random.chance(0.1)) {
      const starting = this.#start().catch(() => {});
      await sleep(random.number(5, 60));
      await this.#kill();
      await starting;
    }
    await this.#start();
  }

  async #kill() {
    this.kills.push(performance.now());
    await this.#walkers.server.kill();
  }

  async #start() {
    this.#walkers.isStarting = true;
    await this.#walkers.server.start().finally(() => (this.#walkers.isStarting = false));
  }
}

async function killed(context, database, times) {
  const server = await context.startVoordeur({ database, config: { limits } });
  const walkers = new Walkers(server, context.seed, { mayRefuseCommands: database === "postgres" });
  const killer = new Killer(walkers);
  await walkers.walkDuring(walkers.strike(times, (random) => killer.strike(random)));
  await checkWalk(walkers, { excuses: killer.kills });
  context.tell(`${killer.kills.length} kills, ${walkers.patients.length} patients`);
}

export const tests = [
  { name: "SQLite", seconds: 1800, run: (context) => killed(context, "sqlite", context.isLong ? 500 : 30) },
  { name: "PostgreSQL", seconds: 1800, run: (context) => killed(context, "postgres", context.isLong ? 500 : 10) },
];
