/** What is written another way is the same night, or says beforehand how it is another. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyTextEdits } from '../../../language/edit/edits.ts';
import { format } from '../../../language/format.ts';
import type { Dated } from '../../../plan/schedule/dated/model.ts';
import type { SourceFile } from '../../../service/files/source-file.ts';
import type { Refactoring } from '../../../service/refactor/model.ts';
import { refactoringsAt } from '../../../service/refactor/refactorings.ts';
import { MAIN, openFiles } from '../../server/source-file.ts';

const PLAN = format(`// Who works here.
person mara "Mara Lind"
person jonas "Jonas Berg"
service web
service api
database orders-db

runbook patch(host, long: duration) "Patch {host}" {
  snapshot  host as saved 10m by jonas
  configure host "Patches of {host}" long by mara after saved undo 10m
}

release night-1.0 "The night" {
  kind    standard
  owner   mara
  zone    Europe/Berlin
  window  Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  change  CHG0042137

  run {
    backup  orders-db as night-backup 30m by jonas {
      tested 10m
    }
    deploy  web 15m by mara undo 10m
    deploy  api 20m by jonas after night-backup undo 10m
    task    look 5m by mara not before Sat 23:30
    use patch(web, 20m)
    use patch(api, 5m) as second after look
    verify  web "Smoke" 10m by jonas
  }
}
`);

function at(text: string, from: string, to = from) {
  const positionOf = (offset: number) => {
    const before = text.slice(0, offset).split('\n');
    return { line: before.length - 1, character: before.at(-1)!.length };
  };
  // Whatever the columns are.
  const [start, end] = [from, to].map((one) =>
    text.search(new RegExp(one.replace(/[+()]/g, '\\$&').replace(/ +/g, ' +'))),
  ) as [number, number];
  if (start < 0 || end < 0) throw new Error(`${from} … ${to} is not in the text`);
  return { start: positionOf(start), end: positionOf(end) };
}

async function offered(text: string, from: string, to?: string) {
  const { file } = openFiles(text);
  return { file, all: await refactoringsAt(file, at(text, from, to)) };
}

function textsWith({ workspace }: SourceFile, { edits }: Refactoring): ReadonlyMap<string, string> {
  const files = [...new Set(edits.map(({ file }) => file))];
  return new Map(
    files.map((uri) => [
      uri,
      applyTextEdits(
        workspace.text(uri) ?? '',
        edits.filter(({ file }) => file === uri),
      ),
    ]),
  );
}

/** The main file with the one that is meant. */
async function rewritten(from: string, to: string | undefined, title: RegExp): Promise<string> {
  const { file, all } = await offered(PLAN, from, to);
  const meant = all.find((one) => title.test(one.title));
  if (!meant) throw new Error(`not among ${all.map((one) => one.title).join('; ')}`);
  return [...textsWith(file, meant)].map(([uri, text]) => (uri === MAIN ? text : `── ${uri}\n${text}`)).join('');
}

const bare = (text: string) => text.replace(/[ \t]+/g, ' ').replace(/^ /gm, '');

describe('each', () => {
  test('steps become a runbook, which is given what they wait for', async () => {
    const text = await rewritten('deploy web', 'deploy api', /^Make a runbook of these 2 lines$/);
    expect(bare(text)).toContain('}\nuse steps(night-backup)\ntask look');
    expect(bare(text)).toMatch(
      /runbook steps\(night-backup: point\) \{\ndeploy web 15m by mara undo 10m\ndeploy api 20m by jonas after night-backup undo 10m\n\}\n$/,
    );
  });

  test('not where something outside waits for one of them', async () => {
    const { all } = await offered(PLAN, 'backup orders-db', 'deploy web');
    expect(all.filter(({ kind }) => kind === 'extract')).toEqual([]);
  });

  test('a runbook stands where it was used, by what it was given', async () => {
    const text = await rewritten('use patch(web', undefined, /^Put the steps of `patch` here$/);
    expect(bare(text)).toContain(
      'snapshot web as saved 10m by jonas\nconfigure web "Patches of web" 20m by mara after saved undo 10m\n',
    );
  });

  test('with the clauses of its line around it, and names that nothing else has', async () => {
    const inlined = await rewritten('use patch(web', undefined, /^Put the steps/);
    const { file, all } = await offered(inlined, 'use patch(api');
    const meant = all.find(({ kind }) => kind === 'inline')!;
    const text = bare(textsWith(file, meant).get(MAIN)!);
    expect(text).toContain('sequence second after look {\nsnapshot api as saved-2 10m by jonas\n');
    expect(text).toContain('after saved-2 undo 10m\n}');
  });

  test('steps side by side say what that brings', async () => {
    const { all } = await offered(PLAN, 'deploy web', 'deploy api');
    expect(all.map(({ title }) => title)).toContainEqual(expect.stringMatching(/^Put these 2 lines side by side: .+/));
  });

  test('a time is counted from the window, and back', async () => {
    const counted = await rewritten('Sat 23:30', undefined, /^Write `T\+1h30m` for `Sat 23:30`$/);
    expect(counted).toContain('not before T+1h30m');
    const { all } = await offered(counted, 'T+1h30m');
    expect(all.map(({ title }) => title)).toContain('Write `Sat 2026-12-05 23:30` for `T+1h30m`');
    const window = await offered(PLAN, 'Sat 2026-12-05 22:00');
    expect(window.all.filter(({ title }) => title.startsWith('Write'))).toEqual([]);
  });

  test('a step gets a name', async () => {
    expect(bare(await rewritten('deploy web', undefined, /^Name this step `deploy-web`$/))).toContain(
      'deploy web as deploy-web 15m',
    );
  });

  test('what others may use, too, gets a file, with its comment', async () => {
    const text = await rewritten(
      'person mara',
      undefined,
      /^Move 6 that other plans may use, too, to shared\.release$/,
    );
    expect(text).toMatch(/^import "shared.release"\n\n+release night-1.0/);
    expect(text).toContain('── file:///plans/shared.release\n// Who works here.\nperson');
    expect(text).toContain('runbook patch');
  });

  test('times that go to another file stay in their zone', async () => {
    const frozen = 'freeze year-end of web, api Fri 2026-12-18 18:00 .. Mon 2027-01-04 08:00';
    const { file, all } = await offered(format(`zone Europe/Berlin\n${PLAN}\n${frozen}\n`), 'person mara');
    const meant = all.find(({ creates }) => creates !== undefined)!;
    expect(meant.title).toBe('Move 7 that other plans may use, too, to shared.release');
    const texts = textsWith(file, meant);
    expect(texts.get('file:///plans/shared.release')).toMatch(/^zone Europe\/Berlin\n/);
    expect(texts.get(MAIN)).toMatch(/^import "shared\.release"\n\nzone Europe\/Berlin\n/);
  });

  test('nothing where a line cannot be read', async () => {
    const { all } = await offered(PLAN.replace(/verify +web/, 'verfy web'), 'deploy web', 'deploy api');
    expect(all).toEqual([]);
  });
});

describe('whatever is selected', () => {
  const examples = ['payments-4.2', 'migration-weekend'].map((name) =>
    readFileSync(new URL(`../../../examples/${name}.release`, import.meta.url), 'utf8'),
  );

  /** Steps as a reader sees them: what is done when. */
  const night = ({ analysis, plan }: SourceFile) =>
    plan.releases
      .flatMap(({ steps }, i) =>
        steps.map(({ id, verb, targets }) => {
          const { start, end } = analysis.schedules[i]!.steps[id] ?? {};
          return `${verb} ${targets.map(({ name }) => name)} ${start}..${end}`;
        }),
      )
      .concat(plan.releases.flatMap((_, i) => analysis.schedules[i]!.dated.map(dates)))
      .sort();
  const dates = ({ what, label, start, end, due }: Dated) => `${what} ${label} ${start}..${end} ${due}`;

  test('what says nothing of the schedule keeps it, and what does changes it', async () => {
    for (const text of [PLAN, ...examples]) {
      const { file } = openFiles(text);
      const lines = text.split('\n').length;
      await fc.assert(
        fc.asyncProperty(fc.nat(lines - 1), fc.nat(4), async (line, more) => {
          const range = {
            start: { line, character: 8 },
            end: { line: Math.min(line + more, lines - 1), character: 8 },
          };
          for (const one of await refactoringsAt(file, range)) {
            const texts = textsWith(file, one);
            const others = [...texts].filter(([uri]) => uri !== MAIN);
            const now = openFiles(
              texts.get(MAIN)!,
              Object.fromEntries(others.map(([uri, own]) => [uri.slice('file:///plans/'.length), own])),
            ).file;
            expect(now.plan.problems.length, one.title).toBeLessThanOrEqual(file.plan.problems.length);
            const isSame = JSON.stringify(night(now)) === JSON.stringify(night(file));
            expect(isSame, one.title).toBe(!/: /.test(one.title));
          }
        }),
        { numRuns: 12 },
      );
    }
  });
});
