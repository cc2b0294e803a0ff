/** Puts brackets around an expression of more than one word. */
export const grouped = (text: string): string =>
  /^[\w$.]+$|^\(.*\)$|^[\w$.]+\([^()]*\)$/s.test(text) && balanced(text) ? text : `(${text})`;

function balanced(text: string): boolean {
  if (!text.startsWith('(')) return true;
  let depth = 0;
  for (const [at, character] of [...text].entries()) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth === 0 && at < text.length - 1) return false;
  }
  return true;
}
