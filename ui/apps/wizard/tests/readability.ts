// How easy texts are to read: Flesch for English, INFLESZ (Szigriszt) for Spanish. 65 and up is plain.

import type { Pattern, SelectExpression } from "@fluent/syntax";

/** What stands for a value, such as a company's name. */
const VALUE = "Bramble";

/** The sentences of a text, each variant of a choice for itself. A line, and a title without a full stop, is a sentence. */
export function sentencesOf(pattern: Pattern): string[] {
  const sentences = wordings(pattern).flatMap((wording) => wording.split(/(?<=[.!?…])\s|\n/));
  return [...new Set(sentences.map((sentence) => sentence.trim()).filter((sentence) => wordsOf(sentence).length > 0))];
}

/** The text with the first variant of each choice, with the second, and so on. */
function wordings(pattern: Pattern): string[] {
  const most = Math.max(1, ...pattern.elements.map((element) => variantsOf(element)?.length ?? 1));
  return [...Array(most).keys()].flatMap((which) => {
    const parts = pattern.elements.map((element) => {
      if (element.type === "TextElement") {
        return [element.value];
      }
      const variants = variantsOf(element);
      const chosen = variants?.[Math.min(which, variants.length - 1)];
      return chosen === undefined ? [VALUE] : wordings(chosen.value);
    });
    return parts.reduce((wholes, next) => wholes.flatMap((whole) => next.map((part) => whole + part)), [""]);
  });
}

function variantsOf(element: Pattern["elements"][number]): SelectExpression["variants"] | undefined {
  const choice = element.type === "Placeable" && element.expression.type === "SelectExpression" ? element.expression : null;
  return (choice as SelectExpression | null)?.variants;
}

/** The words of a sentence; numbers and addresses are not read as such. */
export function wordsOf(sentence: string): string[] {
  return sentence.match(/\p{L}[\p{L}’'-]*/gu) ?? [];
}

/** With what stands on the screen of a system, in quotation marks or with a capital, as a value like any other. */
function withoutNames(sentence: string): string {
  return sentence.replaceAll(/[«“][^»”]*[»”]/g, VALUE).replaceAll(/(?<=\p{L}[^\p{L}]+)\p{Lu}[\p{L}’'-]*/gu, VALUE);
}

/**
 * How easy some sentences are to read, from about 0 to above 100. The names of pages and switches are not ours to
 * choose, so they do not count against a text.
 */
export function ease(language: "en" | "es", sentences: readonly string[]): number {
  const words = sentences.map(withoutNames).flatMap(wordsOf);
  const syllables = words.map(language === "en" ? englishSyllables : spanishSyllables).reduce((sum, one) => sum + one, 0);
  const [perWord, perSentence] = [syllables / words.length, words.length / sentences.length];
  return language === "en" ? 206.835 - 84.6 * perWord - 1.015 * perSentence : 206.835 - 62.3 * perWord - perSentence;
}

/** The syllables of an English word, by its spelling; off by one for some. */
export function englishSyllables(word: string): number {
  const sound = word
    .toLowerCase()
    .replaceAll(/[^a-z]/g, "")
    .replace(/(?<=[^aeiouy])e$|(?<=[^aeiouytd])ed$|(?<=[^aeiouysxzcg]|[^s]h)es$/, (end, at, whole: string) =>
      end === "e" && /[^aeiouy]le$/.test(whole) ? "e" : "",
    );
  const groups = sound.match(/[aeiouy]+/g) ?? [];
  const parted = sound.match(/(?<![tcsg])i[ao]|(?<!p)eo|(?<=[aeiou][^aeiou]+)ea$|[aeiou]ing$/g) ?? [];
  return Math.max(1, groups.length + parted.length);
}

/** The syllables of a Spanish word: each strong vowel carries one, and so do weak ones by themselves. */
export function spanishSyllables(word: string): number {
  const sound = word.toLowerCase().replaceAll(/([qg])u(?=[eiéí])/g, "$1");
  const groups = sound.match(/[aeiouáéíóúü]+(?:y(?![aeiouáéíóú]))?|y(?![aeiouáéíóú])/g) ?? [];
  const nuclei = groups.map((group) => Math.max(1, (group.match(/[aeoáéíóú]/g) ?? []).length));
  return Math.max(1, nuclei.reduce((sum, one) => sum + one, 0));
}
