// SPDX-License-Identifier: EUPL-1.2
// The project's own files, for the checks: what git would commit, without what other programs wrote.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

// Paths from the root of the project, of files under `folders` whose names `pattern` matches.
export function sourceFiles(folders, pattern) {
  const listed = execFileSync("git", [
    "ls-files",
    "-z",
    "--cached",
    "--others",
    "--exclude-standard",
    "--",
    ...folders,
  ]);
  return String(listed)
    .split("\0")
    .filter((path) => path && pattern.test(path) && existsSync(path))
    .sort();
}

export function linesOf(path) {
  const lines = readFileSync(path, "utf8").split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

// Prints what was found, as editors like it, and ends the check. A find is { path, line, text, why }; line counts from 1.
export function finish(finds) {
  for (const { path, line, text, why } of finds) {
    console.log(`${path}:${line}: ${why}${text === undefined ? "" : `\n    ${text.trim()}`}`);
  }
  process.exitCode = finds.length > 0 ? 1 : 0;
}

// Each line that one of `rules` matches and that stands where the rule holds. A rule is { pattern, why } and, if it
// does not hold everywhere, `except`: paths that may.
export function matchLines(paths, rules) {
  return paths.flatMap((path) => {
    const held = rules.filter((rule) => !rule.except?.test(path));
    return linesOf(path).flatMap((text, index) =>
      held.filter((rule) => rule.pattern.test(text)).map((rule) => ({ path, line: index + 1, text, why: rule.why })),
    );
  });
}
