// What the audit knows of.

export const ACTIONS: readonly string[] = [
  "signed_in",
  "sign_in_failed",
  "signed_out",
  "device_viewed",
  "report_read",
  "report_withdrawn",
  "device_enrolled",
  "device_assigned",
  "device_snoozed",
  "device_done",
  "devices_exported",
  "invite_created",
  "invite_revoked",
  "company_added",
  "company_changed",
  "policy_changed",
  "technician_added",
  "role_changed",
  "scope_changed",
  "technician_disabled",
  "technician_enabled",
  "set_up_link_made",
  "set_up",
  "password_changed",
  "second_factor_on",
  "second_factor_off",
  "provider_named",
];

/** The message that names an action: `audit-did-signed-in`. */
export function actionMessage(action: string): string {
  return `audit-did-${action.replaceAll("_", "-")}`;
}
