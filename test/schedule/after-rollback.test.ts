/** What is done once a rollback or a play is over: only then, at whatever hour, and no part of the way back. */
import { describe, expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import { renderView } from '../../view/renderers.ts';

function read(lines: string) {
  const workspace = createWorkspace({ roots: [] });
  workspace.set(
    'file:///a.release',
    `person ann
person bob
service web
release r {
  kind standard
  zone Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  change C1
  run {
    deploy web 10m by ann
    verify web 10m by bob
    when "Errors" > 5 % from web then rollback older, play drain
  }
  rollback older {
    deploy web as back 20m by ann
  }
  play drain {
    task pump 30m by bob
  }
${lines}
}
`,
  );
  const analysis = workspace.analysis('file:///a.release');
  const [schedule] = analysis.schedules;
  const length = (name: string) => {
    const block = schedule!.blocks[`r/${name}`];
    return block && block.end - block.start;
  };
  return { analysis, schedule: schedule!, length, codes: analysis.findings.map(({ code }) => code) };
}

const REPAIR = (of: string) => `follow-up again after ${of} {
    sequence {
      task   fix 12h by bob
      deploy web as new 10m by ann after fix
    }
  }`;

describe.each(['older', 'drain'])('behind `%s`', (of) => {
  const { analysis, schedule, length, codes } = read(REPAIR(of));
  const without = read('');

  test('it goes on at whatever hour, and has no date', () => {
    expect(length('again')).toBe(12 * 60 + 10);
    expect(schedule.dated.filter(({ label }) => label === 'fix' || label === 'again')).toEqual([]);
  });

  test('it is no part of the way back, nor of the release', () => {
    expect(schedule.rollbacks).toEqual(without.schedule.rollbacks);
    expect(schedule.end).toBe(without.schedule.end);
    expect(codes).toEqual(without.codes);
  });

  test('the picture has it as what happens only when it is called', () => {
    const [release] = analysis.plan.releases;
    const picture = renderView('schedule', {
      analysis,
      release: release!,
      schedule,
      source: 'none',
      picture: {},
      ids: 'x',
    });
    expect(picture).toContain(`After ${of}: again`);
  });
});

test('its times count from the end of what was called, or of a step in that', () => {
  const { schedule, analysis } = read(`follow-up again after older {
    meet look  1h by ann due older + 24h
    task fix   2h by bob at back + 1h
    task learn 1h by ann after older + 2d
    task late  1h by bob due older.end + 2h after fix
  }`);
  const zero = schedule.blocks['r/again']!.start;
  expect(['fix', 'learn'].map((name) => schedule.steps[`r/${name}`]!.start - zero)).toEqual([60, 2 * 24 * 60]);
  const [late, ...others] = analysis.findings.filter(({ code }) => code === 'due-missed' || code === 'not-scheduled');
  expect(late?.message).toMatch(/^`late` ends 2 h after it is due; /);
  expect(others).toEqual([]);
});

test('what comes after the run is an ordinary follow-up', () => {
  expect(read(REPAIR('run')).schedule.end).toBeGreaterThan(read('').schedule.end!);
});
