// The made-up languages: longer, or from right to left, and otherwise the same messages.

import { describe, expect, test } from "vitest";

import { grown, pseudo, reversed } from "../build/pseudo.js";
import { Catalogue } from "../src/text/catalogue";

const SOURCE = "one = Check your { $name }\n    .hint = Press Send\nmany = { $n ->\n    [one] One thing\n   *[other] { $n } things\n}\n";

describe("the grown language", () => {
  test.each(["Check your computer", "Stuck? We’re here.", "See what was sent, or take it back"])("%s grows by 40 %", (text) => {
    const letters = text.replaceAll(/\s/g, "").length;
    expect(grown(text).length - text.length).toBe(Math.ceil(letters * 0.4));
  });

  test("it has accents, and keeps its lines", () => {
    expect(grown("Open it.\nClose it.")).toMatch(/^Ö.*pé+.*í+t\.\nÇl.*í+t\.$/);
  });
});

test("from right to left, each word is turned and the words stay apart", () => {
  expect(reversed("Press Send")).toBe("\u200F\u202EPress\u202C\u200F \u200F\u202ESend\u202C\u200F");
});

test("messages, attributes, variables and choices stay", () => {
  const complain = (message: string): void => expect.fail(message);
  const catalogue = new Catalogue({ "en-XA/a.ftl": pseudo(SOURCE, grown) }, complain);
  expect(catalogue.format("en-XA", "one", { name: "Ana" })).toContain("Ana");
  expect(catalogue.format("en-XA", "one.hint")).toMatch(/^Pré+šš Šé+ñd$/);
  expect(catalogue.format("en-XA", "many", { n: 1 })).toMatch(/^Ö/);
});
