// The rules behind the pages: what an address means, how old is too old, what a strange answer comes to.

import { describe, expect, it, vi } from "vitest";

import { problemIn, problemOf } from "../src/api/answer";
import { Api } from "../src/api/client";
import { Reading } from "../src/api/reading.svelte";
import { addressOf, filterIn, narrows, NO_FILTER } from "../src/features/devices/filter";
import { systemName } from "../src/features/devices/os";
import { findings } from "../src/features/device/words";
import { MOST_PEOPLE, peopleIn } from "../src/features/invites/people";
import { paced } from "../src/features/live/pace";
import { askedOf, differing, rebased } from "../src/features/policy/policy";
import { qrPath } from "../src/features/qr/qr";
import { staleness } from "../src/features/time/staleness";

describe("the filter in the address", () => {
  it("reads back as it was written", () => {
    const filter = {
      company: "01930a3e",
      standing: "unclear",
      check: "disk.encryption",
      outcome: "left_out",
      os: "linux",
      stale: true,
      q: "Ana & <b> 100 %",
    } as const;
    expect(filterIn(new URL(addressOf(filter), "http://x").searchParams)).toEqual(filter);
  });

  it("leaves out what makes no sense", () => {
    const params = new URLSearchParams("standing=constructor&company=&q=%20%20&check=../x&outcome=toString&os=plan9&stale=no&other=1");
    expect(filterIn(params)).toEqual(NO_FILTER);
    expect(narrows(filterIn(params))).toBe(false);
  });
});

describe("the age of a report", () => {
  const now = new Date("2026-11-22T12:00:00Z");

  it("is stale where the policy says so, and very stale after 30 days", () => {
    expect(staleness(false, "2026-10-08T12:00:00Z", now)).toBe("fresh");
    expect(staleness(true, "2026-11-15T12:00:00Z", now)).toBe("stale");
    expect(staleness(true, "2026-10-23T12:00:01Z", now)).toBe("stale");
    expect(staleness(true, "2026-10-23T12:00:00Z", now)).toBe("very_stale");
  });
});

describe("a refused request", () => {
  it("keeps the collector's code, arguments and trace", () => {
    expect(problemIn({ code: "rate_limited", args: { seconds: 30 }, trace_id: "t" }, 429)).toEqual({
      code: "rate_limited",
      args: { seconds: "30" },
      traceId: "t",
    });
  });

  it("has a code of its own where something else answered", () => {
    for (const body of [null, "<html>", [], {}, { code: 7 }, { code: "../x" }, { code: "<script>" }]) {
      expect(problemIn(body, 404).code).toBe("answer_malformed");
      expect(problemIn(body, 502).code).toBe("server_error");
    }
  });

  it("tells a deadline from a line that is down", () => {
    expect(problemOf(new DOMException("", "TimeoutError")).code).toBe("timed_out");
    expect(problemOf(new TypeError("failed to fetch")).code).toBe("collector_unreachable");
    expect(problemOf(new SyntaxError("not JSON")).code).toBe("answer_malformed");
  });

  it("tells the session that it has ended", async () => {
    const api = new Api("http://collector.example", async () => Response.json({ code: "session_missing" }, { status: 401 }));
    api.onsignedout = vi.fn();
    expect(await api.companies()).toMatchObject({ ok: false, problem: { code: "session_missing" } });
    expect(api.onsignedout).toHaveBeenCalledOnce();
  });
});

describe("something read from the collector", () => {
  it("drops a late answer to an older question", async () => {
    const reading = new Reading<string>();
    let answerLate: (value: { ok: true; value: string }) => void = () => undefined;
    const late = reading.ask(() => new Promise((resolve) => (answerLate = resolve)));
    await reading.ask(async () => ({ ok: true, value: "new" }));
    answerLate({ ok: true, value: "old" });
    expect(await late).toBeUndefined();
    expect(reading.value).toBe("new");
  });

  it("keeps the last value when asking again fails", async () => {
    const reading = new Reading<string>();
    await reading.ask(async () => ({ ok: true, value: "kept" }));
    await reading.ask(async () => ({ ok: false, problem: { code: "timed_out", args: {}, traceId: undefined } }));
    expect([reading.value, reading.problem?.code]).toEqual(["kept", "timed_out"]);
  });
});

describe("many pieces of news", () => {
  it("are read at once, then together", async () => {
    vi.useFakeTimers();
    const action = vi.fn(async () => undefined);
    const news = paced(action, 200);
    for (let count = 0; count < 1_000; count += 1) {
      news.call();
    }
    expect(action).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(action).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(action).toHaveBeenCalledTimes(2);
    news.call();
    expect(action).toHaveBeenCalledTimes(3);
    vi.useRealTimers();
  });
});

describe("words", () => {
  it("name a system as its maker does, and an unknown one as it came", () => {
    expect(systemName({ family: "windows", name: "windows-11", version: "25H2" })).toBe("Windows 11 25H2");
    expect(systemName({ family: "linux", name: "toString", version: "1" })).toBe("toString 1");
    expect(systemName({ family: "macos" })).toBe("macOS");
  });

  it("say every reason, each for the person's own system", () => {
    expect(findings("disk.encryption", { status: "fail", reasons: ["home_open", "swap_open"] }, "linux")).toEqual([
      {
        code: "home_open",
        message: "finding-disk-encryption-home-open",
        what: "finding-disk-encryption-home-open.what",
        steps: "finding-disk-encryption-home-open.steps-linux",
      },
      expect.objectContaining({ code: "swap_open" }),
    ]);
    expect(findings("disk.encryption", null, "linux")).toEqual([]);
  });
});

describe("a list of people", () => {
  const names = (text: string): string[] => peopleIn(text).map(({ name }) => name);

  it("is one name a line, or the column that is headed so", () => {
    expect(names("Ana Prieto\r\n\r\n  Tom   Ashby \rJo")).toEqual(["Ana Prieto", "Tom Ashby", "Jo"]);
    expect(names("Prieto, Ana\nAshby, Tom")).toEqual(["Prieto, Ana", "Ashby, Tom"]);
    expect(names('\ufeffTeam,Name\nSales,"Prieto, Ana"\nIT,"Tom ""T"" Ashby"')).toEqual(["Prieto, Ana", 'Tom "T" Ashby']);
    expect(names("Nombre\tEquipo\nAna\tA\n\tB")).toEqual(["Ana"]);
  });

  it("says of each line that cannot be used why, by the number that an editor shows", () => {
    const lines = peopleIn(`name;x\n"two\nlines";1\nAna;2\nANA;3\n${"x".repeat(121)};4\na\u202eb;5`);
    expect(lines.map(({ number, problem }) => [number, problem])).toEqual([
      [2, undefined],
      [4, undefined],
      [5, "twice"],
      [6, "too_long"],
      [7, "not_text"],
    ]);
    const many = peopleIn(Array.from({ length: MOST_PEOPLE + 1 }, (_, at) => `Person ${at}`).join("\n"));
    expect(many.filter(({ problem }) => problem !== undefined)).toEqual([{ number: 501, name: "Person 500", problem: "too_many" }]);
  });

  it("takes whatever it is given without end or fault", () => {
    for (const text of ["", "\n\n", '"', '"""', ';;;"\n"', "\u0000", "\ufeff", "name", '"open\nquote'.repeat(1_000), "a".repeat(1_000_000)]) {
      expect(peopleIn(text).length).toBeLessThanOrEqual(MOST_PEOPLE * 2 + 2);
    }
  });
});

describe("a policy that two people change", () => {
  const base = {
    version: 3,
    checks: { "screen.lock": { requirement: "advised", from: null }, "time.sync": { requirement: "none", from: null } },
    thresholds: { lock_after_s: 900, update_days: null, signature_days: null, support_days: null },
    stale_after_days: 14,
  } as const;

  it("differs in what is asked, from when on, and in its numbers", () => {
    expect(differing(base, structuredClone(base))).toEqual([]);
    expect(differing(base, { ...base, checks: { ...base.checks, "time.sync": { requirement: "none", from: "2026-12-01" } } })).toEqual([]);
    const other = { ...base, checks: {}, thresholds: { ...base.thresholds, lock_after_s: 600 }, stale_after_days: 7 };
    expect(differing(base, other)).toEqual(["screen.lock", "lock_after_s", "stale_after_days"]);
  });

  it("keeps mine where I changed something, and theirs everywhere else", () => {
    const mine = { ...base, checks: { ...base.checks, "screen.lock": { requirement: "required", from: null } as const } };
    const theirs = { ...base, version: 4, thresholds: { ...base.thresholds, lock_after_s: 600, update_days: 7 }, stale_after_days: 7 };
    const both = rebased(base, mine, theirs);
    expect(both).toMatchObject({ version: 4, thresholds: { lock_after_s: 600, update_days: 7 }, stale_after_days: 7 });
    expect(askedOf(both, "screen.lock").requirement).toBe("required");
  });
});

describe("a QR code", () => {
  const svg = (inside: string): string => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${inside}</svg>`;

  it("is taken over by its dark strokes alone", () => {
    const light = '<path fill="#fff" d="M0 0h9v9H0z"/>';
    expect(qrPath(svg(`${light}<path stroke="#000" d="M1 1.5h2m1 0h3M1 2.5h1"/>`))).toEqual({
      viewBox: "0 0 9 9",
      path: "M1 1.5h2m1 0h3M1 2.5h1",
    });
  });

  it("is nothing where the text is something else", () => {
    const hostile = [
      "",
      "<html>",
      svg(""),
      svg('<script>alert(1)</script>'),
      svg('<path stroke="#000" d="M0 0.5h1 url(https://elsewhere.example)"/>'),
      svg('<path stroke="#000" d="M0 0.5h1\u202e"/>'),
      svg('<path stroke="#000" d="M0 0.5h1"/><script>alert(1)</script>'),
      '<svg viewBox="0 0 9 9 onload=alert(1)"><path stroke="#000" d="M0 0.5h1"/></svg>',
    ];
    expect(hostile.map(qrPath)).toEqual(hostile.map(() => undefined));
  });
});
