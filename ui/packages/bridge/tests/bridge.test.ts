// The bridge: older states are dropped, and what goes over to Rust has the shape it expects.

import { webcrypto } from "node:crypto";

import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import type { WizardState } from "@porchlight/api";

import { fakeBridge, SCENARIOS } from "../src/fake";
import { onlyNewer } from "../src/index";
import { tauriBridge } from "../src/tauri";

async function stateOf(scenario: string): Promise<WizardState> {
  return new Promise((resolve) => void fakeBridge(scenario).subscribe(resolve));
}

/** Waits for the first state that `fits`. */
function until(scenario: ReturnType<typeof fakeBridge>, fits: (state: WizardState) => boolean): Promise<WizardState> {
  return new Promise((resolve) => void scenario.subscribe((state) => fits(state) && resolve(state)));
}

describe("onlyNewer", () => {
  test("a state that arrives late is dropped", async () => {
    const state = await stateOf("notice");
    const seen: number[] = [];
    const listener = onlyNewer(({ revision }) => seen.push(revision));
    for (const revision of [4, 5, 3, 7, 6]) {
      listener({ ...state, revision });
    }
    expect(seen).toEqual([4, 5, 7]);
  });

  test("the very first state counts, whatever its revision", async () => {
    const listener = vi.fn();
    onlyNewer(listener)({ ...(await stateOf("notice")), revision: 0 });
    expect(listener).toHaveBeenCalledOnce();
  });
});

describe("the bridge to Rust", () => {
  beforeEach(() => {
    vi.stubGlobal("window", { crypto: webcrypto });
  });

  afterEach(() => {
    clearMocks();
    vi.unstubAllGlobals();
  });

  /** Takes calls as Rust would, and gives what a channel needs to send `message` back. */
  function rust(): { calls: [string, unknown][]; send: (index: number, message: WizardState) => void } {
    const calls: [string, unknown][] = [];
    let channel = 0;
    mockIPC((command, args) => {
      calls.push([command, JSON.parse(JSON.stringify(args))]);
      if (command === "subscribe") {
        channel = (args as { channel: { id: number } }).channel.id;
      }
    });
    const internals = () => (window as unknown as { __TAURI_INTERNALS__: Record<string, Function> }).__TAURI_INTERNALS__;
    return { calls, send: (index, message) => internals()["runCallback"]?.(channel, { index, message }) };
  }

  test("it subscribes with a channel and hears only newer states until it ends", async () => {
    const { calls, send } = rust();
    const state = await stateOf("notice");
    const seen: number[] = [];
    const end = await tauriBridge.subscribe(({ revision }) => seen.push(revision));
    send(0, { ...state, revision: 2 });
    send(1, { ...state, revision: 1 });
    send(2, { ...state, revision: 3 });
    end();
    send(3, { ...state, revision: 4 });
    expect(calls).toEqual([["subscribe", { channel: expect.stringMatching(/^__CHANNEL__:\d+$/) }]]);
    expect(seen).toEqual([2, 3]);
  });

  test("an action goes over as it is", async () => {
    const { calls } = rust();
    await tauriBridge.act({ do: "look_up_invite", text: "K7Q2M9X4TB", address: null });
    expect(calls).toEqual([["act", { action: { do: "look_up_invite", text: "K7Q2M9X4TB", address: null } }]]);
  });

  test("a refusal is not swallowed", async () => {
    mockIPC(() => Promise.reject({ code: "internal", args: {} }));
    await expect(tauriBridge.act({ do: "run_checks" })).rejects.toEqual({ code: "internal", args: {} });
  });
});

describe("the stand-in", () => {
  test("it plays the whole way from the notice to the receipt", async () => {
    const host = fakeBridge("notice", 0);
    await host.act({ do: "accept_notice" });
    await host.act({ do: "look_up_invite", text: "K7Q2M9X4TB", address: null });
    await host.act({ do: "confirm_offer" });
    expect((await until(host, () => true)).tasks.map((task) => task.progress)).toEqual(["not_yet_started", "cannot_start_yet"]);
    await host.act({ do: "run_checks" });
    await host.act({ do: "open", page: { name: "report" } });
    const { report } = await until(host, () => true);
    await host.act({ do: "send_report", report: report?.id ?? "" });
    const last = await until(host, (state) => state.delivery !== null);
    expect(last.page).toEqual({ name: "receipt" });
    expect(last.tasks.map((task) => task.progress)).toEqual(["completed", "completed"]);
  });

  test("trouble comes once, and the next try goes through", async () => {
    const host = fakeBridge("invite-asks-address", 0);
    await host.act({ do: "look_up_invite", text: "K7Q2M9X4TB", address: null });
    expect((await until(host, () => true)).problem?.code).toBe("collector_address_missing");
    await host.act({ do: "look_up_invite", text: "K7Q2M9X4TB", address: "https://help.example" });
    expect((await until(host, () => true)).page).toEqual({ name: "confirm" });
  });

  test("checks come in one by one, and readiness only after the last", async () => {
    const host = fakeBridge("check-mixed-new", 0);
    const seen: string[] = [];
    await host.subscribe(({ checks, readiness }) => {
      seen.push(`${checks.filter((card) => card.finding !== null).length} ${readiness?.good ?? "-"}`);
    });
    await host.act({ do: "run_checks" });
    expect([...new Set(seen)]).toEqual(["0 -", "1 -", "2 -", "3 -", "4 -", "4 1"]);
  });

  test("there is a story for every page", () => {
    const pages = new Set(Object.values(SCENARIOS).map((scenario) => scenario.begin.page?.name ?? "notice"));
    expect([...pages].sort()).toEqual(
      ["check", "confirm", "declined", "finding", "home", "invite", "notice", "receipt", "report"],
    );
  });
});
