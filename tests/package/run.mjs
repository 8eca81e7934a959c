// SPDX-License-Identifier: EUPL-1.2
// Tries the package that bin/package made, in a clean Debian:  node tests/package/run.mjs [FILTER]
// The tests stand in the order of an operator's weeks, and share one machine: each finds it as the one before left it.
//   context.site()   the machine with the package on it, see site.mjs
import { runTests, TestContext } from "../support/run_tests.mjs";
import { whyNoMachine } from "./machine.mjs";
import { startSite } from "./site.mjs";

const reason = await whyNoMachine();
if (reason) {
  console.log(`skipped: ${reason}`);
  console.log("package: 0 passed, 0 failed");
  process.exit(0);
}

let site;

class Context extends TestContext {
  site() {
    site ??= startSite();
    return site;
  }

  warnings() {
    return [];
  }

  async show(file) {
    await (await site)?.show(file);
  }
}

await runTests({
  part: "package",
  kind: "package",
  filter: process.argv[2],
  atOnce: 1,
  makeContext: () => new Context(),
  finish: async () => (await site?.catch(() => {}))?.close(),
});
