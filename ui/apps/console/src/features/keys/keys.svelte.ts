// Single keys that act on the whole page, for hands that stay on the keyboard; they can be turned off.

import { createContext } from "svelte";

import { recall, remember } from "../../remembered";

const NAME = "single-keys";

export class Keys {
  #on = $state(recall(NAME) !== "off");
  /** Whether the list of keys is open. */
  helpOpen = $state(false);

  get on(): boolean {
    return this.#on;
  }

  set on(on: boolean) {
    this.#on = on;
    remember(NAME, on ? "on" : "off");
  }

  /** The single key that was meant for the page; `null` while somebody types, chooses or reads the list of keys. */
  meant(event: KeyboardEvent): string | null {
    const typing = event.target instanceof Element && event.target.closest("input, select, textarea, [contenteditable]");
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    return !this.#on || this.helpOpen || typing || modified || event.defaultPrevented ? null : event.key;
  }
}

export const [useKeys, setKeys] = createContext<Keys>();
