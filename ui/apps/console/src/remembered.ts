// What this browser remembers of a person's preferences. A browser that refuses to remember changes nothing else.

/** The value that was kept under `name`, or `null`. */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(`porchlight.${name}`);
  } catch {
    return null;
  }
}

/** Keeps `value` under `name`. */
export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`porchlight.${name}`, value);
  } catch {
    // Private windows may refuse to store; the choice then holds until the page is left.
  }
}
