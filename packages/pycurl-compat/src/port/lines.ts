const INDENT = '  ';

export const indented = (lines: readonly string[]): string[] => lines.map((line) => (line === '' ? '' : INDENT + line));
