// A list of named tests, run one after another, with a closing line that counts them.

/** Collects tests and runs them; a failing one does not stop the others. */
export class Suite {
  /** @type {{ name: string, run: () => Promise<void> }[]} */
  #tests = [];

  /**
   * @param {string} name a sentence that says what holds
   * @param {() => Promise<void>} run
   */
  test(name, run) {
    this.#tests.push({ name, run });
  }

  /**
   * Runs all tests whose name has `only` in it and says how many passed.
   *
   * @param {string} [only]
   * @returns {Promise<boolean>} whether all passed, and there were some
   */
  async run(only = "") {
    let passed = 0;
    let failed = 0;
    for (const { name, run } of this.#tests.filter((test) => test.name.includes(only))) {
      try {
        await run();
        passed += 1;
        console.log(`ok      ${name}`);
      } catch (error) {
        failed += 1;
        console.log(`FAILED  ${name}\n${error instanceof Error ? error.message : error}`);
      }
    }
    console.log(`${passed} passed, ${failed} failed`);
    return failed === 0 && passed > 0;
  }
}
