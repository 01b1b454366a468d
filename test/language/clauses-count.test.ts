/**
 * No clause is read and ignored: for every line and every clause that the vocabulary lets it carry, taking the clause away
 * changes when something happens, what is found, or, where it is a mere annotation, what a reviewer is told.
 */
import { expect, test } from 'vitest';
import type { Clause } from '../../language/clauses.ts';
import { clausesOf } from '../../language/clauses-of.ts';
import { LINES } from '../../language/lines.ts';
import { createWorkspace } from '../../language/workspace.ts';
import type { Analysis } from '../../plan/analysis.ts';
import { compare, isDifferent } from '../../plan/diff/compare.ts';
import { SYSTEM_KINDS, VERBS, VOCABULARIES } from '../../plan/model.ts';
import { MAIN, NOW } from '../server/source-file.ts';

/** What each clause is tried with. */
const SAMPLES: Readonly<Record<Clause, string>> = {
  of: 'of web',
  is: 'is ann, bob',
  as: 'as other',
  title: '"In other words"',
  quantity: '3',
  duration: '25m',
  span: 'Thu 2026-12-10 23:00 .. 23:30',
  zone: 'Asia/Tokyo',
  by: 'by bob',
  including: 'including bob',
  otherwise: 'otherwise',
  with: 'with cid',
  else: 'else spare',
  via: 'via mail',
  in: 'in staging',
  to: 'to vault',
  for: 'for look',
  from: 'from look',
  until: 'until Fri 2026-12-11 01:00',
  because: 'because "It is so"',
  version: 'version 1.2.3',
  at: 'at Thu 2026-12-10 23:00',
  'not before': 'not before Thu 2026-12-10 23:30',
  due: 'due Thu 2026-12-10 20:05',
  during: 'during Thu 2026-12-10 22:30 .. 23:55',
  every: 'every 2h until Thu 2026-12-10 23:59',
  within: 'within 10m',
  after: 'after look + 30m',
  alongside: 'alongside look',
  undo: 'undo 5m',
  irreversible: 'irreversible',
  approved: 'approved by bob',
  except: 'except by bob',
  added: 'added on Mon 2026-11-16',
  deferred: 'deferred to later',
  on: 'on Mon 2026-11-16',
  under: 'under C1',
  tags: 'tags blue',
  link: 'link https://acme.example/page',
  'only for': 'only for major',
  done: 'done',
};

/** A line without the clause in question (`§`), in what stands around it (`{ … }`: its own block). Left out: the word alone. */
type Try = readonly [around: keyof typeof AROUND, line: string, samples?: Partial<Record<Clause, string>>];

const AROUND = {
  file: (line: string) => plan({ file: line }),
  release: (line: string) => plan({ release: line }),
  run: (line: string) => plan({ run: line }),
  gate: (line: string) => plan({ run: `gate go 5m by ann {\n${line}\n}` }),
  backup: (line: string) => plan({ run: `backup db 5m by ann to vault {\n${line}\n}` }),
  message: (line: string) => plan({ run: `notify buyers by ann via mail {\n${line}\n}` }),
  scope: (line: string) => plan({ release: `scope {\nmust A-2 "Something else" by ann\n${line}\n}` }),
  risk: (line: string) => plan({ release: `risk fire "Fire" by ann {\nlikelihood low\nthreatens first\n${line}\n}` }),
  benefit: (line: string) => plan({ release: `benefit gain "Gain" by ann {\n${line}\n}` }),
  uat: (line: string) =>
    plan({ release: `uat users "By users" by bob in staging during Mon 2026-12-07 09:00 .. 17:00 {\n${line}\n}` }),
  rehearsal: (line: string) =>
    plan({ release: `rehearsal dry 1h by ann in staging at Mon 2026-11-16 10:00 {\n${line}\n}` }),
  roster: (line: string) =>
    plan({ release: `roster phones during Thu 2026-12-10 20:00 .. Sat 2026-12-12 20:00 {\n${line}\n}` }),
  calendar: (line: string) =>
    plan({
      file: `calendar plant {\n${line}\n}\nperson eve { calendar plant }`,
      release: 'prepare {\ntask early 5wd by eve due Thu 2026-12-10\n}',
    }),
  person: (line: string) =>
    plan({ file: `person eve {\n${line}\n}`, release: 'prepare {\ntask early 5wd by eve due Thu 2026-12-10\n}' }),
  audience: (line: string) =>
    plan({
      file: `audience guests {\nuses web\n${line}\n}`,
      release: 'notify guests "It comes" by ann via mail at T-1wd',
    }),
  system: (line: string) => plan({ file: `service shop {\n${line}\n}`, run: 'record shop 5m by ann in cmdb' }),
  train: (line: string) => plan({ file: `train fast every 1w from Mon 2026-11-30 until Mon 2026-12-21 {\n${line}\n}` }),
} as const;

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

const step = (word: string): Try => {
  if (word === 'wait') return ['run', 'wait soak 5m §'];
  if (['gate', 'meet', 'task'].includes(word)) return ['run', `${word} one 5m by ann §`];
  const target = ['backup', 'migrate', 'restore'].includes(word) ? 'db' : word === 'notify' ? 'buyers' : 'web';
  return [
    'run',
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
    return ['release', `${word} part § {\ntask inside 30m by ann\n}`, later];
  }
  const line = `${word} part § {\ntask inside 30m${word === 'rollback' ? '' : ' by ann'}\n}`;
  return [
    'release',
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
const scopeItem = (word: string): Try => ['scope', `${word} A-1 §`, { due: 'due Mon 2026-12-14', after: 'after A-2' }];

const TRIES: Readonly<Record<string, Try>> = {
  ...Object.fromEntries(VERBS.map((verb) => [verb, step(verb)])),
  ...Object.fromEntries(
    SYSTEM_KINDS.map((kind): [string, Try] => [
      kind,
      ['file', `${kind} thing §`, { on: 'on web', until: 'until Thu 2026-12-10' }],
    ]),
  ),
  ...Object.fromEntries(
    VOCABULARIES.map((kind): [string, Try] => [kind, ['file', `${kind} thing §`, { on: 'on web' }]]),
  ),
  ...Object.fromEntries(
    ['prepare', 'run', 'follow-up', 'phase', 'stream', 'sequence', 'parallel', 'outage', 'rollback', 'play'].map(
      (word) => [word, block(word)],
    ),
  ),
  ...Object.fromEntries(['must', 'should', 'could', 'wont'].map((word) => [word, scopeItem(word)])),
  zone: ['release', 'zone §'],
  release: ['file', 'release extra § {\nkind standard\n}'],
  train: [
    'file',
    'train slow §',
    { every: 'every 1w', from: 'every 1w from Mon 2026-11-30', until: 'every 1w until Mon 2026-12-21' },
  ],
  runbook: ['file', 'runbook extra() § {\ntask x 5m by ann\n}'],
  person: ['file', 'person eve §'],
  party: ['file', 'party vendor §'],
  calendar: ['file', 'calendar plant §'],
  audience: ['file', 'audience guests §'],
  environment: ['file', 'environment lab §'],
  policy: ['file', 'policy extra § {\ncheck no-deputy error\n}', { for: 'for normal', from: 'from strict' }],
  waive: ['release', 'waive no-deputy §', { for: 'for ann', until: 'until Thu 2026-12-31' }],
  freeze: [
    'release',
    'freeze quiet of staging §',
    { of: 'of web', from: 'from Thu 2026-12-10', until: 'until Mon 2026-11-30' },
  ],
  event: ['release', 'event fair §'],
  criteria: ['file', 'criteria bar § {\ncriterion "Open P1" = 0 from web\n}'],
  roster: ['release', 'roster phones §', { span: 'T .. T+2d', during: 'during T .. T+2d' }],
  hypercare: ['release', 'hypercare §', { span: 'T .. T+2d', during: 'during T .. T+2d' }],
  team: ['file', 'team crew §'],
  role: ['file', 'role lead §', { is: 'is ann' }],
  norm: ['file', 'norm deploy web §', { duration: '45m' }],
  window: ['release', 'window third §'],
  promise: ['release', 'promise rto §', { duration: '1m' }],
  change: ['release', 'change C2 §'],
  budget: ['release', 'budget §', { quantity: '100 EUR' }],
  confirmed: ['release', 'confirmed §'],
  benefit: ['release', 'benefit gain §'],
  scope: ['release', 'scope § {\nmust A-1 "One" by ann\n}'],
  risk: ['release', 'risk fire §'],
  issue: ['release', 'issue smoke §', { due: 'due Mon 2026-11-16' }],
  rehearsal: [
    'release',
    'rehearsal dry by ann §',
    {
      by: 'with bob',
      at: 'at Mon 2026-11-16 10:00',
      span: 'Mon 2026-11-16 10:00',
      duration: '3h at Mon 2026-11-16 10:00',
    },
  ],
  uat: [
    'release',
    'uat users by bob §',
    { during: 'during Mon 2026-12-07 09:00 .. 17:00', at: 'at Mon 2026-12-07 09:00' },
  ],
  milestone: [
    'release',
    'milestone live after look §',
    { due: 'due Thu 2026-12-10 12:00', at: 'at Fri 2026-12-11 05:00', after: 'after first + 4h' },
  ],
  use: ['run', 'use patch(ann) §', { due: 'due Thu 2026-12-10 20:15' }],
  quorum: ['gate', 'quorum §', { including: '2 including bob' }],
  item: [
    'backup',
    '- §',
    {
      title: '"A line"',
      by: '"A line" by bob',
      due: '"A line" due T-1d',
      after: '"A line" after look',
      link: '"A line" link "https://acme.example"',
      done: '"A line" done',
    },
  ],
  tested: ['backup', 'tested §'],
  keep: ['backup', 'keep §', { duration: '10m' }],
  acknowledge: ['message', 'acknowledge §'],
  leave: [
    'person',
    'leave §',
    { span: 'Mon 2026-12-07 .. Tue 2026-12-08', title: 'Mon 2026-12-07 .. Tue 2026-12-08 "Away"' },
  ],
  rate: ['person', 'rate §', { quantity: '90 EUR' }],
  contact: ['person', 'contact mail §', { title: '"eve@acme.example"' }],
  holiday: [
    'calendar',
    'holiday §',
    { span: 'Mon 2026-12-07 .. Tue 2026-12-08', title: 'Mon 2026-12-07 .. Tue 2026-12-08 "Feast"' },
  ],
  deadlines: ['calendar', 'deadlines §', { span: '10:00' }],
  notice: ['audience', 'notice §', { duration: '10wd' }],
  writer: ['system', 'writer §'],
  skip: ['train', 'skip §', { span: 'Mon 2026-12-07' }],
  assessed: ['benefit', 'assessed §'],
  review: ['risk', 'review §', { span: 'Mon 2026-12-14', at: 'at Mon 2026-12-14', due: 'due Mon 2026-12-14' }],
  frozen: ['scope', 'frozen §'],
  likelihood: ['release', 'risk fire "Fire" by ann {\nthreatens first\nlikelihood §\n}', { quantity: '15 %' }],
  impact: ['risk', 'impact §', { duration: '30m' }],
  passed: ['rehearsal', 'passed §'],
  failed: ['rehearsal', 'failed §'],
  measured: ['rehearsal', 'measured first §'],
  'sign-off': ['uat', 'sign-off §', { due: 'due T-1wd' }],
  cover: [
    'roster',
    'cover §',
    {
      span: 'by ann Thu 2026-12-10 20:00 .. 23:00',
      during: 'by ann during Thu 2026-12-10 20:00 .. 23:00',
      otherwise: 'by ann otherwise',
    },
  ],
  respond: ['roster', 'respond P1 §'],
};

/** Words that say the same about the same clauses: one of each is tried. */
const LIKE: Readonly<Record<string, string>> = {
  ...Object.fromEntries(SYSTEM_KINDS.map((kind) => [kind, 'service'])),
  ...Object.fromEntries(VOCABULARIES.map((kind) => [kind, 'store'])),
  ...Object.fromEntries(['must', 'should', 'could', 'wont'].map((word) => [word, 'must'])),
  ...Object.fromEntries(['snapshot', 'migrate', 'configure', 'switch'].map((verb) => [verb, 'deploy'])),
  ...Object.fromEntries(['start', 'verify'].map((verb) => [verb, 'stop'])),
  party: 'person',
  stream: 'phase',
  failed: 'passed',
};

/** What changes no time, and nobody is warned of: a clause, or one of one line, and whom it is for. */
const ANNOTATIONS: Readonly<Record<string, string>> = {
  title: 'what people read',
  link: 'a page that the editor opens',
  tags: 'words to find it by',
  done: 'drawn as done, and no longer asked for',
  as: 'a name for others to use',
  in: 'where it is done; occupied where that is exclusive',
  to: 'where it goes; read by whoever does it',
  from: 'where it comes from',
  via: 'the channel, judged against those of the audience',
  version: 'compared with what rehearsals and other plans say',
  by: 'who answers for it',
  with: 'who is there',
  on: 'what it stands on, or the day of an approval',
  approved: 'who allowed it',
  except: 'who may make an exception',
  else: 'what follows when it no longer fits',
  is: 'who fills it, where somebody names it',
  quantity: 'the figure itself',
  until: 'the end of something that others are judged by',
  for: 'what it is about',
  of: 'what it is about',
  within: 'a limit that people watch',
  under: 'the change record that allows it',
  deferred: 'what it waits for is another release',
  added: 'when it came in, judged where the scope is frozen',
};

/** The same of one line only. */
const OF_ONE_LINE: Readonly<Record<string, string>> = {
  'train every': 'the cadence, which no release is made from yet',
  'skip span': 'a date of that cadence that falls out',
  'issue due': 'until when somebody wants to have solved it',
  'item due': 'when it should be ticked, in the checklist',
  'item after': 'what it waits for, in the checklist',
  'tested duration': 'how long the restore took; that it was tested is what counts',
  'keep duration': 'how long it is kept, judged where more than the rehearsed way back hangs on it',
  'review at': 'when somebody looks at it again, judged against what it threatens',
  'review due': 'when somebody looks at it again, judged against what it threatens',
  'review span': 'when somebody looks at it again, judged against what it threatens',
  'must after': 'what it waits for, judged where dues contradict it',
  'passed because': 'why',
  'sign-off due': 'until when it is to be signed, judged against the run',
  'sign-off on': 'the day it was signed',
};

/** Clauses that a line takes only beside another one; alone they are told. */
const NEEDS_ANOTHER: ReadonlySet<string> = new Set(['until', 'approved', 'from', 'at']);

const words = [...new Set(Object.values(LINES).flat())];

test('every line that takes clauses is tried, and those that are alike take the same', () => {
  expect(words.filter((word) => clausesOf(word).length > 0 && !TRIES[word])).toEqual([]);
  for (const [word, other] of Object.entries(LIKE)) expect(clausesOf(word), word).toEqual(clausesOf(other));
});

test.each(words.filter((word) => clausesOf(word).length > 0 && (LIKE[word] ?? word) === word))(
  'every clause of `%s` counts',
  { timeout: 120_000 },
  (word) => {
    const silent = clausesOf(word).flatMap((clause) => {
      const effect = effectOf(TRIES[word]!, clause);
      if (effect === 'times' || effect === 'found') return [];
      if (effect === 'told')
        return clause in ANNOTATIONS || `${word} ${clause}` in OF_ONE_LINE ? [] : `${clause}: only told`;
      if (effect === 'none') return clause === 'link' ? [] : `${clause}: nothing`;
      return NEEDS_ANOTHER.has(clause) ? [] : `${clause}: ${effect}`;
    });
    expect(silent).toEqual([]);
  },
);

function effectOf([around, line, samples = {}]: Try, clause: Clause): string {
  const sample = samples[clause] ?? SAMPLES[clause];
  const bare =
    clause === 'duration'
      ? line.replace(' 5m', '')
      : clause === 'by'
        ? line.replace(' by ann', '').replace(' by bob', '')
        : line;
  const whole = (text: string) => AROUND[around](bare.replace('§', text));
  const effect = effectIn(whole, sample);
  if (effect === 'times' || effect === 'found') return effect;
  // How a step is taken back only counts where no rollback does it.
  const forward = effectIn((text) => whole(text).replace(/^ *(rollback|when) .*$/gm, ''), sample);
  return forward === 'times' || forward === 'found' ? forward : effect;
}

function effectIn(textWith: (clause: string) => string, sample: string): string {
  const [without, withIt] = [analysed(textWith('')), analysed(textWith(sample))];
  const syntax = withIt.findings.find(({ code }) => code === 'syntax');
  const before = new Set(without.findings.map(({ message }) => message));
  if (syntax && !before.has(syntax.message)) return `syntax ${syntax.message}`;
  if (timesOf(without) !== timesOf(withIt)) return 'times';
  if (foundIn(without) !== foundIn(withIt)) return 'found';
  return isDifferent(compare(without, withIt)) ? 'told' : 'none';
}

const workspace = createWorkspace({ roots: [], now: () => NOW });
const known = new Map<string, Analysis>();

function analysed(text: string): Analysis {
  let analysis = known.get(text);
  if (!analysis) {
    workspace.set(MAIN, text);
    analysis = workspace.analysis(MAIN);
    known.set(text, analysis);
  }
  return analysis;
}

function timesOf({ schedules }: Analysis): string {
  return JSON.stringify(
    schedules.map(({ steps, blocks, milestones, uats, rosters, rehearsals, windows, end, rollbacks }) => [
      Object.values(steps).map((one) => [
        one.start,
        one.end,
        one.latestStart,
        one.latestEnd,
        one.by,
        one.with,
        one.occurrences,
        one.rollback,
      ]),
      ...[blocks, milestones, uats, rosters, rehearsals].map((times) => Object.values<unknown>(times)),
      windows,
      end,
      rollbacks.map(({ decision }) => decision?.at),
    ]),
  );
}

function foundIn({ findings }: Analysis): string {
  return JSON.stringify(findings.map(({ code, message, severity, waived }) => [code, message, severity, !!waived]));
}
