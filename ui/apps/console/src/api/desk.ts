// The desk's shapes, as the collector answers them, by the names that the pages use.

import type { components } from "@porchlight/api/openapi";

type Schemas = components["schemas"];

export type CompanyName = Schemas["CompanyName"];
export type Standing = Schemas["Standing"];
export type Outcome = Schemas["Outcome"];
export type Role = Schemas["Role"];
export type PersonAnswer = Schemas["PersonAnswer"];
export type Me = Schemas["Me"];

export type DeviceRow = Schemas["DeviceRow"];
export type DeviceList = Schemas["DevicePage"];
export type Device = Schemas["DeviceDetail"];
export type CheckHistory = Schemas["CheckHistory"];
export type Said = Schemas["Said"];
export type Difference = Schemas["DeviceDiff"];
export type FactValue = Schemas["ChangedFact"]["before"];

export type Today = Schemas["Today"];
export type TodayItem = Schemas["TodayItem"];
export type TodayKind = Schemas["TodayKind"];
export type DeviceNote = Schemas["OrderedNote"];

export type CompanyRow = Schemas["CompanyRow"];
export type CompanyDetail = Schemas["CompanyDetail"];
export type Policy = Schemas["Policy"];
export type Threshold = keyof Policy["thresholds"];
export type CheckPolicy = Schemas["Asked"];
export type Demand = Schemas["Wish"];
export type PolicyPreview = Schemas["Preview"];
export type StandingCounts = Schemas["Tally"];

export type InviteRow = Schemas["InviteRow"];
export type InviteList = Schemas["InvitePage"];
export type InviteState = Schemas["InviteLife"];
export type NewInvite = Schemas["NewInvite"];
export type PersonRow = Schemas["PersonRow"];
export type PeopleList = Schemas["PeoplePage"];

export type StaffRow = Schemas["StaffRow"];
export type NewStaff = Schemas["NewStaff"];
export type SetUpLink = Schemas["NewSetUpLink"];
export type SetUpCard = Schemas["SetUpCard"];
export type SetUpRequest = Schemas["SetUpRequest"];
export type AuditEntry = Schemas["AuditRow"];
export type AuditList = Schemas["AuditPage"];
export type SecondFactor = Schemas["SecondFactorOffer"];
