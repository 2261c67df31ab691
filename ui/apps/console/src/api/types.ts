// The collector's answers by their short names.

import type { components, paths } from "@porchlight/api/openapi";

export type { paths };

type Schemas = components["schemas"];

export type Company = Schemas["CompanyRow"];
export type Device = Schemas["DeviceDetail"];
export type DeviceCheck = Schemas["DeviceCheck"];
export type DeviceList = Schemas["DevicePage"];
export type DeviceRow = Schemas["DeviceRow"];
export type Me = Schemas["Me"];
export type Outcome = Schemas["Outcome"];
export type Readiness = Schemas["Readiness"];
export type ReportOriginal = Schemas["ReportOriginal"];
export type ReportRow = Schemas["ReportRow"];
export type Standing = Schemas["Standing"];

/** What can be asked of the list of devices. */
export type DeviceQuery = NonNullable<paths["/api/console/v1/devices"]["get"]["parameters"]["query"]>;
