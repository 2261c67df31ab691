// How each standing looks: the tone, the icon and the line around it. Unknown looks like nothing else.

import { IconCare, IconGood, IconNotShared, IconStop, IconUnclear, type LucideIcon, type Tone } from "@porchlight/kit";
import IconNotAsked from "@lucide/svelte/icons/circle-minus";

import type { Readiness, Standing } from "../../api/types";

export interface Look {
  tone: Tone;
  icon: LucideIcon;
  edge: "none" | "dashed";
}

export const LOOKS: Record<Standing, Look> = {
  must_mend: { tone: "stop", icon: IconStop, edge: "none" },
  unclear: { tone: "calm", icon: IconUnclear, edge: "dashed" },
  worth_mending: { tone: "care", icon: IconCare, edge: "none" },
  not_shared: { tone: "calm", icon: IconNotShared, edge: "none" },
  good: { tone: "good", icon: IconGood, edge: "none" },
  not_asked: { tone: "calm", icon: IconNotAsked, edge: "none" },
};

/** What needs somebody first. */
export const ORDER: readonly Standing[] = [
  "must_mend",
  "unclear",
  "worth_mending",
  "not_shared",
  "good",
  "not_asked",
];

/** The message that names a standing, such as `state-must-mend`. */
export function nameOf(standing: Standing): string {
  return `state-${standing.replaceAll("_", "-")}`;
}

/** What keeps a computer from being all good, with how many checks each, what needs somebody first. */
export function troubles(readiness: Readiness): { standing: Standing; count: number }[] {
  return (["must_mend", "unclear", "worth_mending"] as const)
    .map((standing) => ({ standing, count: readiness[standing] }))
    .filter(({ count }) => count > 0);
}
