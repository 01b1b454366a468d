/** Texts of every kind that somebody may write a lot of, at any size: what reads them must not take more than their length asks. */

/** Files by name; the first is the plan that is looked at. */
export type Files = Readonly<Record<string, string>>;

export interface Kind {
  readonly name: string;
  /** A text with about `n` of what the kind has many of. */
  files(n: number): Files;
}

export const KINDS: readonly Kind[] = [
  // Files
  kind('imports in a chain', (n) => imports(n, (i) => (i + 1 < n ? [i + 1] : []))),
  kind('imports in a circle', (n) => imports(n, (i) => [(i + 1) % n])),
  kind('imports of everything below (edges)', (n) => {
    const count = Math.ceil(Math.sqrt(2 * n));
    return imports(count, (i) => range(count - i - 1).map((j) => i + 1 + j));
  }),
  kind('imports of everybody by everybody (edges)', (n) => {
    const count = Math.ceil(Math.sqrt(n));
    return imports(count, (i) => range(count).filter((j) => j !== i));
  }),
  kind('imports in diamonds', (n) =>
    imports(n, (i) => {
      const next = 2 * Math.floor(i / 2) + 2;
      return next + 1 < n ? [next, next + 1] : [];
    }),
  ),
  kind('imports of one file', (n) => imports(n, (i) => (i === 0 ? range(n - 1).map((j) => j + 1) : []))),
  kind('plans beside each other', (n) =>
    Object.fromEntries(
      range(Math.ceil(n / 20)).map((i) => [
        `p${i}.release`,
        night(
          range(20).map((j) => `task s-${i}-${j} 5m by ann`),
          `r-${i}`,
        ),
      ]),
    ),
  ),

  // Runbooks
  text(
    'runbooks that use the one below',
    (n) =>
      `${range(n)
        .map((i) => `runbook r${i}(a) {\n  task s${i} 1m by a\n${i > 0 ? `  use r${i - 1}(a)\n` : ''}}\n`)
        .join('')}${night([`use r${n - 1}(ann)`])}`,
  ),
  text(
    'runbooks that double',
    (n) =>
      `${range(n)
        .map(
          (i) => `runbook r${i}(a) {\n${i > 0 ? `  use r${i - 1}(a)\n  use r${i - 1}(a)\n` : '  task x 1m by a\n'}}\n`,
        )
        .join('')}${night([`use r${n - 1}(ann)`])}`,
  ),
  text(
    'runbooks in a circle',
    (n) =>
      `${range(n)
        .map((i) => `runbook r${i}(a) {\n  use r${(i + 1) % n}(a)\n}\n`)
        .join('')}${night(['use r0(ann)'])}`,
  ),
  text(
    'uses of one runbook',
    (n) => `runbook r(a) {\n  task x 1m by a\n}\n${night(range(n).map((i) => `use r(ann) as u${i}`))}`,
  ),

  // Lines of a file
  text('people', (n) => `${lines(n, (i) => `person p${i} "P ${i}"`)}${night([])}`),
  text(
    'people in one team',
    (n) =>
      `${lines(n, (i) => `person p${i}`)}team all is ${range(n)
        .map((i) => `p${i}`)
        .join(', ')}\n${night(['task x 5m by all', 'task y 5m by any of all'])}`,
  ),
  text(
    'teams, each of the one above',
    (n) => `${lines(n, (i) => `team t${i} is ${i === 0 ? 'ann' : `t${i - 1}`}`)}${night([`task x 5m by t${n - 1}`])}`,
  ),
  text(
    'roles, each filled by the one above',
    (n) => `${lines(n, (i) => `role o${i} is ${i === 0 ? 'ann' : `o${i - 1}`}`)}${night([`task x 5m by o${n - 1}`])}`,
  ),
  text(
    'policies, each from the one above',
    (n) => `${lines(n, (i) => `policy q${i}${i === 0 ? '' : ` from q${i - 1}`} {\n  check unused off\n}`)}${night([])}`,
  ),
  text(
    'systems that depend on the one above',
    (n) =>
      `${lines(n, (i) => `service y${i}${i === 0 ? '' : ` {\n  depends y${i - 1}\n}`}`)}${night([`deploy y${n - 1} 5m by ann`])}`,
  ),
  text(
    'calendars with days off',
    (n) =>
      `calendar c {\n  zone UTC\n  hours Mon..Fri 09:00..17:00\n${lines(n, (i) => `  off ${day(i)}`)}}\nperson bob {\n  calendar c\n}\n${night([], 'r', ['task x 5d by bob'])}`,
  ),
  text('calendars', (n) => `${lines(n, (i) => `calendar c${i} {\n  zone UTC\n}`)}${night([])}`),
  text(
    'freezes',
    (n) => `${lines(n, (i) => `freeze f${i} ${day(i)} .. ${day(i + 1)}`)}${night(['deploy shop 5m by ann'])}`,
  ),
  text('events', (n) => `${lines(n, (i) => `event e${i} ${day(i)}`)}${night(['deploy shop 5m by ann'])}`),
  text('policy rules', (n) => `policy normal {\n${lines(n, () => '  check unused off')}}\n${night([])}`),
  text('waivers', (n) => `${lines(n, () => 'waive unused by ann until 2027-01-01 because "so"')}${night([])}`),
  text('releases', (n) =>
    lines(Math.ceil(n / 10), (i) =>
      night(
        range(6).map((j) => `task s-${i}-${j} 5m by ann`),
        `r-${i}`,
      ),
    ),
  ),
  text('duplicates of one name', (n) => `${lines(n, () => 'person ann')}${night([])}`),
  text('comments', (n) => `${lines(n, (i) => `// ${i}`)}${night([])}`),
  text('empty lines', (n) => `${'\n'.repeat(n)}${night([])}`),
  text('lines that mean nothing', (n) => `${lines(n, (i) => `deploi w${i} 5m ,, ( =`)}${night([])}`),
  text('characters that mean nothing', (n) => `${'§ '.repeat(n)}\n${night([])}`),
  text('texts that are not closed', (n) => `${lines(n, () => 'person "open')}${night([])}`),
  text('blocks that are not closed', (n) => lines(n, (i) => `release r-${i} {`)),
  text('blocks that are not opened', (n) => `${lines(n, () => '}')}${night([])}`),
  text('braces', (n) => '{'.repeat(n)),

  // Lines of a release
  text('windows', (n) => night([], 'r', lines(n, (i) => `window w${i} ${day(i)} 20:00 .. 22:00`).split('\n'))),
  text('runs in windows of their own', (n) =>
    night(
      [],
      'r',
      range(n).flatMap((i) => [
        `window w${i} ${day(i)} 20:00 .. 22:00`,
        `run in w${i} {`,
        `  task s${i} 5m by ann`,
        '}',
      ]),
    ),
  ),
  text('milestones', (n) =>
    night(
      [],
      'r',
      range(n).map((i) => `milestone m${i} at ${day(i)} 10:00`),
    ),
  ),
  text('milestones, each after the one above', (n) =>
    night(
      [],
      'r',
      range(n).map((i) => `milestone m${i} ${i === 0 ? 'at T' : `after m${i - 1}`}`),
    ),
  ),
  text('phases, each from the end of the one above', (n) =>
    night(
      [],
      'r',
      range(n).flatMap((i) => [
        `phase p${i} ${i === 0 ? `${day(0)} .. ${day(2)}` : `p${i - 1}.end .. p${i - 1}.end + 2d`} {`,
        `  task s${i} 1h by ann`,
        '}',
      ]),
    ),
  ),
  text('steps without a date, and what waits for each', (n) =>
    night([], 'r', [
      'prepare {',
      ...range(n).flatMap((i) => [`  task s${i} 1h by ann at tbd`, `  task w${i} 1h by ann after s${i}`]),
      '}',
    ]),
  ),
  text('messages', (n) =>
    night(
      ['task x 5m by ann'],
      'r',
      range(n).map(() => 'notify team "So" by ann via email after run'),
    ),
  ),
  text('scope items', (n) =>
    night([], 'r', ['scope {', ...range(n).map((i) => `  must A-${i} "A" by ann due T-2d`), '}']),
  ),
  text('risks', (n) =>
    night(
      [],
      'r',
      range(n).flatMap((i) => [`risk k${i} "K" by ann {`, '  likelihood high', '  impact high', '  mitigation x', '}']),
    ),
  ),
  text('benefits', (n) =>
    night(
      [],
      'r',
      range(n).map((i) => `benefit b${i} "B" by ann`),
    ),
  ),
  text('changes', (n) =>
    night(
      [],
      'r',
      range(n).map((i) => `change CHG${i}`),
    ),
  ),
  text('confirmations', (n) =>
    night(
      [],
      'r',
      range(n).map(() => 'confirmed by ann on 2026-10-01'),
    ),
  ),
  text('rehearsals', (n) =>
    night(
      [],
      'r',
      range(n).map((i) => `rehearsal h${i} in staging at ${day(i)} 10:00`),
    ),
  ),
  text('triggers', (n) => night(range(n).map(() => 'when "Errors" > 1 % over 5m from grafana then rollback full'))),
  text('blocks without a name', (n) => night(range(n).flatMap(() => ['parallel {', '  task 5m by ann "x"', '}']))),
  text('blocks in blocks', (n) =>
    night([...range(n).map(() => 'sequence {'), 'task x 5m by ann', ...range(n).map(() => '}')]),
  ),
  text('prepare tasks with a due', (n) =>
    night([], 'r', ['prepare {', ...range(n).map((i) => `  task s${i} 1h by ann due T-2d`), '}']),
  ),
  text('rollbacks', (n) =>
    night(
      ['deploy shop 5m by ann'],
      'r',
      range(n).flatMap((i) => [`rollback b${i} {`, '  task 5m by ann "x"', '}']),
    ),
  ),
  text('points of no return', (n) =>
    night(range(n).flatMap((i) => [`deploy shop as s${i} 5m by ann`, 'point of no return'])),
  ),
  text('waivers of a release', (n) =>
    night(
      [],
      'r',
      range(n).map(() => 'waive unused by ann until 2027-01-01 because "so"'),
    ),
  ),
  text('rosters', (n) =>
    night(
      [],
      'r',
      range(n).flatMap((i) => [`roster o${i} ${day(i)} 10:00 .. ${day(i)} 18:00 {`, '  ann', '}']),
    ),
  ),
  text('times by zone', (n) =>
    night(
      range(n).map(
        (i) => `task s${i} 1m by ann not before ${i % 2 === 0 ? '20:00 Asia/Tokyo' : '20:00 America/New_York'}`,
      ),
    ),
  ),

  // Steps
  text('steps one after the other', (n) => night(range(n).map((i) => `task s${i} 1m by ann`))),
  text('steps side by side', (n) =>
    night(['parallel {', ...range(n).map((i) => `  task s${i} 1m by p${i % 50}`), '}']),
  ),
  text('steps that all wait for one', (n) =>
    night(['parallel {', '  task s 1m by ann', ...range(n).map((i) => `  task s${i} 1m by p${i % 50} after s`), '}']),
  ),
  text('steps, each after the one above', (n) =>
    night(['parallel {', ...range(n).map((i) => `  task s${i} 1m by ann${i > 0 ? ` after s${i - 1}` : ''}`), '}']),
  ),
  text('waits until what comes behind them', (n) =>
    night(range(n).map((i) => `wait w${i} until ${i % 2 ? `w${i ^ 1}` : `w${n - 1 - i}`}`)),
  ),
  text('blocks beside the run', (n) =>
    night(
      ['task last 1m by ann'],
      'r',
      range(n).map((i) => `sequence b${i} at T-${i + 1}m {\n  task s${i} 1m by ann\n}`),
    ),
  ),
  text('steps in circles', (n) =>
    night(['parallel {', ...range(n).map((i) => `  task s${i} 1m by ann after s${i ^ 1}`), '}']),
  ),
  text('steps in one circle', (n) =>
    night(['parallel {', ...range(n).map((i) => `  task s${i} 1m by ann after s${(i + 1) % n}`), '}']),
  ),
  text('deployments of one system', (n) => night(range(n).map((i) => `deploy shop as s${i} 1m by ann undo 1m`))),
  text('backups and migrations', (n) =>
    night(range(n).flatMap((i) => [`backup shop as k${i} 1m by ann to store`, `migrate shop as m${i} 1m by ann`])),
  ),
  text(
    'steps named by verb and target',
    (n) =>
      `${lines(n, (i) => `service y${i}`)}${night(range(n).map((i) => `deploy y${i} 1m by ann${i > 0 ? ` after deploy y${i - 1}` : ''}`))}`,
  ),
  text('steps alongside one', (n) =>
    night([
      'parallel {',
      '  task s 1h by ann',
      ...range(n).map((i) => `  task s${i} 1m by p${i % 50} alongside s`),
      '}',
    ]),
  ),
  text('gates', (n) => night(range(n).map((i) => `gate g${i} 1m by ann`))),
  text('steps that come round again', (n) => night(range(n).map((i) => `task s${i} 1m by ann every 15m`))),
  text('names nobody knows', (n) => night(range(n).map((i) => `task s${i} 1m by nobody-${i} after nothing-${i}`))),

  // Lines that cannot be read, each in another way
  ...[
    'task t 5m by ann foo',
    'task t 5m by',
    'task t 5m 4.2.0',
    'task t 5m at 29.02.2028 10pm',
    'task t 5m at Sat 2026-12-05 22:00 berlin',
    'use u(any of ops else eve)',
    'task t 5m by the crew',
  ].map((line) => text(`lines such as \`${line}\``, (n) => night(range(n).map(() => line)))),
  text(
    'systems, and words that traffic is led to',
    (n) =>
      `${range(n)
        .map((i) => `service s${i}\n`)
        .join('')}${night(range(n).map((i) => `switch s${i} to green 5m by ann`))}`,
  ),

  // Lists, long lines, long words, checklists
  text('names in one `with`', (n) =>
    night([
      `task x 5m by ann with ${range(n)
        .map((i) => `p${i}`)
        .join(', ')}`,
    ]),
  ),
  text('names in one `after`', (n) =>
    night([
      'parallel {',
      ...range(n).map((i) => `  task s${i} 1m by p${i % 50}`),
      `  task x 5m by ann after ${range(n)
        .map((i) => `s${i}`)
        .join(', ')}`,
      '}',
    ]),
  ),
  text('tags of a step', (n) =>
    night([
      `task x 5m by ann tags ${range(n)
        .map((i) => `t${i}`)
        .join(', ')}`,
    ]),
  ),
  text('targets of a step', (n) =>
    night([
      `deploy ${range(n)
        .map((i) => `y${i}`)
        .join(', ')} 5m by ann`,
    ]),
  ),
  text('clauses of a step', (n) => night([`task x ${'5m by ann '.repeat(n)}`])),
  text(
    'values of a runbook',
    (n) =>
      `runbook r(${range(n)
        .map((i) => `a${i}`)
        .join(', ')}) {\n  task x 1m by a0\n}\n${night([
        `use r(${range(n)
          .map(() => 'ann')
          .join(', ')})`,
      ])}`,
  ),
  text('criteria of a gate', (n) =>
    night(['gate g 5m by ann {', ...range(n).map(() => '  criterion "Open P1" = 0 from jira'), '}']),
  ),
  text('lines of a checklist', (n) =>
    night(['task x 5m by ann {', ...range(n).map((i) => `  - "Item ${i}" by ann`), '}']),
  ),
  text('checklists in checklists', (n) =>
    night(['task x 5m by ann {', ...range(n).map((i) => `- "Item ${i}" {`), ...range(n).map(() => '}'), '}']),
  ),
  text('a long name', (n) => night([`task ${'a'.repeat(10 * n)} 5m by ann`])),
  text('a long name with hyphens', (n) => night([`task ${'a-1.'.repeat(3 * n)}a 5m by ann`])),
  text('a long title', (n) => night([`task x "${'so '.repeat(4 * n)}" 5m by ann`])),
  text('a long comment', (n) => `/* ${'so '.repeat(4 * n)} */\n${night([])}`),
  text('a long number', (n) => night([`task x ${'9'.repeat(10 * n)}m by ann`])),
  text('a long line of one word', (n) => `${'import '.repeat(n)}\n${night([])}`),
  text('look-alikes in one line', (n) => `${'：– “x” '.repeat(n)}\n${night([])}`),
  text('lines of look-alikes', (n) => night(range(n).map((i) => `task x${i} “Stop” ２m by ann`))),
  text('quotes', (n) => `${'"'.repeat(5 * n)}\n${night([])}`),
  text('slashes', (n) => `${'/'.repeat(5 * n)}\n${'/*'.repeat(5 * n)}\n${night([])}`),
  text('white space', (n) => `${' '.repeat(10 * n)}${'\t'.repeat(n)}x\n${night([])}`),
  text('hyphens', (n) => `${'-'.repeat(5 * n)}\n${'- '.repeat(5 * n)}\n${night([])}`),
];

function kind(name: string, files: (n: number) => Files): Kind {
  return { name, files };
}

function text(name: string, of: (n: number) => string): Kind {
  return { name, files: (n) => ({ 'a.release': of(n) }) };
}

function imports(n: number, targets: (i: number) => readonly number[]): Files {
  return Object.fromEntries(
    range(n).map((i) => {
      const imported = targets(i).map((j) => `import "f${j}.release"\n`);
      return [`f${i}.release`, `${imported.join('')}person p${i}\n${i === 0 ? night([`task x 5m by p${n - 1}`]) : ''}`];
    }),
  );
}

/** A release with these steps in its run, and these other lines. */
function night(steps: readonly string[], name = 'r', others: readonly string[] = []): string {
  return [
    ...(name === 'r' ? ['person ann', 'service shop'] : []),
    `release ${name} {`,
    '  kind standard',
    '  zone UTC',
    '  window Sat 2026-12-05 20:00 .. Sun 2026-12-06 04:00',
    ...others.map((line) => `  ${line}`),
    ...(steps.length > 0 ? ['  run {', ...steps.map((line) => `    ${line}`), '  }'] : []),
    '}',
    '',
  ].join('\n');
}

function lines(n: number, line: (i: number) => string): string {
  return range(n)
    .map((i) => `${line(i)}\n`)
    .join('');
}

function range(n: number): number[] {
  return Array.from({ length: Math.max(0, n) }, (_, i) => i);
}

/** A day that exists, some years on from the end of 2026. */
function day(i: number): string {
  return new Date(Date.UTC(2026, 11, 1 + (i % 3000))).toISOString().slice(0, 10);
}
