import { Interrupts } from '../../src/cli/interrupts.js';

describe('an interrupt', () => {
  // SIGBREAK is Ctrl-Break on Windows.
  it.each(['SIGINT', 'SIGTERM', 'SIGBREAK'] as const)('by %s finishes running transfers, and a second one stops at once', (signal) => {
    const seen: string[] = [];
    const interrupts = new Interrupts(
      () => seen.push('first'),
      () => seen.push('second'),
    );
    try {
      expect(interrupts.isInterrupted).toBe(false);
      process.emit(signal, signal);
      expect([interrupts.isInterrupted, seen]).toEqual([true, ['first']]);
      process.emit(signal, signal);
      expect(seen).toEqual(['first', 'second']);
    } finally {
      interrupts.stop();
    }
    expect(process.listenerCount(signal)).toBe(0);
  });
});
