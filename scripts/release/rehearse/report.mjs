const LONGEST_TEXT = 3000;

/** Collects the checks with their durations and failures. */
export class Report {
  #passed = 0;
  #failures = [];
  #measured = [];
  #start = performance.now();

  /** @template T @param {string} name @param {() => Promise<T>} task @returns {Promise<T>} */
  async step(name, task) {
    const start = performance.now();
    const result = await task();
    console.log(`${name}: ${seconds(performance.now() - start)}`);
    return result;
  }

  /** One check; the next ones run even if it fails. */
  async check(name, task) {
    try {
      await task();
      this.#passed++;
    } catch (error) {
      this.fail(name, error);
    }
  }

  fail(name, error) {
    this.#failures.push(name);
    const text = error.output ?? error.stack;
    // The error is at the end, and a line of a bundle may fill the rest.
    console.error(`FAILED ${name}\n${text.length > LONGEST_TEXT ? '…' : ''}${text.slice(-LONGEST_TEXT)}`);
  }

  /** @param {string} name @param {number} value @param {number | undefined} limit @param {string} unit */
  measure(name, value, limit, unit) {
    this.#measured.push([name, `${value} ${unit}`, limit === undefined ? '' : `limit ${limit}`]);
    if (limit === undefined || value <= limit) this.#passed++;
    else this.fail(name, new Error(`${name}: ${value} ${unit}, and the limit is ${limit}`));
  }

  print() {
    const width = Math.max(0, ...this.#measured.map(([name]) => name.length));
    for (const [name, value, limit] of this.#measured) console.log(`  ${name.padEnd(width)}  ${value.padStart(10)}  ${limit}`);
    const time = seconds(performance.now() - this.#start);
    console.log(`rehearsal: ${this.#passed} checks passed, ${this.#failures.length} failed, ${time}`);
    for (const name of this.#failures) console.log(`  failed: ${name}`);
    if (this.#failures.length > 0) process.exitCode = 1;
  }
}

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
