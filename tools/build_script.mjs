// SPDX-License-Identifier: EUPL-1.2
// A script that a page loads: a module with those that it imports before it, without comments and indentation.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const assets = join(fileURLToPath(new URL("..", import.meta.url)), "assets");
const importLine = /^import \{[^}]*\} from "\.\/(\w+\.js)";$/gm;

function modulesOf(name) {
  const text = readFileSync(join(assets, name), "utf8");
  return [
    ...[...text.matchAll(importLine)].flatMap(([, imported]) => modulesOf(imported)),
    text.replace(importLine, ""),
  ];
}

// Several modules become one: two things of one name would be one thing, or none.
function refuseNamesakes(script) {
  const names = [...script.matchAll(/^(?:async )?(?:function|const|let|class) (\w+)/gm)].map(([, name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new Error(`two modules of assets/ have a ${twice}: give one another name`);
}

export function makeScript(name) {
  const script = [...new Set(modulesOf(name))].join("\n").replace(/^export /gm, "");
  if (/^(import|export)\b/m.test(script))
    throw new Error('assets/*.js may import only as import { name } from "./file.js"; and export only functions');
  refuseNamesakes(script);
  return `// EUPL-1.2\n${script.replace(/^\s*\/\/.*$/gm, "").replace(/^\s+/gm, "")}`;
}
