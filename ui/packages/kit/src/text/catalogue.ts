// All texts in all languages, read from the Fluent files that Rust reads too.

import { FluentBundle, FluentResource, type FluentVariable, type Message } from "@fluent/bundle";
import { negotiateLanguages } from "@fluent/langneg";

/** Values for the variables of a message, by name. */
export type Args = Record<string, FluentVariable>;

/** Hears of every message that is missing or does not format: a defect, never shown as an empty space. */
export type Complain = (message: string) => void;

const FALLBACK = "en";

export class Catalogue {
  readonly #bundles = new Map<string, FluentBundle>();
  readonly #complain: Complain;
  readonly #files = new Map<string, [path: string, source: string][]>();

  /** `files` maps paths that end in `<language>/<name>.ftl` to their contents. */
  constructor(files: Record<string, string>, complain: Complain = (message) => console.error(message)) {
    this.#complain = complain;
    for (const file of Object.entries(files)) {
      const language = file[0].split("/").at(-2) ?? FALLBACK;
      this.#files.set(language, [...(this.#files.get(language) ?? []), file]);
    }
  }

  // Read when first needed: the languages that nobody chose would only delay the first page.
  #bundle(language: string): FluentBundle | undefined {
    const known = this.#bundles.get(language);
    const files = this.#files.get(language);
    if (known !== undefined || files === undefined) return known;
    const bundle = new FluentBundle(language);
    this.#bundles.set(language, bundle);
    for (const [path, source] of files) {
      for (const error of bundle.addResource(new FluentResource(source))) {
        this.#complain(`${path}: ${error.message}`);
      }
    }
    return bundle;
  }

  /** The languages there are texts in. */
  get languages(): string[] {
    return [...this.#files.keys()];
  }

  /** The language to use for somebody who prefers `wanted`, best first. */
  negotiate(wanted: readonly string[]): string {
    const [best] = negotiateLanguages(wanted, this.languages, { defaultLocale: FALLBACK, strategy: "lookup" });
    return best ?? FALLBACK;
  }

  /** Whether there is a text `message` or `message.attribute`. */
  has(language: string, id: string): boolean {
    return this.#pattern(language, id) !== null;
  }

  /** The text `message` or `message.attribute`; where there is none, the id itself, and a complaint. */
  format(language: string, id: string, args: Args = {}): string {
    const pattern = this.#pattern(language, id);
    const bundle = this.#bundle(language);
    if (pattern === null || bundle === undefined) {
      this.#complain(`no text in ${language}: ${id}`);
      return id;
    }
    const errors: Error[] = [];
    const text = bundle.formatPattern(pattern, args, errors);
    for (const error of errors) {
      this.#complain(`text in ${language}: ${id}: ${error.message}`);
    }
    return text;
  }

  #pattern(language: string, id: string): Message["value"] {
    const [name = "", attribute] = id.split(".");
    const message = this.#bundle(language)?.getMessage(name);
    return (attribute === undefined ? message?.value : message?.attributes[attribute]) ?? null;
  }
}
