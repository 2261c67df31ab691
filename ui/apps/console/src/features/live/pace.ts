// Turns any number of calls into few: the first goes at once, those that follow share one run a little later.

/** A pause is at least so many times as long as the action before it took: a busy collector is asked less often. */
const REST = 3;

/** Runs `action` after every call, but never twice at a time and not again within `pauseMs`. */
export function paced(action: () => Promise<void>, pauseMs: number): { call: () => void; stop: () => void } {
  let running = false;
  let wanted = false;

  async function run(): Promise<void> {
    running = true;
    while (wanted) {
      wanted = false;
      const started = performance.now();
      await action();
      const tookMs = performance.now() - started;
      await new Promise((resolve) => setTimeout(resolve, Math.max(pauseMs, REST * tookMs)));
    }
    running = false;
  }

  return {
    call: () => {
      wanted = true;
      if (!running) {
        void run();
      }
    },
    stop: () => {
      wanted = false;
    },
  };
}
