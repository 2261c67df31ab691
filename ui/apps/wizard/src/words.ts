// Which message says what a state means. Every id that is put together from parts is put together here.

import type {
  CheckId,
  Finding,
  Outcome,
  PersonAnswer,
  Problem,
  SentState,
  Standing,
  TaskId,
  TaskProgress,
} from "@porchlight/api";
import {
  type Args,
  IconCalm,
  IconCare,
  IconGood,
  IconNotShared,
  IconStop,
  IconUnclear,
  type LucideIcon,
  type Speaker,
  type Tone,
} from "@porchlight/kit";

const part = (code: string): string => code.replaceAll(/[._]/g, "-");

/** `check-disk-encryption`: the name of a check, with the attributes `good`, `why` and `sent`. */
export function checkMessage(check: CheckId): string {
  return `check-${part(check)}`;
}

/** The headlines of an outcome, the first of which matters most; each may have `what` and steps. */
export function headlines(check: CheckId, outcome: Outcome): [string, ...string[]] {
  switch (outcome.status) {
    case "pass":
      return [`${checkMessage(check)}.good`];
    case "warn":
    case "fail": {
      const [first = "", ...rest] = outcome.reasons.map((reason) => `finding-${part(check)}-${part(reason)}`);
      return [first, ...rest];
    }
    case "not_applicable":
      return [`not-applicable-${part(outcome.why)}`];
    case "unknown":
      return [`unknown-${part(outcome.cause)}`];
  }
}

/** The values that a text on a finding may use: the company's name and the coarse facts. */
export function findingArgs({ facts }: Pick<Finding, "facts">, company: string): Args {
  const values = Object.entries(facts).map(([name, fact]) => [name, typeof fact === "boolean" ? String(fact) : fact]);
  return { ...Object.fromEntries(values), company };
}

/** How a finding stands, as a tag shows it. */
export interface Stand {
  tone: Tone;
  icon: LucideIcon;
  message: string;
}

const STANDS: Record<Standing, Stand> = {
  good: { tone: "good", icon: IconGood, message: "standing-good" },
  worth_mending: { tone: "care", icon: IconCare, message: "standing-worth-mending" },
  must_mend: { tone: "stop", icon: IconStop, message: "standing-must-mend" },
  unclear: { tone: "calm", icon: IconUnclear, message: "standing-unclear" },
  not_shared: { tone: "calm", icon: IconNotShared, message: "standing-not-shared" },
  not_asked: { tone: "calm", icon: IconCalm, message: "standing-not-asked" },
};

export function stand({ standing, outcome }: Pick<Finding, "standing" | "outcome">): Stand {
  const shown = STANDS[standing];
  return outcome.status === "not_applicable" ? { ...shown, message: "standing-not-applicable" } : shown;
}

const WHY: Record<Standing, string> = {
  good: "finding-why-good",
  worth_mending: "finding-why-advised",
  must_mend: "finding-why-required",
  unclear: "finding-why-good",
  not_shared: "finding-why-advised",
  not_asked: "finding-why-not-asked",
};

/** Why the company asks. */
export function whyAsked(standing: Standing): string {
  return WHY[standing];
}

/** `answer-cannot-do`: what a person may say, with the attributes `said` and `next`. */
export function answerMessage(answer: PersonAnswer): string {
  return `answer-${part(answer)}`;
}

/** `sent-received`: where a signed report is, with the attributes `lead`, `about` and `when`. */
export function sentMessage({ state }: SentState): string {
  return `sent-${state}`;
}

export function taskMessage(task: TaskId): string {
  return `task-${task}`;
}

export function progressMessage(progress: TaskProgress): string {
  return `progress-${part(progress)}`;
}

/** What happened, and what to do now. */
export function problemWords(speaker: Speaker, { code, args }: Problem): { what: string; next: string } {
  const id = `error-${part(code)}`;
  const values = Object.entries(args).map(([name, value]) => [name, /^\d+$/.test(value) ? Number(value) : value]);
  const numbered: Args = Object.fromEntries(values);
  return { what: speaker.say(id, numbered), next: speaker.say(`${id}.next`, numbered) };
}

/** A point in time in words, such as `Today 10:38`. */
export function when(speaker: Speaker, timestamp: string): string {
  const { day, date, time } = speaker.moment(timestamp);
  return speaker.say("moment", { day, date, time });
}
