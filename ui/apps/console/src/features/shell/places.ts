// The pages in the side bar, and who may see which.

import type { LucideIcon } from "@porchlight/kit";
import IconCompanies from "@lucide/svelte/icons/building";
import IconToday from "@lucide/svelte/icons/inbox";
import IconDevices from "@lucide/svelte/icons/laptop";
import IconInvites from "@lucide/svelte/icons/mail";
import IconAudit from "@lucide/svelte/icons/scroll-text";
import IconStaff from "@lucide/svelte/icons/user-cog";
import IconPeople from "@lucide/svelte/icons/users";

import type { Role } from "../../api/desk";
import { mayAudit, mayOwn } from "../session/rights";

export interface Place {
  href: string;
  /** The message that names it. */
  name: string;
  icon: LucideIcon;
}

const PLACES: readonly (Place & { for: (role: Role | undefined) => boolean })[] = [
  { href: "/", name: "nav-today", icon: IconToday, for: () => true },
  { href: "/companies", name: "nav-companies", icon: IconCompanies, for: () => true },
  { href: "/people", name: "nav-people", icon: IconPeople, for: () => true },
  { href: "/devices", name: "nav-devices", icon: IconDevices, for: () => true },
  { href: "/invites", name: "nav-invites", icon: IconInvites, for: () => true },
  { href: "/audit", name: "nav-audit", icon: IconAudit, for: mayAudit },
  { href: "/staff", name: "nav-staff", icon: IconStaff, for: mayOwn },
];

/** The pages that somebody of that role sees. */
export function placesFor(role: Role | undefined): readonly Place[] {
  return PLACES.filter((place) => place.for(role));
}

/** Whether the page of that address is the place, or one below it. */
export function isHere({ href }: Place, pathname: string): boolean {
  return href === "/" ? pathname === "/" : pathname === href || pathname.startsWith(`${href}/`);
}
