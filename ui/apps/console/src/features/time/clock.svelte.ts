// The time, for "3 minutes ago" that stays true while somebody looks at it.

import { createContext } from "svelte";

const STEP_MS = 15_000;

export class Clock {
  now = $state.raw(new Date());

  /** Goes until the function it gives is called. */
  start(): () => void {
    const timer = setInterval(() => this.tick(), STEP_MS);
    return () => clearInterval(timer);
  }

  tick(): void {
    this.now = new Date();
  }
}

export const [useClock, setClock] = createContext<Clock>();
