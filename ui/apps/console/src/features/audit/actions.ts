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
  "invite_created",
  "invite_revoked",
  "company_added",
  "company_changed",
  "policy_changed",
  "technician_added",
  "technician_changed",
  "set_up_link_made",
  "password_changed",
  "second_factor_added",
  "second_factor_removed",
  "provider_named",
];

/** The message that names an action: `audit-did-signed-in`. */
export function actionMessage(action: string): string {
  return `audit-did-${action.replaceAll("_", "-")}`;
}
