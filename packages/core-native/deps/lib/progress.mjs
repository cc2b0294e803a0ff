/** Seconds as "41 s" or "2 min 05 s". */
function elapsed(sinceMs) {
  const seconds = Math.round((Date.now() - sinceMs) / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/**
 * One line that says which of how many and for how long: rewritten in place on a terminal, a plain line per change
 * elsewhere (a CI log). Kept without dependencies, because it runs before anything is installed.
 * @param {NodeJS.WriteStream} output
 */
export function createProgress(output, total, title) {
  const start = Date.now();
  let done = 0;
  let what = '';
  let lastPlain = '';
  const draw = () => {
    const text = `${title} ${done}/${total}${what ? ` (${what})` : ''}, ${elapsed(start)}`;
    if (output.isTTY) output.write(`\r\x1b[2K${text.slice(0, (output.columns || 80) - 1)}`);
    else if (`${done} ${what}` !== lastPlain) output.write(`${text}\n`);
    lastPlain = `${done} ${what}`;
  };
  const timer = output.isTTY ? setInterval(draw, 1000) : undefined;
  timer?.unref();
  return {
    update(nowDone, nowWhat) {
      done = nowDone;
      what = nowWhat;
      // Archives found at once are not worth a line each in a log.
      if (output.isTTY || Date.now() - start > 1000) draw();
    },
    stop() {
      clearInterval(timer);
      if (output.isTTY) output.write('\r\x1b[2K');
    },
  };
}
