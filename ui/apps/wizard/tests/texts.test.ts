// The texts: the same in every language, and exactly those that the window says.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { type Message, parse, Visitor, type VariableReference } from "@fluent/syntax";
import { describe, expect, test } from "vitest";

const LOCALES = fileURLToPath(new URL("../../../../locales/", import.meta.url));
const SOURCES = fileURLToPath(new URL("../src/", import.meta.url));
const CONTRACT = readFileSync(fileURLToPath(new URL("../../../packages/api/src/contract.ts", import.meta.url)), "utf8");
const FILES = ["wizard", "checks", "errors"];
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

class Variables extends Visitor {
  readonly names = new Set<string>();

  override visitVariableReference(node: VariableReference): void {
    this.names.add(node.id.name);
  }
}

/** Every text of a file by `message` or `message.attribute`, with the variables it uses. */
function textsOf(language: string, file: string): Map<string, string[]> {
  const resource = parse(readFileSync(join(LOCALES, language, `${file}.ftl`), "utf8"), {});
  const junk = resource.body.filter((entry) => entry.type === "Junk");
  expect(junk, `${language}/${file}.ftl has lines that are no Fluent`).toEqual([]);
  const messages = resource.body.filter((entry): entry is Message => entry.type === "Message");
  return new Map(
    messages.flatMap((message) => [
      [message.id.name, variablesOf(message.value)],
      ...message.attributes.map((one): [string, string[]] => [`${message.id.name}.${one.id.name}`, variablesOf(one)]),
    ]),
  );
}

function variablesOf(node: Parameters<Visitor["visit"]>[0] | null): string[] {
  const variables = new Variables();
  if (node !== null) {
    variables.visit(node);
  }
  return [...variables.names].sort();
}

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
  ...["", ".blocked", ".before", ".waiting", ".sent"].map((part) => `task-report${part}`),
];

describe.each(FILES)("%s.ftl", (file) => {
  test("English and Spanish have the same texts with the same variables", () => {
    const [english, spanish] = [textsOf("en", file), textsOf("es", file)];
    expect(Object.fromEntries(spanish)).toEqual(Object.fromEntries(english));
    expect(english.size).toBeGreaterThan(0);
  });
});

describe.each(["en", "es"])("in %s", (language) => {
  const missing = (wanted: string[]): string[] => {
    const texts = new Set(FILES.flatMap((file) => [...textsOf(language, file).keys()]));
    return wanted.filter((id) => !texts.has(id));
  };

  test("every error code says what happened and what to do now", () => {
    const wanted = codesOf("ErrorCode").flatMap((code) => [`error-${code}`, `error-${code}.next`]);
    expect(missing(wanted)).toEqual([]);
    expect([...textsOf(language, "errors").keys()].sort()).toEqual(wanted.sort());
  });

  test("every check has its name and its reasons", () => {
    const wanted = CHECKS.flatMap((check) => ["", ".good", ".why", ".sent"].map((part) => `check-${check}${part}`));
    expect(missing(wanted)).toEqual([]);
  });

  test("whatever keeps a check from an answer has words", () => {
    const unknown = codesOf("UnknownCause").map((cause) => `unknown-${cause}`);
    const outside = codesOf("NotApplicable").map((why) => `not-applicable-${why}`);
    const wanted = [...unknown, ...outside].flatMap((id) => [id, `${id}.what`]);
    expect(missing(wanted)).toEqual([]);
  });

  test("every text that the window says exists", () => {
    expect(said().length).toBeGreaterThan(50);
    expect(missing([...said(), ...progress, ...tasks])).toEqual([]);
  });

  test("no text of the window is left over", () => {
    const used = new Set([...quoted(), ...progress, ...tasks]);
    expect([...textsOf(language, "wizard").keys()].filter((id) => !used.has(id))).toEqual([]);
  });
});
