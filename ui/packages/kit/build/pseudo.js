// Made-up languages for looking at pages: English grown by 40 % with accents, and English from right to left.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { parse, serialize, Transformer } from "@fluent/syntax";

const MODULE = "virtual:pseudo-locales";
const GROWTH = 0.4;
const ACCENTED = new Map([..."aeiouycnsAEIOUYCNS"].map((plain, at) => [plain, [..."áéíöüýçñšÁÉÍÖÜÝÇÑŠ"][at] ?? plain]));
const [MARK, OVERRIDE, POP] = ["\u200F", "\u202E", "\u202C"];

/** Each made-up language with what it makes of the text between placeables. */
const LANGUAGES = { "en-XA": grown, "ar-XB": reversed };

/**
 * Gives `virtual:pseudo-locales` the made-up languages as Fluent files by path; nothing unless the mode is `preview`.
 *
 * @param {string} english the folder with the English files
 * @returns {import("vite").Plugin}
 */
export function pseudoLocales(english) {
  let isPreview = false;
  return {
    name: "pseudo-locales",
    configResolved({ mode }) {
      isPreview = mode === "preview";
    },
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : null),
    load(id) {
      if (id !== `\0${MODULE}`) {
        return null;
      }
      return `export default ${JSON.stringify(isPreview ? filesFrom(english) : {})};`;
    },
  };
}

/** @param {string} english */
function filesFrom(english) {
  const names = readdirSync(english).filter((name) => name.endsWith(".ftl"));
  return Object.fromEntries(
    Object.entries(LANGUAGES).flatMap(([language, change]) =>
      names.map((name) => [`${language}/${name}`, pseudo(readFileSync(join(english, name), "utf8"), change)]),
    ),
  );
}

/**
 * A Fluent file with all its text changed; ids, variables and selectors stay.
 *
 * @param {string} source
 * @param {(text: string) => string} change
 */
export function pseudo(source, change) {
  class Change extends Transformer {
    /**
     * @override
     * @param {import("@fluent/syntax").TextElement} element
     */
    visitTextElement(element) {
      element.value = change(element.value);
      return element;
    }
  }
  const resource = parse(source, {});
  new Change().visit(resource);
  return serialize(resource, {});
}

/**
 * Longer by 40 %, by vowels said twice or more often, with accents.
 *
 * @param {string} text
 */
export function grown(text) {
  const letters = [...text];
  const vowels = letters.filter((letter) => /[aeiou]/i.test(letter)).length;
  const wanted = Math.ceil(letters.filter((letter) => /\S/.test(letter)).length * GROWTH);
  let given = 0;
  let passed = 0;
  const longer = letters.map((letter) => {
    const accented = ACCENTED.get(letter) ?? letter;
    if (!/[aeiou]/i.test(letter)) {
      return accented;
    }
    passed += 1;
    const more = Math.round((wanted * passed) / vowels) - given;
    given += more;
    return accented + accented.toLowerCase().repeat(more);
  });
  return longer.join("");
}

/**
 * Each word from right to left, as in a language that is written so.
 *
 * @param {string} text
 */
export function reversed(text) {
  return text.replaceAll(/\S+/g, (word) => `${MARK}${OVERRIDE}${word}${POP}${MARK}`);
}
