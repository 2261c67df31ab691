// The one way from the window to the side that holds all state: Rust, or a stand-in for it.

import type { Action, WizardState } from "@porchlight/api";

/** What the window knows of the other side. */
export interface HostBridge {
  /** Hears the state as it is now and then every newer one; the returned function ends that. */
  subscribe(listener: (state: WizardState) => void): Promise<() => void>;
  /** Hands over what the person did. Its effect, good or bad, comes as a state. */
  act(action: Action): Promise<void>;
}

/** Lets only those states through to `listener` that are not older than the newest one before them. */
export function onlyNewer(listener: (state: WizardState) => void): (state: WizardState) => void {
  let newest = -1;
  return (state) => {
    if (state.revision >= newest) {
      newest = state.revision;
      listener(state);
    }
  };
}
