// SPDX-License-Identifier: EUPL-1.2
// Child processes, temporary folders and waiting, for tests. What a test leaves behind ends with the test program.
import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

// Of the project.
export const root = resolve(fileURLToPath(import.meta.url), "../../..");

const children = new Set();
const folders = new Set();
process.on("exit", () => {
  for (const child of children) child.kill("SIGKILL");
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export function temporaryFolder() {
  const folder = mkdtempSync(join(process.env.VOORDEUR_TEST_FOLDERS ?? tmpdir(), "voordeur-test-"));
  folders.add(folder);
  return folder;
}

export function removeFolder(folder) {
  rmSync(folder, { recursive: true, force: true });
  folders.delete(folder);
}

// A child that is killed when the test program ends. `child.ended` is fulfilled with { status, signal }.
export function start(program, programArguments, options = {}) {
  const child = spawn(program, programArguments, { stdio: ["ignore", "pipe", "pipe"], ...options });
  children.add(child);
  child.ended = new Promise((fulfil, reject) => {
    child.once("error", reject);
    child.once("close", (status, signal) => fulfil({ status, signal }));
  }).finally(() => children.delete(child));
  child.ended.catch(() => {});
  return child;
}

// Runs a program to its end: { status, signal, stdout, stderr }.
export async function run(program, programArguments, options = {}) {
  const child = start(program, programArguments, options);
  const written = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"])
    child[name].setEncoding("utf8").on("data", (text) => (written[name] += text));
  return { ...(await child.ended), ...written };
}

export async function mustRun(program, programArguments, options = {}) {
  const result = await run(program, programArguments, options);
  if (result.status === 0) return result;
  throw new Error(
    `${program} ${programArguments.join(" ")} ended with ${result.signal ?? result.status}:\n${result.stderr}${result.stdout}`,
  );
}

// Below the ports that the system gives to outgoing connections (32768 and up on Linux): one of those could be taken by any
// connection before a server that is yet to start listens there.
export async function freePort() {
  for (;;) {
    const port = randomInt(15_000, 32_000);
    const server = createServer().listen(port, "127.0.0.1");
    const isFree = await once(server, "listening").then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    await new Promise((fulfil) => server.close(fulfil));
    return port;
  }
}

export const sleep = (milliseconds) => new Promise((fulfil) => setTimeout(fulfil, milliseconds));

// Milliseconds after which what was waited for is taken to never come: long, as it is spent only by a test that fails.
export const patience = 60_000;

// Asks until `ask` gives something that is true, and returns that. `what` says in the error what did not come.
export async function waitFor(what, ask, timeout = patience) {
  const until = performance.now() + timeout;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > until)
      throw new Error(`waited ${timeout / 1000} s for ${typeof what === "function" ? what() : what}`);
    await sleep(20);
  }
}

// The PDF that a browser puts into this folder, once it is whole.
export async function waitForPdf(folder) {
  const isWhole = (file) => file.endsWith(".pdf") && /%%EOF\s*$/.test(readFileSync(file, "latin1"));
  return waitFor(
    `a PDF in ${folder}`,
    () =>
      existsSync(folder) &&
      readdirSync(folder)
        .map((name) => join(folder, name))
        .find(isWhole),
  );
}
