// A stand-in for the collector: the built console under its real headers, and the answers of a small API from memory.

import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

import { AUDITOR, COMPANIES, devicesAt, OWNER, PASSWORD, send, TECHNICIAN } from "./content.js";
import { complaintsAbout } from "./contract.js";
import { Desk } from "./desk.js";
import { detail, heard, left, matches, row } from "./rows.js";

/** @typedef {import("./content.js").Device} Device */
/** @typedef {import("node:http").ServerResponse} Response */

export const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** @type {Record<string, string>} */
const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

const API = "/api/console/v1";
/** Who is behind a session. @type {Record<string, typeof TECHNICIAN>} */
const SESSIONS = { open: TECHNICIAN, owner: OWNER, auditor: AUDITOR };
/** The second factor's code that is always right. */
export const CODE = "123456";

export class StandIn {
  #server = createServer((request, response) => void this.#answer(request, response));
  /** @type {Set<Response>} */
  #listeners = new Set();
  #folder;
  #line = true;

  /** @type {Device[]} */
  devices = devicesAt(new Date());
  /** @type {{ id: string, name: string }[]} */
  companies = COMPANIES;
  desk = new Desk(this);
  origin = "";
  /** Whether signing in asks for a code. */
  coded = false;
  /** Addresses that are answered with this status instead of their own answer. @type {Map<string, number>} */
  broken = new Map();
  /** What was answered otherwise than the collector's document says. @type {string[]} */
  complaints = [];

  /** @param {string} folder where the built console is */
  constructor(folder) {
    this.#folder = folder;
  }

  async start() {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    const address = this.#server.address();
    if (address === null || typeof address === "string") {
      throw new Error("the stand-in has no port");
    }
    this.origin = `http://127.0.0.1:${address.port}`;
  }

  stop() {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** Everything as it was at first. */
  reset() {
    this.complaints = [];
    this.devices = devicesAt(new Date());
    this.companies = COMPANIES;
    this.desk = new Desk(this);
    this.coded = false;
    this.broken.clear();
    this.mendLine();
  }

  /** @param {string | null} person */
  device(person) {
    const found = this.devices.find((device) => device.person === person);
    if (found === undefined) {
      throw new Error(`nobody is called ${person}`);
    }
    return found;
  }

  /**
   * A device sends a report, and all that listen hear of it.
   *
   * @param {string} person
   * @param {string} readings
   */
  report(person, readings) {
    const device = this.device(person);
    send(device, readings, new Date());
    this.#tell("report", { device_id: device.id, company_id: device.company.id });
  }

  /** A device that has sent nothing yet. @param {string} person */
  enrol(person) {
    const [company] = this.companies;
    const device = devicesAt(new Date()).at(-1);
    if (company === undefined || device === undefined) {
      throw new Error("there is no company to enrol into");
    }
    const enrolled = { ...device, id: device.id.replace(/.$/, "0"), person, company, enrolled_at: new Date().toISOString() };
    this.devices.push(enrolled);
    this.#tell("enrolment", { device_id: enrolled.id, company_id: company.id });
  }

  /** A device sends a report, and whoever listens only hears that something was missed. @param {string} person @param {string} readings */
  reportUnheard(person, readings) {
    send(this.device(person), readings, new Date());
    this.#tell("lagged", [1]);
  }

  /** No events until `mendLine`. */
  breakLine() {
    this.#line = false;
    for (const listener of this.#listeners) {
      listener.destroy();
    }
    this.#listeners.clear();
  }

  mendLine() {
    this.#line = true;
  }

  /**
   * @param {string} event
   * @param {object} data
   */
  #tell(event, data) {
    for (const listener of this.#listeners) {
      listener.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    }
  }

  /**
   * @param {import("node:http").IncomingMessage} request
   * @param {Response} response
   */
  async #answer(request, response) {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (!url.pathname.startsWith("/api/")) {
      return this.#file(url.pathname, response);
    }
    const path = url.pathname.slice(API.length);
    const status = this.broken.get(path);
    if (status !== undefined) {
      return this.#problem(response, status, "internal", "01930a3e-7c1f-7d52-9c5b-2f0f6d0c9aff");
    }
    if (request.method !== "GET" && request.headers["x-porchlight"] !== "console") {
      return this.#problem(response, 403, "forbidden");
    }
    const body = request.method === "GET" ? {} : await bodyOf(request);
    if (path === "/session" && request.method === "POST") {
      return this.#signIn(body, response);
    }
    if (path.startsWith("/set-up")) {
      return this.#reply(response, this.desk.setUp(path, body));
    }
    const session = /session=([a-z]+)/.exec(request.headers.cookie ?? "")?.[1] ?? "";
    const me = SESSIONS[session];
    if (me === undefined) {
      return this.#problem(response, 401, "session_missing");
    }
    return this.#known(me, { method: request.method ?? "GET", path, query: url.searchParams, body }, response);
  }

  /**
   * @param {typeof TECHNICIAN} me
   * @param {import("./desk.js").Asked} asked
   * @param {Response} response
   */
  #known(me, asked, response) {
    const [, kind, id, part] = asked.path.split("/");
    if (kind === "session" && asked.method === "DELETE") {
      return response.writeHead(204, { "set-cookie": "session=; Max-Age=0; Path=/" }).end();
    }
    if (kind === "session") {
      return this.#json(response, this.desk.meOf(me));
    }
    if (kind === "events") {
      return this.#listen(response);
    }
    if (kind === "devices" && id === undefined) {
      return this.#json(response, this.#list(asked.query));
    }
    const device = this.devices.find((each) => each.id === id);
    if (kind === "devices" && device !== undefined && part === undefined) {
      return this.#json(response, detail(device, this.desk.noteOf(device.id)));
    }
    const report = this.devices.flatMap(({ reports }) => reports).find((each) => each.id === id);
    if (kind === "reports" && report !== undefined) {
      return this.#json(response, original(report));
    }
    return this.#reply(response, this.desk.answer(me, asked));
  }

  /**
   * @param {{ email?: string, password?: string, code?: string }} body
   * @param {Response} response
   */
  #signIn({ email, password, code }, response) {
    if (email !== TECHNICIAN.email || password !== PASSWORD || (code !== undefined && code !== CODE)) {
      return this.#problem(response, 401, "sign_in_failed");
    }
    if (this.coded && code === undefined) {
      return this.#problem(response, 401, "second_factor_required");
    }
    response.setHeader("set-cookie", "session=open; Path=/; HttpOnly; SameSite=Strict");
    return this.#json(response, TECHNICIAN);
  }

  /** @param {URLSearchParams} query */
  #list(query) {
    const after = Number(query.get("after") ?? 0);
    const limit = Number(query.get("limit") ?? 50);
    const rows = this.devices
      .filter((device) => matches(device, query))
      .map(row)
      .sort((a, b) => heard(b).localeCompare(heard(a)));
    const page = rows.slice(after, after + limit);
    return { devices: page, total: rows.length, next: after + limit < rows.length ? String(after + limit) : null };
  }

  /** @param {Response} response */
  #listen(response) {
    if (!this.#line) {
      return response.destroy();
    }
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    response.write(": hello\n\n");
    this.#listeners.add(response);
    response.on("close", () => this.#listeners.delete(response));
  }

  /**
   * What the desk says: a body, nothing, or a problem.
   *
   * @param {Response} response
   * @param {import("./desk.js").Said} said
   */
  #reply(response, said) {
    if (said.problem !== undefined) {
      return this.#problem(response, said.status, said.problem);
    }
    return said.body === undefined ? response.writeHead(said.status).end() : this.#json(response, said.body, said.status);
  }

  /**
   * @param {Response} response
   * @param {unknown} body
   * @param {number} [status]
   */
  #json(response, body, status = 200) {
    const { method = "GET", url = "/" } = response.req;
    this.complaints.push(...complaintsAbout(method, url.split("?", 1)[0] ?? "", status, body));
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  }

  /**
   * @param {Response} response
   * @param {number} status
   * @param {string} code
   * @param {string} [trace]
   */
  #problem(response, status, code, trace) {
    this.#json(response, { code, args: {}, ...(trace !== undefined && { trace_id: trace }) }, status);
  }

  /**
   * @param {string} pathname
   * @param {Response} response
   */
  async #file(pathname, response) {
    const path = normalize(pathname);
    const wanted = extname(path) === "" ? "/index.html" : path;
    try {
      const body = await readFile(join(this.#folder, wanted));
      const type = TYPES[extname(wanted)] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": type, "content-security-policy": CSP }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  }
}

/** A report as it was sent. @param {import("./content.js").Report} report */
function original({ id, device_id, reference, received_at, sha256, exact, jws }) {
  return { id, device_id, reference, received_at, sha256, exact, jws };
}

/** @param {import("node:http").IncomingMessage} request */
async function bodyOf(request) {
  let text = "";
  for await (const chunk of request) {
    text += chunk;
  }
  return text === "" ? {} : JSON.parse(text);
}
