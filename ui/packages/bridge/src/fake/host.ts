// A stand-in for Rust that plays the whole way in memory, at a pace one can watch.

import type { Action, Busy, ErrorCode, Page, Problem, Readiness, Task, WizardState } from "@porchlight/api";

import { type HostBridge, onlyNewer } from "../index";
import { cardOf, COMPANY, NOW, OFFER, reportOn, type Result } from "./content";

/** How a story begins and what stands in its way. */
export interface Scenario {
  /** The state to begin with, where it differs from a fresh start. */
  begin: Partial<WizardState>;
  /** What the checks find. */
  results: readonly Result[];
  /** What goes wrong, once for each action of that name. */
  trouble: Partial<Record<Action["do"], Problem>>;
}

const FRESH: WizardState = {
  revision: 0,
  locale: null,
  page: { name: "notice" },
  busy: null,
  problem: null,
  company: null,
  offer: null,
  key_place: null,
  tasks: [],
  checks: [],
  readiness: null,
  report: null,
  delivery: null,
};

export function problem(code: ErrorCode, args: Problem["args"] = {}): Problem {
  return { code, args };
}

/** The counts behind "ready", where all checks but `screen.lock` are required. */
export function readinessOf(results: readonly Result[]): Readiness {
  const count = (standing: Result["standing"]) => results.filter((result) => result.standing === standing).length;
  const [must_mend, unclear] = [count("must_mend"), count("unclear")];
  return {
    ready: must_mend === 0 && unclear === 0,
    must_mend,
    unclear,
    worth_mending: count("worth_mending"),
    good: count("good"),
    asked: results.length - count("not_asked"),
  };
}

export class FakeHost implements HostBridge {
  #state: WizardState;
  readonly #results: readonly Result[];
  readonly #trouble: Scenario["trouble"];
  readonly #pace: number;
  readonly #listeners = new Set<(state: WizardState) => void>();

  /** `pace` is how long a step of the story takes, in milliseconds. */
  constructor({ begin, results, trouble }: Scenario, pace: number) {
    this.#state = { ...FRESH, ...begin };
    this.#results = results;
    this.#trouble = { ...trouble };
    this.#pace = pace;
    this.#show({});
  }

  async subscribe(listener: (state: WizardState) => void): Promise<() => void> {
    const newer = onlyNewer(listener);
    this.#listeners.add(newer);
    newer(this.#state);
    return () => this.#listeners.delete(newer);
  }

  async act(action: Action): Promise<void> {
    this.#show({ problem: null });
    const trouble = this.#trouble[action.do];
    if (trouble !== undefined) {
      delete this.#trouble[action.do];
      await this.#while(busyWith(action));
      this.#fail(action, trouble);
      return;
    }
    await this.#play(action);
  }

  async #play(action: Action): Promise<void> {
    switch (action.do) {
      case "set_locale":
        return this.#show({ locale: action.locale });
      case "accept_notice":
        return this.#goTo({ name: "invite" });
      case "decline":
        return this.#goTo({ name: "declined" });
      case "look_up_invite":
        await this.#while("looking_up_invite");
        return this.#show({ page: { name: "confirm" }, company: COMPANY, offer: OFFER });
      case "forget_offer":
        return this.#show({ page: { name: "invite" }, company: null, offer: null });
      case "keep_key_in_file":
        return this.#show({ key_place: "file" });
      case "confirm_offer":
        await this.#while("enrolling");
        return this.#enrol();
      case "open":
        return this.#goTo(action.page);
      case "run_checks":
        return this.#check(this.#results);
      case "check_again":
        return this.#check(this.#results.filter((result) => result.check === action.check));
      case "send_report":
      case "deliver_now":
        await this.#while("sending");
        return this.#show({
          page: { name: "receipt" },
          delivery: { state: "sent", reference: "PL-7F3K-Q2", received_at: NOW },
        });
    }
  }

  #fail(action: Action, trouble: Problem): void {
    if (action.do === "send_report" || action.do === "deliver_now") {
      this.#show({ page: { name: "receipt" }, delivery: { state: "waiting", since: NOW, problem: trouble } });
    } else {
      this.#show({ problem: trouble });
    }
  }

  #enrol(): void {
    const checks = this.#results.map(({ check }) => ({ id: check, running: false, finding: null }));
    this.#show({ page: { name: "home" }, offer: null, key_place: this.#state.key_place ?? "keyring", checks });
  }

  #goTo(page: Page): void {
    const report = page.name === "report" ? reportOn(this.#state.checks) : null;
    this.#show({ page, report });
  }

  async #check(results: readonly Result[]): Promise<void> {
    const meant = new Set(results.map((result) => result.check));
    const running = this.#state.checks.map((card) => (meant.has(card.id) ? { ...card, running: true } : card));
    this.#show({ busy: "checking", checks: running, readiness: null });
    for (const result of results) {
      await this.#pass();
      const checks = this.#state.checks.map((card) => (card.id === result.check ? cardOf(result) : card));
      this.#show({ checks });
    }
    this.#show({ busy: null, readiness: readinessOf(this.#results) });
  }

  async #while(busy: Busy | null): Promise<void> {
    this.#show({ busy });
    await this.#pass();
    this.#show({ busy: null });
  }

  #pass(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.#pace));
  }

  #show(change: Partial<WizardState>): void {
    const state = { ...this.#state, ...change };
    this.#state = { ...state, revision: state.revision + 1, tasks: tasksOf(state) };
    for (const listener of this.#listeners) {
      listener(this.#state);
    }
  }
}

function busyWith(action: Action): Busy | null {
  const busy: Partial<Record<Action["do"], Busy>> = {
    look_up_invite: "looking_up_invite",
    confirm_offer: "enrolling",
    send_report: "sending",
    deliver_now: "sending",
  };
  return busy[action.do] ?? null;
}

function tasksOf({ checks, delivery }: WizardState): Task[] {
  const found = checks.filter((card) => card.finding !== null).length;
  const done = checks.length > 0 && found === checks.length;
  const check = done ? "completed" : found > 0 ? "in_progress" : "not_yet_started";
  const unsent = done ? "not_yet_started" : "cannot_start_yet";
  const report = delivery === null ? unsent : delivery.state === "sent" ? "completed" : "in_progress";
  return [
    { id: "check", progress: check },
    { id: "report", progress: report },
  ];
}
