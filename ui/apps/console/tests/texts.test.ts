// The texts: the same in both languages, every one that is used exists, and every one that exists is used.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { type Entry, type Message, parse, Visitor } from "@fluent/syntax";
import { describe, expect, it } from "vitest";

import { ACTIONS, actionMessage } from "../src/features/audit/actions";
import { factMessage } from "../src/features/device/words";

const LOCALES = fileURLToPath(new URL("../../../../locales", import.meta.url));
const CATALOGUE: { checks: { facts: { name: string; values?: string[] }[] }[] } = JSON.parse(
  readFileSync(fileURLToPath(new URL("../../../../content/catalogue.json", import.meta.url)), "utf8"),
);
const SOURCES = fileURLToPath(new URL("../src", import.meta.url));

function isMessage(entry: Entry): entry is Message {
  return entry.type === "Message";
}

function entriesOf(language: string, file: string): Entry[] {
  return parse(readFileSync(join(LOCALES, language, file), "utf8"), { withSpans: false }).body;
}

function variablesOf(message: Message): string[] {
  const names = new Set<string>();
  class Collect extends Visitor {
    override visitVariableReference(node: { id: { name: string } }): void {
      names.add(node.id.name);
    }
  }
  new Collect().visit(message);
  return [...names].sort();
}

/** Each message with its attributes and variables. */
function shape(language: string, file: string): Record<string, { attributes: string[]; variables: string[] }> {
  const messages = entriesOf(language, file).filter(isMessage);
  return Object.fromEntries(
    messages.map((message) => [
      message.id.name,
      { attributes: message.attributes.map(({ id }) => id.name).sort(), variables: variablesOf(message) },
    ]),
  );
}

function sources(folder: string): string {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? sources(path) : /\.(svelte|ts)$/.test(entry.name) ? readFileSync(path, "utf8") : "";
    })
    .join("\n");
}

// Ids that the source puts together from parts.
const COMPOSED =
  /^(state|tile|column|role|requirement|grade|fact|copy|console-error|outcome|threshold|invite-state|today-(state|what)|audit-(did|actor)|preview-problem|staff-(disable|link))-?/;

describe("console.ftl", () => {
  const english = shape("en", "console.ftl");
  const source = sources(SOURCES);

  it("parses without junk in both languages", () => {
    for (const language of ["en", "es"]) {
      expect(entriesOf(language, "console.ftl").filter(({ type }) => type === "Junk")).toEqual([]);
    }
  });

  it("has the same ids, attributes and variables in both languages", () => {
    expect(shape("es", "console.ftl")).toEqual(english);
  });

  it("has every text that the source asks for", () => {
    const asked = [...source.matchAll(/(?:\bsay\(\s*|within=|within: )"([a-z0-9-]+)"/g)].map(([, id]) => id);
    expect(asked.length).toBeGreaterThan(50);
    expect(asked.filter((id) => id !== undefined && !(id in english))).toEqual([]);
  });

  it("has no text that nobody asks for", () => {
    const orphans = Object.keys(english).filter((id) => !COMPOSED.test(id) && !source.includes(`"${id}"`));
    expect(orphans).toEqual([]);
  });

  it("has words for each state, standing, tile, column, requirement and grade", () => {
    const ids = [
      ...["must-mend", "unclear", "worth-mending", "good", "not-asked"].map((standing) => `state-${standing}`),
      ...["must-mend", "unclear", "worth-mending"].map((standing) => `state-${standing}-count`),
      ...["all", "ready", "must-mend", "unclear", "worth-mending", "never-reported"].map((tile) => `tile-${tile}`),
      ...["person", "company", "computer", "state", "good", "reported"].map((column) => `column-${column}`),
      ...["required", "advised", "none"].map((requirement) => `requirement-${requirement}`),
      ...["observed", "declared", "verified", "tenant"].map((grade) => `grade-${grade}`),
      ...["owner", "technician", "auditor"].map((role) => `role-${role}`),
      ...["copied", "marked"].map((outcome) => `copy-${outcome}`),
    ];
    expect(ids.filter((id) => !(id in english))).toEqual([]);
  });

  it("has words for each kind that waits, each state of an invite, each outcome and each action of the audit", () => {
    const kinds = ["person-says", "must-mend", "never-reported", "invite-expiring", "stale"];
    const ids = [
      ...kinds.map((kind) => `today-state-${kind}`),
      ...["never-reported", "invite-expiring", "stale"].map((kind) => `today-what-${kind}`),
      ...["open", "used", "revoked", "expired"].map((state) => `invite-state-${state}`),
      ...["pass", "warn", "fail", "unknown", "left-out", "not-applicable", "none"].map((outcome) => `outcome-${outcome}`),
      ...["too-long", "not-text", "twice", "too-many"].map((problem) => `preview-problem-${problem}`),
      ...["operator", "technician", "device", "nobody"].map((actor) => `audit-actor-${actor}`),
      ...["owner", "technician", "auditor"].map((role) => `role-${role}-may`),
      ...ACTIONS.map(actionMessage),
    ];
    expect(ids.filter((id) => !(id in english))).toEqual([]);
    const said = Object.keys(english).filter((id) => /^audit-did-/.test(id));
    expect(said.filter((id) => !ACTIONS.some((action) => actionMessage(action) === id))).toEqual([]);
  });

  it("has words for each fact of each check, and for each value of those with a closed set", () => {
    const facts = CATALOGUE.checks.flatMap((check) => check.facts);
    const wanted = facts.map((fact) => ({ fact: factMessage(fact.name), values: (fact.values ?? []).map((value) => value.replaceAll("_", "-")) }));
    const missing = wanted.flatMap(({ fact, values }) => {
      const words = english[fact]?.attributes;
      return words === undefined ? [fact] : values.filter((value) => !words.includes(value)).map((value) => `${fact}.${value}`);
    });
    expect(facts.length).toBeGreaterThan(20);
    expect(missing).toEqual([]);
    const known = new Set(wanted.flatMap(({ fact, values }) => [fact, ...values.map((value) => `${fact}.${value}`)]));
    const written = Object.entries(english).filter(([id]) => id.startsWith("fact-"));
    const said = written.flatMap(([id, { attributes }]) => [id, ...attributes.map((attribute) => `${id}.${attribute}`)]);
    expect(said.filter((id) => !known.has(id))).toEqual([]);
  });

  it("shares no id with the texts it is read together with", () => {
    const others = readdirSync(join(LOCALES, "en")).filter((file) => file !== "console.ftl");
    const taken = others.flatMap((file) => Object.keys(shape("en", file)));
    expect(taken.filter((id) => id in english)).toEqual([]);
  });
});
