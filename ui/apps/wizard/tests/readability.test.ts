// Every group of texts is plain enough to be read once, and no sentence is long.

import { describe, expect, test } from "vitest";

import { FILES, LANGUAGES, textsIn } from "./fluent";
import { ease, englishSyllables, sentencesOf, spanishSyllables, wordsOf } from "./readability";

const LEAST_EASE = 65;
const MOST_WORDS = 20;

describe.each(LANGUAGES)("in %s", (language) => {
  const texts = FILES.flatMap((file) => textsIn(language, file).map((text) => ({ ...text, group: `${file}: ${text.group}` })));
  const groups = [...new Set(texts.map(({ group }) => group))];

  test.each(groups)("%s is plain", (group) => {
    const sentences = texts.filter((text) => text.group === group).flatMap(({ pattern }) => sentencesOf(pattern));
    expect(ease(language, sentences)).toBeGreaterThanOrEqual(LEAST_EASE);
  });

  test(`no sentence has more than ${MOST_WORDS} words`, () => {
    const long = texts.flatMap(({ id, pattern }) =>
      sentencesOf(pattern).flatMap((sentence) => (wordsOf(sentence).length > MOST_WORDS ? [`${id}: ${sentence}`] : [])),
    );
    expect(long).toEqual([]);
  });
});

describe("the measure", () => {
  test.each([
    ["the", 1], ["report", 2], ["computer", 3], ["people", 2], ["checked", 1], ["waited", 2], ["idea", 3], ["files", 1],
    ["message", 2], ["changes", 2], ["encryption", 3], ["being", 2],
  ])("%s has %i syllables", (word, syllables) => {
    expect(englishSyllables(word)).toBe(syllables);
  });

  test.each([
    ["informe", 3], ["ordenador", 4], ["seguridad", 4], ["país", 2], ["quien", 1], ["guía", 2], ["muy", 1], ["cuando", 2],
    ["leer", 2], ["averigües", 4], ["yo", 1],
  ])("%s tiene %i sílabas", (word, syllables) => {
    expect(spanishSyllables(word)).toBe(syllables);
  });

  test("long words and long sentences make a text harder", () => {
    const [easy, hard] = [["We look at it.", "You send it."], ["Organisational prerequisites necessitate authorisation."]];
    expect(ease("en", easy)).toBeGreaterThan(90);
    expect(ease("en", hard)).toBeLessThan(0);
    expect(ease("es", ["Lo vemos.", "Tú lo lees."])).toBeGreaterThan(ease("es", ["Comprobaremos la configuración correspondiente."]));
  });
});
