import { getSystemErrorMap } from 'node:util';

/** An error of the file system as `node:fs` makes it. @param target the new path, of a rename */
export function systemError(errno: number, syscall: string, { part, target }: { part: string; target?: string }): Error {
  const [code, text] = getSystemErrorMap().get(errno) ?? [`E${errno}`, 'unknown error'];
  const renamed = syscall === 'rename' && target !== undefined ? { dest: target } : {};
  const message = `${code}: ${text}, ${syscall} '${part}'${'dest' in renamed ? ` -> '${target}'` : ''}`;
  return Object.assign(new Error(message), { errno, code, syscall, path: part, ...renamed });
}
