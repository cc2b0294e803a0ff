import { createHash } from 'node:crypto';

/** The hashes that Subresource Integrity knows, the weakest first. */
const ALGORITHMS = ['sha256', 'sha384', 'sha512'];

const EXPRESSION = /^(sha256|sha384|sha512)-([A-Za-z0-9+/_-]+={0,2})(?:\?.*)?$/;

/** Whether bytes have one of the hashes of an `integrity` value. Only the strongest of its algorithms counts. */
export function hasIntegrity(bytes: Uint8Array, integrity: string): boolean {
  const expected = integrity
    .split(/\s+/)
    .map((text) => EXPRESSION.exec(text))
    .filter((match) => match !== null)
    .map(([, algorithm, value]) => ({ algorithm: algorithm!, value: value! }));
  if (expected.length === 0) return true;
  const strongest = expected.reduce((best, { algorithm }) => Math.max(best, ALGORITHMS.indexOf(algorithm)), 0);
  const actual = createHash(ALGORITHMS[strongest]!).update(bytes).digest('base64');
  return expected.some(({ algorithm, value }) => algorithm === ALGORITHMS[strongest] && normalise(value) === normalise(actual));
}

const normalise = (base64: string) => base64.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
