// How old a report may be before it says little about the computer as it is now.

export type Staleness = "fresh" | "stale" | "very_stale";

const DAY_MS = 86_400_000;
const VERY_STALE_DAYS = 30;

/** From when on it is `stale` is for the company's policy to say; very stale is the same for all. */
export function staleness(stale: boolean, receivedAt: string, now: Date): Staleness {
  const days = (now.getTime() - Date.parse(receivedAt)) / DAY_MS;
  return !stale ? "fresh" : days >= VERY_STALE_DAYS ? "very_stale" : "stale";
}
