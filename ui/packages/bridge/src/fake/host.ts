// A stand-in for Rust that plays the whole way in memory, at a pace one can watch.

import type { Action, Busy, ErrorCode, Page, Problem, Readiness, SentReport, Task, WizardState } from "@porchlight/api";

import { type HostBridge, onlyNewer } from "../index";
import { cardOf, COMPANY, draftOn, EXPORTED_TO, keptCopy, NOW, OFFER, PERSON, SENT_NOW, WAITING_NOW } from "./content";
import type { Result } from "./results";

/** How a story begins and what stands in its way. */
export interface Scenario {
  /** The state to begin with, where it differs from a fresh start. */
  begin: Partial<WizardState>;
  /** What the checks find. */
  results: readonly Result[];
  /** What goes wrong, once for each action of that name. */
  trouble: Partial<Record<Action["do"], Problem>>;
  /** Whether the other side could not start; the first action starts it. */
  stopped?: boolean;
}

const FRESH: WizardState = {
  revision: 0,
  locale: null,
  page: { name: "notice" },
  busy: null,
  problem: null,
  company: null,
  person: null,
  offer: null,
  key_place: null,
  tasks: [],
  checks: [],
  readiness: null,
  report: null,
  delivery: null,
  history: [],
  shown: null,
  exported_to: null,
};

export function problem(code: ErrorCode, args: Problem["args"] = {}): Problem {
  return { code, args };
}

/** The counts behind "ready". */
export function readinessOf(results: readonly Result[]): Readiness {
  const count = (standing: Result["standing"]) => results.filter((result) => result.standing === standing).length;
  const [must_mend, unclear] = [count("must_mend"), count("unclear")];
  return {
    ready: must_mend === 0 && unclear === 0,
    must_mend,
    unclear,
    worth_mending: count("worth_mending"),
    not_shared: count("not_shared"),
    good: count("good"),
    asked: results.length - count("not_asked"),
  };
}

export class FakeHost implements HostBridge {
  #state = FRESH;
  #stopped = false;
  #cancelled = false;
  #leftOut: readonly string[] = [];
  #results: readonly Result[] = [];
  #trouble: Scenario["trouble"] = {};
  readonly #pace: number;
  readonly #listeners = new Set<(state: WizardState) => void>();

  /** `pace` is how long a step of the story takes, in milliseconds. */
  constructor(scenario: Scenario, pace: number) {
    this.#pace = pace;
    this.begin(scenario);
  }

  /** Drops the story so far and begins another one. */
  begin({ begin, results, trouble, stopped = false }: Scenario): void {
    this.#state = { ...FRESH, revision: this.#state.revision };
    this.#stopped = stopped;
    this.#cancelled = true;
    this.#leftOut = begin.report?.left_out ?? [];
    this.#results = results;
    this.#trouble = { ...trouble };
    this.#show(begin);
  }

  async subscribe(listener: (state: WizardState) => void): Promise<() => void> {
    const newer = onlyNewer(listener);
    this.#listeners.add(newer);
    newer(this.#state);
    return () => this.#listeners.delete(newer);
  }

  async act(action: Action): Promise<void> {
    if (this.#stopped) {
      this.#stopped = false;
      return this.#show({ problem: null });
    }
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
        return this.#show({ page: { name: "confirm" }, company: COMPANY, person: PERSON, offer: OFFER });
      case "forget_offer":
        return this.#show({ page: { name: "invite" }, company: null, person: null, offer: null });
      case "keep_key_in_file":
        return this.#show({ key_place: "file" });
      case "confirm_offer":
        await this.#while("enrolling");
        return this.#enrol();
      case "open":
        return this.#goTo(action.page);
      case "run_checks":
        return this.#check(this.#results);
      case "cancel_checks":
        this.#cancelled = true;
        return;
      case "check_again":
        return this.#check(this.#results.filter((result) => result.check === action.check));
      case "open_settings":
        return;
      case "answer_finding":
        return this.#answer(action);
      case "leave_out":
        return this.#leaveOut(action);
      case "send_report":
      case "deliver_now":
        await this.#while("sending");
        return this.#arrive();
      case "export_reports":
        return this.#show({ exported_to: EXPORTED_TO });
      case "withdraw_report":
        await this.#while("withdrawing");
        return this.#withdraw(action.report);
    }
  }

  #fail(action: Action, trouble: Problem): void {
    if (action.do === "send_report" || action.do === "deliver_now") {
      const delivery = { state: "waiting", since: NOW, problem: trouble } as const;
      this.#show({ page: { name: "receipt" }, delivery, history: this.#historyWith(WAITING_NOW) });
    } else {
      this.#show({ problem: trouble });
    }
  }

  #enrol(): void {
    const checks = this.#results.map(({ check }) => ({ id: check, running: false, finding: null, answer: null }));
    this.#show({ page: { name: "home" }, offer: null, key_place: this.#state.key_place ?? "keyring", checks });
  }

  #goTo(page: Page): void {
    const { checks, history } = this.#state;
    const report = page.name === "report" ? draftOn(checks, this.#leftOut) : null;
    const asked = page.name === "sent" ? history.find((sent) => sent.id === page.report) : undefined;
    this.#show({ page, report, shown: asked === undefined ? null : keptCopy(asked, checks), exported_to: null });
  }

  async #check(results: readonly Result[]): Promise<void> {
    this.#cancelled = false;
    const meant = new Set(results.map((result) => result.check));
    const running = this.#state.checks.map((card) => (meant.has(card.id) ? { ...card, running: true } : card));
    this.#show({ busy: "checking", checks: running, readiness: null });
    for (const result of results) {
      await this.#pass();
      if (this.#cancelled) {
        break;
      }
      const checks = this.#state.checks.map((card) => (card.id === result.check ? cardOf(result) : card));
      this.#show({ checks });
    }
    const checks = this.#state.checks.map((card) => ({ ...card, running: false }));
    const done = checks.every((card) => card.finding !== null);
    this.#show({ busy: null, checks, readiness: done ? readinessOf(this.#results) : null });
  }

  #answer({ check, answer }: Extract<Action, { do: "answer_finding" }>): void {
    this.#show({ checks: this.#state.checks.map((card) => (card.id === check ? { ...card, answer } : card)) });
  }

  #leaveOut({ check, left_out }: Extract<Action, { do: "leave_out" }>): void {
    const others = this.#leftOut.filter((id) => id !== check);
    this.#leftOut = left_out ? [...others, check] : others;
    this.#show({ report: draftOn(this.#state.checks, this.#leftOut) });
  }

  #arrive(): void {
    const delivery = { state: "sent", reference: "PL-7F3K-Q2", received_at: NOW } as const;
    this.#show({ page: { name: "receipt" }, delivery, history: this.#historyWith(SENT_NOW) });
  }

  #withdraw(report: string): void {
    const history = this.#state.history.map((sent) => {
      const state = sent.state;
      return sent.id !== report || state.state !== "received"
        ? sent
        : { ...sent, state: { state: "withdrawn" as const, reference: state.reference, withdrawn_at: NOW } };
    });
    this.#show({ history });
  }

  #historyWith(newest: SentReport): SentReport[] {
    return [newest, ...this.#state.history.filter((sent) => sent.id !== newest.id)];
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
    this.#state = { ...state, revision: state.revision + 1, tasks: this.#stopped ? [] : tasksOf(state) };
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
    withdraw_report: "withdrawing",
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
