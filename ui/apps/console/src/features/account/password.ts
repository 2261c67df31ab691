// What the collector asks of a password.

/** Characters, at least. */
export const LEAST_PASSWORD = 15;
