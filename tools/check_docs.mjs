// SPDX-License-Identifier: EUPL-1.2
// What the documents say of the code is there: each `path` and each `path: name`, where the name is a test's or a function's.
import { existsSync, readFileSync } from "node:fs";
import { finish, linesOf, sourceFiles } from "./source_files.mjs";

const reference = /`((?:src|tests|tools|docs|bin|bench|assets|brands)\/[\w./-]+)(?:: ([^`]+))?`/g;

// A unit test is named Suite.Name, as gtest prints it.
const isIn = (text, name) => text.includes(name) || text.includes(`(${name.replace(".", ", ")})`);

function complaint(path, name) {
  if (!existsSync(path)) return existsSync(`${path}.cpp`) ? undefined : `there is no ${path}`;
  if (name && !isIn(readFileSync(path, "utf8"), name)) return `${path} has no ${name}`;
  return undefined;
}

finish(
  sourceFiles(["."], /\.md$/).flatMap((path) =>
    linesOf(path).flatMap((text, index) =>
      [...text.matchAll(reference)]
        .map(([, file, name]) => complaint(file, name))
        .filter(Boolean)
        .map((why) => ({ path, line: index + 1, why })),
    ),
  ),
);
