/** Runs TaskJuggler on a project. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Tj3Result {
  /** By full id, in minutes since the epoch. */
  readonly tasks: ReadonlyMap<string, { readonly start: number; readonly end: number }>;
  readonly milliseconds: number;
}

/** @throws Error with what it printed, when it made no schedule; its exit code alone says nothing */
export async function runTj3(program: string, text: string): Promise<Tj3Result> {
  const folder = mkdtempSync(join(tmpdir(), 'tj3-'));
  try {
    writeFileSync(join(folder, 'plan.tjp'), text);
    const started = performance.now();
    const printed = await new Promise<string>((resolve) => {
      execFile(program, ['--silent', '-o', '.', 'plan.tjp'], { cwd: folder, maxBuffer: 2 ** 26 }, (_, out, err) =>
        resolve(out + err),
      );
    });
    const milliseconds = performance.now() - started;
    let csv: string;
    try {
      csv = readFileSync(join(folder, 'out.csv'), 'utf8');
    } catch {
      throw new Error(`tj3 made no schedule:\n${printed.slice(0, 2000)}`);
    }
    // What it cannot keep it warns of, and goes on.
    if (/\b(Error|Warning)\b/.test(printed)) throw new Error(`tj3 complains:\n${printed.slice(0, 2000)}`);
    return { tasks: tasksOf(csv), milliseconds };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tasksOf(csv: string): Tj3Result['tasks'] {
  const rows = csv
    .split('\n')
    .slice(1)
    .map((line) => line.split(';').map((cell) => cell.replaceAll('"', '').trim()))
    .filter(([id]) => id);
  return new Map(rows.map(([id, start, end]) => [id!, { start: Number(start) / 60, end: Number(end) / 60 }]));
}
