// SPDX-License-Identifier: EUPL-1.2
// wapiti and sqlmap, each run once at one target, and what they say.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../support/processes.mjs";

// Those that ask nobody outside: ssrf and xxe wait for a call to wapiti's makers, nikto and wapp fetch lists.
export const modules =
  "backup,blindsql,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,permanentxss,redirect,shellshock,sql,xss";
// Debian 12's wapiti 3.0.4 cannot leave an address out: its pattern is none for Python 3.11. Everything else is as it comes.
const wapitiWithExclusions = `
import fnmatch, re, wapitiCore.net.crawler as crawler
crawler.wildcard_translate = lambda pattern: re.compile(fnmatch.translate(pattern))
from wapitiCore.main.wapiti import wapiti_main
wapiti_main()`;
const environment = (folder) => ({ env: { PATH: "/usr/bin:/bin", HOME: folder, LANG: "C.UTF-8" } });

// { findings: [{ kind, method, path, info }], cut }; cut: the modules that were out of time.
export async function wapiti({ step, url, cookie }, { folder, seconds }) {
  const file = join(folder, `wapiti-${step}.json`);
  const written = await run(
    "/usr/bin/python3",
    [
      "-c",
      wapitiWithExclusions,
      "-u",
      new URL("/", url).href,
      "-s",
      url,
      "-x",
      new URL("/uitloggen", url).href,
      "--scope",
      "domain",
      "-m",
      modules,
      "-d",
      "2",
      "-t",
      "10",
      "--max-scan-time",
      String(seconds / 3),
      "--max-attack-time",
      String(seconds / 6),
      "--max-files-per-dir",
      "20",
      "--flush-session",
      "--no-bugreport",
      "--store-session",
      join(folder, `session-${step}`),
      "-v",
      "1",
      "-f",
      "json",
      "-o",
      file,
      "-H",
      `Origin: ${new URL(url).origin}`,
      ...(cookie ? ["-H", `Cookie: ${cookie}`] : []),
    ],
    environment(folder),
  );
  writeFileSync(join(folder, `wapiti-${step}.log`), written.stdout + written.stderr);
  const { vulnerabilities, anomalies } = JSON.parse(readFileSync(file, "utf8"));
  const all = Object.entries({ ...vulnerabilities, ...anomalies });
  return {
    findings: all.flatMap(([kind, found]) => found.map(({ method, path, info }) => ({ kind, method, path, info }))),
    cut: [...written.stdout.matchAll(/Max attack time was reached for module (\w+)/g)].map(([, module]) => module),
  };
}

// As sqlmap reads it; a * in the address is where it is to try.
function requestFile({ url, cookie, form }, file) {
  const { host, pathname, search, origin } = new URL(form?.action ?? url, url);
  const body = form && String(new URLSearchParams(form.fields));
  writeFileSync(
    file,
    [
      `${form ? "POST" : "GET"} ${pathname}${search} HTTP/1.1`,
      `Host: ${host}`,
      "Accept-Language: nl",
      ...(cookie ? [`Cookie: ${cookie}`] : []),
      ...(form
        ? [`Origin: ${origin}`, "Content-Type: application/x-www-form-urlencoded", `Content-Length: ${body.length}`]
        : []),
      "",
      body ?? "",
    ].join("\r\n"),
  );
}

// { tried, injectable, isDone } of one request. exclude: fields and cookies that are left alone.
export async function sqlmap(target, { folder, name, exclude }) {
  const [request, output] = [join(folder, `${name}.request`), join(folder, `sqlmap-${name}`)];
  requestFile(target, request);
  const { stdout, stderr } = await run(
    "sqlmap",
    [
      "-r",
      request,
      "--batch",
      // It takes a token that happens to look like one of its own probes for one, and would stop.
      "--answers",
      "are you really sure=Y",
      "--ignore-stdin",
      "--level",
      "2",
      "--risk",
      "1",
      "--threads",
      "2",
      "--flush-session",
      "--output-dir",
      output,
      "--disable-coloring",
      "--timeout",
      "10",
      "--retries",
      "1",
      "--ignore-code",
      "*",
      "--time-sec",
      "2",
      "--answers",
      "follow=N",
      ...(exclude ? ["--param-exclude", `^(${exclude.join("|")})$`] : []),
    ],
    environment(folder),
  );
  writeFileSync(join(folder, `sqlmap-${name}.log`), stdout + stderr);
  const tried = [...stdout.matchAll(/testing for SQL injection on (?:.* )?parameter '([^']+)'/g)].map(
    ([, parameter]) => parameter,
  );
  const injectable = [...stdout.matchAll(/^Parameter: (.+)$/gm)].map(([, parameter]) => parameter);
  return {
    tried: [...new Set(tried)],
    injectable: [...new Set(injectable)],
    isDone: injectable.length > 0 || /do not appear to be injectable/.test(stdout),
  };
}

export async function versions() {
  const said = async (program) =>
    (await run(program, ["--version"])).stdout
      .trim()
      .split("\n")
      .findLast((line) => /^(Wapiti )?[0-9.]+/.test(line));
  return { wapiti: (await said("wapiti")).replace(/^Wapiti /, ""), sqlmap: (await said("sqlmap")).replace(/#.*/, "") };
}
