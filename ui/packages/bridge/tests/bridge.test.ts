// The bridge: older states are dropped, and what goes over to Rust has the shape it expects.

import { webcrypto } from "node:crypto";

import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import type { Report, WizardState } from "@porchlight/api";

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
    expect([...new Set(seen)]).toEqual([...Array(10).keys()].map((done) => `${done} -`).concat("9 6"));
  });

  test("checks that are stopped keep what they found", async () => {
    const host = fakeBridge("check-new", 0);
    const run = host.act({ do: "run_checks" });
    await until(host, (state) => state.checks.filter((card) => card.finding !== null).length === 2);
    await host.act({ do: "cancel_checks" });
    await run;
    const { busy, checks, readiness } = await until(host, () => true);
    expect([busy, readiness, checks.some((card) => card.running)]).toEqual([null, null, false]);
    expect(checks.filter((card) => card.finding !== null)).toHaveLength(2);
  });

  test("what is left out says so in the very bytes, and comes back", async () => {
    const host = fakeBridge("report-mixed", 0);
    const said = async (): Promise<unknown> => {
      const { report } = await until(host, () => true);
      const { checks } = JSON.parse(report?.exact ?? "") as Report;
      return [report?.left_out, checks.find((entry) => entry.id === "screen.lock")?.outcome];
    };
    await host.act({ do: "leave_out", check: "screen.lock", left_out: true });
    expect(await said()).toEqual([["screen.lock"], { status: "unknown", cause: "not_shared" }]);
    await host.act({ do: "leave_out", check: "screen.lock", left_out: false });
    expect(await said()).toEqual([[], { status: "warn", reasons: ["slow"] }]);
  });

  test("what the person says to a finding goes into the report", async () => {
    const host = fakeBridge("finding-fail", 0);
    await host.act({ do: "answer_finding", check: "disk.encryption", answer: "disagree" });
    await host.act({ do: "open", page: { name: "report" } });
    const { report } = await until(host, () => true);
    expect(report?.exact).toContain('"person": "disagree"');
  });

  test("a report that is taken back stays in the history as such", async () => {
    const host = fakeBridge("history", 0);
    const [newest] = (await until(host, () => true)).history;
    await host.act({ do: "withdraw_report", report: newest?.id ?? "" });
    const { history } = await until(host, () => true);
    expect(history.map((sent) => sent.state.state)).toEqual(["withdrawn", "received", "withdrawn"]);
  });

  test("a side that could not start has no tasks, and starts with the first action", async () => {
    const host = fakeBridge("stopped", 0);
    expect(await until(host, () => true)).toMatchObject({ tasks: [], problem: { code: "database_failed" } });
    await host.act({ do: "open", page: { name: "notice" } });
    const { tasks, problem } = await until(host, () => true);
    expect([tasks.length, problem]).toEqual([2, null]);
  });

  test("a check without words is no part of the story", async () => {
    const host = fakeBridge("report-mixed", 0, (check) => check === "screen.lock");
    const { checks, readiness, report } = await until(host, () => true);
    expect(checks.map((card) => card.id)).toEqual(["screen.lock"]);
    expect([readiness?.asked, report?.optional]).toEqual([1, ["screen.lock"]]);
  });

  test("there is a story for every page", () => {
    const pages = new Set(Object.values(SCENARIOS).map((scenario) => scenario.begin.page?.name ?? "notice"));
    expect([...pages].sort()).toEqual(
      ["check", "confirm", "declined", "finding", "history", "home", "invite", "notice", "receipt", "report", "sent"],
    );
  });
});
