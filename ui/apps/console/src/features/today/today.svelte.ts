// What waits for the help desk, as the page and the side bar show it.

import { createContext } from "svelte";

import type { Api } from "../../api/client";
import type { Today as Queue, TodayItem, TodayKind } from "../../api/desk";
import { Reading } from "../../api/reading.svelte";

/** What needs somebody first. */
export const KINDS: readonly TodayKind[] = ["person_says", "must_mend", "never_reported", "invite_expiring", "stale"];

export class Today {
  readonly #api: Api;
  /** What waits, of the company that the page shows. */
  readonly list = new Reading<Queue>();
  /** How much waits in all companies, for the side bar. */
  waiting = $state<number | undefined>();
  /** The item that was opened last: where j and k go on, and where the way back ends. */
  opened: string | undefined;
  #company: string | undefined;

  constructor(api: Api) {
    this.#api = api;
  }

  /** Shows what waits in a company, or in all. */
  async show(company: string | undefined): Promise<void> {
    if (company !== this.#company) {
      this.#company = company;
      this.list.value = undefined;
    }
    await this.refresh();
  }

  async refresh(): Promise<void> {
    const company = this.#company;
    const answer = await this.list.ask((signal) => this.#api.today(company, signal));
    if (company === undefined && answer?.ok) {
      this.waiting = answer.value.total;
    }
  }

  /** Counts what waits. */
  async count(): Promise<void> {
    const answer = await this.#api.today(undefined);
    if (answer.ok) {
      this.waiting = answer.value.total;
    }
  }
}

/** An item's own name among those of the queue. */
export function nameOf({ kind, device, invite, check }: TodayItem): string {
  return [kind, device ?? invite ?? "", check ?? ""].join(" ");
}

/** Where an item leads: to the check that is meant, to the computer, or to the invites of its company. */
export function addressOf({ device, check, company }: TodayItem): string {
  if (device === null) {
    return `/invites?company=${encodeURIComponent(company.id)}&state=open`;
  }
  return check === null ? `/devices/${device}` : `/devices/${device}#${check}`;
}

export const [useToday, setToday] = createContext<Today>();
