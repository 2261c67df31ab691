// The console opens on the devices.

import { redirect } from "@sveltejs/kit";

export function load(): never {
  redirect(307, "/devices");
}
