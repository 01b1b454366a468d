/** Times of repeated work, and tables of them. */

/** In milliseconds. */
export interface Spread {
  readonly median: number;
  readonly p95: number;
}

/** Runs `work` three times to warm up, then `rounds` times. */
export function measure(rounds: number, work: () => void, now = clock): Spread {
  for (let i = 0; i < 3; i++) work();
  const times: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const started = now();
    work();
    times.push(now() - started);
  }
  return spreadOf(times);
}

export function clock(): number {
  return performance.now();
}

/** What a process has taken of the processor: on a machine that has other work to do the clock tells of that, too. */
export function processor(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

export function spreadOf(times: readonly number[]): Spread {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95) };
}

export function milliseconds(value: number): string {
  return value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en');
}

/** A Markdown table under a heading. */
export function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(1, ...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join(' | ')} |`;
  const rule = `| ${widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [`### ${title}`, '', line(head), rule, ...rows.map(line), ''].join('\n');
}
