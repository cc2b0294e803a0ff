import type { Result } from './results.js';

/** `200`, or the error's code; what was foreseen says so. */
export function outcomeOf({ error, status, expected }: Result): string {
  const name = (error as { code?: string } | undefined)?.code ?? (status > 0 ? String(status) : (error?.name ?? 'unexpected'));
  return expected && (error || status >= 400) ? `${name} (expected)` : name;
}
