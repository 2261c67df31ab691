// The bridge to Rust. Nothing else imports from Tauri.

import { Channel, invoke } from "@tauri-apps/api/core";

import type { WizardState } from "@porchlight/api";

import { type HostBridge, onlyNewer } from "./index";

export const tauriBridge: HostBridge = {
  async subscribe(listener) {
    const channel = new Channel<WizardState>(onlyNewer(listener));
    await invoke("subscribe", { channel });
    return () => {
      channel.onmessage = () => {};
    };
  },

  async act(action) {
    await invoke("act", { action });
  },
};
