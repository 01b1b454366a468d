/** What is so, and no fair reader wants to be told: found in public plans by people who had marked them before. */
import { describe, expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { messagesOf, toldOf } from './marked.ts';

const CAST = `person ann
person bob
service web on web-db
database web-db
network dns "Records"
service host
environment staging
source grafana
`;

const text = (body: string, { window = '', cast = CAST, kind = 'kind   normal' } = {}) => {
  const plan = standardRelease(cast, body).replace('kind   standard', kind);
  return window === '' ? plan : plan.replace(/window .*/, `window ${window}`);
};
const of = (code: string, body: string, options?: Parameters<typeof text>[1]) => messagesOf(code, text(body, options));

const RUN = `run {
  deploy web 10m by ann undo 5m
  verify web 5m by bob
}`;

test('what is done somewhere that is open is not done in production, outside of the run', () => {
  const plan = (where: string, inRun = '') => `prepare {
  deploy web-db as lower 10m by ann${where} due T-2d undo 5m
}
run {
  backup web-db 10m by ann
  deploy web-db 10m by ann${inRun} undo 5m
  verify web-db 5m by bob
}`;
  expect(of('backup-missing', plan(' in tbd'))).toEqual([]);
  expect(of('verify-missing', plan(' in tbd').replace(/verify web-db.*/, ''))).toHaveLength(1);
});

describe('a network', () => {
  const plan = (last: string, back = 'switch web as back to web-db 5m by ann') => `run {
  switch web as over to host 5m by ann
  configure dns as records "Records for mail" 5m by ann
  ${last}
}
rollback back-again {
  ${back}
}`;
  test('is seen in whatever is reached over it', () => {
    const says = (last: string) => of('verify-missing', plan(last)).filter((one) => one.includes('`dns`'));
    expect(says('verify host 5m by bob')).toEqual([]);
    expect(says('')).toHaveLength(1);
  });
  test('needs no way back of its own where users are led back', () => {
    const says = (back?: string) =>
      of('rollback-missing', plan('verify host 5m by bob', back)).filter((one) => one.includes('`records`'));
    expect(says()).toEqual([]);
    expect(says('deploy web as before 5m by ann')).toHaveLength(1);
  });
});

test('what the run sets for itself and sets back needs no look; what lets users in does', () => {
  const says = (first: string, last: string) =>
    of(
      'verify-missing',
      `run {\n  configure host as begin "${first}" 5m by ann undo 5m\n  deploy web 10m by ann undo 5m\n  verify web 5m by bob\n  configure host as end "${last}" 5m by ann undo 5m\n}`,
    );
  expect(says('Block deployments', 'Unblock deployments')).toEqual([]);
  expect(says('Block deployments', 'More memory')).toHaveLength(1);
  expect(says('Maintenance page', 'Maintenance page off')).toHaveLength(1);
  expect(says('More memory', 'Alert thresholds')).toEqual([]);
});

test('what is to be answered within `tbd` is promised by nobody, and who is called for a priority answers it', () => {
  const care = (line: string) =>
    of(
      'stages-implausible',
      `${RUN}\nhypercare T .. T+5d {\n  cover by bob otherwise\n  ${line}\n  criterion "Open P1" = 0 from grafana\n}`,
      {
        cast: `${CAST}priority P1\npriority P2`,
      },
    );
  expect(care('respond P1 within tbd')).toEqual([]);
  expect(care('respond P1 within 15m')).toHaveLength(1);
  expect(care('respond P1 within 15m\n  escalate P2 ann within 1h')).toEqual([]);
});

test('a benefit is looked at on some day once the release has one', () => {
  const says = (window: string) =>
    of('benefit-unreviewed', `benefit faster "Pages" by ann {\n  target 3 s -> 1 s\n}\n${RUN}`, { window });
  expect(says('tbd')).toEqual([]);
  expect(says('')).toHaveLength(1);
});

test('what stands beside something else takes as long as that', () => {
  const says = (title: string) =>
    of(
      'estimate-missing',
      `run {\n  deploy web 10m by ann undo 5m\n  task watch "${title}" by ann\n  verify web 5m by bob\n}`,
    );
  expect(says('Watch it in the background')).toEqual([]);
  expect(says('Watch it')).toHaveLength(1);
});

test('what two ways back leave stopped is told once', () => {
  const way = (name: string) =>
    `rollback ${name} {\n  stop web as ${name}-stop 5m by ann\n  restore web-db as ${name}-restore 5m by ann\n}`;
  const plan = `run {\n  stop web 5m by ann\n  deploy web-db 10m by ann\n  start web as up 5m by ann\n  verify web 5m by bob\n}\n`;
  const told = (...names: string[]) =>
    toldOf('rollback-missing', text(plan + names.map(way).join('\n'))).filter((one) => one.includes('web'));
  expect(told('one')).toHaveLength(1);
  expect(told('one', 'two')).toHaveLength(1);
});

test('what there is may stand in a plan, and who is open decides nothing', () => {
  const says = (line: string) => of('unused', RUN, { cast: `${CAST}\n${line}` });
  const usual = says('').length;
  for (const line of ['channel radio', 'environment lab', 'service mail "Mail"', 'server box in staging'])
    expect(says(line)).toHaveLength(usual);
  expect(says('service mail')).toHaveLength(usual + 1);
  const [open] = of('still-open', RUN.replace('by ann', 'by crew'), { cast: `${CAST}team crew is tbd` });
  expect(open).toContain('who belongs to `crew`');
  expect(open).not.toContain('`crew` decides');
});

describe('what the run ends itself', () => {
  const plan = (first: string, last: string) =>
    `run {\n  ${first}\n  deploy web 10m by ann undo 5m\n  ${last}\n  verify host, web 5m by bob\n}`;
  const says = (code: string, first: string, last: string) =>
    of(code, plan(first, last)).filter((one) => one.includes('`begin`') || one.includes('`end`'));
  const set = (name: string, title: string) => `configure host as ${name} "${title}" 5m by ann`;
  test.each([
    ['Switch to read-only mode', 'Switch to online mode'],
    ['Disable replication', 'Enable replication'],
    ['Pause the feeds', 'Unpause the feeds'],
  ])('%s … %s: the second needs no way back', (begin, end) => {
    expect(says('rollback-missing', set('begin', begin), set('end', end))).toEqual([
      expect.stringContaining('`begin`'),
    ]);
    expect(says('left-stopped', set('begin', begin), set('end', end))).toEqual([]);
  });
  test('so does what starts again by itself; what sets something else does not', () => {
    expect(says('rollback-missing', 'stop host as begin 5m by ann', set('end', 'Re-enable the service'))).toEqual([]);
    expect(says('rollback-missing', set('begin', 'More memory'), set('end', 'Enable replication'))).toHaveLength(2);
    expect(says('left-stopped', set('begin', 'Switch to read-only mode'), set('end', 'More memory'))).toHaveLength(1);
  });
});

describe('what a release sets up for its own night', () => {
  const plan = (last: string) =>
    `prepare {\n  configure clock as set-up "Create the timer" 5m by ann undo 5m\n}\n${RUN.replace(/\}$/, `  configure clock as end "${last}" 5m by ann\n}`)}`;
  const says = (code: string, last: string, clock = 'system clock') =>
    of(code, plan(last), { cast: `${CAST}${clock}\n` }).filter((one) => one.includes('`end`'));
  test('needs no way back and no look once it is taken down', () => {
    for (const code of ['rollback-missing', 'verify-missing']) {
      expect(says(code, 'Remove the timer')).toEqual([]);
      expect(says(code, 'Another hour')).toHaveLength(1);
      expect(says(code, 'Remove the timer', 'system clock\nservice shop on clock')).toHaveLength(1);
    }
  });
  test('lets nobody in by its name', () => {
    const lets = (title: string) =>
      of(
        'verify-missing',
        plan(title).replace('verify web 5m by bob\n', '').replace(/\}$/, '  verify web 5m by bob\n}'),
        {
          cast: `${CAST}system clock\n`,
        },
      ).filter((one) => one.includes('lets users in'));
    expect(lets('Remove the maintenance timer')).toEqual([]);
    expect(lets('Remove the maintenance page')).toHaveLength(1);
  });
});

/** A release of many steps. */
const MANY = `\nfollow-up {\n${Array.from({ length: 20 }, (_, i) => `  task t${i} "Work ${i}" 5m by ann`).join('\n')}\n}`;

test('a page that says it is shut mends nothing', () => {
  const says = (title: string) =>
    of('verify-missing', `${RUN}${MANY}\nplay mend {\n  deploy web as fix "${title}" 10m by ann\n}`).filter((one) =>
      one.includes('mended'),
    );
  expect(says('Maintenance page')).toEqual([]);
  expect(says('The fix')).toHaveLength(1);
});

describe('who looks on the next day, before users come to it', () => {
  const plan = (shut: string, open: string) =>
    `prepare {\n  ${shut}\n}\nrun {\n  backup web-db 10m by ann\n  migrate web-db 10m by ann undo 5m\n}\nphase next at T+1d {\n  verify web-db as look 1h by bob\n  ${open}\n}`;
  const says = (shut: string, open: string) =>
    of('verify-missing', plan(shut, open)).filter((one) => one.includes('web-db'));
  const [shut, open] = ['revoke web-db 5m by ann from bob due T-1h', 'grant web-db 5m by ann to bob after look'];
  test('has looked in time', () => {
    expect(says(shut, open)).toEqual([]);
    expect(says(shut, 'task tidy 5m by ann after look')).toHaveLength(1);
    expect(says('task tell 5m by ann due T-1h', open)).toHaveLength(1);
    expect(says(shut, open.replace(' after look', ''))).toHaveLength(1);
  });
});

test('a report behind the next piece of work says what came of that', () => {
  const says = (between: string) =>
    of(
      'placeholder',
      `run {\n  notify ann as one "Status" by bob via email\n  ${between}\n  notify ann as two "Status" by bob via email\n  verify web 5m by bob\n}`,
    );
  expect(says('task look "Look" by bob')).toEqual([]);
  expect(says('')).toHaveLength(1);
});

test('a run without any length is told as that, and not step by step', () => {
  const lines = 'stop web by ann\n    deploy host by ann undo 5m\n    start web by ann';
  const plan = `run {\n  outage {\n    ${lines}\n  }\n  verify web by bob\n}${MANY}`;
  expect(of('estimate-missing', plan, { window: 'tbd' })).toEqual([expect.stringContaining('Nothing says how long')]);
  expect(of('estimate-missing', plan.replace('by bob', '5m by bob'), { window: 'tbd' }).join()).not.toContain(
    'Nothing says',
  );
});
