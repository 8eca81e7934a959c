// SPDX-License-Identifier: EUPL-1.2
// Two servers on one database behind nginx with the sample of docs/proxy, and each is restarted while patients walk: no page and
// no form of theirs fails, and none is done twice.
import assert from "node:assert/strict";
import { checkMessages } from "../faults/checks.mjs";
import { limits } from "../faults/walkers.mjs";
import { HttpBrowser } from "../support/http_browser.mjs";
import { patientAt } from "../support/http_patient.mjs";
import { sleep } from "../support/processes.mjs";

const atOnce = 10;
const restartsOfEach = 3;
const between = 500;

class CountingBrowser extends HttpBrowser {
  constructor(server, answers) {
    super(server.address, { authority: server.proxy.authority });
    this.answers = answers;
  }

  async request(path, options) {
    const answer = await super.request(path, options);
    this.answers.push(`${options?.method ?? "GET"} ${answer.status}`);
    assert.ok(answer.status < 500, `${answer.status} on ${answer.url}:\n${answer.html.slice(0, 500)}`);
    return answer;
  }
}

class Town {
  answers = [];
  walked = 0;
  isOver = false;

  constructor(server) {
    this.server = server;
  }

  // Patients, one after the other.
  async walkOn() {
    while (!this.isOver) {
      const number = (this.walked += 1);
      await patientAt(this.server, "services", {
        name: `Proefpersoon ${number}`,
        email: `patient${number}@post.example`,
        phone: `061234${String(number).padStart(4, "0")}`,
        browser: new CountingBrowser(this.server, this.answers),
      });
    }
  }

  async restartBoth() {
    for (let times = 0; times < restartsOfEach && !this.isOver; times += 1) {
      await this.server.restart();
      await sleep(between);
      await this.server.restartBeside();
      await sleep(between);
    }
  }
}

async function restarts(context) {
  const server = await context.startVoordeur({ database: "postgres", https: "nginx", servers: 2, config: { limits } });
  const town = new Town(server);
  const over = () => (town.isOver = true);
  const lines = Array.from({ length: atOnce }, () => town.walkOn().finally(over));
  const endings = await Promise.allSettled([town.restartBoth().finally(over), ...lines]);
  const failed = endings.find(({ status }) => status === "rejected");
  if (failed) throw failed.reason;
  const posts = town.answers.filter((answer) => answer.startsWith("POST")).length;
  context.tell(`${town.walked} patients, ${town.answers.length} requests, ${posts} of them forms`);
  assert.ok(town.walked > atOnce && posts > 100, context.told);
  // A form that was taken twice would have sent its message twice.
  await server.nothingWaits();
  await checkMessages(server);
}

export const tests = [{ name: "each restarted while patients walk", run: restarts }];
