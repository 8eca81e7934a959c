// SPDX-License-Identifier: EUPL-1.2
// Debian's WebKitGTK, over W3C WebDriver, whose paths stand below; what a page can do stands in patient_elsewhere.mjs.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort, removeFolder, start, temporaryFolder, waitFor, waitForPdf } from "./processes.mjs";

const machine = process.arch === "arm64" ? "aarch64" : "x86_64";
const program = `/usr/lib/${machine}-linux-gnu/webkit2gtk-4.1/MiniBrowser`;
const elementKey = "element-6066-11e4-a52e-4f735466cecf"; // the standard's own
// Else the toolbar, hidden though it is, keeps the window from being 320 wide.
const windowStyle = "* { min-width: 0; padding: 0; margin: 0; border: 0; }\n";

// One person's browser, always in the language that Voordeur begins with. width: 320 or 1280.
export async function openWebkit({ width = 1280 } = {}) {
  const page = new Webkit();
  try {
    await page.start(width, width < 600 ? 720 : 900);
    return page;
  } catch (error) {
    await page.close();
    throw error;
  }
}

class Webkit {
  #folder = temporaryFolder();
  #programs = [];
  #session;

  async start(width, height) {
    const style = join(this.#folder, ".config/gtk-3.0");
    mkdirSync(style, { recursive: true });
    writeFileSync(join(style, "gtk.css"), windowStyle);
    const display = await this.#startDisplay(width, height);
    const driver = await this.#startDriver(display);
    const browser = { binary: program, args: ["--automation", "--full-screen"] };
    const capabilities = { alwaysMatch: { acceptInsecureCerts: true, "webkitgtk:browserOptions": browser } };
    const { sessionId } = await ask("POST", `${driver}/session`, { capabilities });
    this.#session = `${driver}/session/${sessionId}`;
    await this.#post("/window/rect", { width, height });
    const room = await this.evaluate(() => innerWidth);
    if (room !== width) throw new Error(`WebKit is ${room} wide, not ${width}`);
  }

  // GTK always needs one. When it ends, so does the browser on it, whatever became of the driver.
  async #startDisplay(width, height) {
    const screen = `${width}x${height}x24`;
    const display = this.#start("Xvfb", ["-displayfd", "1", "-screen", "0", screen, "-nolisten", "tcp"]);
    return waitFor(
      () => `Xvfb, which said:\n${display.said.stderr}`,
      () => /^(\d+)\n/.exec(display.said.stdout)?.[1],
    );
  }

  async #startDriver(display) {
    const port = await freePort();
    const driver = this.#start("WebKitWebDriver", [`--port=${port}`], { DISPLAY: `:${display}` });
    const address = `http://127.0.0.1:${port}`;
    await waitFor(
      () => `${address}/status; the driver said:\n${driver.said.stderr}`,
      () => ask("GET", `${address}/status`).catch(() => {}),
    );
    return address;
  }

  #start(name, programArguments, more) {
    const env = {
      PATH: process.env.PATH,
      HOME: this.#folder,
      LANG: "C.UTF-8",
      GSETTINGS_BACKEND: "memory",
      NO_AT_BRIDGE: "1",
      ...more,
    };
    const child = start(name, programArguments, { env });
    child.said = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"])
      child[stream].setEncoding("utf8").on("data", (text) => (child.said[stream] += text));
    this.#programs.push(child);
    return child;
  }

  #get(path) {
    return ask("GET", this.#session + path);
  }

  #post(path, body) {
    return ask("POST", this.#session + path, body);
  }

  goto(url) {
    return this.#post("/url", { url });
  }

  goBack() {
    return this.#post("/back", {});
  }

  url() {
    return this.#get("/url");
  }

  title() {
    return this.#get("/title");
  }

  evaluate(asked, ...values) {
    return this.#post("/execute/sync", { script: `return (${asked})(...arguments);`, args: values });
  }

  async find(asked, ...values) {
    const element = await this.evaluate(asked, ...values);
    const path = `/element/${element[elementKey]}`;
    return {
      click: () => this.#post(`${path}/click`, {}),
      type: (text) => this.#post(`${path}/value`, { text }),
      evaluate: (askedOfIt) => this.evaluate(askedOfIt, element),
    };
  }

  waitForPdf() {
    return waitForPdf(this.#folder);
  }

  async screenshot({ path }) {
    writeFileSync(path, Buffer.from(await this.#get("/screenshot"), "base64"));
  }

  async close() {
    if (this.#session) await ask("DELETE", this.#session, undefined, 5000).catch(() => {});
    await Promise.allSettled(this.#programs.map((child) => end(child)));
    removeFolder(this.#folder);
  }
}

// Xvfb removes its socket, when it is asked.
function end(child) {
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), 5000);
  return child.ended.finally(() => clearTimeout(late));
}

async function ask(method, address, body, timeout = 60_000) {
  const response = await fetch(address, {
    method,
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(timeout),
  });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`WebKit, ${method} ${new URL(address).pathname}: ${value.error}: ${value.message}`);
  return value;
}
