// SPDX-License-Identifier: EUPL-1.2
// Makes what a browser fetches beside a page: one style sheet, one script, those of passkeys and of the demo, the icon, the font. Each file is named by its content
// (page.3f9a1c2b.css), so that a browser may keep it for ever.
// Usage: node tools/build_assets.mjs OUTPUT_FOLDER
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFonts } from "./build_fonts.mjs";
import { makeScript } from "./build_script.mjs";
import { makeStyles } from "./build_styles.mjs";

const [output] = process.argv.slice(2);
if (output === undefined) {
  console.error("Usage: node tools/build_assets.mjs OUTPUT_FOLDER");
  process.exit(2);
}

function addAsset(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 8);
  const [stem, ending] = name.split(".");
  const file = `${stem}.${hash}.${ending}`;
  writeFileSync(join(output, file), content);
  return file;
}

rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });
addAsset("page.css", makeStyles(await makeFonts(addAsset)));
addAsset("page.js", makeScript("enhance.js"));
addAsset("mailbox.js", makeScript("mailbox.js"));
addAsset("passkey.js", makeScript("passkey.js"));
addAsset("icon.svg", readFileSync(new URL("../assets/icon.svg", import.meta.url)));
