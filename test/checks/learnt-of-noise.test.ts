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
