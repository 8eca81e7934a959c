// SPDX-License-Identifier: EUPL-1.2
// nginx on the core of the servers, one process, without a log: as fast as it can serve one file.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort, temporaryFolder, waitFor } from "../tests/support/processes.mjs";
import { startOnServerCore } from "./cores.mjs";
import { getPage } from "./page_probe.mjs";

// Gives { pid, url } of the page.
export async function startNginx(page) {
  const [folder, port] = [temporaryFolder(), await freePort()];
  writeFileSync(join(folder, "page.html"), page);
  writeFileSync(join(folder, "nginx.conf"), configuration(folder, port));
  const words = ["-p", folder, "-e", "stderr", "-c", join(folder, "nginx.conf")];
  const { pid } = startOnServerCore("/usr/sbin/nginx", words, { stdio: ["ignore", "ignore", "inherit"] });
  const url = `http://127.0.0.1:${port}/page.html`;
  await waitFor("nginx", async () => (await getPage(url).catch(() => ({}))).status === 200);
  return { pid, url };
}

const configuration = (folder, port) => `
daemon off;
master_process off;
pid nginx.pid;
events { worker_connections 1024; }
http {
    types { text/html html; }
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000000;
    ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`).join(" ")}
    server { listen 127.0.0.1:${port}; root ${folder}; }
}
`;
