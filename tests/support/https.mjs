// SPDX-License-Identifier: EUPL-1.2
// HTTPS in front of a Voordeur, as patients have it: Caddy with the Caddyfile of docs/proxy, on a port and with a
// certificate of its own.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { connect } from "node:tls";
import { root, start, waitFor } from "./processes.mjs";

// address: https://localhost:PORT; behind: http://127.0.0.1:PORT, where Voordeur listens. Gives the program, to be ended.
export async function startHttps({ address, behind, folder }) {
  const file = join(folder, "Caddyfile");
  writeFileSync(file, caddyfile(new URL(address), new URL(behind)));
  const caddy = start("caddy", ["run", "--adapter", "caddyfile", "--config", file], { env: { PATH: process.env.PATH, HOME: folder } });
  let log = "";
  for (const stream of [caddy.stdout, caddy.stderr]) stream.setEncoding("utf8").on("data", (text) => (log += text));
  await waitFor(() => `${address}; Caddy said:\n${log}`, () => greets(new URL(address)));
  return caddy;
}

function caddyfile(address, behind) {
  const change = (text, [from, to]) => {
    if (text.split(from).length !== 2) throw new Error(`docs/proxy/Caddyfile does not have "${from}" once`);
    return text.replace(from, to);
  };
  return [
    ["\tlog default {", "\tadmin off\n\tauto_https disable_redirects\n\tskip_install_trust\n\tlog default {"],
    ["\npatient.delinde.example {", `\n${address.host} {\n\tbind 127.0.0.1\n\ttls internal`],
    ["unix//run/voordeur/http.sock", behind.host],
  ].reduce(change, readFileSync(join(root, "docs/proxy/Caddyfile"), "utf8"));
}

// It listens before it has its certificate.
function greets({ hostname, port }) {
  return new Promise((fulfil) => {
    const socket = connect({ host: "127.0.0.1", port, servername: hostname, rejectUnauthorized: false });
    socket.once("secureConnect", () => fulfil(true)).once("error", () => fulfil(false)).once("close", () => fulfil(false));
    socket.once("secureConnect", () => socket.destroy());
  });
}
