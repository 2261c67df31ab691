// The Fluent files as they are written: every text by its id, with its variables.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { type Entry, type GroupComment, type Message, parse, type Pattern, Visitor, type VariableReference } from "@fluent/syntax";

const LOCALES = fileURLToPath(new URL("../../../../locales/", import.meta.url));

export const LANGUAGES = ["en", "es"] as const;

/** The files that the window reads. */
export const FILES = ["wizard", "checks", "errors"] as const;

/** One text, `message` or `message.attribute`, with the heading of the group that it stands in. */
export interface Text {
  id: string;
  group: string;
  pattern: Pattern;
}

/** Every text of a file. */
export function textsIn(language: string, file: string): Text[] {
  const { body } = parse(readFileSync(join(LOCALES, language, `${file}.ftl`), "utf8"), {});
  const junk = body.find((entry) => entry.type === "Junk");
  if (junk !== undefined) {
    throw new Error(`${language}/${file}.ftl has lines that are no Fluent: ${JSON.stringify(junk)}`);
  }
  let group = "";
  return body.flatMap((entry: Entry) => {
    group = entry.type === "GroupComment" ? ((entry as GroupComment).content ?? "") : group;
    return entry.type === "Message" ? textsOf(entry as Message, group) : [];
  });
}

function textsOf({ id, value, attributes }: Message, group: string): Text[] {
  const own = value === null ? [] : [{ id: id.name, group, pattern: value }];
  const more = attributes.map((one) => ({ id: `${id.name}.${one.id.name}`, group, pattern: one.value }));
  return [...own, ...more];
}

class Variables extends Visitor {
  readonly names = new Set<string>();

  override visitVariableReference(node: VariableReference): void {
    this.names.add(node.id.name);
  }
}

/** The variables of a text, sorted. */
export function variablesOf(pattern: Pattern): string[] {
  const variables = new Variables();
  variables.visit(pattern);
  return [...variables.names].sort();
}
