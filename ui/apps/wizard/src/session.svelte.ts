// The newest state, and the way to act on it. The window keeps nothing else.

import { createContext } from "svelte";

import type { Action, Problem, WizardState } from "@porchlight/api";
import type { HostBridge } from "@porchlight/bridge";

const BROKEN: Problem = { code: "internal", args: {} };

export class Session {
  #bridge: HostBridge | null = null;
  #failure = $state.raw<Problem | null>(null);
  #state = $state.raw<WizardState | null>(null);

  /** Listens to `bridge` from now on. */
  async start(bridge: Promise<HostBridge>): Promise<void> {
    await this.#guard(async () => {
      this.#bridge = await bridge;
      await this.#bridge.subscribe((state) => {
        this.#state = state;
      });
    });
  }

  /** The newest state, once there is one. */
  get state(): WizardState | null {
    return this.#state;
  }

  /** What went wrong with the last action, or with the way there and back. */
  get problem(): Problem | null {
    return this.#state?.problem ?? this.#failure;
  }

  /** Hands over what the person did; what comes of it is in the next state. */
  act = async (action: Action): Promise<void> => {
    this.#failure = null;
    await this.#guard(async () => this.#bridge?.act(action));
  };

  async #guard(attempt: () => Promise<unknown>): Promise<void> {
    try {
      await attempt();
    } catch (error) {
      console.error("the other side refused", error);
      this.#failure = isProblem(error) ? error : BROKEN;
    }
  }
}

function isProblem(error: unknown): error is Problem {
  return typeof error === "object" && error !== null && "code" in error && "args" in error;
}

/** What every page gets: the state, and the way to act. */
export const [useSession, setSession] = createContext<Session>();
