/** When something was, beside when it was planned; and for when it was planned before it was moved. */
import { describe, expect, test } from 'vitest';
import { compare } from '../../../plan/diff/compare.ts';
import { standardRelease } from '../../../plan/facts/example.ts';
import { dateRows } from '../../../view/dates.ts';
import { renderView } from '../../../view/renderers.ts';
import { active, analyseText, messagesOf } from '../../checks/marked.ts';

const NIGHT = 'run {\n  deploy web 10m by ann undo 5m\n  verify web 10m by bob\n}';
const plan = (lines: string) => standardRelease('person ann\nperson bob\nservice web', `${NIGHT}\n${lines}`);

/** All that can be done on another day, each planned for Fri 2026-09-25. */
const KEPT: Readonly<Record<string, (said: string) => string>> = {
  milestone: (said) => `milestone beta Fri 2026-09-25${said}`,
  step: (said) => `task texts 2h by ann due Fri 2026-09-25${said}`,
  issue: (said) => `issue printer "Jam" by ann due Fri 2026-09-25${said}`,
  item: (said) => `scope {\n  must A-1 "Feature" by ann due Fri 2026-09-25${said}\n}`,
};

const rowOf = (text: string) => {
  const { plan: read, schedules } = analyseText(text);
  const { more, when } = dateRows(read.releases[0]!, schedules[0]!).find(({ name }) =>
    /beta|texts|printer|A-1/.test(name),
  )!;
  return { when, more };
};

describe.each(Object.entries(KEPT))('%s', (_, line) => {
  test('is where it was planned, and says when it was', () => {
    const [planned, kept] = [rowOf(plan(line(' done'))), rowOf(plan(line(' done on Tue 2026-09-29')))];
    expect(kept.when).toBe(planned.when);
    expect(kept.more).toContain('done Tue 2026-09-29, 4 days late');
  });

  test('drift is told, from as much on as a policy says', () => {
    const late = plan(line(' done on Tue 2026-09-29'));
    expect(messagesOf('drift', late)[0]).toMatch(/was done Tue 2026-09-29, 4 days later than planned/);
    expect(messagesOf('drift', `policy {\n  check drift slip 1w\n}\n${late}`)).toEqual([]);
    for (const day of ['Fri 2026-09-25', 'Thu 2026-09-24'])
      expect(messagesOf('drift', plan(line(` done on ${day}`)))).toEqual([]);
  });

  test('a day that is still to come is none on which it was', () => {
    const codes = active(analyseText(plan(line(' done on Tue 2026-12-01'))).findings).map(({ code }) => code);
    expect(codes).toContain('result-in-future');
    expect(codes).not.toContain('drift');
  });

  test('a reviewer is told of both', () => {
    const told = JSON.stringify(
      compare(analyseText(plan(line(' done'))), analyseText(plan(line(' was Mon 2026-09-21 done on Tue 2026-09-29')))),
    );
    expect(told).toContain('done on');
    expect(told).toContain('Mon 2026-09-21');
  });

  test('the picture or the dates show for when it was planned before', () => {
    const text = plan(line(' was Mon 2026-09-21'));
    expect(rowOf(text).more).toContain('was Mon 2026-09-21');
  });
});

test('a window and a rehearsal that were moved', () => {
  const text = plan('rehearsal dress in staging at Tue 2026-11-24 10:00 was Tue 2026-11-17 10:00')
    .replace('02:00', '02:00 was Sat 2026-11-28 22:00')
    .replace('service web', 'service web\nenvironment staging');
  expect(messagesOf('drift', text)).toEqual([
    'The window was planned for Sat 2026-11-28, and has been moved by 7 days; hold against it what waits for it, and tell those who plan by it.',
    '`dress` was planned for Tue 2026-11-17, and has been moved by 7 days; hold against it what waits for it, and tell those who plan by it.',
  ]);
});

test('what nobody planned is when it happened', () => {
  const { plan: read, schedules, findings } = analyseText(plan('milestone found done on Tue 2026-09-29'));
  expect(findings).toEqual([]);
  expect(schedules[0]!.milestones[read.releases[0]!.milestones[0]!.id]).toBeDefined();
});

test('where the mouse rests it says so, too', () => {
  const analysis = analyseText(plan('milestone beta Fri 2026-09-25 was Mon 2026-09-21 done on Tue 2026-09-29'));
  const [schedule] = analysis.schedules;
  const [release] = analysis.plan.releases;
  const picture = renderView('schedule', {
    analysis,
    release: release!,
    schedule: schedule!,
    source: 'none',
    picture: {},
    ids: 'x',
  });
  expect(picture).toContain('It was planned for Mon 2026-09-21.');
  expect(picture).toContain('Done on Tue 2026-09-29.');
});

test('what is only ticked off has no day', () => {
  const line = 'run late {\n  task look 5m by ann {\n    - "Green" done on Tue 2026-09-29\n  }\n}';
  expect(messagesOf('syntax', plan(line))[0]).toContain('`done on` says nothing about a line of a checklist');
});

test('an item came in on one day and was done on another', () => {
  const { plan: read } = analyseText(
    plan('scope {\n  must A-1 "F" by ann added on Mon 2026-09-21 under C1 done on Tue 2026-09-29\n}'),
  );
  const [item] = read.releases[0]!.scope!.items;
  expect([item!.addedOn?.kind, item!.doneOn?.kind, item!.done]).toEqual(['instant', 'instant', true]);
});
