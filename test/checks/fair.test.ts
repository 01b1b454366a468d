/** What a fair reader does not want to be told, or told once: of plans that name teams alone, of approvals, of places to try things. */
import { describe, expect, test } from 'vitest';
import { renderView } from '../../view/renderers.ts';
import { analyseText, messagesOf } from './marked.ts';

const plan = (shared: string, lines: string, kind = 'normal') => `${shared}
service shop
release r {
  kind   ${kind}
  zone   UTC
  window Thu 2026-12-10 20:00 .. 23:00
  change CHG-1
  ${lines}
}
`;

describe('a plan that names teams and no people', () => {
  const lines = (shared: string) => plan(shared, 'run {\n deploy shop 10m by ops undo 5m\n verify shop 10m by qa\n}');

  test('is asked once who they are', () => {
    const { findings } = analyseText(lines('team ops\nrole qa'));
    expect(findings.filter(({ code }) => code === 'unassigned').map(({ message }) => message)).toEqual([
      '2 steps are done by teams or roles, and the plan does not say who that is: `ops` and `qa`; name them behind `is`, or make a `party` of whoever plans for themselves.',
    ]);
  });

  test('where it names people elsewhere, an empty team was forgotten', () => {
    expect(messagesOf('unassigned', lines('team ops\nteam qa\nperson ann'))).toHaveLength(2);
  });
});

describe('an approval on another day', () => {
  const gated = (gate: string) =>
    plan(
      'party cab\nperson ann\nperson bob',
      `${gate}\nrun {\n deploy shop 10m by ann undo 5m\n verify shop 10m by bob\n}`,
    );

  test.each([
    ['of somebody outside', 'gate board by cab due Wed 2026-12-02'],
    ['by its title', 'gate board "CAB approval" by bob due Wed 2026-12-02'],
    ['by its name', 'gate change-approval by bob due Wed 2026-12-02'],
  ])('is no go/no-go, and no bad one either: %s', (_, gate) => {
    expect(messagesOf('gate-missing', gated(gate))).toEqual([]);
    expect(messagesOf('practices-missing', gated(gate))[0]).toContain('a go/no-go before `deploy shop`');
  });

  test('another gate of weeks before is told', () => {
    expect(messagesOf('gate-missing', gated('gate look by bob due Wed 2026-12-02'))).toHaveLength(1);
  });

  test('takes no time of ours, and whoever gives it is not asked for the date besides', () => {
    const text = plan(
      'party cab\nperson ann\nperson bob',
      'run {\n gate yes "Approval" by cab\n deploy shop 10m by ann undo 5m\n verify shop 10m by bob\n}',
    );
    expect(messagesOf('estimate-missing', text)).toEqual([]);
    expect(messagesOf('practices-missing', text)[0]).not.toContain('a yes to the date');
  });
});

test.each([
  ['shop-test-db', 0],
  ['scratch-db', 0],
  ['orders-staging', 0],
  ['orders-db "Sandbox database"', 0],
  ['test-results', 1],
  ['orders-db', 1],
])('of a database to try things with no backup is asked for: %s', (database, count) => {
  const [name] = database.split(' ');
  const text = plan(`person ann\ndatabase ${database}`, `run {\n migrate ${name} 10m by ann undo 5m\n}`);
  expect(messagesOf('backup-missing', text)).toHaveLength(count);
});

test('whoever is introduced is there to be looked up, whoever is only named was forgotten', () => {
  const text = plan(
    'person ann\nperson dee "Dee Roy, head of sales"\nparty host "Hosting"\nperson eve',
    'run {\n deploy shop 5m by ann\n}',
  );
  expect(messagesOf('unused', text)).toEqual(['Nothing uses `eve`; remove it, or name it where it is meant.']);
});

describe('what nobody looks at', () => {
  const SHARED = 'person ann\nperson bob\nenvironment staging';
  const run = 'run {\n deploy shop 10m by ann undo 5m\n verify shop 10m by bob\n}';
  const staged = (lines: string) =>
    messagesOf('verify-missing', plan(SHARED, `prepare {\n deploy shop 1h by ann in staging\n}\n${lines}\n${run}`));

  test('is told of a test environment, once', () => {
    expect(staged('')).toEqual([
      '`staging` gets `deploy shop`, and nothing is tried there: no `verify … in staging`, rehearsal or test by users; add one before production, or leave it out.',
    ]);
  });

  test.each([
    'prepare {\n verify shop 1h by bob in staging\n}',
    'uat try by bob in staging',
    'rehearsal dress in staging at Mon 2026-12-07 10:00',
  ])('is looked at: %s', (lines) => {
    expect(staged(lines)).toEqual([]);
  });

  test('a task called a test beside it is one', () => {
    const text = plan(
      SHARED,
      `prepare {\n deploy shop 1h by ann in staging\n task regression "Regression tests" 1wd by bob\n}\n${run}`,
    );
    expect(messagesOf('verify-missing', text)).toEqual([]);
  });

  test('is told of what is stopped and started without a change', () => {
    const night = (more: string) =>
      messagesOf(
        'verify-missing',
        plan(
          SHARED,
          `run {\n stop shop 5m by ann\n task move "Move the rack" 1h by bob\n start shop 5m by ann\n${more}\n}`,
        ),
      );
    expect(night('')).toEqual([
      '`start shop` starts what was stopped, and nothing verifies `shop` afterwards; put `verify shop` after it.',
    ]);
    expect(night('verify shop 5m by bob')).toEqual([]);
    expect(night('task look "Check the shop" 5m by bob')).toEqual([]);
  });
});

test('a criterion on a line that cannot be read, or of an unknown name, is told once', () => {
  const told = (criterion: string) =>
    analyseText(
      plan(
        'person ann\nperson bob',
        `run {\n gate go 5m by bob {\n ${criterion}\n }\n deploy shop 10m by ann undo 5m\n verify shop 5m by bob\n}`,
      ),
    )
      .findings.filter(({ code }) => ['syntax', 'unknown-name', 'criterion-untestable'].includes(code))
      .map(({ code }) => code);
  expect(told('criterion "Error rate" < 0,1 % from grafana')).toEqual(['syntax']);
  expect(told('criterion "Error rate" under 5 from grafana')).toEqual(['syntax']);
  expect(told('criterion Latency < 3 s')).toEqual(['unknown-name']);
});

test('a step called by a clause word, and what waits for it, is one mistake', () => {
  const text = plan('person ann', 'run {\n task done 5m by ann\n task next 5m by ann after done\n}', 'standard');
  expect(analyseText(text).findings.filter(({ code }) => code === 'syntax')).toHaveLength(1);
});

test.each(['checklist', 'run-sheet'] as const)('who comes instead is in the %s', (view) => {
  const text = plan(
    'person ann\nperson bob\nperson cid\nrole dba is ann else cid',
    'run {\n deploy shop 10m by ann else bob\n verify shop 5m by dba\n}',
  );
  const analysis = analyseText(text);
  const [release] = analysis.plan.releases;
  const [schedule] = analysis.schedules;
  const shown = {
    analysis,
    release: release!,
    schedule: schedule!,
    findingsAt: () => undefined,
    source: 'none',
    picture: {},
    ids: 'x',
  } as const;
  const page = renderView(view, shown);
  expect(page).toContain('ann, else bob');
  expect(page).toContain('ann, else cid');
});

describe('what other plans are full of', () => {
  const RUN = 'run {\n deploy shop 10m by ann undo 5m\n verify shop 10m by bob\n}';
  const people = 'person ann\nperson bob';

  test.each([
    ['"Earn/spend ratio" <= 1.1', 0],
    ['"Error rate" <= 1.1', 1],
  ])('a ratio has no unit, a rate does: %s', (criterion, count) => {
    const text = plan(
      `${people}\nsource web`,
      `gate go 5m by bob at T-1h {\n criterion ${criterion} from web\n}\n${RUN}`,
    );
    expect(messagesOf('criterion-untestable', text)).toHaveLength(count);
  });

  test.each([
    ['team clerks', 'clerks', 0],
    ['team helpers is ann', 'helpers', 1],
    ['audience clerks', 'clerks', 0],
    ['person eva', 'eva', 1],
  ])('access that users get to work with stays: %s', (who, name, count) => {
    const run = `run {\n grant shop 5m by bob to ${name}\n deploy shop 10m by ann undo 5m\n verify shop 10m by bob\n}`;
    expect(messagesOf('access-not-revoked', plan(`${people}\n${who}`, run))).toHaveLength(count);
  });

  test('a go/no-go that has no time is told as that, and not as one too late', () => {
    const text = plan(people, `gate go "Go?" 5m by bob\n${RUN}`);
    expect(messagesOf('gate-missing', text)).toEqual([]);
    expect(messagesOf('not-scheduled', text)).toHaveLength(1);
  });

  test.each([
    ['T+3h', '', 0],
    ['T+60h', '', 1],
    ['T+60h', 'roster night during T .. T+60h {\n cover by bob otherwise\n}', 0],
  ])('hypercare that begins %s%s', (begin, roster, count) => {
    const care = `hypercare ${begin} .. T+9d {\n cover by ann otherwise\n escalate bob, ann\n criterion "Open P1" = 0 over 48h from shop\n}`;
    expect(messagesOf('hypercare-gap', plan(people, `${RUN}\n${care}\n${roster}`))).toHaveLength(count);
  });

  test('a gate that decides after what was prepared says what its no means', () => {
    const text = plan(
      people,
      `prepare {\n configure shop 10m by ann undo 5m\n verify shop 5m by bob\n}\ngate keep "Go on with the others?" 1h by bob at T+7d 10:00`,
    );
    expect(messagesOf('no-go-missing', text)).toHaveLength(1);
  });

  test('a commit that nobody has filled in is a placeholder', () => {
    expect(
      messagesOf('placeholder', plan(people, 'prepare {\n task merge "Merged (commit #######)" 5m by ann\n}')),
    ).toHaveLength(1);
  });

  test.each([
    ['at T-2d', 1],
    ['after run', 0],
    ['at tbd', 0],
  ])('while the date is open, a message %s', (when, count) => {
    const text = plan(
      `${people}\naudience users { uses shop }`,
      `run {\n outage {\n deploy shop 10m by ann undo 5m\n verify shop 10m by bob\n }\n}\nnotify users "We begin" by ann via mail at T-5d\nnotify users "More" by ann via mail ${when}`,
    ).replace('Thu 2026-12-10 20:00 .. 23:00', 'tbd');
    expect(messagesOf('message-missing', text)).toHaveLength(count);
  });

  test('what somebody has still to fill in', () => {
    expect(
      messagesOf('placeholder', plan(people, 'prepare {\n task sum "SHA256 [to be filled]" 5m by ann\n}')),
    ).toHaveLength(1);
  });
});

describe('what shows that a change has come out well', () => {
  const verified = (lines: string) =>
    messagesOf('verify-missing', plan('person ann\nperson bob\nserver app-01\nserver app-02\nnetwork edge', lines));

  test('may be a look at what the release does not change, behind all that it does', () => {
    const run = (last: string) => `run {\n configure app-01 5m by ann\n configure app-02 5m by ann\n ${last}\n}`;
    expect(verified(run('verify shop 5m by bob'))).toEqual([]);
    expect(verified(run('verify app-01 5m by bob'))).toHaveLength(1);
    expect(verified(`run {\n verify shop 5m by bob\n configure app-01 5m by ann\n}`)).toHaveLength(1);
  });

  test('may be what has to be seen when it is done', () => {
    const run = (block: string) => `run {\n configure edge 5m by ann${block}\n}`;
    expect(verified(run(' {\n expect "Requests" = "refused"\n }'))).toEqual([]);
    expect(verified(run(''))).toHaveLength(1);
  });
});

describe('a freeze that a release declares', () => {
  const broken = (freeze: string) =>
    messagesOf(
      'freeze-violation',
      plan(
        'person ann\nenvironment production',
        `${freeze}\nrun {\n deploy shop 5m by ann undo 5m\n verify shop 5m by ann\n}`,
      ),
    );

  test('from a time that counts from its window is kept by others, for it would be broken on any date', () => {
    expect(broken('freeze code of production from T-1d until T+1d')).toEqual([]);
    expect(broken('freeze sale of production from Mon 2026-12-07 until Mon 2026-12-14')).toHaveLength(1);
  });
});

describe('how long things take', () => {
  const lengths = (lines: string) => messagesOf('estimate-missing', plan('person ann', `run {\n${lines}\n}`));

  test('nobody asks of what comes round, or of a meeting that nothing waits for', () => {
    const work = 'deploy shop 5m by ann undo 5m\n verify shop 5m by ann';
    expect(lengths(`${work}\n task look by ann every 30m from T until T+2h`)).toEqual([]);
    expect(lengths(`${work}\n meet handover by ann at T+1h`)).toEqual([]);
    expect(lengths(`meet briefing by ann at T\n ${work}`)).toHaveLength(1);
    expect(lengths(`${work}\n meet handover by ann`)).toHaveLength(1);
  });

  test('nor of what a program stops at the hour that is set for it', () => {
    const stop = (title: string, at = 'at T-30m') =>
      lengths(`stop shop "${title}" ${at} by ann\n deploy shop 5m by ann undo 5m\n verify shop 5m by ann`);
    expect(stop('The chain halts', 'at Thu 2026-12-10 20:00')).toEqual([]);
    expect(stop('It stops by itself', 'at 20:00')).toEqual([]);
    expect(stop('Stop the chain', 'at 20:00')).toHaveLength(1);
    // When somebody has to be there to stop it, or nothing says when it is, it takes as long as that takes.
    expect(stop('The chain halts')).toHaveLength(1);
    expect(stop('The chain halts', '')).toHaveLength(1);
    // What waits for its end in so many words begins once it has stopped.
    const behind = (line: string) =>
      lengths(
        `stop shop as halt "It halts" at 20:00 by ann\n ${line}\n deploy shop 5m by ann undo 5m\n verify shop 5m by ann`,
      );
    for (const line of [
      'task copy 5m by ann after halt',
      'gate go 5m by ann {\n needs halt\n}',
      'task copy 5m by ann at halt.end',
    ])
      expect(behind(line)).toHaveLength(1);
    for (const line of [
      'task copy 5m by ann after halt + 10m',
      'task copy 5m by ann at halt.end + 10m',
      'task copy 5m by ann',
    ])
      expect(behind(line)).toEqual([]);
  });

  test('a window of weeks is meant where something late in it is planned', () => {
    const window = (to: string, lines: string) =>
      messagesOf('freeze-implausible', plan('person ann', lines).replace('20:00 .. 23:00', `20:00 .. ${to} 23:00`));
    expect(window('Fri 2026-12-18', '')).toEqual([]);
    expect(window('Fri 2027-12-10', '')).toHaveLength(1);
    expect(window('Sun 2027-01-17', '')).toHaveLength(1);
    expect(window('Sun 2027-01-17', 'milestone closed Fri 2027-01-15')).toEqual([]);
  });
});

test('a milestone of a day off is told also where a window of weeks goes over it', () => {
  const text = plan('person ann', 'milestone open Sun 2026-12-20').replace(
    '20:00 .. 23:00',
    '20:00 .. Fri 2027-01-15 23:00',
  );
  expect(messagesOf('milestone-off-day', text)).toHaveLength(1);
});

test('the date of a release is one of the things that are open, and told once with them', () => {
  const text = (by: string) =>
    plan('person ann', `run {\n deploy shop 10m by ${by} undo 5m\n verify shop 5m by ann\n}`).replace(
      /window .*/,
      'window tbd',
    );
  expect(messagesOf('not-scheduled', text('ann'))).toHaveLength(1);
  expect(messagesOf('still-open', text('ann'))).toEqual([]);
  expect(messagesOf('not-scheduled', text('tbd'))).toEqual([]);
  expect(messagesOf('still-open', text('tbd')).join()).toContain('when the release is');
});

test('a run of which nothing says how long it is may be a list of what is done one after the other', () => {
  const text = (window: string, deploy: string) =>
    messagesOf(
      'estimate-missing',
      plan('person ann', `run {\n ${deploy} by ann\n verify shop by ann\n}`).replace(/window .*/, `window ${window}`),
    );
  expect(text('tbd', 'deploy shop')).toEqual([]);
  expect(text('Thu 2026-12-10 20:00', 'deploy shop')).toEqual([]);
  expect(text('Thu 2026-12-10 20:00 .. 23:00', 'deploy shop')).not.toEqual([]);
  expect(text('Thu 2026-12-10 20:00', 'deploy shop 5m')).toHaveLength(1);
});
