// What comes of a request: a value, or a problem that can be said in words. Never an exception.

/** What went wrong, as a code; `error-<code>` says it in words. */
export interface Problem {
  code: string;
  args: Record<string, string>;
  /** The line in the collector's log, to be read out on the phone. */
  traceId: string | undefined;
}

export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** A problem that the collector did not name itself. */
export function problem(code: string): Problem {
  return { code, args: {}, traceId: undefined };
}

/** The problem in the body of a refused request; a body of another kind came from something in between. */
export function problemIn(body: unknown, status: number): Problem {
  if (!isRecord(body) || typeof body["code"] !== "string" || !/^[a-z_]{1,40}$/.test(body["code"])) {
    return problem(status >= 500 ? "server_error" : "answer_malformed");
  }
  const args = isRecord(body["args"]) ? body["args"] : {};
  return {
    code: body["code"],
    args: Object.fromEntries(Object.entries(args).map(([name, value]) => [name, String(value)])),
    traceId: typeof body["trace_id"] === "string" ? body["trace_id"] : undefined,
  };
}

/** The problem behind a request that got no answer at all. */
export function problemOf(failure: unknown): Problem {
  const timedOut = failure instanceof DOMException && failure.name === "TimeoutError";
  return problem(timedOut ? "timed_out" : failure instanceof SyntaxError ? "answer_malformed" : "collector_unreachable");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
