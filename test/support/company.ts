/** Plans of one company that get in each other's way in every way there is, drawn by fast-check: texts by file name. */
import fc from 'fast-check';

export type Files = ReadonlyMap<string, string>;

const PEOPLE = ['priya', 'jonas', 'mara', 'sam', 'lena'];
const SYSTEMS = ['web', 'shop', 'accounts', 'ledger'];
const NIGHTS = ['Fri 2026-12-04', 'Sat 2026-12-05', 'Sun 2026-12-06'];
const HOURS = ['20:00', '21:30', '22:00', '22:20', '23:00'];

/** What all import; `policy` and the rest of it change, too. */
const shared = fc.record({
  isQuiet: fc.boolean(),
  isFrozen: fc.boolean(),
  usesLedger: fc.boolean(),
  hasTrain: fc.boolean(),
  /** Comments before everything: all places move. */
  shift: fc.nat(2),
});

function sharedText({ isQuiet, isFrozen, usesLedger, hasTrain, shift }: Shared): string {
  return [
    ...Array.from({ length: shift }, (_, i) => `// Line ${i}`),
    ...PEOPLE.map((name) => `person ${name}`),
    'team ops is priya, jonas, mara',
    'environment production',
    'environment preprod {\n  exclusive\n}',
    'environment sandbox',
    'service ledger in production',
    `service accounts in production${usesLedger ? ' {\n  uses ledger\n}' : ''}`,
    'service shop in production {\n  uses accounts\n}',
    'service web in production',
    isFrozen && 'freeze advent of web from Sat 2026-12-05 until Sun 2026-12-06',
    hasTrain &&
      'train weekly every 1w from Sat 2026-11-28 22:00 {\n  carry-over scope\n  release r0\n  release r1\n  release r2\n}',
    isQuiet && 'policy {\n  off double-booked\n  error dependency-clash\n}',
    '',
  ]
    .filter((line) => line !== false)
    .join('\n');
}

const plan = fc.record({
  night: fc.constantFrom(...NIGHTS),
  hour: fc.constantFrom(...HOURS),
  by: fc.constantFrom(...PEOPLE),
  tester: fc.constantFrom(...PEOPLE),
  system: fc.constantFrom(...SYSTEMS),
  record: fc.constantFrom('CHG1', 'CHG2', 'CHG3'),
  isOpen: fc.nat(9).map((n) => n === 0),
  isImported: fc.nat(9).map((n) => n > 0),
  title: fc.constantFrom('One', 'Another'),
  lines: fc.uniqueArray(
    fc.constantFrom(
      'freeze hands-off of shop from Sat 2026-12-05 until Mon 2026-12-07',
      'rehearsal first 2h by mara in preprod at Tue 2026-12-01 10:00',
      'rehearsal second 2h by mara in sandbox at Tue 2026-12-01 11:00',
      'uat tasting by lena in sandbox {\n    during Tue 2026-12-01 09:00 .. 17:00\n    sign-off by lena due T-1wd\n  }',
      'uat trying by sam in preprod {\n    during Tue 2026-12-01 09:00 .. 12:00\n    sign-off by sam due T-1wd\n  }',
      'reserve 1 of ops during run',
      'scope {\n    should ITEM-1 "Filters" by priya deferred to r2\n    must ITEM-2 "Search" by jonas\n  }',
      'prepare {\n    meet walk "Walk through" 1h by jonas with priya at Tue 2026-12-01 10:30 where "Room 5"\n  }',
      'prepare {\n    meet talk "Talk" 1h by sam at Tue 2026-12-01 11:00 where "room 5"\n  }',
      'waive double-booked for priya until Thu 2026-12-31 by lena because "They know each other"',
    ),
    { maxLength: 4, selector: (line) => line.split(' ')[0]! },
  ),
});

function planText(number: number, one: PlanOf): string {
  const { night, hour, by, tester, system, record, isOpen, isImported, title, lines } = one;
  return [
    isImported ? 'import "shared.release"' : `person ${by}\nservice ${system}`,
    '',
    `release r${number} "${title}" {`,
    '  kind   standard',
    '  zone   Europe/Berlin',
    `  change ${record}`,
    `  window ${isOpen ? 'tbd' : `${night} ${hour} .. 23:59`}`,
    ...lines.map((line) => `  ${line}`),
    '  run {',
    `    deploy ${system} 30m by ${by} undo 5m`,
    `    verify ${system} 10m by ${tester}`,
    '  }',
    '}',
    '',
  ].join('\n');
}

type Shared = typeof shared extends fc.Arbitrary<infer T> ? T : never;
type PlanOf = typeof plan extends fc.Arbitrary<infer T> ? T : never;

/** A change of one file; `undefined`: it is gone. */
export interface Edit {
  readonly file: string;
  readonly text: string | undefined;
}

const MOST = 7;
const SHARED_FILE = 'shared.release';
const fileOf = (number: number) => `plan-${number}.release`;

export const companies: fc.Arbitrary<Files> = fc
  .tuple(shared, fc.array(plan, { minLength: 2, maxLength: MOST }))
  .map(
    ([common, plans]) =>
      new Map([[SHARED_FILE, sharedText(common)], ...plans.map((one, i) => [fileOf(i), planText(i, one)] as const)]),
  );

export const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.oneof(
    { weight: 1, arbitrary: shared.map((common): Edit => ({ file: SHARED_FILE, text: sharedText(common) })) },
    {
      weight: 5,
      arbitrary: fc
        .tuple(fc.nat(MOST), plan)
        .map(([number, one]): Edit => ({ file: fileOf(number), text: planText(number, one) })),
    },
    { weight: 1, arbitrary: fc.nat(MOST).map((number): Edit => ({ file: fileOf(number), text: undefined })) },
  ),
  { minLength: 1, maxLength: 6 },
);

/** What only other plans make wrong: a test of them is one where each comes up. */
export const ACROSS = [
  'carry-over-missing',
  'dependency-clash',
  'double-booked',
  'environment-double-booked',
  'freeze-violation',
  'reserve-short',
  'room-double-booked',
  'uat-environment-busy',
] as const;
