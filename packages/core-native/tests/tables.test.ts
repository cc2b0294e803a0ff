import { Multi } from '../src/index.js';
import { Status, binding } from '../src/binding.js';
import { QueueNews } from '../src/easy/easy.js';
import { OUTCOME } from '../src/easy/outcome.js';

describe('numbers that C++ and TypeScript share', () => {
  const lowered = (table: Record<string, number>) =>
    Object.fromEntries(Object.entries(table).map(([name, number]) => [name[0]!.toLowerCase() + name.slice(1), number]));

  it('are the same on both sides', () => {
    const { status, outcome, queueNews } = binding.tables();
    expect(lowered(status)).toEqual(Status);
    expect(outcome).toEqual(OUTCOME);
    expect(queueNews).toEqual(QueueNews);
  });
});

describe('the native side of a multi', () => {
  it('is nobody else’s to reach', () => {
    const multi = new Multi();
    const names = new Set<string>();
    for (let object: object | null = multi; object; object = Object.getPrototypeOf(object) as object | null)
      for (const name of Object.getOwnPropertyNames(object)) names.add(name);
    for (const name of ['native', 'id', 'easys']) expect(names).not.toContain(name);
    expect(() => Multi.prototype.perform.call({} as Multi)).toThrow(TypeError);
    multi.close();
  });
});
