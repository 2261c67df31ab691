// Turns any number of calls into few: the first goes at once, those that follow share one run a little later.

/** Runs `action` after every call, but never twice at a time and not again within `pauseMs`. */
export function paced(action: () => Promise<void>, pauseMs: number): { call: () => void; stop: () => void } {
  let running = false;
  let wanted = false;

  async function run(): Promise<void> {
    running = true;
    while (wanted) {
      wanted = false;
      await action();
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
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
