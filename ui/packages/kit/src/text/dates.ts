// Points in time as people say them.

/** A point in time, in the words of a language and the person's own time zone. */
export interface Moment {
  /** How near it is, for "today" and "yesterday". */
  day: "today" | "yesterday" | "other";
  /** The date, such as `22 November 2026`. */
  date: string;
  /** The time of day, such as `10:38`. */
  time: string;
}

const REGION_OF: Record<string, string> = { en: "en-GB", es: "es-ES" };

/** The person's own variant of `language`, such as `en-US`, which decides how dates are written. */
export function regional(language: string, preferred: readonly string[]): string {
  const own = preferred.find((tag) => tag.split("-")[0] === language && isLanguageTag(tag));
  return own !== undefined && own !== language ? own : (REGION_OF[language] ?? language);
}

// A WebView may report the C locale as a "language", which Intl refuses.
function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** `timestamp` (RFC 3339) as seen from `now`. */
export function moment(timestamp: string, now: Date, locale: string): Moment {
  const at = new Date(timestamp);
  const daysAgo = Math.round((startOfDay(now) - startOfDay(at)) / 86_400_000);
  return {
    day: daysAgo === 0 ? "today" : daysAgo === 1 ? "yesterday" : "other",
    date: new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(at),
    time: new Intl.DateTimeFormat(locale, { timeStyle: "short" }).format(at),
  };
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** The point in time in full, with its zone: for those who compare it with a log. */
export function inFull(timestamp: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "long" }).format(new Date(timestamp));
}

/** Each unit with its length and from when on it is used, in seconds: days say more than one month does. */
const UNITS: readonly [Intl.RelativeTimeFormatUnit, number, number][] = [
  ["year", 365 * 86_400, 365 * 86_400],
  ["month", 30 * 86_400, 90 * 86_400],
  ["day", 86_400, 86_400],
  ["hour", 3_600, 3_600],
  ["minute", 60, 60],
];

/** How long before `now` it was, such as `3 minutes ago`, rounded down; `null` if it is less than a minute. */
export function ago(timestamp: string, now: Date, locale: string): string | null {
  const seconds = (now.getTime() - Date.parse(timestamp)) / 1000;
  const unit = UNITS.find(([, , from]) => Math.abs(seconds) >= from);
  if (unit === undefined) {
    return null;
  }
  const [name, length] = unit;
  return new Intl.RelativeTimeFormat(locale).format(-Math.trunc(seconds / length), name);
}
