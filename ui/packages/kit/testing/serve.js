// A small loopback server for a built app, with the headers that its pages live under.

import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

/** @type {Record<string, string>} */
const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** Where the script lies that runs before all others. */
const FIRST = "/first.js";

/**
 * Serves `folder` on a free port of the loopback; what is not a file there is answered with its `index.html`.
 *
 * @param {string} folder
 * @param {string} csp the Content-Security-Policy of every answer
 * @param {string} [first] a script that every page runs before its own
 * @returns {Promise<{ origin: string, close: () => void }>}
 */
export async function serve(folder, csp, first) {
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? "/", "http://localhost").pathname);
    const wanted = extname(path) === "" ? "/index.html" : path;
    try {
      const body = await bodyOf(folder, wanted, first);
      response.writeHead(200, {
        "content-type": TYPES[extname(wanted)] ?? "application/octet-stream",
        "content-security-policy": csp,
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") {
    throw new Error("the test server has no port");
  }
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/**
 * @param {string} folder
 * @param {string} path of the file that is wanted
 * @param {string} [first]
 */
async function bodyOf(folder, path, first) {
  if (first === undefined) {
    return readFile(join(folder, path));
  }
  if (path === FIRST) {
    return first;
  }
  const body = await readFile(join(folder, path));
  return path.endsWith(".html") ? String(body).replace("<head>", `<head><script src="${FIRST}"></script>`) : body;
}
