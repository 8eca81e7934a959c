// SPDX-License-Identifier: EUPL-1.2
// Breaks the world around the release program, five tests at a time:  node tests/faults/run.mjs [--long] [--seed N] [FILTER]
// A test is one of `tests` in a file tests/faults/NAME_faults.mjs, see support/run_tests.mjs; its `context` has
//   context.startVoordeur(options)   a server of its own, see support/voordeur.mjs
//   context.seed                     for randomFrom(): the same one breaks the world in the same way, as far as two programs
//                                    at once let it
//   context.isLong                   --long: hundreds of kills
//   context.tell(text)               for the line of the result
import { runTests, TestContext } from "../support/run_tests.mjs";

const words = process.argv.slice(2);
const isLong = words.includes("--long");
const seed = words.includes("--seed") ? words[words.indexOf("--seed") + 1] : String(Date.now() % 1_000_000);
const filter = words.find((word, index) => !word.startsWith("--") && words[index - 1] !== "--seed");

class Context extends TestContext {
  isLong = isLong;

  constructor({ name }) {
    super();
    this.seed = `${seed} ${name}`;
  }
}

console.log(`seed ${seed}`);
await runTests({ part: "faults", kind: "faults", filter, atOnce: 5, makeContext: (test) => new Context(test) });
