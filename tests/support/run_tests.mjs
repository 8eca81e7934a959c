// SPDX-License-Identifier: EUPL-1.2
// Runs the tests of one folder, some at a time, and counts them: what tests/journeys/run.mjs and tests/faults/run.mjs share.
// A test is one of `tests` in a file tests/PART/NAME_KIND.mjs:
//   tests = [{ name, run(context), seconds }]       seconds: how long it may take, 300 by default
// What a failed one left lies in build/PART.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./processes.mjs";
import { removeInstallations, startVoordeur } from "./voordeur.mjs";

// What a test is given, and what is cleaned up behind it. A part may have more: class Context extends TestContext.
export class TestContext {
  servers = [];
  told = ""; // stands in the line of the result

  // A server of its own, see support/voordeur.mjs.
  async startVoordeur(options) {
    const server = await startVoordeur(options);
    this.servers.push(server);
    return server;
  }

  tell(text) {
    this.told = text;
  }

  saysAllInWords() {
    const unfilled = this.servers.flatMap((server) => server.unfilledMessages);
    if (unfilled.length > 0) throw new Error(`a placeholder was sent:\n${unfilled.join("\n\n")}`);
  }

  // What the servers themselves found wrong.
  warnings() {
    return this.servers
      .flatMap((server) => server.log().split("\n"))
      .filter((line) => /"level":"(warning|error|critical)"/.test(line))
      .slice(-10);
  }

  // Writes what there is to see into files that begin so.
  async show(file) {
    this.servers.forEach((server, index) => writeFileSync(`${file}-server-${index}.log`, server.log()));
  }

  async close() {
    await Promise.all(this.servers.map((server) => server.close()));
  }
}

async function findTests({ part, kind, filter }) {
  const folder = join(root, "tests", part);
  const ending = `_${kind}.mjs`;
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort();
  const all = await Promise.all(
    files.map(async (file) => {
      const { tests } = await import(join(folder, file));
      return tests.map((test) => ({ ...test, name: `${file.replace(ending, "")}: ${test.name}` }));
    }),
  );
  return all.flat().filter((test) => test.name.includes(filter));
}

export function within(seconds, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${seconds} s`)), seconds * 1000);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

// The stack without Node's and the runner's own lines.
const tellFailure = (error) =>
  String(error.stack ?? error)
    .replace(/^ +at (?!.*\/tests\/(?!.*\/run(_tests)?\.mjs)).*\n?/gm, "")
    .trimEnd();

async function runTest(test, { part, makeContext }) {
  const context = makeContext(test);
  const started = performance.now();
  let failure;
  let warnings = [];
  try {
    await within(test.seconds ?? 300, test.run(context));
    context.saysAllInWords();
  } catch (error) {
    failure = error;
    warnings = context.warnings();
    await context.show(join(root, "build", part, test.name.replace(/[^a-z0-9]+/gi, "-"))).catch(() => {});
  }
  await context.close().catch((error) => (failure ??= error));
  const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(6);
  console.log(`${failure ? "FAIL " : "ok   "}${seconds} s  ${test.name}${context.told && `: ${context.told}`}`);
  if (failure) console.log([tellFailure(failure), ...warnings, ""].join("\n"));
  return !failure;
}

// part: the folder, and the name in the last line; kind: how its files end; filter: what the name of a test has in it;
// makeContext(test); atOnce: how many at a time; finish(): when all is over. Ends the program.
export async function runTests({ part, kind, filter = "", atOnce = 2, makeContext, finish = async () => {} }) {
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
  rmSync(join(root, "build", part), { recursive: true, force: true });
  mkdirSync(join(root, "build", part), { recursive: true });
  const waiting = await findTests({ part, kind, filter });
  if (waiting.length === 0) console.log(`no test in ${part} has "${filter}" in its name`);
  const results = [];
  const worker = async () => {
    while (waiting.length > 0) results.push(await runTest(waiting.shift(), { part, makeContext }));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  await Promise.all([finish(), removeInstallations()]);
  const passed = results.filter(Boolean).length;
  console.log(`${part}: ${passed} passed, ${results.length - passed} failed`);
  process.exit(results.length > 0 && passed === results.length ? 0 : 1);
}
