// SPDX-License-Identifier: EUPL-1.2
// The table that is printed and kept in bench/results/.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../tests/support/processes.mjs";

// name: what follows the date in the file's name, and "bin/bench" in its title.
export function writeTable({ name = "", how, rows, facts }) {
  const date = new Date().toISOString().slice(0, 10);
  const text = [
    `# bin/bench${name && ` ${name}`}, ${date}`,
    "",
    how,
    "",
    "| measure | must hold | measured | holds | from |",
    "| --- | --- | --- | --- | --- |",
    ...rows.map(
      ({ measure, must, value, holds, from }) =>
        `| ${measure} | ${must} | **${value}** | ${holds ? "yes" : "**no**"} | ${from} |`,
    ),
    "",
    ...facts.map((fact) => `- ${fact}`),
    "",
  ].join("\n");
  const file = `bench/results/${date}${name && `-${name}`}.md`;
  writeFileSync(join(root, file), text);
  console.log(`${text}\nKept in ${file}`);
}
