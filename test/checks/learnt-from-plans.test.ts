/** What public plans of other trades showed: findings that a fair reader did not want, and defects that were not told. */
import { describe, expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';

const HEAD = `person ann
person bob
service web on web-db
database web-db
database new-db
source grafana
`;

function told(lines: string, { head = '', now = '2026-11-20T09:00Z', owner = 'owner ann' } = {}) {
  const workspace = createWorkspace({ roots: [], now: () => Date.parse(now) / 60_000 });
  workspace.set(
    'file:///a.release',
    `${HEAD}${head}release r {
  kind   normal
  ${owner}
  zone   UTC
  window Sat 2026-12-05 22:00 .. 24:00
${lines}
}
`,
  );
  const { findings } = workspace.analysis('file:///a.release');
  return (code: string) => findings.filter((one) => one.code === code).map(({ message }) => message);
}

describe('what is filled from something else', () => {
  const run = (load: string) => `run {
    stop web 5m by ann
    ${load}
    verify new-db 5m by bob
    configure web 5m by ann
    verify web 5m by bob
  }
  rollback back {
    configure web 5m by ann
    start web 5m by ann
  }`;

  test('needs no way back of its own: its source is where it was', () => {
    expect(told(run('migrate new-db 10m by ann from web-db'))('rollback-missing')).toEqual([]);
  });

  test('but what is changed in place does', () => {
    expect(told(run('migrate new-db 10m by ann'))('rollback-missing')).toHaveLength(1);
  });
});

describe('a trigger says what a no means', () => {
  const run = (figure: string) => `run {
    deploy web 10m by ann undo 5m
    gate keep 5m by ann {
      criterion "Error rate" < 0.5 % over 5m from grafana
    }
    verify web 5m by bob
    when "${figure}" > 1 % over 5m from grafana then rollback back
  }
  rollback back {
    deploy web 5m by ann
  }`;

  test.each([
    ['Error rate', 0],
    ['Latency', 1],
  ])('by the figure that the gate asks for: %s', (figure, count) => {
    expect(told(run(figure))('no-go-missing')).toHaveLength(count);
  });

  test('and is held against criteria that the gate merely names', () => {
    const named = run('Error rate')
      .replace(/criterion.*/, 'needs bar\nno-go then rollback back')
      .replace('> 1 %', '> 2 %');
    const head = 'criteria bar {\n criterion "Error rate" < 0.5 % over 5m from grafana\n}\n';
    expect(told(named, { head })('trigger-unlike-gate')).toHaveLength(1);
  });
});

describe('words for good', () => {
  test.each([
    ['within SLO', 1],
    ['normal', 1],
    ['acceptable', 1],
    ['green', 0],
    ['503', 0],
    ['read-only', 0],
  ])('%s', (value, count) => {
    const lines = `run {
      deploy web 10m by ann undo 5m
      verify web 5m by bob {
        expect "Response" = "${value}"
      }
    }`;
    expect(told(lines)('criterion-untestable')).toHaveLength(count);
  });
});

describe('what comes up again', () => {
  const run = (behind: string) => `run {
    stop web 5m by ann
    migrate web-db 10m by ann undo 5m
    verify web-db 5m by bob
    start web 5m by ann
    ${behind}
  }`;

  test('is looked at by whoever waits until all of it is there', () => {
    expect(told(run('wait up ..30m until "Nodes in service" = "all" from grafana'))('verify-missing')).toEqual([]);
    expect(told(run('wait up 30m'))('verify-missing')).toHaveLength(1);
  });
});

describe('a gate', () => {
  test('that is perhaps held says no go', () => {
    const run = (clause: string) =>
      told(`run {
        gate go 5m by ann${clause} {
          - "All are there"
        }
        deploy web 10m by ann undo 5m
        verify web 5m by bob
      }`)('gate-missing');
    expect(run('')).toEqual([]);
    expect(run(' only if "Hardware has come" = "yes"')).toHaveLength(1);
  });

  test('whose day has passed is overdue, and not asked what it decides by', () => {
    const lines = `gate plugins 1h by ann at Mon 2026-11-16 10:00
    run {
      deploy web 10m by ann undo 5m
      verify web 5m by bob
    }`;
    expect(told(lines)('gate-criteria-missing')).toEqual([]);
    expect(told(lines, { now: '2026-11-10T09:00Z' })('gate-criteria-missing')).toHaveLength(1);
  });

  test('of weeks before decides about something else, and answers for nothing', () => {
    const owned = (day: string) =>
      told(
        `gate plugins 1h by ann at ${day} 10:00 {
          - "Tested"
        }
        run {
          deploy web 10m by ann undo 5m
          verify web 5m by bob
        }`,
        { head: 'policy {\n check practices-missing singly owner-missing\n}\n', owner: '' },
      )('owner-missing');
    expect(owned('Mon 2026-11-23')).toHaveLength(1);
    expect(owned('Thu 2026-12-03')).toEqual([]);
  });
});

describe('one date', () => {
  const done = (days: readonly string[]) =>
    told(
      `${days.map((day, i) => `milestone m${i} Mon 2026-11-02 by ann done on ${day}`).join('\n')}
      run {
        deploy web 10m by ann undo 5m
        verify web 5m by bob
      }`,
    )('drift');

  test('that slips by a day is life, several are a forecast', () => {
    expect(done(['Tue 2026-11-03'])).toEqual([]);
    expect(done(['Fri 2026-11-06'])).toHaveLength(1);
    expect(done(['Tue 2026-11-03', 'Tue 2026-11-03'])).toHaveLength(1);
  });
});

test('who does a role that nobody fills yet verifies what they have done', () => {
  const run = (verifier: string) =>
    told(
      `run {
        deploy web 10m by engineer undo 5m
        verify web 5m by ${verifier}
      }`,
      { head: 'role engineer is tbd\nrole tester is tbd\n' },
    )('self-approval');
  expect(run('engineer')).toHaveLength(1);
  expect(run('tester')).toEqual([]);
});

describe('what the run stops', () => {
  const run = (more: string, stop = 'stop jobs 5m by ann') =>
    told(
      `run {
        ${stop}
        stop web 5m by ann
        deploy web 10m by ann undo 5m
        verify web 5m by bob
        start web 5m by ann
        ${more}
      }`,
      { head: 'service jobs on app-1\nserver app-1\nservice other\n' },
    )('left-stopped');

  test.each([
    ['is told where nothing starts it again', '', 'stop jobs 5m by ann', 1],
    ['is up with what it stands on', 'start app-1 5m by ann', 'stop jobs 5m by ann', 0],
    ['is meant where it says so', '', 'stop jobs "Decommission" 5m by ann', 0],
    ['is meant where its data goes elsewhere', 'migrate web-db 5m by ann from jobs undo 5m', 'stop jobs 5m by ann', 0],
    ['is taken back by its own undo', '', 'stop jobs 5m by ann undo 5m', 0],
  ])('%s', (_, more, stop, count) => {
    expect(run(more, stop)).toHaveLength(count);
  });

  test('is not asked of who starts nothing', () => {
    expect(
      told('run {\n stop web 5m by ann\n deploy web-db 5m by ann undo 5m\n verify web-db 5m by bob\n}')('left-stopped'),
    ).toEqual([]);
  });
});

describe('where no outage is promised', () => {
  const back = (lines: string, promise = 'promise outage 0m') =>
    told(`${promise}
    run {
      backup web-db as copy 10m by ann {
        tested 5m
      }
      deploy web 10m by ann
      verify web 5m by bob
    }
    rollback back {
      ${lines}
      deploy web 5m by ann
    }`)('outage-promise');

  test('the way back neither stops users nor puts back a copy', () => {
    expect(back('')).toEqual([]);
    expect(back('stop web 5m by ann')).toHaveLength(1);
    expect(back('restore web-db 5m by ann from copy')).toHaveLength(1);
    expect(back('stop web 5m by ann', 'promise outage 30m')).toEqual([]);
  });
});

test('about an hour is about an hour', () => {
  const run = (estimate: string) =>
    told(`run {
      sequence out ${estimate} {
        deploy web 45m by ann undo 5m
        verify web 10m by bob
      }
    }`)('estimate-off');
  expect(run('1h')).toEqual([]);
  expect(run('90m')).toHaveLength(1);
  expect(run('50m')).toHaveLength(1);
});

describe('a system that data and users leave', () => {
  const run = (close: string, target = 'web-db') => `run {
    ${close}
    migrate ${target} 10m by ann from host
    verify  ${target} 5m by bob
    switch  web 5m by ann from host
    verify  web 5m by bob
  }
  rollback back {
    switch web 5m by ann to host
  }
  stop host "Copying back" 5m by ann at T+30d`;
  const head = 'system host "The old one"\n';

  test('is the copy of what is filled from it, of whatever kind it is', () => {
    const all = told(run('configure host "Read-only" 5m by ann undo 5m'), { head });
    expect(all('backup-missing')).toEqual([]);
    expect(all('rollback-missing')).toEqual([]);
    expect(all('verify-missing')).toEqual([]);
  });

  test('is closed by whoever makes it read-only, too', () => {
    expect(told(run('configure host "Read-only" 5m by ann undo 5m'), { head })('writes-lost')).toEqual([]);
    expect(told(run('configure host "More memory" 5m by ann undo 5m'), { head })('writes-lost')).toHaveLength(1);
  });
});

test('a freeze of days that nobody has decided yet is open, and no mistake of form', () => {
  const run = 'run {\n deploy web 5m by ann undo 5m\n verify web 5m by bob\n}';
  const freeze = 'freeze reporting of web during tbd\n';
  for (const all of [told(run, { head: freeze }), told(`${freeze}${run}`)]) {
    expect(all('syntax')).toEqual([]);
    expect(all('still-open').join()).toContain('when `reporting` is');
  }
});
