// The collector's console API, a method for each thing that can be asked or done. Each request has a deadline and ends in
// an `Answer`.

import type { paths } from "@porchlight/api/openapi";
import createClient from "openapi-fetch";

import { type Answer, problemIn, problemOf } from "./answer";
import type {
  AuditList,
  CompanyDetail,
  DeviceNote,
  Difference,
  InviteList,
  InviteState,
  NewInvite,
  NewStaff,
  PeopleList,
  Policy,
  PolicyPreview,
  Role,
  SecondFactor,
  SetUpCard,
  SetUpLink,
  SetUpRequest,
  StaffRow,
  Today,
} from "./desk";
import type { Company, Device, DeviceList, DeviceQuery, Me, ReportOriginal } from "./types";

const DEADLINE_MS = 10_000;

export class Api {
  readonly #client;
  /** Called when the collector says that nobody is signed in any more. */
  onsignedout: () => void = () => undefined;

  constructor(origin: string = location.origin, fetch: typeof globalThis.fetch = globalThis.fetch) {
    this.#client = createClient<paths>({
      baseUrl: origin,
      // The header proves that the request came from this page: no other page can set it.
      headers: { "X-Porchlight": "console" },
      fetch: (request) => fetch(request),
    });
  }

  /** Signs in; `code` is the second factor's, once the collector asks for it. */
  signIn(email: string, password: string, code?: string): Promise<Answer<Me>> {
    const body = { email, password, ...(code !== undefined && { code }) };
    return settle(this.#client.POST("/api/console/v1/session", { body, ...deadline() }));
  }

  me(): Promise<Answer<Me>> {
    return settle(this.#client.GET("/api/console/v1/session", deadline()));
  }

  signOut(): Promise<Answer<unknown>> {
    return settle(this.#client.DELETE("/api/console/v1/session", deadline()));
  }

  /** Whom a set-up link is for. The token goes in the body: addresses end up in logs. */
  setUpLookUp(token: string): Promise<Answer<SetUpCard>> {
    return settle(this.#client.POST("/api/console/v1/set-up/look-up", { body: { token }, ...deadline() }));
  }

  setUp(body: SetUpRequest): Promise<Answer<unknown>> {
    return settle(this.#client.POST("/api/console/v1/set-up", { body, ...deadline() }));
  }

  today(company: string | undefined, signal?: AbortSignal): Promise<Answer<Today>> {
    return this.#guarded(this.#client.GET("/api/console/v1/today", { params: { query: given({ company }) }, ...deadline(signal) }));
  }

  devices(query: DeviceQuery, signal?: AbortSignal): Promise<Answer<DeviceList>> {
    return this.#guarded(this.#client.GET("/api/console/v1/devices", { params: { query }, ...deadline(signal) }));
  }

  device(id: string, signal?: AbortSignal): Promise<Answer<Device>> {
    return this.#guarded(this.#client.GET("/api/console/v1/devices/{id}", { params: { path: { id } }, ...deadline(signal) }));
  }

  difference(id: string, from: string, to: string, signal?: AbortSignal): Promise<Answer<Difference>> {
    const params = { path: { id }, query: { from, to } };
    return this.#guarded(this.#client.GET("/api/console/v1/devices/{id}/diff", { params, ...deadline(signal) }));
  }

  note(id: string, body: DeviceNote): Promise<Answer<unknown>> {
    return this.#guarded(this.#client.POST("/api/console/v1/devices/{id}/note", { params: { path: { id } }, body, ...deadline() }));
  }

  report(id: string, signal?: AbortSignal): Promise<Answer<ReportOriginal>> {
    return this.#guarded(this.#client.GET("/api/console/v1/reports/{id}", { params: { path: { id } }, ...deadline(signal) }));
  }

  companies(signal?: AbortSignal): Promise<Answer<Company[]>> {
    return this.#guarded(this.#client.GET("/api/console/v1/companies", deadline(signal)));
  }

  company(id: string, signal?: AbortSignal): Promise<Answer<CompanyDetail>> {
    return this.#guarded(this.#client.GET("/api/console/v1/companies/{id}", { params: { path: { id } }, ...deadline(signal) }));
  }

  addCompany(body: { name: string; phone: string | null; hours: string | null }): Promise<Answer<{ id: string }>> {
    return this.#guarded(this.#client.POST("/api/console/v1/companies", { body, ...deadline() }));
  }

  /** Changes what is named; `null` takes it away. */
  changeCompany(id: string, body: { name: string; phone: string | null; hours: string | null }): Promise<Answer<unknown>> {
    return this.#guarded(this.#client.PATCH("/api/console/v1/companies/{id}", { params: { path: { id } }, body, ...deadline() }));
  }

  previewPolicy(id: string, body: Policy): Promise<Answer<PolicyPreview>> {
    const asked = { params: { path: { id } }, body, ...deadline() };
    return this.#guarded(this.#client.POST("/api/console/v1/companies/{id}/policy/preview", asked));
  }

  /** Saves what was made from the version it names; another version in between is a `policy_changed`. */
  savePolicy(id: string, body: Policy): Promise<Answer<Policy>> {
    return this.#guarded(this.#client.PUT("/api/console/v1/companies/{id}/policy", { params: { path: { id } }, body, ...deadline() }));
  }

  people(query: { company: string | undefined; q: string | undefined; after?: string }, signal?: AbortSignal): Promise<Answer<PeopleList>> {
    return this.#guarded(this.#client.GET("/api/console/v1/people", { params: { query: given(query) }, ...deadline(signal) }));
  }

  invites(
    query: { company: string | undefined; state: InviteState | undefined; after?: string },
    signal?: AbortSignal,
  ): Promise<Answer<InviteList>> {
    return this.#guarded(this.#client.GET("/api/console/v1/invites", { params: { query: given(query) }, ...deadline(signal) }));
  }

  invite(company: string, person: string | null, hours: number): Promise<Answer<NewInvite>> {
    return this.#guarded(this.#client.POST("/api/console/v1/invites", { body: { company, person, hours }, ...deadline() }));
  }

  /** An invite for each of at most 500 people: all or none. */
  inviteMany(company: string, people: string[], hours: number): Promise<Answer<{ invites: NewInvite[] }>> {
    return this.#guarded(this.#client.POST("/api/console/v1/invites/batch", { body: { company, people, hours }, ...deadline() }));
  }

  revokeInvite(id: string): Promise<Answer<unknown>> {
    return this.#guarded(this.#client.DELETE("/api/console/v1/invites/{id}", { params: { path: { id } }, ...deadline() }));
  }

  staff(signal?: AbortSignal): Promise<Answer<StaffRow[]>> {
    return this.#guarded(this.#client.GET("/api/console/v1/staff", deadline(signal)));
  }

  addStaff(body: NewStaff): Promise<Answer<SetUpLink & { id: string }>> {
    return this.#guarded(this.#client.POST("/api/console/v1/staff", { body, ...deadline() }));
  }

  changeStaff(id: string, body: { role?: Role; companies?: string[] | null; disabled?: boolean }): Promise<Answer<unknown>> {
    return this.#guarded(this.#client.PATCH("/api/console/v1/staff/{id}", { params: { path: { id } }, body, ...deadline() }));
  }

  setUpLink(id: string): Promise<Answer<SetUpLink>> {
    return this.#guarded(this.#client.POST("/api/console/v1/staff/{id}/set-up-link", { params: { path: { id } }, ...deadline() }));
  }

  audit(
    query: { company: string | undefined; actor: string | undefined; action: string | undefined; before?: number },
    signal?: AbortSignal,
  ): Promise<Answer<AuditList>> {
    return this.#guarded(this.#client.GET("/api/console/v1/audit", { params: { query: given(query) }, ...deadline(signal) }));
  }

  changePassword(current: string, wanted: string): Promise<Answer<unknown>> {
    return this.#guarded(this.#client.POST("/api/console/v1/password", { body: { current, new: wanted }, ...deadline() }));
  }

  beginSecondFactor(): Promise<Answer<SecondFactor>> {
    return this.#guarded(this.#client.POST("/api/console/v1/second-factor/begin", deadline()));
  }

  confirmSecondFactor(code: string): Promise<Answer<{ recovery_codes: string[] }>> {
    return this.#guarded(this.#client.POST("/api/console/v1/second-factor/confirm", { body: { code }, ...deadline() }));
  }

  dropSecondFactor(password: string, code: string): Promise<Answer<unknown>> {
    return this.#guarded(this.#client.DELETE("/api/console/v1/second-factor", { body: { password, code }, ...deadline() }));
  }

  async #guarded<T>(request: Promise<Reply<T>>): Promise<Answer<T>> {
    const answer = await settle(request);
    if (!answer.ok && answer.problem.code === "session_missing") {
      this.onsignedout();
    }
    return answer;
  }
}

interface Reply<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** A query without what is not asked for. */
function given<Query extends object>(query: Query): { [Name in keyof Query]?: Exclude<Query[Name], undefined> } {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as ReturnType<typeof given<Query>>;
}

function deadline(signal?: AbortSignal): { signal: AbortSignal } {
  const limit = AbortSignal.timeout(DEADLINE_MS);
  return { signal: signal === undefined ? limit : AbortSignal.any([signal, limit]) };
}

async function settle<T>(request: Promise<Reply<T>>): Promise<Answer<T>> {
  try {
    const { data, error, response } = await request;
    return response.ok ? { ok: true, value: data as T } : { ok: false, problem: problemIn(error, response.status) };
  } catch (failure) {
    return { ok: false, problem: problemOf(failure) };
  }
}
