/** A chart of PlantUML: what a text holds is no markup, and PlantUML itself draws it. */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import { exported } from '../../service/formats/export.ts';
import { randomPlan } from './random/plan.ts';

async function chart(text: string) {
  const workspace = createWorkspace({ roots: [] });
  workspace.set('file:///x.release', text);
  const sent = await exported(workspace.analysis('file:///x.release'), 'x', { format: 'plantuml' });
  if ('trouble' in sent) throw new Error(sent.trouble);
  return { text: sent.data as string, missing: sent.missing };
}

const PLAN = `zone Europe/Berlin
person ann
system web
release shop-1.0 "Shop: 2.0" {
  kind standard
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  milestone frozen "No more" Fri 2026-12-04 12:00
  run {
    deploy web "a [b] **c** -- d" 2h by ann done
    verify web 10m by ann
  }
}
`;

test('days are drawn, hours stand in the names, what ends at midnight ended the day before', async () => {
  const { text, missing } = await chart(PLAN);
  expect(text).toBe(`@startgantt
' Times are in Europe/Berlin
title Shop: 2.0
Project starts 2026-12-04
-- Milestones --
[12:00 No more] as [t1] happens 2026-12-04
-- run --
[22:00 a <U+005B>b<U+005D> <U+002A><U+002A>c<U+002A><U+002A> <U+002D><U+002D> d (ann)] as [t2] starts 2026-12-05
[t2] ends 2026-12-05
[t2] is 100% completed
[00:00 verify web (ann)] as [t3] starts 2026-12-06
[t3] ends 2026-12-06
@endgantt
`);
  expect(missing).toContain('window (window)');
});

const hasOracle = spawnSync('plantuml', ['-version']).status === 0;

test.skipIf(!hasOracle)('PlantUML draws every step of random plans', async () => {
  const charts = await Promise.all([chart(PLAN), ...[1, 2, 3, 4].map((seed) => chart(randomPlan(seed)))]);
  const { stdout, status } = spawnSync('plantuml', ['-pipe', '-tsvg'], {
    input: charts.map(({ text }) => text).join('\n'),
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  expect(stdout).not.toMatch(/Syntax Error|cannot be parsed/i);
  expect(stdout).toContain('a [b] **c** -- d (ann)'.split(' ')[1]);
  expect(stdout.match(/<svg/g)).toHaveLength(charts.length);
});
