// SPDX-License-Identifier: EUPL-1.2
// Debian's PgBouncer in front of a database, in transaction mode: a few backends, lent for one transaction at a time.
import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { freePort, start, temporaryFolder, waitFor } from "./processes.mjs";

const program = "/usr/sbin/pgbouncer";
export const hasPgBouncer = existsSync(program);

// Gives the address of the same database through it, and `stop`.
export async function startPgBouncer(databaseUrl, { mode = "transaction", backends = 2 } = {}) {
  const [url, port, folder] = [new URL(databaseUrl), await freePort(), temporaryFolder()];
  const file = join(folder, "pgbouncer.ini");
  writeFileSync(
    file,
    [
      "[databases]",
      `* = host=${url.hostname} port=${url.port} user=${url.username}`,
      "[pgbouncer]",
      "listen_addr = 127.0.0.1",
      `listen_port = ${port}`,
      "unix_socket_dir =",
      "auth_type = any",
      `pool_mode = ${mode}`,
      `default_pool_size = ${backends}`,
      "",
    ].join("\n"),
  );
  chmodSync(folder, 0o755);
  // It refuses to run as root.
  const nobody = process.getuid() === 0 ? { uid: 65534, gid: 65534 } : {};
  const child = start(program, [file], nobody);
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (said += text));
  const answers = () =>
    new Promise((fulfil) => {
      const socket = connect(port, "127.0.0.1", () => fulfil(true) || socket.destroy()).on("error", () =>
        fulfil(false),
      );
    });
  await waitFor(() => `PgBouncer; it said:\n${said}`, answers);
  return {
    url: String(Object.assign(url, { hostname: "127.0.0.1", port: String(port) })),
    log: () => said,
    async stop() {
      child.kill("SIGKILL");
      await child.ended;
    },
  };
}
