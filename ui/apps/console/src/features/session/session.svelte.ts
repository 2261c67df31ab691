// Who is signed in.

import { createContext } from "svelte";

import type { Problem } from "../../api/answer";
import type { Api } from "../../api/client";
import type { Me } from "../../api/types";

type Stage = "checking" | "unreachable" | "out" | "in";

export class Session {
  readonly #api: Api;
  stage = $state<Stage>("checking");
  me = $state.raw<Me | undefined>();
  problem = $state.raw<Problem | undefined>();
  /** Whether the session ran out while somebody worked. */
  ranOut = $state(false);

  constructor(api: Api) {
    this.#api = api;
    api.onsignedout = () => this.#leave(true);
  }

  /** Asks the collector who is signed in. */
  async check(): Promise<void> {
    const answer = await this.#api.me();
    if (answer.ok) {
      this.#enter(answer.value);
    } else if (answer.problem.code === "session_missing") {
      this.#leave(this.stage === "in");
    } else if (this.stage !== "in") {
      this.stage = "unreachable";
      this.problem = answer.problem;
    }
  }

  /** Signs in, with a code if one is asked for; the problem says why not. */
  async signIn(email: string, password: string, code?: string): Promise<Problem | undefined> {
    const answer = await this.#api.signIn(email, password, code);
    if (!answer.ok) {
      return answer.problem;
    }
    this.#enter(answer.value);
    return undefined;
  }

  /** Signs out. Where the collector cannot be told, the session goes on, and the problem says why. */
  async signOut(): Promise<Problem | undefined> {
    const answer = await this.#api.signOut();
    if (!answer.ok && answer.problem.code !== "session_missing") {
      return answer.problem;
    }
    this.#leave(false);
    return undefined;
  }

  #enter(me: Me): void {
    this.me = me;
    this.problem = undefined;
    this.ranOut = false;
    this.stage = "in";
  }

  #leave(ranOut: boolean): void {
    this.me = undefined;
    this.problem = undefined;
    this.ranOut = ranOut;
    this.stage = "out";
  }
}

export const [useSession, setSession] = createContext<Session>();
export const [useApi, setApi] = createContext<Api>();
