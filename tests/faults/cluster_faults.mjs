// SPDX-License-Identifier: EUPL-1.2
// Two servers behind nginx, a PostgreSQL on two nodes that Patroni keeps, and patients who walk while the leader changes: by
// `patronictl switchover`, and because its machine is lost. Takes minutes, and packages that nothing else needs: --long only.
import assert from "node:assert/strict";
import { once } from "node:events";
import { missingForPatroni, startPatroni } from "../support/patroni.mjs";
import { checkWalk } from "./checks.mjs";
import { limits, Walkers } from "./walkers.mjs";

const times = 2;
const longestSilence = 60_000; // Patroni's ttl of 20 s, and what the patients wait for messages meanwhile

class Leaders {
  moments = [];
  silences = [];
  #cluster;
  #walkers;

  constructor(cluster, walkers) {
    this.#cluster = cluster;
    this.#walkers = walkers;
  }

  async change() {
    for (let round = 0; round < times; round += 1) {
      await this.#strike("switchover", () => this.#cluster.switchOver());
      await this.#strike("lost", () => this.#loseLeader());
    }
  }

  async #strike(what, breakIt) {
    await this.#progress();
    const at = performance.now();
    this.moments.push(at);
    const mend = await breakIt();
    await this.#progress();
    this.silences.push(`${what} ${((performance.now() - at) / 1000).toFixed(1)} s`);
    mend?.();
    await this.#cluster.isWhole();
  }

  async #progress() {
    const signal = AbortSignal.timeout(longestSilence);
    for (let steps = 0; steps < 3; steps += 1) await once(this.#walkers.moments, "acknowledged", { signal });
  }

  async #loseLeader() {
    const leader = await this.#cluster.nodeThatIs("leader");
    await leader.kill();
    return () => leader.start();
  }
}

async function leadersChange(context) {
  assert.deepEqual(missingForPatroni, [], "not there: apt-get install patroni etcd-server etcd-client");
  const cluster = await startPatroni();
  const setting = { database: cluster, https: "nginx", servers: 2, config: { limits } };
  const server = await context.startVoordeur(setting);
  const walkers = new Walkers(server, context.seed, { mayRefuseCommands: true });
  const leaders = new Leaders(cluster, walkers);
  await walkers.walkDuring(leaders.change());
  await checkWalk(walkers, { excuses: leaders.moments });
  context.tell(`${walkers.patients.length} patients; until something was acknowledged: ${leaders.silences.join(", ")}`);
}

export const tests = process.argv.includes("--long")
  ? [{ name: "the leader changes while patients walk", seconds: 1800, run: leadersChange }]
  : [];
