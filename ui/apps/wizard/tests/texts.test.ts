// The texts: the same in every language, and exactly those that the window says.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { describe, expect, test } from "vitest";

import { FILES, LANGUAGES, textsIn, variablesOf } from "./fluent";

const SOURCES = fileURLToPath(new URL("../src/", import.meta.url));
const CONTRACT = readFileSync(fileURLToPath(new URL("../../../packages/api/src/contract.ts", import.meta.url)), "utf8");
const CHECKS = [
  "os-supported",
  "os-updates",
  "disk-encryption",
  "firewall-host",
  "malware-protection",
  "screen-lock",
  "account-password-autologin",
  "remote-access",
  "time-sync",
];
const SYSTEMS = ["linux", "macos", "windows"];

const variables = (language: string, file: string): Map<string, string[]> =>
  new Map(textsIn(language, file).map(({ id, pattern }) => [id, variablesOf(pattern)]));
const idsOf = (language: string, file: string): string[] => textsIn(language, file).map(({ id }) => id);

/** The codes of a union type in the generated contract, as parts of message ids. */
function codesOf(type: string): string[] {
  const [, union = ""] = new RegExp(`export type ${type} = ([^;]+);`).exec(CONTRACT) ?? [];
  const codes = [...union.matchAll(/"([a-z_]+)"/g)].map(([, code = ""]) => code.replaceAll("_", "-"));
  expect(codes.length, `${type} is in the contract`).toBeGreaterThan(1);
  return codes;
}

/** Everything in quotation marks in the sources that could be the id of a text. */
function quoted(): Set<string> {
  const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter((path) => /\.(svelte|ts)$/.test(path));
  const words = files.flatMap((path) => {
    const source = readFileSync(join(SOURCES, path), "utf8");
    return [...source.matchAll(/["`]([a-z]+(?:-[a-z]+)*(?:\.[a-z-]+)?)["`]/g)].map(([, id = ""]) => id);
  });
  return new Set(words);
}

/** The ids of what is handed to `say` word for word. */
function said(): string[] {
  const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter((path) => /\.(svelte|ts)$/.test(path));
  return files.flatMap((path) => {
    const source = readFileSync(join(SOURCES, path), "utf8");
    return [...source.matchAll(/\bsay\("([^"]+)"/g)].map(([, id = ""]) => id);
  });
}

const progress = codesOf("TaskProgress").map((code) => `progress-${code}`);
const tasks = [
  ...["", ".before", ".running"].map((part) => `task-check${part}`),
  ...["", ".blocked", ".before", ".waiting", ".offline", ".sent"].map((part) => `task-report${part}`),
];
const answers = codesOf("PersonAnswer").flatMap((code) => ["", ".said", ".next"].map((part) => `answer-${code}${part}`));
const sent = ["waiting", "received", "withdrawn"].flatMap((state) =>
  ["", ".lead", ".about"].map((part) => `sent-${state}${part}`),
);
const composed = [...progress, ...tasks, ...answers, ...sent];

describe.each(FILES)("%s.ftl", (file) => {
  test("English and Spanish have the same texts with the same variables", () => {
    const [english, spanish] = [variables("en", file), variables("es", file)];
    expect(Object.fromEntries(spanish)).toEqual(Object.fromEntries(english));
    expect(english.size).toBeGreaterThan(0);
  });
});

describe.each(LANGUAGES)("in %s", (language) => {
  const missing = (wanted: string[]): string[] => {
    const texts = new Set(FILES.flatMap((file) => idsOf(language, file)));
    return wanted.filter((id) => !texts.has(id));
  };

  test("every error code says what happened and what to do now", () => {
    const wanted = codesOf("ErrorCode").flatMap((code) => [`error-${code}`, `error-${code}.next`]);
    expect(missing(wanted)).toEqual([]);
    expect(idsOf(language, "errors").sort()).toEqual(wanted.sort());
  });

  test("every check has its name and its reasons", () => {
    const wanted = CHECKS.flatMap((check) => ["", ".good", ".why", ".sent"].map((part) => `check-${check}${part}`));
    expect(missing(wanted)).toEqual([]);
  });

  test("every text on the checks has a place where the window looks for it", () => {
    const ids = idsOf(language, "checks");
    const checks = ids.flatMap((id) => /^check-([a-z-]+)$/.exec(id)?.[1] ?? []);
    const places = [
      ...checks.flatMap((check) => ["", ".good", ".why", ".sent"].map((part) => `check-${check}${part}`)),
      ...codesOf("UnknownCause").flatMap((cause) => [`unknown-${cause}`, `unknown-${cause}.what`]),
      ...codesOf("NotApplicable").flatMap((why) => [`not-applicable-${why}`, `not-applicable-${why}.what`]),
    ];
    const findings = new RegExp(`^finding-(${checks.join("|")})-[a-z0-9-]+(\\.what|\\.steps-(${SYSTEMS.join("|")}))?$`);
    expect(ids.filter((id) => !places.includes(id) && !findings.test(id))).toEqual([]);
  });

  test("every finding says what was seen and how to mend it", () => {
    const ids = new Set(idsOf(language, "checks"));
    const headlines = [...ids].filter((id) => /^finding-[a-z0-9-]+$/.test(id));
    const without = (id: string): boolean => !ids.has(`${id}.what`) || !SYSTEMS.some((os) => ids.has(`${id}.steps-${os}`));
    expect(headlines.length).toBeGreaterThan(10);
    expect(headlines.filter(without)).toEqual([]);
  });

  test("whatever keeps a check from an answer has words", () => {
    const unknown = codesOf("UnknownCause").map((cause) => `unknown-${cause}`);
    const outside = codesOf("NotApplicable").map((why) => `not-applicable-${why}`);
    const wanted = [...unknown, ...outside].flatMap((id) => [id, `${id}.what`]);
    expect(missing(wanted)).toEqual([]);
  });

  test("every text that the window says exists", () => {
    expect(said().length).toBeGreaterThan(50);
    expect(missing([...said(), ...composed])).toEqual([]);
  });

  test("no text of the window is left over", () => {
    const used = new Set([...quoted(), ...composed]);
    expect(idsOf(language, "wizard").filter((id) => !used.has(id))).toEqual([]);
  });
});
