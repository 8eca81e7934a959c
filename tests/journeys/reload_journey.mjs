// SPDX-License-Identifier: EUPL-1.2
// SIGHUP, as `systemctl reload` sends it: what patients see is made anew while they ask, and none of them is sent away.
import assert from "node:assert/strict";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "smol-toml";
import { root, waitFor } from "../support/processes.mjs";

const documents = ["privacy_nl", "privacy_en", "terms_nl", "terms_en"];

function change(server, config) {
  server.writeConfig({ ...parse(readFileSync(server.configFile, "utf8")), ...config });
}

// Until the log says so once more.
async function reload(server, event = "reloaded") {
  const count = () => server.log().split(`"event":"${event}"`).length;
  const before = count();
  process.kill(server.processId, "SIGHUP");
  await waitFor(`${event} in the log`, () => count() > before);
}

const contact = async (server) => (await fetch(`${server.address}/contact`)).text();

// Asks for pages and for what belongs to them, until it is told to stop; gives what was answered with anything but 200.
function visitors(server) {
  const refused = [];
  let stopped = false;
  let answered = 0;
  const some = async () => {
    const until = answered + 30;
    await waitFor("some visits", () => answered > until || refused.length > 0);
  };
  const visit = async () => {
    while (!stopped) {
      const html = await contact(server).catch((error) => refused.push(String(error)));
      const files = [...String(html).matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path]) => path);
      for (const path of [...files, "/inloggen"]) {
        const status = await fetch(server.address + path).then((answer) => answer.status, String);
        if (status !== 200) refused.push(`${path} ${status}`);
        answered += 1;
      }
    }
  };
  const all = Promise.all([visit(), visit(), visit()]);
  const stop = async () => {
    stopped = true;
    await all;
    return refused;
  };
  return { some, stop };
}

function writeDocuments(server, version) {
  for (const name of documents) {
    writeFileSync(join(server.folder, name), `+++\nversion = "${version}"\n+++\n# Tekst van ${version}\n`);
  }
}

async function changesWhatPatientsSee(context) {
  const server = await context.startVoordeur();
  const { some, stop } = visitors(server);
  const brand = join(server.folder, "brand.toml");
  for (const version of ["2026.12", "2027.01"]) {
    const own = readFileSync(join(root, "brands/cgm-life.toml"), "utf8");
    writeFileSync(brand, own.replace(/#[0-9a-f]{6}/, version === "2026.12" ? "#123456" : "#234567"));
    writeDocuments(server, version);
    change(server, {
      brand,
      operator: { name: `Praktijk van ${version}`, email: "beheer@delinde.example" },
      documents: Object.fromEntries(documents.map((name) => [name, join(server.folder, name)])),
    });
    await some();
    await reload(server);
    await some();
    assert.ok((await contact(server)).includes(`Praktijk van ${version}`));
    assert.ok((await (await fetch(`${server.address}/privacyverklaring`)).text()).includes(`Tekst van ${version}`));
  }
  assert.deepEqual(await stop(), []);
  await server.stop();
}

async function staysAsItWas(context) {
  const server = await context.startVoordeur({ config: { operator: { name: "Praktijk De Eik" } } });
  const whole = readFileSync(server.configFile, "utf8");
  const broken = [
    "listen = 1\n",
    stringify({ ...parse(whole), brand: join(server.folder, "none.toml") }),
    stringify({ ...parse(whole), operator: { name: "" } }),
  ];
  for (const text of broken) {
    writeFileSync(server.configFile, text);
    await reload(server, "reload_refused");
    assert.ok((await contact(server)).includes("Praktijk De Eik"));
  }
  // A text that was changed under the version that patients accepted.
  writeDocuments(server, "2026-12");
  const ours = Object.fromEntries(documents.map((name) => [name, join(server.folder, name)]));
  writeFileSync(server.configFile, whole);
  change(server, { documents: ours });
  await reload(server);
  writeFileSync(join(server.folder, "terms_nl"), '+++\nversion = "2026-12"\n+++\n# Heimelijk anders\n');
  await reload(server, "reload_refused");
  copyFileSync(join(server.folder, "privacy_nl"), join(server.folder, "terms_nl"));
  await server.stop();
}

async function changesTheLog(context) {
  const server = await context.startVoordeur();
  const requests = () => server.log().split('"event":"request"').length;
  change(server, { log_level: "warn" });
  process.kill(server.processId, "SIGHUP");
  await waitFor("a log without requests", async () => {
    const before = requests();
    await contact(server);
    await new Promise((fulfil) => setTimeout(fulfil, 400));
    return requests() === before;
  });
  change(server, { log_level: "info" });
  await reload(server);
  await server.stop();
}

export const tests = [
  { name: "changes what patients see", run: changesWhatPatientsSee },
  { name: "stays as it was", run: staysAsItWas },
  { name: "changes the log", run: changesTheLog },
];
