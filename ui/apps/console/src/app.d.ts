// Types that SvelteKit looks for.

declare global {
  namespace App {
    /** What a page remembers of where it was, so that the way back ends there. */
    interface PageState {
      /** Typing goes on in the same step of the history. */
      typing?: boolean;
    }
  }
}

export {};
