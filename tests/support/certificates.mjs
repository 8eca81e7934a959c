// SPDX-License-Identifier: EUPL-1.2
// A certificate authority that nobody else knows, and the certificates that it signs; by openssl.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mustRun } from "./processes.mjs";

const selfMade = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30"];

// `file` and `text` are what must be trusted; issue(host) gives { key, cert, keyFile, certFile } for a server of that name.
export async function makeAuthority(folder, name = "authority") {
  const [file, keyFile] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)];
  await mustRun("openssl", [...selfMade, "-keyout", keyFile, "-out", file, "-subj", `/CN=Test ${name}`]);
  return { file, text: readFileSync(file, "utf8"), issue };

  async function issue(host) {
    const made = { certFile: join(folder, `${name}-${host}.pem`), keyFile: join(folder, `${name}-${host}.key`) };
    await mustRun("openssl", [
      ...selfMade,
      "-CA",
      file,
      "-CAkey",
      keyFile,
      "-keyout",
      made.keyFile,
      "-out",
      made.certFile,
      "-subj",
      `/CN=${host}`,
      "-extensions",
      "usr_cert",
      "-addext",
      `subjectAltName=DNS:${host}`,
    ]);
    return { ...made, key: readFileSync(made.keyFile, "utf8"), cert: readFileSync(made.certFile, "utf8") };
  }
}
