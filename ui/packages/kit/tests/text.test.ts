// Texts and points in time: nothing goes missing unheard, and dates are those of the person.

import { describe, expect, test, vi } from "vitest";

import { Catalogue } from "../src/text/catalogue";
import { moment, regional } from "../src/text/dates";

const FILES = {
  "locales/en/a.ftl": "hello = Hello, { $name }!\n    .short = Hi\nonly-here = Here\ncount = { $n ->\n    [one] One\n   *[other] { $n }\n}",
  "locales/es/a.ftl": "hello = ¡Hola, { $name }!\n    .short = Hola",
};

/** The isolation marks that Fluent puts around values. */
const bare = (text: string): string => text.replaceAll(/[\u2068\u2069]/g, "");

describe("the catalogue", () => {
  test("messages and attributes are said in the language asked for", () => {
    const catalogue = new Catalogue(FILES);
    expect(bare(catalogue.format("es", "hello", { name: "Ana" }))).toBe("¡Hola, Ana!");
    expect(catalogue.format("en", "hello.short")).toBe("Hi");
    expect(catalogue.format("en", "count", { n: 1 })).toBe("One");
  });

  test("a missing text shows its id and complains", () => {
    const complain = vi.fn();
    const catalogue = new Catalogue(FILES, complain);
    expect(catalogue.format("es", "only-here")).toBe("only-here");
    expect(catalogue.format("en", "hello.long")).toBe("hello.long");
    expect(complain.mock.calls).toEqual([["no text in es: only-here"], ["no text in en: hello.long"]]);
  });

  test("a missing variable complains", () => {
    const complain = vi.fn();
    new Catalogue(FILES, complain).format("en", "hello");
    expect(complain).toHaveBeenCalledOnce();
  });

  test("two messages of one name complain once, when their language is first used", () => {
    const complain = vi.fn();
    const catalogue = new Catalogue({ ...FILES, "locales/en/b.ftl": "hello = Again" }, complain);
    catalogue.format("es", "hello", { name: "Ana" });
    expect(complain).not.toHaveBeenCalled();
    catalogue.format("en", "hello", { name: "Ana" });
    catalogue.format("en", "hello", { name: "Eva" });
    expect(complain).toHaveBeenCalledOnce();
  });

  test.each([
    [["es-MX", "en"], "es"],
    [["de-DE", "es"], "es"],
    [["pt-BR"], "en"],
    [["c"], "en"],
    [[], "en"],
  ])("somebody who prefers %j gets %s", (wanted, language) => {
    expect(new Catalogue(FILES).negotiate(wanted)).toBe(language);
  });
});

describe("points in time", () => {
  const now = new Date(2026, 10, 22, 0, 30);

  test("yesterday is the day before, even an hour ago", () => {
    expect(moment(new Date(2026, 10, 22, 0, 10).toISOString(), now, "en-GB").day).toBe("today");
    expect(moment(new Date(2026, 10, 21, 23, 50).toISOString(), now, "en-GB").day).toBe("yesterday");
    expect(moment(new Date(2026, 10, 20, 23, 50).toISOString(), now, "en-GB").day).toBe("other");
    expect(moment(new Date(2026, 10, 23, 1, 0).toISOString(), now, "en-GB").day).toBe("other");
  });

  test("date and time are written as the region does", () => {
    const at = new Date(2026, 10, 3, 17, 5).toISOString();
    expect(moment(at, now, "en-GB")).toMatchObject({ date: "3 November 2026", time: "17:05" });
    expect(moment(at, now, "es-ES")).toMatchObject({ date: "3 de noviembre de 2026", time: "17:05" });
  });

  test("the person's own variant of the language decides, and nonsense does not break it", () => {
    expect(regional("en", ["es-ES", "en-US"])).toBe("en-US");
    expect(regional("es", ["en-US"])).toBe("es-ES");
    expect(regional("en", ["en_US.UTF-8", "c", "*"])).toBe("en-GB");
  });
});
