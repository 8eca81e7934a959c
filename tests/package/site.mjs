// SPDX-License-Identifier: EUPL-1.2
// A practice's own Voordeur from the package, configured as README.md says: with its sample, its secrets in files and its proxies.
// Only addresses and ports are other ones, and mail and SMS end here.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { parse, stringify } from "smol-toml";
import { startCutProxy } from "../faults/cut_proxy.mjs";
import { makeAuthority } from "../support/certificates.mjs";
import { caddyfile, nginxSite } from "../support/https.mjs";
import { startMailbox } from "../support/mailbox.mjs";
import { freePort, root, waitFor } from "../support/processes.mjs";
import { startSmsGateway } from "../support/sms_gateway.mjs";
import { builtPackage, startMachine } from "./machine.mjs";

const mailPassword = "geheim van de post";
export const secrets = {
  "mail.password": mailPassword,
  "sms.authorization": "Bearer abc123",
};

// The TOML that README.md says to begin with.
const configOfReadme = () =>
  parse(/```toml\n(public_url[^]*?)```/.exec(readFileSync(join(root, "README.md"), "utf8"))[1]);

export async function startSite() {
  const config = configOfReadme();
  const [machine, smsGateway, port] = [await startMachine(), await startSmsGateway(), await freePort()];
  const login = { user: config.mail.user, password: mailPassword };
  const database = await startCutProxy(process.env.VOORDEUR_TEST_POSTGRES);
  return new Site({ config, machine, smsGateway, port, database, mailbox: await startMailbox({ login }) });
}

class Site {
  journey = "short";
  constructor({ config, machine, smsGateway, mailbox, port, database }) {
    Object.assign(this, { machine, smsGateway, mailbox, database, address: `https://localhost:${port}` });
    this.config = {
      ...config,
      public_url: this.address,
      mail: { ...config.mail, url: mailbox.url },
      sms: { ...smsGateway.config(), secret_headers: config.sms.secret_headers },
    };
  }

  install() {
    return this.machine.install(builtPackage());
  }

  // As an editor would, which leaves owner and mode as they are.
  configure(more = {}) {
    this.machine.write("etc/voordeur/voordeur.toml", stringify({ ...this.config, ...more }));
  }

  async writeSecrets() {
    for (const [name, text] of Object.entries(secrets))
      await this.machine.run(`echo '${text}' | install -m 640 -g voordeur /dev/stdin /etc/voordeur/${name}`);
  }

  // voordeur WORDS, as the README's `v` runs it.
  voordeur(...words) {
    const quoted = words.map((word) => `'${word}'`).join(" ");
    return this.machine.run(
      `cd /var/lib && runuser -u voordeur -- voordeur ${quoted} --config /etc/voordeur/voordeur.toml`,
    );
  }

  invite({ name, email, birthDate, postcode }) {
    const words = ["--name", name, "--email", email, "--birth-date", birthDate, "--postcode", postcode];
    return this.voordeur("invite", "--practice", "de-linde", ...words);
  }

  // The sample of docs/proxy for this one, on the site's port, until stopProxy.
  async startProxy(name) {
    const folder = join(this.machine.root, "etc/certificates");
    mkdirSync(folder, { recursive: true });
    this.authority ??= await makeAuthority(this.machine.folder);
    const { certFile, keyFile } = await this.authority.issue("localhost");
    copyFileSync(certFile, join(folder, "site.pem"));
    copyFileSync(keyFile, join(folder, "site.key"));
    const certificate = { certFile: "/etc/certificates/site.pem", keyFile: "/etc/certificates/site.key" };
    await this.machine.run("chmod a+r /etc/certificates/*");
    const sample = { address: new URL(this.address), servers: [], certificate };
    if (name === "caddy") this.machine.write("etc/caddy/Caddyfile", caddyfile(sample));
    else {
      const plainPort = await freePort();
      this.machine.write(
        "etc/nginx/conf.d/voordeur.conf",
        nginxSite({ ...sample, plainPort, logs: "/var/log/nginx/" }),
      );
      await this.machine.run("rm -f /etc/nginx/sites-enabled/default");
    }
    await this.machine.run(`systemctl restart ${name}`);
    await waitFor(`${name} to listen`, () => isListening(new URL(this.address).port));
    this.proxy = { authority: this.authority.text };
  }

  stopProxy(name) {
    return this.machine.run(`systemctl stop ${name}`);
  }

  // What systemd knows of the service: state("ActiveState").
  async state(property) {
    return (await this.machine.run(`systemctl show voordeur --property ${property} --value`)).trim();
  }

  async show(file) {
    const { stdout } = await this.machine.tryRun("journalctl --no-pager -n 200; systemctl status --no-pager voordeur");
    writeFileSync(`${file}.log`, stdout);
  }

  async close() {
    await Promise.all([this.mailbox.close(), this.smsGateway.close(), this.database.down()]);
    await this.machine.close();
  }
}

function isListening(port) {
  return new Promise((fulfil) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => fulfil(true)).once("error", () => fulfil(false));
    socket.once("connect", () => socket.destroy());
  });
}
