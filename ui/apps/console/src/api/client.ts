// The collector's console API. Each request has a deadline and ends in an `Answer`.

import createClient from "openapi-fetch";

import { type Answer, problemIn, problemOf } from "./answer";
import type { Company, Device, DeviceList, DeviceQuery, Me, paths, ReportOriginal } from "./types";

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

  signIn(email: string, password: string): Promise<Answer<Me>> {
    const body = { email, password };
    return settle(this.#client.POST("/api/console/v1/session", { body, ...deadline() }));
  }

  me(): Promise<Answer<Me>> {
    return settle(this.#client.GET("/api/console/v1/session", deadline()));
  }

  signOut(): Promise<Answer<unknown>> {
    return settle(this.#client.DELETE("/api/console/v1/session", deadline()));
  }

  devices(query: DeviceQuery, signal?: AbortSignal): Promise<Answer<DeviceList>> {
    return this.#guarded(this.#client.GET("/api/console/v1/devices", { params: { query }, ...deadline(signal) }));
  }

  device(id: string, signal?: AbortSignal): Promise<Answer<Device>> {
    return this.#guarded(this.#client.GET("/api/console/v1/devices/{id}", { params: { path: { id } }, ...deadline(signal) }));
  }

  report(id: string, signal?: AbortSignal): Promise<Answer<ReportOriginal>> {
    return this.#guarded(this.#client.GET("/api/console/v1/reports/{id}", { params: { path: { id } }, ...deadline(signal) }));
  }

  companies(signal?: AbortSignal): Promise<Answer<Company[]>> {
    return this.#guarded(this.#client.GET("/api/console/v1/companies", deadline(signal)));
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
