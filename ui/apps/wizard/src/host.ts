// Which side holds the state: Rust in the shipped window, a stand-in in a browser.

import type { HostBridge } from "@porchlight/bridge";

import { catalogue } from "./texts";
import { checkMessage } from "./words";

/** The bridge. The stand-in is not part of a production build. */
export async function connect(): Promise<HostBridge> {
  if (import.meta.env.MODE === "production" || "__TAURI_INTERNALS__" in window) {
    return (await import("@porchlight/bridge/tauri")).tauriBridge;
  }
  const query = new URLSearchParams(location.search);
  const pace = Number(query.get("pace") ?? 700);
  const hasWords = (check: string): boolean => catalogue.has("en", checkMessage(check));
  const { fakeBridge, SCENARIOS, storyCalled } = await import("@porchlight/bridge/fake");
  const host = fakeBridge(query.get("fake"), pace, hasWords);
  // Tests go through all stories in one window: that is quicker than to load it for each of them.
  const tell = (name: string): void => host.begin(storyCalled(name, hasWords));
  Object.assign(window, { stories: Object.keys(SCENARIOS), tell });
  return host;
}
