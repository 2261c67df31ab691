// Something read from the collector, as a page shows it.

import type { Answer, Problem } from "./answer";

/** What came last, whether more is on its way, and what went wrong. A late answer to an older question is dropped. */
export class Reading<T> {
  value = $state.raw<T | undefined>();
  problem = $state.raw<Problem | undefined>();
  loading = $state(false);
  #question: AbortController | undefined;

  /** Asks; the last value stays until the answer is there. Gives the answer, unless a newer question overtook it. */
  async ask(read: (signal: AbortSignal) => Promise<Answer<T>>): Promise<Answer<T> | undefined> {
    this.#question?.abort();
    const question = new AbortController();
    this.#question = question;
    this.loading = true;
    const answer = await read(question.signal);
    if (this.#question !== question) {
      return undefined;
    }
    this.loading = false;
    if (answer.ok) {
      this.value = answer.value;
      this.problem = undefined;
    } else {
      this.problem = answer.problem;
    }
    return answer;
  }

  /** Forgets all and drops whatever is still on its way. */
  forget(): void {
    this.#question?.abort();
    this.#question = undefined;
    this.value = undefined;
    this.problem = undefined;
    this.loading = false;
  }
}
