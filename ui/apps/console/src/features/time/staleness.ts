// How old a report may be before it says little about the computer as it is now.

export type Staleness = "fresh" | "stale" | "very_stale";

const DAY_MS = 86_400_000;
const STALE_DAYS = 14;
const VERY_STALE_DAYS = 30;

export function staleness(receivedAt: string, now: Date): Staleness {
  const days = (now.getTime() - Date.parse(receivedAt)) / DAY_MS;
  return days >= VERY_STALE_DAYS ? "very_stale" : days >= STALE_DAYS ? "stale" : "fresh";
}
