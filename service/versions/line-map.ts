/** Where the lines of an earlier text stand in a later one, as far as they stand before or behind what was changed. */

/** Lines count from zero; one that was changed leads to where the change is. */
export function lineMap(before: string, now: string): (line: number) => number {
  if (before === now) return (line) => line;
  const [old, fresh] = [before.split('\n'), now.split('\n')];
  const most = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < most && old[head] === fresh[head]) head++;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail++;
  return (line) => {
    if (line < head) return line;
    if (line >= old.length - tail) return line + fresh.length - old.length;
    return Math.min(line, Math.max(fresh.length - tail - 1, head), fresh.length - 1);
  };
}
