// What happens at the collector, as it happens: server-sent events, with patience when the line breaks.

import { createContext } from "svelte";

/** `missed` stands for everything that may have happened while the line was broken. */
export interface Happening {
  kind: "report" | "withdrawal" | "enrolment" | "missed";
  deviceId: string | undefined;
}

type Listener = (happening: Happening) => void;

const EVENTS = "/api/console/v1/events";
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

export class Live {
  state = $state<"connecting" | "live" | "broken">("connecting");
  readonly #onbroken: () => void;
  readonly #listeners = new Set<Listener>();
  #source: EventSource | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #everOpen = false;

  /** `onbroken` is told of each failure: the session may have ended, which an event source cannot see. */
  constructor(onbroken: () => void) {
    this.#onbroken = onbroken;
  }

  /** Listens until the function it gives is called. */
  start(): () => void {
    const onvisible = (): void => (document.hidden ? this.#rest() : this.retry());
    const ononline = (): void => this.retry();
    document.addEventListener("visibilitychange", onvisible);
    window.addEventListener("online", ononline);
    this.#connect();
    return () => {
      document.removeEventListener("visibilitychange", onvisible);
      window.removeEventListener("online", ononline);
      this.#rest();
      this.#everOpen = false;
    };
  }

  /** Hears of every happening until the function it gives is called. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tries now, unless the line stands. */
  retry(): void {
    if (this.state !== "live") {
      this.#failures = 0;
      this.#connect();
    }
  }

  // A browser keeps few connections to one server, and each tab would hold one: a hidden tab gives its own back.
  #rest(): void {
    this.#hangUp();
    this.state = "connecting";
  }

  #hangUp(): void {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = undefined;
  }

  #connect(): void {
    this.#hangUp();
    const source = new EventSource(EVENTS);
    this.#source = source;
    source.addEventListener("open", () => this.#opened());
    source.addEventListener("error", () => this.#failed());
    source.addEventListener("report", (event) => this.#tell({ kind: "report", deviceId: deviceIn(event.data) }));
    source.addEventListener("withdrawal", (event) => this.#tell({ kind: "withdrawal", deviceId: deviceIn(event.data) }));
    source.addEventListener("enrolment", (event) => this.#tell({ kind: "enrolment", deviceId: deviceIn(event.data) }));
    source.addEventListener("lagged", () => this.#tell({ kind: "missed", deviceId: undefined }));
  }

  #opened(): void {
    this.#failures = 0;
    this.state = "live";
    if (this.#everOpen) {
      this.#tell({ kind: "missed", deviceId: undefined });
    }
    this.#everOpen = true;
  }

  #failed(): void {
    this.#hangUp();
    this.state = "broken";
    const wait = Math.min(FIRST_WAIT_MS * 2 ** this.#failures, LONGEST_WAIT_MS);
    this.#failures += 1;
    // Spread out, so that all consoles do not knock at once when the collector is back.
    this.#timer = setTimeout(() => this.#connect(), wait * (0.75 + Math.random() / 2));
    this.#onbroken();
  }

  #tell(happening: Happening): void {
    for (const listener of this.#listeners) {
      listener(happening);
    }
  }
}

function deviceIn(data: unknown): string | undefined {
  try {
    const { device_id: id } = JSON.parse(String(data)) as { device_id?: unknown };
    return typeof id === "string" ? id : undefined;
  } catch {
    return undefined;
  }
}

export const [useLive, setLive] = createContext<Live>();
