/** Input that cannot be used; each line says what was wrong and what was expected. Exit code 2. */
export class UsageError extends Error {
  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'));
  }
}
