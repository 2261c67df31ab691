// The companies that somebody looks after, by name, as every filter and their own page show them.

import { createContext } from "svelte";

import type { Answer } from "../../api/answer";
import type { Api } from "../../api/client";
import { Reading } from "../../api/reading.svelte";
import type { Company } from "../../api/types";

export class Companies {
  readonly #api: Api;
  readonly list = new Reading<Company[]>();

  constructor(api: Api) {
    this.#api = api;
  }

  get rows(): readonly Company[] {
    return this.list.value ?? [];
  }

  refresh(): Promise<Answer<Company[]> | undefined> {
    return this.list.ask((signal) => this.#api.companies(signal));
  }
}

export const [useCompanies, setCompanies] = createContext<Companies>();
