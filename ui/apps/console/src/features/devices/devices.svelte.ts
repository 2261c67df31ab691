// The devices under the filter of the page, how many stand how, and which of them changed just now.

import { createContext } from "svelte";
import { SvelteSet } from "svelte/reactivity";

import type { Answer } from "../../api/answer";
import type { Api } from "../../api/client";
import { Reading } from "../../api/reading.svelte";
import type { DeviceList, DeviceRow } from "../../api/types";
import { addressOf, type Filter, NO_FILTER, queryOf, type State, STATES } from "./filter";

const PAGE = 50;
const MOST_AT_ONCE = 200;
const FRESH_MS = 10_000;

/** How many devices stand how, of all that the company and the search leave. A device may count in several. */
export interface Counts {
  all: number;
  of: Record<State, number>;
}

export class Devices {
  readonly #api: Api;
  readonly list = new Reading<DeviceList>();
  readonly counts = new Reading<Counts>();
  /** Devices that changed under the eyes of whoever looks. */
  readonly fresh = new SvelteSet<string>();
  /** The device that was opened last: where j and k go on, and where the way back ends. */
  opened: string | undefined;
  /** Done when the last filter's devices are there. */
  settled: Promise<unknown> = Promise.resolve();
  #filter: Filter | undefined;

  constructor(api: Api) {
    this.#api = api;
  }

  /** Where the list is left off, for the way back. */
  get address(): string {
    return addressOf(this.#filter ?? NO_FILTER);
  }

  /** Shows what a filter leaves. */
  async show(filter: Filter): Promise<void> {
    if (this.#filter === undefined || addressOf(filter) !== addressOf(this.#filter)) {
      this.#filter = filter;
      this.fresh.clear();
      this.list.value = undefined;
    }
    this.settled = this.refresh();
    await this.settled;
  }

  /** Reads again what is shown and marks what changed. Gives the devices that did. */
  async refresh(): Promise<DeviceRow[]> {
    const filter = this.#filter ?? NO_FILTER;
    const before = this.list.value;
    const limit = Math.min(Math.max(before?.devices.length ?? 0, PAGE), MOST_AT_ONCE);
    const [answer] = await Promise.all([
      this.list.ask(async (signal) => merged(before, await this.#api.devices({ ...queryOf(filter), limit }, signal))),
      this.counts.ask((signal) => this.#count(filter, signal)),
    ]);
    const changed = before !== undefined && answer?.ok ? difference(before.devices, answer.value.devices) : [];
    this.#mark(changed);
    return changed;
  }

  /** Reads the next page behind what is shown. */
  async more(): Promise<void> {
    const before = this.list.value;
    if (before?.next == null) {
      return;
    }
    const query = { ...queryOf(this.#filter ?? NO_FILTER), after: before.next, limit: PAGE };
    await this.list.ask(async (signal) => {
      const answer = await this.#api.devices(query, signal);
      return answer.ok
        ? { ok: true, value: { ...answer.value, devices: [...before.devices, ...answer.value.devices] } }
        : answer;
    });
  }

  async #count(filter: Filter, signal: AbortSignal): Promise<Answer<Counts>> {
    const total = (standing?: State): Promise<Answer<DeviceList>> =>
      this.#api.devices({ ...queryOf({ ...filter, standing }), limit: 1 }, signal);
    const [all, ...each] = await Promise.all([total(), ...STATES.map(total)]);
    const refused = [all, ...each].find((answer) => !answer.ok);
    if (refused !== undefined && !refused.ok) {
      return refused;
    }
    const of = STATES.map((state, at) => [state, totalIn(each[at])] as const);
    return { ok: true, value: { all: totalIn(all), of: Object.fromEntries(of) as Record<State, number> } };
  }

  #mark(changed: readonly DeviceRow[]): void {
    for (const { id } of changed) {
      this.fresh.add(id);
      setTimeout(() => this.fresh.delete(id), FRESH_MS);
    }
  }
}

function totalIn(answer: Answer<DeviceList> | undefined): number {
  return answer?.ok ? answer.value.total : 0;
}

// A page is shorter than what was shown before, if that was many pages: what follows it stays as it was.
function merged(before: DeviceList | undefined, answer: Answer<DeviceList>): Answer<DeviceList> {
  if (before === undefined || !answer.ok || answer.value.devices.length >= before.devices.length) {
    return answer;
  }
  if (answer.value.next == null) {
    return answer;
  }
  const ids = new Set(answer.value.devices.map(({ id }) => id));
  const rest = before.devices.slice(answer.value.devices.length).filter(({ id }) => !ids.has(id));
  const next = rest.length === 0 ? answer.value.next : (before.next ?? null);
  return { ok: true, value: { ...answer.value, devices: [...answer.value.devices, ...rest], next } };
}

// A row that only moved up because others left is older than all that was seen.
function difference(before: readonly DeviceRow[], after: readonly DeviceRow[]): DeviceRow[] {
  const reports = new Map(before.map(({ id, last_report }) => [id, last_report?.id]));
  const newest = Math.max(0, ...before.map(lastHeard));
  return after.filter((row) => (reports.has(row.id) ? reports.get(row.id) !== row.last_report?.id : lastHeard(row) >= newest));
}

function lastHeard({ enrolled_at, last_report }: DeviceRow): number {
  return Date.parse(last_report?.received_at ?? enrolled_at);
}

export const [useDevices, setDevices] = createContext<Devices>();
