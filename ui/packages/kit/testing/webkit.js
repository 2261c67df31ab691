// WebKitGTK, the engine of the real window on Linux, on a screen without a monitor. It is driven by the plain commands of
// WebDriver: Playwright brings a WebKit of its own and knows no other. https://www.w3.org/TR/webdriver2/

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import process, { env } from "node:process";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";

/** The programs, each with the package of Debian that brings it. */
const PROGRAMS = { Xvfb: "xvfb", WebKitWebDriver: "webkit2gtk-driver" };

/** Nothing moves, as for those who asked their system for it. @param {boolean} dark */
const settings = (dark) =>
  `[Settings]\ngtk-enable-animations=0\ngtk-theme-name=Adwaita${dark ? "-dark" : ""}\n`;

/** The bar above the page has many buttons; drawn as they are, no window is narrower than they. */
const STYLE = "* { padding: 0; margin: 0; border-width: 0; min-width: 0; min-height: 0; font-size: 1px; }\n";

/** Without a graphics card, to draw at once takes a fifth of the time that it takes to play one. */
const DESKTOP = { GDK_BACKEND: "x11", NO_AT_BRIDGE: "1", WEBKIT_SKIA_ENABLE_CPU_RENDERING: "1" };

/** In milliseconds: how long the driver may take until it listens. */
const PATIENCE = 20_000;

const TAB = "\uE004";

/** @param {string} program */
function isThere(program) {
  return (env["PATH"] ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));
}

/** Fails if a program is missing without which there is no WebKit. */
export function requireWebKit() {
  for (const [program, debian] of Object.entries(PROGRAMS)) {
    if (!isThere(program)) {
      throw new Error(`no ${program} found: install it (apt-get install ${debian})`);
    }
  }
}

/**
 * Starts a browser in a home of its own. It ends with this process, or when it is closed.
 *
 * @param {{ dark: boolean }} look
 * @returns {Promise<WebKitPage>}
 */
export async function startWebKit({ dark }) {
  requireWebKit();
  const home = homeFor(dark);
  const screen = spawn("Xvfb", ["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const display = await numberOf(screen);
  const port = await freePort();
  const driver = spawn("WebKitWebDriver", [`--port=${port}`, "--host=127.0.0.1"], {
    stdio: "ignore",
    env: { ...env, ...DESKTOP, ...placesIn(home), DISPLAY: `:${display}` },
  });
  const end = () => {
    driver.kill();
    // A browser that was not closed ends with its screen.
    screen.kill();
  };
  process.on("exit", end);
  const address = `http://127.0.0.1:${port}`;
  await untilReady(address);
  const { sessionId } = await command(`${address}/session`, { capabilities: {} });
  return new WebKitPage(`${address}/session/${sessionId}`, home, end);
}

/** The one page of a browser. What it can do is called as in Playwright. */
export class WebKitPage {
  #session;
  #home;
  #end;

  /**
   * @param {string} session its address
   * @param {string} home the folder that it has for itself
   * @param {() => void} end ends its programs
   */
  constructor(session, home, end) {
    this.#session = session;
    this.#home = home;
    this.#end = end;
  }

  /** @param {string} url */
  async goto(url) {
    await command(`${this.#session}/url`, { url });
  }

  /**
   * Runs something in the page: a whole script, or a function with what it is given.
   *
   * @type {import("playwright-core").Page["evaluate"]}
   */
  evaluate = async (/** @type {string | Function} */ work, /** @type {unknown} */ given = null) => {
    if (typeof work === "string") {
      return command(`${this.#session}/execute/sync`, { script: work, args: [] });
    }
    const script =
      "const [given, done] = arguments;" +
      `Promise.resolve(given).then(${work}).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const { value, error } = await command(`${this.#session}/execute/async`, { script, args: [given] });
    if (error !== undefined) {
      throw new Error(error);
    }
    return value;
  };

  /**
   * Makes the window so large that the page has this room.
   *
   * @param {{ width: number, height: number }} room in CSS pixels
   */
  async setViewportSize({ width, height }) {
    const around = await this.evaluate(() => [window.outerWidth - window.innerWidth, window.outerHeight - window.innerHeight]);
    const [across = 0, down = 0] = around;
    await command(`${this.#session}/window/rect`, { x: 0, y: 0, width: width + across, height: height + down });
    await this.evaluate(untilRoom, [width, height]);
  }

  /** @param {number} times how often the key Tab is pressed, one press after another */
  async tab(times) {
    const press = [{ type: "keyDown", value: TAB }, { type: "keyUp", value: TAB }];
    const actions = Array.from({ length: times }, () => press).flat();
    await command(`${this.#session}/actions`, { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  /** Closes the browser and all that it came with. */
  async close() {
    await command(this.#session, null, "DELETE");
    process.off("exit", this.#end);
    this.#end();
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** In the page: waits until it has been told of its new room. @param {number[]} wanted */
async function untilRoom(wanted) {
  const has = () => String([window.innerWidth, window.innerHeight]) === String(wanted);
  while (!has()) {
    await new Promise((done) => requestAnimationFrame(done));
  }
}

/** The number that a screen says it has. @param {import("node:child_process").ChildProcessByStdio<null, import("node:stream").Readable, null>} screen */
async function numberOf(screen) {
  const ended = once(screen, "exit").then(() => Promise.reject(new Error("Xvfb ended before there was a screen")));
  const [number] = await Promise.race([once(createInterface(screen.stdout), "line"), ended]);
  return number;
}

/** A folder with the settings of a desktop. @param {boolean} dark */
function homeFor(dark) {
  const home = mkdtempSync(join(tmpdir(), "webkit-"));
  mkdirSync(join(home, "gtk-3.0"));
  writeFileSync(join(home, "gtk-3.0/settings.ini"), settings(dark));
  writeFileSync(join(home, "gtk-3.0/gtk.css"), STYLE);
  return home;
}

/** Where a program looks for what is a person's own. @param {string} home */
function placesIn(home) {
  const names = ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"];
  return Object.fromEntries(names.map((name) => [name, home]));
}

/** A port that nobody listens on right now. */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") {
    throw new Error("there is no free port");
  }
  return address.port;
}

/** Waits until a driver takes commands. There is no event for it. @param {string} address */
async function untilReady(address) {
  const since = performance.now();
  for (;;) {
    try {
      await command(`${address}/status`, null, "GET");
      return;
    } catch (error) {
      if (performance.now() - since > PATIENCE) {
        throw error;
      }
      await pause(20);
    }
  }
}

/**
 * Gives the driver a command and returns the value of its answer.
 *
 * @param {string} address
 * @param {unknown} body
 * @param {"GET" | "POST" | "DELETE"} [method]
 */
async function command(address, body, method = "POST") {
  const answer = await fetch(address, { method, body: body === null ? null : JSON.stringify(body) });
  const { value } = /** @type {any} */ (await answer.json());
  if (!answer.ok) {
    throw new Error(`WebKit: ${value.error}: ${value.message}`);
  }
  return value;
}
