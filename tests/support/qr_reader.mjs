// SPDX-License-Identifier: EUPL-1.2
// QR codes, read from their pixels as a camera reads them.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { PNG } from "pngjs";
import decode from "qr/decode.js";

const run = promisify(execFile);

// Throws where there is none that can be read.
export const readQrCode = (image) => decode(PNG.sync.read(image));

// On the first page of a PDF file, as a printer puts it on paper.
export async function readQrCodeOfPdf(file) {
  const { stdout } = await run("pdftoppm", ["-singlefile", "-r", "150", "-png", file], { encoding: "buffer" });
  return readQrCode(stdout);
}
