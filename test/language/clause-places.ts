/**
 * What the matrix of lines and clauses is tried in: every kind of place a line may stand in, and a line of each kind that
 * stands there without the clause in question. Texts alone; what is made of them is in `clauses-count.test.ts`.
 */
import type { Clause } from '../../language/clauses.ts';
import type { Owner } from '../../language/lines.ts';
import { SYSTEM_KINDS, VERBS, VOCABULARIES } from '../../plan/model.ts';

/** A whole plan around a line. */
export type Around = (line: string) => string;

/** Blocks of steps: which they are decides when and whether their steps happen. */
const inBlock =
  (word: string): Around =>
  (line) =>
    plan({ release: `${word} around {\ntask ahead 5m by ann\n${line}\n}` });

/** The places of each kind, by the word of their block. */
export const PLACES: Readonly<Record<Owner, Readonly<Record<string, Around>>>> = {
  file: { file: (line) => plan({ file: line }) },
  release: {
    // What stands in the release itself happens when its `at` says.
    release: (line) => {
      const isStep = VERBS.some((verb) => line.startsWith(`${verb} `));
      return plan({ release: isStep && !/ at |\n/.test(line) ? `${line} at Wed 2026-12-09 10:00` : line });
    },
  },
  steps: {
    run: (line) => plan({ run: line }),
    prepare: inBlock('prepare'),
    'follow-up': inBlock('follow-up'),
    phase: inBlock('phase'),
    stream: inBlock('stream'),
    sequence: (line) => plan({ run: `sequence around {\n${line}\n}` }),
    parallel: (line) => plan({ run: `parallel around {\n${line}\n}` }),
    outage: (line) => plan({ run: `outage around {\n${line}\n}` }),
    rollback: (line) => called('rollback', line),
    play: (line) => called('play', line),
    runbook: (line) => plan({ file: `runbook part() {\n${line}\n}`, run: 'use part() as around' }),
  },
  gate: { gate: (line) => plan({ run: `gate go 5m by ann {\n${line}\n}` }) },
  step: {
    backup: (line) => plan({ run: `backup db 5m by ann to vault {\n${line}\n}` }),
  },
  message: { notify: (line) => plan({ run: `notify buyers by ann via mail {\n${line}\n}` }) },
  evidence: { evidence: (line) => plan({ run: `task proven 5m by ann {\nevidence "Sum" {\n${line}\n}\n}` }) },
  item: { item: (line) => plan({ run: `task all 5m by ann {\n- "Outer" {\n${line}\n}\n}` }) },
  person: {
    person: (line) =>
      plan({ file: `person eve {\n${line}\n}`, release: 'prepare {\ntask early 5wd by eve due Thu 2026-12-10\n}' }),
  },
  party: {
    party: (line) =>
      plan({
        file: `party vendor {\n${line}\n}`,
        release: 'prepare {\ntask early 5wd by vendor due Thu 2026-12-10\n}',
      }),
  },
  team: {
    team: (line) =>
      plan({
        file: `team crew is ann {\n${line}\n}`,
        release: 'prepare {\ntask early 5wd by crew due Thu 2026-12-10\n}',
      }),
  },
  calendar: {
    calendar: (line) =>
      plan({
        file: `calendar plant {\n${line}\n}\nperson eve { calendar plant }`,
        release: 'prepare {\ntask early 5wd by eve due Thu 2026-12-10\n}',
      }),
  },
  audience: {
    audience: (line) =>
      plan({
        file: `audience guests {\nuses web\n${line}\n}`,
        release: 'notify guests "It comes" by ann via mail at T-1wd',
      }),
  },
  environment: { environment: (line) => plan({ file: `environment lab {\n${line}\n}` }) },
  system: { service: (line) => plan({ file: `service shop {\n${line}\n}`, run: 'record shop 5m by ann in cmdb' }) },
  policy: { policy: (line) => plan({ file: `policy more {\n${line}\n}` }) },
  criteria: { criteria: (line) => plan({ file: `criteria more {\n${line}\n}` }) },
  train: {
    train: (line) => plan({ file: `train fast every 1w from Mon 2026-11-30 until Mon 2026-12-21 {\n${line}\n}` }),
  },
  benefit: { benefit: (line) => plan({ release: `benefit gain "Gain" by ann {\n${line}\n}` }) },
  scope: { scope: (line) => plan({ release: `scope {\nmust A-2 "Something else" by ann\n${line}\n}` }) },
  risk: {
    risk: (line) => {
      const likelihood = line.startsWith('likelihood') ? '' : 'likelihood low\n';
      return plan({ release: `risk fire "Fire" by ann {\n${likelihood}threatens first\n${line}\n}` });
    },
  },
  rehearsal: {
    rehearsal: (line) => plan({ release: `rehearsal dry 1h by ann in staging at Mon 2026-11-16 10:00 {\n${line}\n}` }),
  },
  uat: {
    uat: (line) =>
      plan({ release: `uat users "By users" by bob in staging during Mon 2026-12-07 09:00 .. 17:00 {\n${line}\n}` }),
  },
  roster: {
    roster: (line) =>
      plan({ release: `roster phones during Thu 2026-12-10 20:00 .. Sat 2026-12-12 20:00 {\n${line}\n}` }),
    hypercare: (line) => plan({ release: `hypercare Thu 2026-12-10 20:00 .. Sat 2026-12-12 20:00 {\n${line}\n}` }),
  },
  nothing: {},
};

function called(word: string, line: string): string {
  return plan({
    release: `${word} around {\ntask ahead 5m by ann\n${line}\n}\nwhen "Waits" > 1 % over 5m from grafana then ${word} around`,
  });
}

function plan({ file = '', release = '', run = '' }: { file?: string; release?: string; run?: string }): string {
  return `person ann
person bob
person cid
team ops is ann, bob, cid
audience buyers { channels mail, post }
environment staging
service web
database db
store vault
channel mail
channel post
register cmdb
calendar other { working Mon..Sun 00:00 .. 24:00 }
runbook patch(who) {
  task inner 20m by who
}
policy base { check no-deputy off }
${file}
release r-1 "A release" {
  kind normal
  window Thu 2026-12-10 20:00 .. Fri 2026-12-11 06:00
  window later Sat 2026-12-12 20:00 .. 23:00
  change C1 approved by cid on Mon 2026-11-16
  uat tests by bob in staging during Mon 2026-12-07 09:00 .. 17:00
  notify buyers "Soon" by bob via mail at T-2d
  ${release}
  run {
    task look "Look" 10m by ann
    deploy web as first 10m by ann undo 5m
    ${run}
    backup db as safe 5m by ann to vault
    record db 5m by bob in cmdb
    verify web as last 10m by bob
  }
  rollback back { task back-out 10m by ann }
  rollback spare { task spare-part 10m by bob }
  when "Errors" > 1 % over 5m from grafana then rollback back
}
release later-1 "The next one" {
  window Mon 2027-02-01 20:00
}
`;
}

/** A line without the clause in question (`§`), and what clauses are tried with on it where their own example says nothing. */
export type Try = readonly [line: string, samples?: Partial<Record<Clause, string | readonly string[]>>];

const step = (word: string): Try => {
  if (word === 'wait') return ['wait soak 5m §'];
  if (['gate', 'meet', 'task'].includes(word)) return [`${word} one 5m by ann §`];
  const target = ['backup', 'migrate', 'restore'].includes(word) ? 'db' : word === 'notify' ? 'buyers' : 'web';
  return [
    `${word} ${target} 5m by ann §`,
    word === 'grant' || word === 'revoke' ? { to: 'to cid', from: 'from cid' } : {},
  ];
};

const DAY = {
  due: 'due Mon 2026-11-30 12:00',
  at: 'at Mon 2026-11-30 10:00',
  during: 'during Mon 2026-11-30 .. Wed 2026-12-02',
  span: 'Mon 2026-11-30 .. Wed 2026-12-02',
};
const block = (word: string): Try => {
  const isEarly = ['prepare', 'phase', 'stream'].includes(word);
  if (word === 'follow-up') {
    const later = { at: 'at Mon 2026-12-14 10:00', after: 'after look + 5d', due: 'due Thu 2026-12-10 20:15' };
    return [`${word} part § {\ntask inside 30m by ann\n}`, later];
  }
  const line = `${word} part § {\ntask inside 30m${word === 'rollback' ? '' : ' by ann'}\n}`;
  return [
    line,
    isEarly
      ? word === 'prepare'
        ? { ...DAY, at: 'at Thu 2026-12-10 16:45' }
        : DAY
      : {
          in: 'in later',
          due: 'due Thu 2026-12-10 20:15',
          at: 'at Fri 2026-12-11 01:00',
          during: 'during Fri 2026-12-11 01:00 .. 05:00',
          span: 'Fri 2026-12-11 01:00 .. 05:00',
          until: 'until Thu 2026-12-10 20:30',
        },
  ];
};
const scopeItem = (word: string): Try => [`${word} A-1 §`, { due: 'due Mon 2026-12-14', after: 'after A-2' }];

export const TRIES: Readonly<Record<string, Try>> = {
  ...Object.fromEntries(VERBS.map((verb) => [verb, step(verb)])),
  ...Object.fromEntries(
    SYSTEM_KINDS.map((kind): [string, Try] => [
      kind,
      [`${kind} thing §`, { on: 'on web', until: 'until Thu 2026-12-10' }],
    ]),
  ),
  ...Object.fromEntries(VOCABULARIES.map((kind): [string, Try] => [kind, [`${kind} thing §`, { on: 'on web' }]])),
  ...Object.fromEntries(
    ['prepare', 'run', 'follow-up', 'phase', 'stream', 'sequence', 'parallel', 'outage', 'rollback', 'play'].map(
      (word) => [word, block(word)],
    ),
  ),
  ...Object.fromEntries(['must', 'should', 'could', 'wont'].map((word) => [word, scopeItem(word)])),
  cycle: [
    'cycle part § {\ntask inside 30m by ann\n}',
    {
      every: 'every 2h until Fri 2026-12-11 03:00',
      from: 'every 2h from Thu 2026-12-10 22:00',
      until: 'every 2h until Fri 2026-12-11 01:00',
      because: 'dropped because "It is so" every 2h until Fri 2026-12-11 03:00',
    },
  ],
  zone: ['zone §'],
  fund: ['fund extra §', { quantity: '7 EUR' }],
  kinds: ['kinds nightly §', { as: 'as standard' }],
  release: ['release extra §'],
  train: [
    'train slow §',
    { every: 'every 1w', from: 'every 1w from Mon 2026-11-30', until: 'every 1w until Mon 2026-12-21' },
  ],
  runbook: ['runbook extra() § {\ntask x 5m by ann\n}'],
  person: ['person eve §'],
  party: ['party vendor §'],
  calendar: ['calendar plant §'],
  audience: ['audience guests §'],
  environment: ['environment lab §'],
  policy: ['policy extra § {\ncheck no-deputy error\n}', { for: 'for normal', from: 'from strict' }],
  waive: ['waive no-deputy §', { for: 'for ann', until: 'until Thu 2026-12-31' }],
  freeze: [
    'freeze quiet of staging §',
    {
      of: 'of web',
      every: 'every Thu 18:00 .. 24:00',
      from: 'from Thu 2026-12-10 until Fri 2026-12-18',
      until: 'until Mon 2026-11-30',
    },
  ],
  maintenance: [
    'maintenance sundays of web §',
    {
      of: 'of db',
      every: 'every Thu 18:00 .. 24:00',
      from: 'from Thu 2026-12-10 until Fri 2026-12-18',
      until: 'until Mon 2026-11-30',
    },
  ],
  event: ['event fair §'],
  criteria: ['criteria bar § {\ncriterion "Open P1" = 0 from web\n}'],
  roster: [
    'roster phones §',
    {
      span: 'T .. T+2d',
      during: 'during T .. T+2d',
      by: 'by ann during T .. T+1h',
      via: 'via mail during T .. T+1m',
      where: 'where "Room 5" during T .. T+1h',
    },
  ],
  reserve: ['reserve 1 of ops §', { during: 'during run', title: 'during run "Kept"' }],
  hypercare: ['hypercare §', { span: 'T .. T+2d', during: 'during T .. T+2d' }],
  team: ['team crew §'],
  role: ['role lead §', { is: 'is ann' }],
  norm: ['norm deploy web §', { duration: '45m' }],
  window: ['window third §', { meaning: 'Thu 2026-12-17 20:00 .. 22:00 meaning 05:30 Asia/Tokyo' }],
  promise: ['promise rto §', { duration: '1m' }],
  change: ['change C2 §'],
  budget: ['budget §', { quantity: '100 EUR' }],
  cost: ['cost §', { quantity: '100 EUR' }],
  spent: ['spent §', { quantity: '100 EUR' }],
  confirmed: ['confirmed §'],
  benefit: ['benefit gain §'],
  scope: ['scope § {\nmust A-1 "One" by ann\n}'],
  risk: ['risk fire §'],
  issue: ['issue smoke §', { due: 'due Mon 2026-11-16', on: 'escalated to bob on Mon 2026-11-16' }],
  rehearsal: [
    'rehearsal dry by ann §',
    {
      by: 'with bob',
      at: 'at Mon 2026-11-16 10:00',
      span: 'Mon 2026-11-16 10:00',
      duration: '3h at Mon 2026-11-16 10:00',
    },
  ],
  uat: ['uat users by bob §', { during: 'during Mon 2026-12-07 09:00 .. 17:00', at: 'at Mon 2026-12-07 09:00' }],
  milestone: [
    'milestone live after look §',
    {
      due: 'due Thu 2026-12-10 12:00',
      at: 'at Fri 2026-12-11 05:00',
      after: 'after first + 4h',
      span: 'Fri 2026-12-11 05:00',
    },
  ],
  when: [
    'when "Waits" > 2 % from web § then rollback spare',
    { at: 'at Sat 2026-12-12 10:00', during: 'during Sat 2026-12-12 10:00 .. 12:00', by: 'by tbd' },
  ],
  use: ['use patch(ann) §', { due: 'due Thu 2026-12-10 20:15' }],
  quorum: ['quorum §', { including: '2 including bob' }],
  item: [
    '- §',
    {
      title: '"A line"',
      by: '"A line" by bob',
      due: '"A line" due T-1d',
      after: '"A line" after look',
      link: '"A line" link "https://acme.example"',
      done: '"A line" done',
      'only for': '"A line" only for major',
      with: '"A line" with bob',
      'only if': '"A line" only if "Rain" = "yes"',
      optional: '"A line" optional',
    },
  ],
  how: ['how §', { title: '"Press Start"' }],
  evidence: [
    'evidence §',
    {
      title: '"A photo"',
      by: '"A photo" by bob',
      link: '"A photo" link "https://acme.example"',
      done: '"A photo" done',
    },
  ],
  text: ['text extra §', { title: '"We are back"' }],
  tested: ['tested §'],
  keep: ['keep §', { duration: '10m' }],
  acknowledge: ['acknowledge §'],
  escalate: ['escalate cid §'],
  leave: ['leave §', { span: 'Mon 2026-12-07 .. Tue 2026-12-08', title: 'Mon 2026-12-07 .. Tue 2026-12-08 "Away"' }],
  rate: ['rate §', { quantity: '90 EUR' }],
  contact: ['contact mail §', { title: '"eve@acme.example"' }],
  holiday: [
    'holiday §',
    { span: 'Mon 2026-12-07 .. Tue 2026-12-08', title: 'Mon 2026-12-07 .. Tue 2026-12-08 "Feast"' },
  ],
  deadlines: ['deadlines §', { span: '10:00' }],
  notice: ['notice §', { duration: '10wd' }],
  writer: ['writer §'],
  skip: ['skip §', { span: 'Mon 2026-12-07' }],
  assessed: ['assessed §'],
  actual: ['actual §', { quantity: '12 calls', duration: '7m', on: '7m on Mon 2026-11-16' }],
  review: ['review §', { span: 'Mon 2026-12-14', at: 'at Mon 2026-12-14', due: 'due Mon 2026-12-14' }],
  frozen: ['frozen §'],
  likelihood: ['likelihood §', { quantity: '15 %' }],
  impact: ['impact §', { duration: '30m' }],
  passed: ['passed §'],
  failed: ['failed §'],
  measured: ['measured first §'],
  'sign-off': ['sign-off §', { due: 'due T-1wd' }],
  cover: [
    'cover §',
    {
      span: 'by ann Thu 2026-12-10 20:00 .. 23:00',
      during: 'by ann during Thu 2026-12-10 20:00 .. 23:00',
      otherwise: 'by ann otherwise',
      every: 'by ann every Mon..Fri 09:00 .. 18:00',
      from: 'every Mon..Fri 09:00 .. 18:00 from Fri 2026-12-11',
      until: 'every Mon..Fri 09:00 .. 18:00 until Fri 2026-12-11',
      via: 'by ann via mail',
    },
  ],
  respond: ['respond P1 §', { within: 'within 30d' }],
  mitigate: ['mitigate P1 §', { within: 'within 30d' }],
  resolve: ['resolve P1 §', { within: 'within 30d' }],
};
