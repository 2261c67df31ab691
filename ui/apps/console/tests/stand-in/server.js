// A stand-in for the collector: the built console under its real headers, and the answers of a small API from memory.

import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

import { COMPANIES, devicesAt, PASSWORD, send, TECHNICIAN } from "./content.js";

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
const COOKIE = "session=open";

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
  origin = "";
  /** Addresses that are answered with this status instead of their own answer. @type {Map<string, number>} */
  broken = new Map();

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
    this.devices = devicesAt(new Date());
    this.companies = COMPANIES;
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
      return problem(response, status, "internal", "01930a3e-7c1f-7d52-9c5b-2f0f6d0c9aff");
    }
    if (request.method !== "GET" && request.headers["x-porchlight"] !== "console") {
      return problem(response, 403, "forbidden");
    }
    if (path === "/session" && request.method === "POST") {
      return signIn(await bodyOf(request), response);
    }
    if (!(request.headers.cookie ?? "").includes(COOKIE)) {
      return problem(response, 401, "session_missing");
    }
    return this.#known(request.method ?? "GET", path, url.searchParams, response);
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {URLSearchParams} query
   * @param {Response} response
   */
  #known(method, path, query, response) {
    const [, kind, id] = path.split("/");
    if (kind === "session" && method === "DELETE") {
      return response.writeHead(204, { "set-cookie": "session=; Max-Age=0; Path=/" }).end();
    }
    if (kind === "session") {
      return json(response, TECHNICIAN);
    }
    if (kind === "companies") {
      return json(response, this.companies.map((company) => this.#counted(company)));
    }
    if (kind === "events") {
      return this.#listen(response);
    }
    if (kind === "devices" && id === undefined) {
      return json(response, this.#list(query));
    }
    const device = this.devices.find((each) => each.id === id);
    if (kind === "devices" && device !== undefined) {
      return json(response, detail(device));
    }
    const report = this.devices.flatMap(({ reports }) => reports).find((each) => each.id === id);
    if (kind === "reports" && report !== undefined) {
      return json(response, report);
    }
    return problem(response, 404, "not_found");
  }

  /** @param {URLSearchParams} query */
  #list(query) {
    const company = query.get("company");
    const standing = query.get("standing");
    const q = (query.get("q") ?? "").toLowerCase();
    const after = Number(query.get("after") ?? 0);
    const limit = Number(query.get("limit") ?? 50);
    const rows = this.devices
      .map(row)
      .filter((each) => company === null || each.company.id === company)
      .filter((each) => standing === null || stands(each, standing))
      .filter((each) => `${each.person} ${each.company.name} ${each.last_report?.reference}`.toLowerCase().includes(q))
      .sort((a, b) => heard(b).localeCompare(heard(a)));
    const page = rows.slice(after, after + limit);
    return { devices: page, total: rows.length, next: after + limit < rows.length ? String(after + limit) : null };
  }

  /** @param {{ id: string, name: string }} company */
  #counted(company) {
    const rows = this.devices.filter((device) => device.company.id === company.id).map(row);
    return { ...company, devices: rows.length, ready: rows.filter((each) => each.readiness?.ready).length };
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

/** @param {Device} device */
function row({ id, company, person, os, enrolled_at, reports, checks }) {
  const [last] = reports;
  return {
    id,
    company,
    person,
    os,
    enrolled_at,
    last_report: last === undefined ? null : { id: last.id, reference: last.reference, received_at: last.received_at },
    readiness: last === undefined ? null : readiness(checks),
  };
}

/** @param {import("./content.js").Check[]} checks */
function readiness(checks) {
  const asked = checks.filter(({ standing }) => standing !== "not_asked");
  /** @param {string} standing */
  const count = (standing) => asked.filter((check) => check.standing === standing).length;
  return {
    ready: asked.every(({ standing, requirement }) => requirement !== "required" || standing === "good" || standing === "worth_mending"),
    must_mend: count("must_mend"),
    unclear: count("unclear"),
    worth_mending: count("worth_mending"),
    good: count("good"),
    asked: asked.length,
  };
}

/**
 * @param {ReturnType<typeof row>} each
 * @param {string} standing
 */
function stands({ readiness: counts }, standing) {
  switch (standing) {
    case "never_reported":
      return counts === null;
    case "ready":
      return counts?.ready === true;
    case "must_mend":
      return (counts?.must_mend ?? 0) > 0;
    case "unclear":
      return (counts?.unclear ?? 0) > 0;
    default:
      return (counts?.worth_mending ?? 0) > 0;
  }
}

/** @param {ReturnType<typeof row>} each */
function heard({ last_report, enrolled_at }) {
  return last_report?.received_at ?? enrolled_at;
}

/** @param {Device} device */
function detail(device) {
  return {
    row: row(device),
    key_fingerprint: "9Kq2-Vm3T-cYx8-hB0r-ZpEw-44Na",
    policy_version: 1,
    checks: device.checks,
    reports: device.reports.map(({ id, reference, created_at, received_at }) => ({ id, reference, created_at, received_at })),
  };
}

/**
 * @param {{ email?: string, password?: string }} body
 * @param {Response} response
 */
function signIn({ email, password }, response) {
  if (email !== TECHNICIAN.email || password !== PASSWORD) {
    return problem(response, 401, "sign_in_failed");
  }
  response.setHeader("set-cookie", `${COOKIE}; Path=/; HttpOnly; SameSite=Strict`);
  return json(response, TECHNICIAN);
}

/**
 * @param {Response} response
 * @param {unknown} body
 */
function json(response, body) {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/**
 * @param {Response} response
 * @param {number} status
 * @param {string} code
 * @param {string} [trace]
 */
function problem(response, status, code, trace) {
  const body = { code, args: {}, ...(trace !== undefined && { trace_id: trace }) };
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/** @param {import("node:http").IncomingMessage} request */
async function bodyOf(request) {
  let text = "";
  for await (const chunk of request) {
    text += chunk;
  }
  return JSON.parse(text);
}
