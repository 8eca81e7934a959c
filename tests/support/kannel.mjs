// SPDX-License-Identifier: EUPL-1.2
// A real SMS gateway: Debian's kannel, with its own fake telephone network behind it. Private ports, everything in `folder`.
import { mkdirSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { freePort, start, waitFor } from "./processes.mjs";

const configuration = ({ admin, boxes, network, sendsms }) => `
group = core
admin-port = ${admin}
admin-password = geheim
admin-deny-ip = "*.*.*.*"
admin-allow-ip = "127.0.0.1"
admin-interface = "127.0.0.1"
smsbox-port = ${boxes}
smsbox-interface = "127.0.0.1"
box-deny-ip = "*.*.*.*"
box-allow-ip = "127.0.0.1"
log-file = "bearerbox.log"
log-level = 2
store-type = spool
store-location = "spool"
dlr-storage = internal

group = smsc
smsc = fake
smsc-id = fake
host = 127.0.0.1
port = ${network}
connect-allow-ip = 127.0.0.1

group = smsbox
bearerbox-host = 127.0.0.1
bearerbox-port = ${boxes}
sendsms-port = ${sendsms}
sendsms-interface = "127.0.0.1"
global-sender = Voordeur
log-file = "smsbox.log"
log-level = 2

group = sendsms-user
username = voordeur
password = geheim
user-deny-ip = "*.*.*.*"
user-allow-ip = "127.0.0.1"
max-messages = 3
concatenation = true
`;

const listens = (port) => () =>
  new Promise((fulfil) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => socket.destroy(fulfil(true))).once("error", () => fulfil(false));
  });

// { config(), waitForSms(digits), text, log, up(), down() }: `text` is all that the network got, `log` what kannel itself wrote.
export async function startKannel(folder) {
  const ports = {
    admin: await freePort(),
    boxes: await freePort(),
    network: await freePort(),
    sendsms: await freePort(),
  };
  mkdirSync(join(folder, "spool"), { recursive: true });
  writeFileSync(join(folder, "kannel.conf"), configuration(ports));
  const kannel = { text: "", log: "", config, waitForSms, up, down };
  let children = [];

  function config() {
    const query = {
      username: "voordeur",
      password: "geheim",
      charset: "UTF-8",
      coding: "0",
      to: "{to}",
      from: "{from}",
      text: "{text}",
    };
    return { gateway: "http", url: `http://127.0.0.1:${ports.sendsms}/cgi-bin/sendsms`, method: "GET", query };
  }

  // Standard input stays open: fakesmsc ends with it.
  function run(program, ...words) {
    const child = start(program, words, { cwd: folder, stdio: ["pipe", "pipe", "pipe"] });
    children.push(child);
    const written = program.endsWith("fakesmsc") ? "text" : "log";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text) => (kannel[written] += text));
  }

  // smsbox ends at once where it does not find bearerbox's port for it, which opens apart from the network's.
  async function up() {
    kannel.log = "";
    run("/usr/sbin/bearerbox", "-v", "1", "kannel.conf");
    await waitFor(
      () => `kannel's bearerbox, which wrote:\n${kannel.log}`,
      async () => (await listens(ports.network)()) && listens(ports.boxes)(),
    );
    run(
      "/usr/lib/kannel/test/fakesmsc",
      "-H",
      "127.0.0.1",
      "-r",
      String(ports.network),
      "-i",
      "0.01",
      "-m",
      "1",
      "31600000000 1000 text start",
    );
    run("/usr/sbin/smsbox", "-v", "1", "kannel.conf");
    await waitFor(() => `kannel's smsbox, which wrote:\n${kannel.log}`, listens(ports.sendsms));
  }

  async function down() {
    const ending = children;
    children = [];
    for (const child of ending) child.kill("SIGKILL");
    await Promise.all(ending.map((child) => child.ended));
  }

  // The code of the newest SMS to this number.
  function waitForSms(digits) {
    return waitFor(
      () => `an SMS to ${digits} in:\n${kannel.text}`,
      () =>
        new RegExp(`${digits}.*?\\b(\\d{6})\\b`, "s").exec(
          kannel.text.slice(Math.max(0, kannel.text.lastIndexOf(digits))),
        )?.[1],
    );
  }

  await up();
  return kannel;
}
