// SPDX-License-Identifier: EUPL-1.2
// What reaches a person holds no placeholder of a words file: {when}, {tries, plural, …}.
import { mustRun } from "./processes.mjs";

// What somebody typed may look like one: `typed`.
export const placeholdersIn = (text, typed = []) =>
  typed.reduce((all, words) => all.replaceAll(words, ""), text).match(/\{[a-z_]+[},]/g) ?? [];

// The text of a PDF file, as a person reads it.
export async function pdfText(file, { typed = [] } = {}) {
  const { stdout } = await mustRun("pdftotext", ["-layout", file, "-"]);
  if (placeholdersIn(stdout, typed).length > 0) throw new Error(`a placeholder stands in ${file}:\n${stdout}`);
  return stdout;
}
