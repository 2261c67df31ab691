// What each role may do. The collector has the last word; this only keeps from showing what would be refused.

import type { Role } from "../../api/desk";

/** Invites people, takes devices on, tries policies out. */
export function mayWork(role: Role | undefined): boolean {
  return role === "technician" || role === "owner";
}

/** Changes companies, policies and staff. */
export function mayOwn(role: Role | undefined): boolean {
  return role === "owner";
}

/** Reads who did what. */
export function mayAudit(role: Role | undefined): boolean {
  return role === "owner" || role === "auditor";
}
