// SPDX-License-Identifier: EUPL-1.2
// Requests that no browser would make, and what comes back to the end of the connection.
import { connect } from "node:net";
import { patience } from "./processes.mjs";

// HOST in the text is the server's. Gives { status, headers, html }, like HttpBrowser's request.
export function rawRequest(address, text) {
  const { hostname, port, host } = new URL(address);
  return new Promise((fulfil, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(text.replaceAll("HOST", host)));
    let answer = "";
    const timer = setTimeout(
      () => socket.destroy(new Error(`no end after ${patience} ms: ${answer.slice(0, 200)}`)),
      patience,
    );
    socket
      .setEncoding("latin1")
      .on("data", (data) => (answer += data))
      .on("error", reject);
    socket
      .on("end", () => socket.end())
      .on("close", () => {
        clearTimeout(timer);
        const [head, ...body] = answer.split("\r\n\r\n");
        const [statusLine, ...lines] = head.split("\r\n");
        const headers = new Headers(lines.map((line) => line.split(/: (.*)/s).slice(0, 2)));
        fulfil({ status: Number(statusLine.split(" ")[1]), headers, html: body.join("\r\n\r\n") });
      });
  });
}
