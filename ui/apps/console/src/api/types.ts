// The collector's answers by their short names.

import type { components } from "@porchlight/api/openapi";

import type { Device, DeviceRow } from "./desk";
import type { paths } from "@porchlight/api/openapi";

export type { CompanyRow as Company, Device, DeviceList, DeviceRow, Me } from "./desk";

type Schemas = components["schemas"];

export type DeviceCheck = Device["checks"][number];
export type OsFamily = DeviceRow["os"]["family"];
export type Outcome = Schemas["Outcome"];
export type Readiness = Schemas["Readiness"];
export type ReportOriginal = Schemas["ReportOriginal"];
export type ReportRow = Schemas["ReportRow"];
export type Standing = Schemas["Standing"];

/** What can be asked of the list of devices. */
export type DeviceQuery = NonNullable<paths["/api/console/v1/devices"]["get"]["parameters"]["query"]>;
