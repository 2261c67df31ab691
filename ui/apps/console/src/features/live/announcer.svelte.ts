// News for those who listen instead of look: said soon, and not so often that nothing else can be heard.

import { createContext } from "svelte";

const PAUSE_MS = 5_000;

export class Announcer {
  /** What is to be said now. */
  words = $state("");
  #waiting: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Says `words`, at once or, where something was said just now, as part of a sum that `many` puts into words. */
  announce(words: string, many: (count: number) => string): void {
    if (this.#timer === undefined) {
      this.#speak(words, many);
    } else {
      this.#waiting.push(words);
    }
  }

  #speak(words: string, many: (count: number) => string): void {
    this.words = words;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const [first, ...more] = this.#waiting;
      this.#waiting = [];
      if (first !== undefined) {
        this.#speak(more.length === 0 ? first : many(more.length + 1), many);
      }
    }, PAUSE_MS);
  }
}

export const [useAnnouncer, setAnnouncer] = createContext<Announcer>();
