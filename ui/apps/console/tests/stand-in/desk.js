// The desk of the stand-in: what waits, invites, companies and what they ask for, people, staff, the audit.

import { COMPANIES, DAY, hash, id, MINUTE, PASSWORD } from "./content.js";
import { AUDIT, INVITES, POLICY, qr, STAFF } from "./desk-content.js";
import { left, reportRow, row } from "./rows.js";

/** @typedef {import("./content.js").Device} Device */
/** @typedef {{ method: string, path: string, query: URLSearchParams, body: any }} Asked */
/** @typedef {{ status: number, body?: unknown, problem?: string }} Said */
/** @typedef {typeof import("./content.js").TECHNICIAN} Me */

/** The token of the only set-up link there is. */
export const TOKEN = "c2V0LXVwLW1l";

/** @param {unknown} [body] @param {number} [status] @returns {Said} */
const ok = (body, status = body === undefined ? 204 : 200) => ({ status, body });
/** @param {number} status @param {string} problem @returns {Said} */
const refused = (status, problem) => ({ status, problem });

/** @param {number} ms */
const since = (ms) => new Date(Date.now() - ms).toISOString().replace(/\.\d+Z$/, "Z");

export class Desk {
  #collector;
  invites = INVITES();
  staff = STAFF();
  policy = structuredClone(POLICY);
  /** Devices that somebody took on or put off. @type {Map<string, { assigned?: string, until?: string, done?: string, reason?: string }>} */
  notes = new Map();
  /** What else differs from whom the session names. @type {Partial<Me>} */
  #changed = {};

  /** @param {{ devices: Device[], companies: { id: string, name: string }[] }} collector */
  constructor(collector) {
    this.#collector = collector;
  }

  /** What was done about a device. @param {string} device */
  noteOf(device) {
    const note = this.notes.get(device);
    return note === undefined
      ? null
      : {
          assigned_to: note.assigned === undefined ? null : { id: "1", name: note.assigned },
          snoozed_until: note.until ?? null,
          done_at: note.done ?? null,
          reason: note.reason ?? null,
        };
  }

  /** @param {Me} me */
  meOf(me) {
    return { ...me, ...this.#changed };
  }

  /**
   * @param {Me} me
   * @param {Asked} asked
   * @returns {Said}
   */
  answer(me, asked) {
    const [, kind] = asked.path.split("/");
    switch (kind) {
      case "today":
        return ok(this.#today(asked.query));
      case "devices":
        return this.#device(me, asked);
      case "companies":
        return this.#companies(asked);
      case "invites":
        return this.#invites(me, asked);
      case "people":
        return ok(this.#people(asked.query));
      case "staff":
        return me.role === "owner" ? this.#staff(asked) : refused(403, "forbidden");
      case "audit":
        return me.role === "technician" ? refused(403, "forbidden") : ok(this.#audit(asked.query));
      case "password":
        return asked.body.current === PASSWORD ? ok() : refused(401, "sign_in_failed");
      case "second-factor":
        return this.#factor(asked);
      default:
        return refused(404, "not_found");
    }
  }

  /**
   * @param {string} path
   * @param {any} body
   * @returns {Said}
   */
  setUp(path, { token }) {
    if (token !== TOKEN) {
      return refused(410, "set_up_link_invalid");
    }
    return path.endsWith("look-up") ? ok({ email: "kim@northgate.example", name: "Kim Lauda", provider: "Northgate IT" }) : ok();
  }

  /** @param {URLSearchParams} query */
  #today(query) {
    const devices = this.#collector.devices.filter(({ company }) => [null, company.id].includes(query.get("company")));
    const all = [...devices.flatMap((device) => this.#itemsOf(device)), ...this.#expiring(query.get("company"))];
    const kinds = ["person_says", "must_mend", "never_reported", "invite_expiring", "stale"];
    all.sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || a.since.localeCompare(b.since));
    /** @param {{ kind: string }[]} some */
    const counted = (some) => Object.fromEntries(kinds.map((kind) => [kind, some.filter((item) => item.kind === kind).length]));
    const put_off = all.filter(({ snoozed_until: until }) => until !== null && until > since(0));
    const items = all.filter((item) => !put_off.includes(item));
    return { items, counts: counted(items), total: items.length, put_off, put_off_counts: counted(put_off), devices: devices.length, as_of: since(0) };
  }

  /** @param {Device} device */
  #itemsOf(device) {
    const note = this.notes.get(device.id);
    const { stale, last_report } = row(device);
    const base = {
      device: device.id,
      invite: null,
      company: device.company,
      person: device.person,
      check: /** @type {string | null} */ (null),
      reasons: /** @type {string[]} */ ([]),
      answer: /** @type {string | null} */ (null),
      since: last_report?.received_at ?? device.enrolled_at,
      expires_at: /** @type {string | null} */ (null),
      snoozed_until: note?.until ?? null,
      assigned_to: note?.assigned === undefined ? null : { id: "1", name: note.assigned },
    };
    if (note?.done !== undefined) {
      return [];
    }
    const failing = device.checks.filter(({ standing }) => standing === "must_mend");
    return [
      ...device.said.map(({ check, answer }) => ({ ...base, kind: "person_says", check, answer })),
      ...failing.map(({ id: check, outcome }) => ({ ...base, kind: "must_mend", check, reasons: outcome.reasons ?? [] })),
      ...(last_report === null ? [{ ...base, kind: "never_reported" }] : []),
      ...(stale ? [{ ...base, kind: "stale" }] : []),
    ];
  }

  /** @param {string | null} company */
  #expiring(company) {
    const soon = new Date(Date.now() + DAY).toISOString();
    return this.invites
      .filter((invite) => invite.state === "open" && invite.expires_at < soon && [null, invite.company.id].includes(company))
      .map(({ id: invite, company, person, created_at, expires_at }) => ({
        kind: "invite_expiring",
        device: null,
        invite,
        company,
        person,
        check: null,
        reasons: [],
        answer: null,
        since: created_at,
        expires_at,
        snoozed_until: null,
        assigned_to: null,
      }));
  }

  /** @param {Me} me @param {Asked} asked @returns {Said} */
  #device(me, { path, query, body }) {
    const [, , deviceId, part] = path.split("/");
    const device = this.#collector.devices.find((each) => each.id === deviceId);
    if (device === undefined) {
      return refused(404, "not_found");
    }
    if (part === "note") {
      const note = this.notes.get(device.id) ?? {};
      const step = body.kind === "assign" ? { assigned: me.name } : body.kind === "done" ? { done: since(0) } : { until: body.until };
      this.notes.set(device.id, { ...note, ...step, reason: body.reason ?? note.reason });
      return ok();
    }
    const [from, to] = ["from", "to"].map((end) => device.reports.find(({ id: report }) => report === query.get(end)));
    return part === "diff" && from !== undefined && to !== undefined ? ok(difference(from, to)) : refused(404, "not_found");
  }

  /** @param {Asked} asked @returns {Said} */
  #companies({ method, path, body }) {
    const [, , companyId, part, preview] = path.split("/");
    if (companyId === undefined) {
      if (method === "GET") {
        return ok(this.#collector.companies.map((company) => this.#counted(company)));
      }
      const company = { id: id("company", 9), name: body.name };
      this.#collector.companies = [...this.#collector.companies, company];
      return ok({ id: company.id }, 201);
    }
    const company = this.#collector.companies.find((each) => each.id === companyId);
    if (company === undefined) {
      return refused(404, "not_found");
    }
    if (preview !== undefined) {
      return ok(this.#preview(body));
    }
    if (part === "policy" && method === "PUT") {
      return this.#save(body);
    }
    if (method === "PATCH") {
      this.#collector.companies = this.#collector.companies.map((each) => (each === company ? { ...each, name: body.name } : each));
      return ok();
    }
    return ok({
      row: this.#counted(company),
      help_desk: { phone: "+44 20 7946 0102", hours: "Monday to Friday, 8 to 18" },
      policy: this.policy,
      former_policies: [],
      created_at: since(400 * DAY),
    });
  }

  /** @param {any} policy @returns {Said} */
  #save(policy) {
    if (policy.version !== this.policy.version) {
      return refused(409, "policy_changed");
    }
    this.policy = { ...policy, version: policy.version + 1 };
    return ok(this.policy);
  }

  /** What would become of everybody if the screen's lock were required. @param {any} policy */
  #preview(policy) {
    const rows = this.#collector.devices.map(row);
    /** @param {(each: ReturnType<typeof row>) => boolean} is */
    const count = (is) => rows.filter(is).length;
    const before = {
      ready: count(({ readiness }) => readiness?.ready === true),
      must_mend: count(({ readiness }) => (readiness?.must_mend ?? 0) > 0),
      unclear: count(({ readiness }) => (readiness?.unclear ?? 0) > 0),
      worth_mending: count(({ readiness }) => (readiness?.worth_mending ?? 0) > 0),
    };
    const stricter = policy.checks["screen.lock"]?.requirement === "required";
    const hit = stricter ? this.#collector.devices.filter(({ checks }) => checks.some(({ standing }) => standing === "worth_mending")) : [];
    return {
      devices: rows.length,
      before,
      after: { ...before, must_mend: before.must_mend + Math.min(hit.length, 1), worth_mending: before.worth_mending - hit.length },
      changes: hit.map(({ id: device, person }) => ({ device, person, check: "screen.lock", before: "worth_mending", after: "must_mend" })),
      changed: hit.length,
    };
  }

  /** @param {{ id: string, name: string }} company */
  #counted(company) {
    const devices = this.#collector.devices.filter((device) => device.company.id === company.id);
    const rows = devices.map(row);
    return {
      ...company,
      devices: rows.length,
      ready: rows.filter((each) => each.readiness?.ready).length,
      must_mend: rows.filter((each) => (each.readiness?.must_mend ?? 0) > 0).length,
      unclear: rows.filter((each) => (each.readiness?.unclear ?? 0) > 0).length,
      stale: rows.filter((each) => each.stale).length,
      never_reported: rows.filter((each) => each.last_report === null).length,
      left_out: devices.filter(({ checks }) => left(checks) > 0).length,
      invited: this.invites.filter((each) => each.company.id === company.id && each.state === "open").length,
    };
  }

  /** @param {Me} me @param {Asked} asked @returns {Said} */
  #invites(me, { method, path, query, body }) {
    const [, , inviteId] = path.split("/");
    if (method === "DELETE") {
      this.invites = this.invites.map((each) => (each.id === inviteId ? { ...each, state: "revoked" } : each));
      return ok();
    }
    if (method === "POST") {
      const made = (body.people ?? [body.person]).map((/** @type {string | null} */ person) => this.#invite(me, body.company, person, body.hours));
      return ok(inviteId === "batch" ? { invites: made } : made[0], 201);
    }
    const found = this.invites
      .filter((each) => [null, each.company.id].includes(query.get("company")) && [null, each.state].includes(query.get("state")))
      .sort((a, b) => b.created_at.localeCompare(a.created_at));
    return ok({ invites: found, total: found.length, next: null });
  }

  /** @param {Me} me @param {string} company @param {string | null} person @param {number} hours */
  #invite(me, company, person, hours) {
    const code = hash(`${company}${person}${this.invites.length}`).slice(0, 10).toUpperCase().replaceAll(/[ILOU]/g, "7");
    const invite = {
      id: id("invite", 100 + this.invites.length),
      company: this.#collector.companies.find((each) => each.id === company) ?? COMPANIES[0] ?? { id: "", name: "" },
      person,
      state: "open",
      created_at: since(0),
      expires_at: since(-hours * 60 * MINUTE),
      device_id: null,
      created_by: { id: "2", name: me.name },
    };
    this.invites = [invite, ...this.invites];
    const link = `https://help.northgate.example/i#${code}`;
    return { id: invite.id, code: `${code.slice(0, 5)}-${code.slice(5)}`, link, qr: qr(link), person, company: invite.company, expires_at: invite.expires_at };
  }

  /** @param {URLSearchParams} query */
  #people(query) {
    const q = (query.get("q") ?? "").toLowerCase();
    /** @type {Map<string, { person: string | null, company: { id: string, name: string }, devices: unknown[], invites: unknown[] }>} */
    const people = new Map();
    /** @param {string | null} person @param {{ id: string, name: string }} company */
    const entry = (person, company) => {
      const key = `${company.id} ${person}`;
      const found = people.get(key) ?? { person, company, devices: [], invites: [] };
      people.set(key, found);
      return found;
    };
    this.#collector.devices.forEach((device) => entry(device.person, device.company).devices.push(row(device)));
    this.invites.forEach((invite) => entry(invite.person, invite.company).invites.push(invite));
    const found = [...people.values()]
      .filter(({ company }) => [null, company.id].includes(query.get("company")))
      .filter(({ person }) => person?.toLowerCase().includes(q))
      .sort((a, b) => (a.person ?? "\uffff").localeCompare(b.person ?? "\uffff"));
    return { people: found, total: found.length, next: null };
  }

  /** @param {Asked} asked @returns {Said} */
  #staff({ method, path, body }) {
    const [, , staffId, part] = path.split("/");
    const link = { set_up_url: `https://help.northgate.example/set-up#${TOKEN}`, expires_at: since(-DAY) };
    if (staffId === undefined && method === "GET") {
      return ok(this.staff);
    }
    if (staffId === undefined) {
      const companies = body.companies === null ? null : COMPANIES.filter((company) => body.companies.includes(company.id));
      const added = { ...body, companies, id: "9", second_factor: false, last_sign_in: null, disabled: false };
      this.staff = [...this.staff, added];
      return ok({ id: added.id, ...link }, 201);
    }
    if (part !== undefined) {
      return ok(link);
    }
    const changed = this.staff.map((each) => (each.id === staffId ? { ...each, ...body, companies: each.companies } : each));
    if (!changed.some(({ role, disabled }) => role === "owner" && !disabled)) {
      return refused(409, "last_owner");
    }
    this.staff = changed;
    return ok();
  }

  /** @param {URLSearchParams} query */
  #audit(query) {
    const entries = AUDIT().filter(
      ({ actor, company, action }) =>
        [null, actor.id === null ? actor.kind : `${actor.kind}:${actor.id}`].includes(query.get("actor")) &&
        [null, company?.id].includes(query.get("company")) &&
        [null, action].includes(query.get("action")),
    );
    const before = Number(query.get("before") ?? Infinity);
    const page = entries.filter(({ seq }) => seq < before).slice(0, 12);
    const last = page.at(-1)?.seq ?? 0;
    const next = entries.some(({ seq }) => seq < last) ? last : null;
    const staff = this.staff.map(({ id: member, name }) => ({ id: member, name }));
    return { entries: page, next, staff, verified: { ok: true, entries: 1284, head: hash("head").slice(0, 43), broken_at: null } };
  }

  /** @param {Asked} asked @returns {Said} */
  #factor({ method, path, body }) {
    if (path.endsWith("begin")) {
      const uri = "otpauth://totp/Porchlight:nora%40northgate.example?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Porchlight";
      return ok({ secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", uri, qr: qr(uri) });
    }
    if (body.code !== "123456" || (method === "DELETE" && body.password !== PASSWORD)) {
      return refused(401, "sign_in_failed");
    }
    if (method === "DELETE") {
      this.#changed = { second_factor: false, recovery_codes_left: 0 };
      return ok();
    }
    this.#changed = { second_factor: true, recovery_codes_left: 10 };
    return ok({ recovery_codes: Array.from({ length: 10 }, (_, at) => hash(`recovery ${at}`).slice(0, 10).replace(/(.{5})/, "$1-")) });
  }
}

/**
 * @param {import("./content.js").Report} from
 * @param {import("./content.js").Report} to
 */
function difference(from, to) {
  const checks = to.checks.flatMap((after) => {
    const before = from.checks.find((each) => each.id === after.id);
    const names = [...new Set([...Object.keys(before?.facts ?? {}), ...Object.keys(after.facts)])];
    const facts = names
      .map((name) => ({ name, before: before?.facts[name] ?? null, after: after.facts[name] ?? null }))
      .filter((fact) => fact.before !== fact.after);
    const same = JSON.stringify(before?.outcome) === JSON.stringify(after.outcome);
    return same && facts.length === 0 ? [] : [{ id: after.id, before: before?.outcome ?? null, after: after.outcome, facts }];
  });
  return { from: reportRow(from), to: reportRow(to), checks };
}
