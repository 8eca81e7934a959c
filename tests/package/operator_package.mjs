// SPDX-License-Identifier: EUPL-1.2
// An operator's first weeks with the package: install, configure, patients, a database that goes away, an upgrade, the end.
import assert from "node:assert/strict";
import { join } from "node:path";
import { HttpBrowser } from "../support/http_browser.mjs";
import { patientAt } from "../support/http_patient.mjs";
import { mustRun, waitFor } from "../support/processes.mjs";
import { builtPackage } from "./machine.mjs";
import { secrets } from "./site.mjs";

async function lintianIsContent() {
  const { stdout } = await mustRun("lintian", ["--allow-root", "--fail-on", "error,warning", builtPackage()]);
  assert.equal(stdout, "");
}

async function installs(context) {
  const { machine, enabled } = await installed(context);
  const sees = async (script, expected) => assert.match(await machine.run(script), expected, script);
  await sees("voordeur --version", /^voordeur \d+\.\d+\.\d+ \([0-9a-f]{10}(-changed)?\)\n$/);
  await sees(
    "stat -c '%a %U:%G' /etc/voordeur /etc/voordeur/voordeur.toml /var/lib/voordeur",
    /^750 root:voordeur\n640 root:voordeur\n700 voordeur:voordeur\n$/,
  );
  await sees("id -nG voordeur", /^voordeur\n$/);
  await sees("getent group voordeur-http", /^voordeur-http:x:\d+:\n$/);
  await sees("zcat /usr/share/man/man1/voordeur.1.gz", /voordeur practice add/);
  await sees("ls /usr/share/doc/voordeur/docs/proxy", /^Caddyfile\nnginx.conf\n$/);
  const complete =
    "COMP_WORDS=(voordeur practice a); COMP_CWORD=2; _voordeur voordeur a practice; echo ${COMPREPLY[*]}";
  await sees(`source /usr/share/bash-completion/completions/voordeur && ${complete}`, /^add\n$/);
  // Nobody has configured it.
  assert.notEqual(await enabled, "enabled");
}

// The machine with the package; installed by whoever asks first.
async function installed(context) {
  const site = await context.site();
  site.isInstalled ??= site.install();
  await site.isInstalled;
  return Object.assign(site, {
    enabled: site.machine.tryRun("systemctl is-enabled voordeur").then(({ stdout }) => stdout.trim()),
  });
}

async function unitIsSound(context) {
  const { machine } = await installed(context);
  const { stdout, stderr } = await machine.tryRun("systemd-analyze verify --man=no voordeur.service");
  assert.doesNotMatch(stdout + stderr, /voordeur/);
  const told = await machine.run("systemd-analyze security --no-pager voordeur | tail -n 1");
  const [, exposure] = /voordeur\.service: ([\d.]+)/.exec(told);
  context.tell(`exposure ${exposure}`);
  assert.ok(Number(exposure) < 2, told);
  // Else voordeur-pdf could not shut itself in.
  assert.match(await machine.run("systemctl show voordeur --property SystemCallFilter"), / landlock_restrict_self /);
}

async function isConfigured(context) {
  const site = await installed(context);
  site.configure();
  await site.writeSecrets();
  await site.voordeur("migrate");
  await site.voordeur(
    "practice",
    "add",
    "--slug",
    "de-linde",
    "--name",
    "De Linde",
    "--phone",
    "020 555 0134",
    "--email",
    "balie@delinde.example",
  );
  await site.machine.run("systemctl enable --now voordeur");
  // Type=notify: it serves by now.
  assert.equal(await site.state("ActiveState"), "active");
  await site.machine.run("test -S /run/voordeur/http.sock");
}

const hidden = [
  "/etc/voordeur/voordeur.toml",
  ...Object.keys(secrets).map((name) => `/etc/voordeur/${name}`),
  "/var/lib/voordeur/keys",
  "/var/lib/voordeur/voordeur.db",
];

async function readsNothing({ machine }, user) {
  const as = `setpriv --reuid=${user} --regid=${user} --init-groups --`;
  for (const file of hidden) {
    await machine.run(`test -e ${file}`);
    const { status, stdout } = await machine.tryRun(`${as} cat ${file}`);
    assert.deepEqual([status, stdout], [1, ""], `${user} can read ${file}`);
  }
  for (const folder of ["/etc/voordeur", "/var/lib/voordeur"])
    assert.notEqual((await machine.tryRun(`${as} ls ${folder}`)).status, 0, `${user} can look into ${folder}`);
  await machine.run(`${as} test -w /run/voordeur/http.sock`);
}

async function throughProxy(context, { proxy, user, number }) {
  const site = await installed(context);
  await site.machine.run(`usermod --append --groups voordeur-http ${user}`);
  await site.startProxy(proxy);
  await readsNothing(site, user);
  await patientAt(site, "services", {
    name: `Proefpersoon ${number}`,
    email: `patient${number}@post.example`,
    phone: `061234000${number}`,
    browser: new HttpBrowser(site.address, { authority: site.proxy.authority }),
  });
  await site.stopProxy(proxy);
  // Anybody else does not reach the socket.
  const nobody = "setpriv --reuid=nobody --regid=nogroup --clear-groups --";
  assert.notEqual((await site.machine.tryRun(`${nobody} test -w /run/voordeur/http.sock`)).status, 0);
}

async function sheetIsMadeShutIn(context) {
  const site = await installed(context);
  await site.startProxy("nginx");
  const { browser } = await patientAt(site, "e3", {
    name: "Proefpersoon 3",
    email: "patient3@post.example",
    browser: new HttpBrowser(site.address, { authority: site.proxy.authority }),
  });
  const sheet = await browser.request("/super-pin/super-pin.pdf");
  assert.deepEqual([sheet.status, sheet.headers.get("content-type")], [200, "application/pdf"]);
  // While it waits for its sheet.
  const limits = await site.machine.run(`
    sleep 5 | /usr/lib/voordeur/voordeur-pdf & pdf=$!
    until grep --quiet '^Seccomp:.*2' /proc/$pdf/status; do sleep 0.05; done
    cat /proc/$pdf/limits; kill $pdf`);
  assert.match(limits, /^Max data size +268435456 +268435456 /m);
  await site.stopProxy("nginx");
}

const journal = ({ machine }) => machine.run("journalctl --no-pager --unit voordeur --lines 40");
const failures = async (site) => Number(await site.state("NRestarts"));

async function waitsForTheDatabase(context) {
  const site = await installed(context);
  await site.database.up();
  site.configure({ database: { url: site.database.url } });
  await site.voordeur("migrate");
  await site.machine.run("systemctl restart voordeur");
  await site.machine.run("systemctl stop voordeur");
  await site.database.down();
  // As after a reboot of both machines, this one first.
  await site.machine.run("systemctl reset-failed voordeur; systemctl start --no-block voordeur");
  await waitFor("two tries", async () => (await failures(site)) >= 2);
  assert.match(await journal(site), /status=75\/TEMPFAIL/);
  assert.equal(await site.state("ActiveState"), "activating");
  await site.database.up();
  await waitFor("it to serve", async () => (await site.state("ActiveState")) === "active");
}

async function doesNotRetryAMistake(context) {
  const site = await installed(context);
  site.configure({ lisen: "127.0.0.1:8080" });
  const { status } = await site.machine.tryRun("systemctl restart voordeur");
  assert.notEqual(status, 0);
  assert.equal(await site.state("ExecMainStatus"), "2");
  assert.equal(await site.state("ActiveState"), "failed");
  assert.match(await journal(site), /lisen/);
  site.configure();
  await site.machine.run("systemctl reset-failed voordeur; systemctl start voordeur");
}

// The same package with a higher version.
async function newerPackage(folder) {
  const [tree, file] = [join(folder, "newer"), join(folder, "voordeur_newer.deb")];
  await mustRun("dpkg-deb", ["--raw-extract", builtPackage(), tree]);
  await mustRun("sed", ["--in-place", "s/^Version: .*/&.1/", join(tree, "DEBIAN/control")]);
  await mustRun("dpkg-deb", ["--root-owner-group", "--build", tree, file]);
  return file;
}

async function isUpgraded(context) {
  const site = await installed(context);
  const before = [await site.state("MainPID"), await site.machine.run("cat /etc/voordeur/voordeur.toml")];
  await site.machine.run("touch /usr/local/bin/voordeur");
  const said = await site.machine.install(await newerPackage(site.machine.folder));
  await site.machine.run("rm /usr/local/bin/voordeur");
  assert.match(said, /voordeur migrate/);
  assert.match(said, /\/usr\/local\/bin\/voordeur goes before/);
  assert.deepEqual([await site.state("MainPID"), await site.machine.run("cat /etc/voordeur/voordeur.toml")], before);
  assert.equal(await site.state("ActiveState"), "active");
  assert.equal(await site.enabled, "enabled");
  await site.voordeur("migrate");
  await site.machine.run("systemctl restart voordeur");
  assert.notEqual(await site.state("MainPID"), before[0]);
}

async function leavesThePatients(context) {
  const site = await installed(context);
  const said = await site.machine.run("apt-get --yes purge voordeur");
  assert.match(said, /var\/lib\/voordeur is left/);
  assert.notEqual((await site.machine.tryRun("systemctl is-active voordeur")).stdout.trim(), "active");
  assert.equal(
    await site.machine.run("stat -c '%a %n' /var/lib/voordeur/*"),
    "600 /var/lib/voordeur/keys\n600 /var/lib/voordeur/voordeur.db\n",
  );
  assert.notEqual((await site.machine.tryRun("ls /etc/voordeur /usr/bin/voordeur")).status, 0);
}

export const tests = [
  { name: "lintian finds nothing", run: lintianIsContent },
  { name: "user, group, folders, man page, completion", run: installs, seconds: 600 },
  { name: "the unit is sound", run: unitIsSound },
  { name: "configured as the README says, it serves", run: isConfigured },
  {
    name: "a patient through Caddy, which reads nothing",
    run: (context) => throughProxy(context, { proxy: "caddy", user: "caddy", number: 1 }),
  },
  {
    name: "a patient through nginx, which reads nothing",
    run: (context) => throughProxy(context, { proxy: "nginx", user: "www-data", number: 2 }),
  },
  { name: "a sheet is made inside the unit", run: sheetIsMadeShutIn },
  { name: "the database is away at the start, and comes back", run: waitsForTheDatabase },
  { name: "a wrong configuration is not tried again", run: doesNotRetryAMistake },
  { name: "an upgrade leaves the server and its configuration alone", run: isUpgraded },
  { name: "the end: configuration gone, patients left", run: leavesThePatients },
];
