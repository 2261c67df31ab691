// The desk's addresses with what they take and answer.

import type { paths } from "@porchlight/api/openapi";

import type {
  AuditList,
  CompanyDetail,
  CompanyRow,
  Device,
  DeviceList,
  DeviceNote,
  Difference,
  InviteList,
  Me,
  NewInvite,
  NewStaff,
  PeopleList,
  Policy,
  PolicyPreview,
  Role,
  SecondFactor,
  SetUpLink,
  StaffRow,
  Today,
} from "./desk";

interface Answered<T> {
  responses: { 200: { headers: Record<string, unknown>; content: { "application/json": T } } };
}

interface Done {
  responses: { 204: { headers: Record<string, unknown>; content?: never } };
}

interface Plain {
  parameters: { query?: never; header?: never; path?: never; cookie?: never };
  requestBody?: never;
}

interface Taking<Body> {
  parameters: { query?: never; header?: never; path?: never; cookie?: never };
  requestBody: { content: { "application/json": Body } };
}

interface Asking<Query> {
  parameters: { query?: Query; header?: never; path?: never; cookie?: never };
  requestBody?: never;
}

interface OfOne {
  parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
  requestBody?: never;
}

interface OfOneAsking<Query> {
  parameters: { query: Query; header?: never; path: { id: string }; cookie?: never };
  requestBody?: never;
}

interface OfOneTaking<Body> {
  parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
  requestBody: { content: { "application/json": Body } };
}

type Maybe = string | undefined;
type DeviceQuery = NonNullable<paths["/api/console/v1/devices"]["get"]["parameters"]["query"]> & {
  check?: Maybe;
  outcome?: Maybe;
  os?: Maybe;
  stale?: boolean | undefined;
};

interface New {
  "/api/console/v1/session": {
    get: Plain & Answered<Me>;
    post: Taking<{ email: string; password: string; code?: string }> & Answered<Me>;
    delete: Plain & Done;
  };
  "/api/console/v1/set-up/look-up": {
    post: Taking<{ token: string }> & Answered<{ email: string; name: string; provider: string }>;
  };
  "/api/console/v1/set-up": { post: Taking<{ token: string; password: string }> & Done };
  "/api/console/v1/second-factor/begin": { post: Plain & Answered<SecondFactor> };
  "/api/console/v1/second-factor/confirm": { post: Taking<{ code: string }> & Answered<{ recovery_codes: string[] }> };
  "/api/console/v1/second-factor": { delete: Taking<{ password: string; code: string }> & Done };
  "/api/console/v1/password": { post: Taking<{ current: string; new: string }> & Done };
  "/api/console/v1/staff": {
    get: Plain & Answered<StaffRow[]>;
    post: Taking<NewStaff> & Answered<SetUpLink & { id: string }>;
  };
  "/api/console/v1/staff/{id}": {
    patch: OfOneTaking<{ role?: Role; companies?: string[] | null; disabled?: boolean }> & Done;
  };
  "/api/console/v1/staff/{id}/set-up-link": { post: OfOne & Answered<SetUpLink> };
  "/api/console/v1/audit": {
    get: Asking<{ company?: Maybe; action?: Maybe; before?: number | undefined }> & Answered<AuditList>;
  };
  "/api/console/v1/today": { get: Asking<{ company?: Maybe }> & Answered<Today> };
  "/api/console/v1/devices": { get: Asking<DeviceQuery> & Answered<DeviceList> };
  "/api/console/v1/devices/{id}": { get: OfOne & Answered<Device> };
  "/api/console/v1/devices/{id}/note": { post: OfOneTaking<DeviceNote> & Done };
  "/api/console/v1/devices/{id}/diff": { get: OfOneAsking<{ from: string; to: string }> & Answered<Difference> };
  "/api/console/v1/companies": {
    get: Plain & Answered<CompanyRow[]>;
    post: Taking<{ name: string; phone?: string; hours?: string }> & Answered<{ id: string }>;
  };
  "/api/console/v1/companies/{id}": {
    get: OfOne & Answered<CompanyDetail>;
    patch: OfOneTaking<{ name?: string; phone?: string; hours?: string }> & Done;
  };
  "/api/console/v1/companies/{id}/policy": { put: OfOneTaking<Policy> & Answered<Policy> };
  "/api/console/v1/companies/{id}/policy/preview": { post: OfOneTaking<Policy> & Answered<PolicyPreview> };
  "/api/console/v1/people": {
    get: Asking<{ company?: Maybe; q?: Maybe; after?: Maybe }> & Answered<PeopleList>;
  };
  "/api/console/v1/invites": {
    get: Asking<{ company?: Maybe; state?: Maybe; after?: Maybe }> & Answered<InviteList>;
    post: Taking<{ company: string; person: string | null; hours: number }> & Answered<NewInvite>;
  };
  "/api/console/v1/invites/batch": {
    post: Taking<{ company: string; people: string[]; hours: number }> & Answered<{ invites: NewInvite[] }>;
  };
  "/api/console/v1/invites/{id}": { delete: OfOne & Done };
}

export type DeskPaths = Omit<paths, keyof New> & New;
