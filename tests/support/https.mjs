// SPDX-License-Identifier: EUPL-1.2
// HTTPS in front of a Voordeur, as patients have it: Caddy or nginx with the sample of docs/proxy, on a port and with a
// certificate of its own.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { connect } from "node:tls";
import { makeAuthority } from "./certificates.mjs";
import { freePort, root, start, waitFor } from "./processes.mjs";

// A sample with each `from` replaced, which must be there `times` times: [from, to, times].
function changed(sample, changes) {
  const change = (text, [from, to, times = 1]) => {
    if (text.split(from).length - 1 !== times)
      throw new Error(`docs/proxy/${sample} does not have "${from}" ${times} times`);
    return text.replaceAll(from, to);
  };
  return changes.reduce(change, readFileSync(join(root, "docs/proxy", sample), "utf8"));
}

// address: https://NAME:PORT; servers: host:port of each Voordeur, none for the sample's own socket.
export const caddyfile = ({ address, servers: [server], certificate }) =>
  changed("Caddyfile", [
    ["\tadmin off\n", "\tadmin off\n\tauto_https disable_redirects\n"],
    [
      "\npatient.delinde.example {",
      `\n${address.host} {\n\tbind 127.0.0.1\n\ttls ${certificate.certFile} ${certificate.keyFile}`,
    ],
    ...(server ? [["unix//run/voordeur/http.sock", server]] : []),
  ]);

function startCaddy(site) {
  const file = join(site.folder, "Caddyfile");
  writeFileSync(file, caddyfile(site));
  const env = { PATH: process.env.PATH, HOME: site.folder };
  return start("caddy", ["run", "--adapter", "caddyfile", "--config", file], { env });
}

// What of the sample changes for one server, or for two: then the lines that are not set stand instead of those that are.
function upstreamChanges([first, second]) {
  const socket = "    server unix:/run/voordeur/http.sock;\n";
  if (!first) return [];
  if (!second) return [[socket, `    server ${first};\n`]];
  return [
    [`${socket}    keepalive 32;\n`, ""],
    ["    #server 10.0.0.11:8080", `    server ${first}`],
    ["    #server 10.0.0.12:8080", `    server ${second}`],
  ];
}

export const nginxSite = ({ address, servers, certificate, plainPort, logs }) =>
  changed("nginx.conf", [
    ["    listen 80;\n    listen [::]:80;\n", `    listen 127.0.0.1:${plainPort};\n`],
    [
      "    listen 443 ssl http2;\n    listen [::]:443 ssl http2;\n",
      `    listen 127.0.0.1:${address.port} ssl http2;\n`,
    ],
    ["server_name patient.delinde.example;", `server_name ${address.hostname};`, 2],
    ["/etc/letsencrypt/live/patient.delinde.example/fullchain.pem", certificate.certFile],
    ["/etc/letsencrypt/live/patient.delinde.example/privkey.pem", certificate.keyFile],
    ["/var/log/nginx/", logs, 3],
    ...upstreamChanges(servers),
  ]);

// What Debian's nginx.conf is around a file of conf.d. One process: none is left when it is killed.
const nginxAround = (folder) => `
daemon off; master_process off; pid ${folder}/nginx.pid;
events {}
http {
${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((what) => `${what}_temp_path ${folder}/nginx.${what};`).join("\n")}
include ${folder}/nginx.voordeur.conf;
}
`;

async function startNginx({ folder, ...site }) {
  const plainPort = await freePort();
  writeFileSync(join(folder, "nginx.voordeur.conf"), nginxSite({ ...site, plainPort, logs: `${folder}/nginx.` }));
  writeFileSync(join(folder, "nginx.conf"), nginxAround(folder));
  const nginx = start("/usr/sbin/nginx", ["-e", "stderr", "-p", folder, "-c", join(folder, "nginx.conf")]);
  return Object.assign(nginx, { plainPort });
}

const proxies = { caddy: startCaddy, nginx: startNginx };

// address: https://localhost:PORT; servers: http://127.0.0.1:PORT, where each Voordeur listens. Gives the program, to be ended:
// `authority` is who signed its certificate, log() all that it has written.
export async function startHttps({ address, servers, folder }, name) {
  const authority = await makeAuthority(folder);
  const site = {
    folder,
    address: new URL(address),
    servers: servers.map((server) => new URL(server).host),
    certificate: await authority.issue("localhost"),
  };
  const proxy = await proxies[name](site);
  let said = "";
  for (const stream of [proxy.stdout, proxy.stderr]) stream.setEncoding("utf8").on("data", (text) => (said += text));
  const files = () =>
    readdirSync(folder)
      .filter((file) => /^nginx\..*\.log$/.test(file))
      .map((file) => join(folder, file));
  const log = () => [said, ...files().map((file) => readFileSync(file, "utf8"))].join("\n");
  await waitFor(
    () => `${address}; ${name} said:\n${log()}`,
    () => greets(site.address),
  );
  return Object.assign(proxy, { authority: authority.text, log });
}

// It listens before it has its certificate.
function greets({ hostname, port }) {
  return new Promise((fulfil) => {
    const socket = connect({ host: "127.0.0.1", port, servername: hostname, rejectUnauthorized: false });
    socket
      .once("secureConnect", () => fulfil(true))
      .once("error", () => fulfil(false))
      .once("close", () => fulfil(false));
    socket.once("secureConnect", () => socket.destroy());
  });
}
