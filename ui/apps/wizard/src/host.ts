// Which side holds the state: Rust in the shipped window, a stand-in in a browser.

import type { HostBridge } from "@porchlight/bridge";

/** The bridge. The stand-in is not part of a production build. */
export async function connect(): Promise<HostBridge> {
  if (import.meta.env.MODE === "production" || "__TAURI_INTERNALS__" in window) {
    return (await import("@porchlight/bridge/tauri")).tauriBridge;
  }
  const query = new URLSearchParams(location.search);
  const pace = Number(query.get("pace") ?? 700);
  return (await import("@porchlight/bridge/fake")).fakeBridge(query.get("fake"), pace);
}
