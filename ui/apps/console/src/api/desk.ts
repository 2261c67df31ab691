// The desk's shapes, as the collector answers them.

import type { components } from "@porchlight/api/openapi";

type Schemas = components["schemas"];
export type CompanyName = Schemas["CompanyName"];
export type Standing = Schemas["Standing"];
export type Outcome = Schemas["Outcome"];
export type Role = Schemas["Role"];
export type PersonAnswer = "cannot_do" | "disagree";

export type Me = Schemas["Me"] & {
  second_factor: boolean;
  recovery_codes_left: number;
  /** The companies somebody looks after; `null` for all. */
  companies: CompanyName[] | null;
};

export type DeviceRow = Schemas["DeviceRow"] & {
  /** Whether the newest report is older than the company's policy allows. */
  stale: boolean;
  /** How many checks the person left out of it. */
  left_out: number;
};

export type DeviceList = Omit<Schemas["DevicePage"], "devices"> & { devices: DeviceRow[] };

/** When the outcome of a check became another, newest first. */
export interface CheckHistory {
  id: string;
  changes: { at: string; outcome: Outcome; report: string }[];
}

/** What the person said to a finding. */
export interface Said {
  check: string;
  answer: PersonAnswer;
  words: string | null;
  at: string;
}

export type Device = Omit<Schemas["DeviceDetail"], "row"> & { row: DeviceRow; history: CheckHistory[]; said: Said[] };

export type FactValue = boolean | number | string | null;

/** Only what differs between two reports. */
export interface Difference {
  from: Schemas["ReportRow"];
  to: Schemas["ReportRow"];
  checks: {
    id: string;
    before: Outcome | null;
    after: Outcome | null;
    facts: { name: string; before: FactValue; after: FactValue }[];
  }[];
}

export type TodayKind = "person_says" | "must_mend" | "never_reported" | "invite_expiring" | "stale";

export interface TodayItem {
  kind: TodayKind;
  device: string | null;
  invite: string | null;
  company: CompanyName;
  person: string | null;
  check: string | null;
  reasons: string[];
  answer: PersonAnswer | null;
  since: string;
  snoozed_until: string | null;
  assigned_to: { id: string; name: string } | null;
}

export interface Today {
  items: TodayItem[];
  counts: Record<TodayKind, number>;
  /** How many there are, shown or not. */
  total: number;
  devices: number;
  as_of: string;
}

export interface DeviceNote {
  kind: "assign" | "snooze" | "done";
  until: string | null;
  reason: string;
}

export type CompanyRow = Schemas["CompanyRow"] & {
  /** Invites that nobody has used yet. */
  invited: number;
  must_mend: number;
  unclear: number;
  stale: number;
  never_reported: number;
  left_out: number;
};

export type Demand = "required" | "advised" | "none";

export interface CheckPolicy {
  requirement: Demand;
  /** Required only from that day on, `2026-12-01`; advised before. */
  from: string | null;
}

/** What a company asks for. What is sent back carries the version that it was made from. */
export interface Policy {
  version: number;
  checks: Record<string, CheckPolicy>;
  thresholds: Record<string, number>;
  stale_after_days: number;
}

export interface CompanyDetail {
  row: CompanyRow;
  help_desk: { phone?: string | null; hours?: string | null };
  policy: Policy;
  created_at: string;
}

export interface StandingCounts {
  ready: number;
  must_mend: number;
  unclear: number;
  worth_mending: number;
}

export interface PolicyPreview {
  devices: number;
  before: StandingCounts;
  after: StandingCounts;
  /** The first hundred of those that change. */
  changes: { device: string; person: string | null; check: string; before: Standing; after: Standing }[];
  changed: number;
}

export type InviteState = "open" | "used" | "revoked" | "expired";

export interface InviteRow {
  id: string;
  company: CompanyName;
  person: string | null;
  state: InviteState;
  created_at: string;
  expires_at: string;
  device_id: string | null;
  created_by: string | null;
}

export interface InviteList {
  invites: InviteRow[];
  total: number;
  next: string | null;
}

/** An invite as it is shown once, when it is made. */
export interface NewInvite {
  id: string;
  code: string;
  link: string;
  /** The link as SVG text. */
  qr: string;
  person: string | null;
  company: CompanyName;
  expires_at: string;
}

export interface PersonRow {
  person: string | null;
  company: CompanyName;
  devices: DeviceRow[];
  invites: InviteRow[];
}

export interface PeopleList {
  people: PersonRow[];
  total: number;
  next: string | null;
}

export interface StaffRow {
  id: string;
  email: string;
  name: string;
  role: Role;
  second_factor: boolean;
  companies: CompanyName[] | null;
  last_sign_in: string | null;
  disabled: boolean;
}

export interface NewStaff {
  email: string;
  name: string;
  role: Role;
  companies: string[] | null;
}

/** A link that lets somebody choose a password, once. */
export interface SetUpLink {
  set_up_url: string;
  expires_at: string;
}

export interface AuditEntry {
  seq: number;
  at: string;
  actor: { kind: "operator" | "technician" | "device" | "nobody"; id: string | null; name: string | null };
  action: string;
  company: CompanyName | null;
  subject: string | null;
}

export interface AuditList {
  entries: AuditEntry[];
  next: number | null;
  /** Whether each entry still carries the fingerprint of all before it. */
  verified: { ok: boolean; entries: number; head: string };
}

export interface SecondFactor {
  secret: string;
  uri: string;
  /** The address as SVG text. */
  qr: string;
}
