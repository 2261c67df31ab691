// The language that is spoken right now, for every component below the one that set it.

import { createContext } from "svelte";

import type { Args, Catalogue } from "./catalogue";
import { ago, inFull, type Moment, moment, regional } from "./dates";

const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur"]);

/** Says texts in the current language; whatever was said is said anew when the language changes. */
export class Speaker {
  readonly #catalogue: Catalogue;
  readonly #preferred: readonly string[];
  #chosen = $state<string | null>(null);

  constructor(catalogue: Catalogue, preferred: readonly string[] = navigator.languages) {
    this.#catalogue = catalogue;
    this.#preferred = preferred;
  }

  /** The language, such as `es`. */
  get language(): string {
    return this.#chosen ?? this.#catalogue.negotiate(this.#preferred);
  }

  /** Which way the language is written. */
  get direction(): "ltr" | "rtl" {
    return RIGHT_TO_LEFT.has(this.language.split("-")[0] ?? "") ? "rtl" : "ltr";
  }

  /** Speaks `language` from now on, or with `null` what the system prefers. */
  choose(language: string | null): void {
    this.#chosen = language;
  }

  /** The text `message` or `message.attribute`. */
  say = (id: string, args?: Args): string => this.#catalogue.format(this.language, id, args);

  /** Whether there is a text `message` or `message.attribute`. */
  knows = (id: string): boolean => this.#catalogue.has(this.language, id);

  /** A point in time (RFC 3339) in the current language. */
  moment = (timestamp: string, now: Date = new Date()): Moment =>
    moment(timestamp, now, regional(this.language, this.#preferred));

  /** How long ago a point in time (RFC 3339) was, such as `3 minutes ago`; `null` under a minute. */
  ago = (timestamp: string, now: Date): string | null => ago(timestamp, now, this.language);

  /** A point in time (RFC 3339) in full, with its zone. */
  inFull = (timestamp: string): string => inFull(timestamp, regional(this.language, this.#preferred));

  /** The languages there are texts in. */
  get languages(): string[] {
    return this.#catalogue.languages;
  }
}

/** Every component speaks through the one that the app's root set. */
export const [useSpeaker, setSpeaker] = createContext<Speaker>();
