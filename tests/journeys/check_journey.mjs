// SPDX-License-Identifier: EUPL-1.2
// `voordeur check`, as an operator types it: tests go by the mail server and the gateway that patients' messages go by, and what
// a proxy does wrong is named.
import assert from "node:assert/strict";
import { waitFor } from "../support/processes.mjs";

const address = "beheer@delinde.example";
const number = "+31612345678";

const linesOf = ({ stdout }) => stdout.trimEnd().split("\n");

async function check(server, status, ...flags) {
  const ran = await server.tryCommand("check", ...flags);
  assert.equal(ran.status, status, ran.stdout + ran.stderr);
  const lines = linesOf(ran);
  for (const line of lines) assert.match(line, /^(ok {7}|warning {2}|wrong {4})[a-z_ ]+: ./);
  return lines;
}

const told = (lines, begin) => lines.filter((line) => line.startsWith(begin)).length;

async function sendsTests(context) {
  const server = await context.startVoordeur();
  const lines = await check(server, 0, "--mail", address, "--sms", "06 1234 5678");
  assert.equal(told(lines, `ok       test mail: a test to ${address} was taken`), 1, lines.join("\n"));
  assert.equal(told(lines, `ok       test sms: a test to ${number} was taken`), 1, lines.join("\n"));
  const mail = await server.mailbox.waitForMail(address, "Test of voordeur check");
  assert.ok(mail.text.includes(server.address), mail.text);
  assert.equal(mail.from.value[0].address, "eservices@delinde.example");
  const sms = await server.smsGateway.waitForSms(number);
  assert.equal(sms.from, "De Linde");
  // Only what was asked for is sent.
  await check(server, 0);
  assert.equal(server.mailbox.mails.length + server.smsGateway.messages.length, 2);
}

async function saysWhatIsRefused(context) {
  const server = await context.startVoordeur();
  server.mailbox.mode = "refuse-quota";
  server.smsGateway.mode = "no-balance";
  const both = ["--mail", address, "--sms", number];
  const ours = await check(server, 1, ...both);
  for (const about of ["test mail", "test sms"]) assert.equal(told(ours, `wrong    ${about}: `), 1, ours.join("\n"));
  assert.match(ours.join("\n"), /test sms: .*HTTP 422.*balance/);
  server.mailbox.mode = "refuse-never";
  server.smsGateway.mode = "not-routable";
  assert.match(
    (await check(server, 1, ...both)).join("\n"),
    /test mail: .*SMTP 550 5\.1\.1.*nothing can be sent to there/,
  );
  await server.mailbox.down();
  await server.smsGateway.down();
  const away = await check(server, 1, ...both);
  assert.equal(away.filter((line) => /test (mail|sms): .*cannot be reached/.test(line)).length, 2, away.join("\n"));
  assert.equal(told(away, "ok       database: "), 1);
}

async function namesTheProxy(context) {
  const server = await context.startVoordeur({ config: { trusted_proxies: ["127.0.0.1"] } });
  const open = (address) => fetch(`${server.address}/inloggen`, { headers: { "X-Forwarded-For": address } });
  for (const address of ["203.0.113.7:51008", "[2001:db8::7]:443, 127.0.0.1"]) await open(address);
  assert.equal(told(await check(server, 0), "ok       requests: "), 1);
  for (const address of ["unknown", "_hidden"]) await open(address);
  const lines = await check(server, 1);
  assert.equal(told(lines, "wrong    requests: of the proxy 127.0.0.1, last on "), 1, lines.join("\n"));
  assert.match(lines.join("\n"), /requests: .*X-Forwarded-For/);
  assert.equal(server.log().match(/"forwarded_address_unreadable"/g).length, 1);
}

// The proxy's own authority is one that no machine trusts.
async function asksAsABrowserDoes(context) {
  const server = await context.startVoordeur({ https: true });
  await waitFor("the warning", () => /"event":"sample_documents"/.test(server.log()));
  const untrusted = await check(server, 1);
  assert.equal(told(untrusted, `wrong    website: the certificate of ${server.address}`), 1, untrusted.join("\n"));
  server.proxy.kill("SIGKILL");
  await server.proxy.ended;
  const away = await check(server, 1);
  assert.equal(told(away, `warning  website: ${server.address} cannot be reached`), 1, away.join("\n"));
}

export const tests = [
  { name: "sends tests", run: sendsTests },
  { name: "says what is refused", run: saysWhatIsRefused },
  { name: "asks as a browser does", run: asksAsABrowserDoes },
  { name: "names the proxy", run: namesTheProxy },
];
