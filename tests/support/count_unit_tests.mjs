// SPDX-License-Identifier: EUPL-1.2
// Counts what GoogleTest wrote with --gtest_output=json:FILE, in each share:  count_unit_tests.mjs NAME EXIT_STATUS FILE...
// A test that skipped itself counts as failed: bin/test gives it all it needs. So does a bad end though every test passed:
// a leak, found when all was over. No file: the program crashed, and said why.
import { existsSync, readFileSync } from "node:fs";

const [name, status, ...reports] = process.argv.slice(2);
if (!reports.every(existsSync)) process.exit(1);

const tests = reports
  .flatMap((report) => JSON.parse(readFileSync(report, "utf8")).testsuites)
  .flatMap((suite) => suite.testsuite)
  .filter((test) => test.status === "RUN");
const skipped = tests.filter((test) => test.result === "SKIPPED");
const failed = tests.filter((test) => test.failures);
for (const test of skipped) console.log(`skipped: ${test.classname}.${test.name}`);
for (const test of failed) console.log(`FAIL  ${test.classname}.${test.name}`);
const leaked = status !== "0" && failed.length === 0;
if (leaked) console.log(`every test passed, but the program ended with status ${status}`);
const bad = skipped.length + failed.length + (leaked ? 1 : 0);
console.log(`${name}: ${tests.length - skipped.length - failed.length} passed, ${bad} failed`);
