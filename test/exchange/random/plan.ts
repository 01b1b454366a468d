/** Random plans that somebody could have written: every name is declared, every line read, and titles are as nasty as titles get. */
import { Random } from '../../fuzz/random.ts';

const VERBS = ['deploy', 'verify', 'backup', 'migrate', 'stop', 'start', 'configure', 'task', 'meet'];
const TITLES = [
  'Stop the shop',
  'Überprüfen, ob alles läuft',
  'Kurse "laden"; dann prüfen',
  '=SUM(A1:A2)',
  '-1 | +2',
  '# No heading',
  '* a * and _b_ and `c`',
  '[x] done? <b>no</b>',
  'a, b; c: d',
  '100 % of 5 %',
  "@here it's",
  '2026-12-05',
  '15',
  'TBC',
  'Go / no-go',
  'Run',
  'Step 3. Wait (10 min)',
  'http://x.example/a_b',
  '漢字 and 😀',
  'release step after by',
];
const ZONES = ['Europe/Berlin', 'America/New_York', 'UTC', 'Asia/Kolkata', 'Europe/London'];
const LENGTHS = ['5m', '15m', '1h', '1h30m', '20m..50m', '2h', '0m', '45m'];
const SYSTEMS = ['service', 'database', 'server', 'application', 'queue'];

export function randomPlan(seed: number): string {
  return new Writer(new Random(seed)).plan();
}

class Writer {
  readonly #random: Random;
  readonly #people: string[] = [];
  readonly #systems: string[] = [];
  /** Steps and milestones that stand above, by what they are called. */
  readonly #done: string[] = [];
  #count = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  plan(): string {
    const random = this.#random;
    const lines = [`zone ${random.pick(ZONES)}`];
    if (random.chance(0.4))
      lines.push(
        `calendar office${this.#title()} {`,
        ...(random.chance(0.5) ? ['  zone Europe/London'] : []),
        '  working Mon..Fri 08:00 .. 18:00',
        `  holiday Fri 2026-12-25${this.#title()}`,
        '}',
      );
    const hasOffice = lines.length > 1;
    for (let i = random.between(1, 5); i > 0; i--) lines.push(...this.#person(hasOffice));
    if (random.chance(0.5)) {
      lines.push(`team crew${this.#title()} is ${this.#some(this.#people, 3).join(', ')}`);
      this.#people.push('crew');
    }
    if (random.chance(0.3)) {
      lines.push(`role lead${this.#title()} is ${random.pick(this.#people)}`);
      this.#people.push('lead');
    }
    for (let i = random.between(1, 4); i > 0; i--) lines.push(...this.#system());
    if (random.chance(0.3)) lines.push(`audience customers${this.#title()}`);
    if (random.chance(0.3))
      lines.push(
        `freeze year-end${this.#title()} of ${random.pick(this.#systems)} from Fri 2026-12-18 until Mon 2027-01-04`,
      );
    if (random.chance(0.2)) lines.push(`event fair${this.#title()} during Tue 2026-12-01`);
    lines.push(
      `release shop-${random.between(1, 9)}.0${this.#title()} {`,
      `  kind ${random.pick(['standard', 'normal', 'major'])}`,
    );
    for (const word of ['owner', 'sponsor'])
      if (random.chance(0.5)) lines.push(`  ${word} ${random.pick(this.#persons())}`);
    lines.push('  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 10:00');
    if (random.chance(0.4)) lines.push(`  change CHG${random.between(100, 999)}`);
    if (random.chance(0.4)) lines.push(...this.#scope());
    if (random.chance(0.4)) lines.push(...this.#risk());
    for (let i = random.below(3); i > 0; i--) lines.push(`  ${this.#milestone()}`);
    if (random.chance(0.5)) lines.push(...this.#block('prepare', 1, 'T-3d'));
    lines.push(...this.#block('run', 1));
    if (random.chance(0.3)) lines.push(...this.#block('follow-up', 1));
    lines.push('}', '');
    return lines.join('\n');
  }

  /** Of whom a release may be. */
  #persons(): readonly string[] {
    return this.#people.filter((name) => name.startsWith('p'));
  }

  #title(chance = 0.5): string {
    if (!this.#random.chance(chance)) return '';
    return ` "${this.#random.pick(TITLES).replace(/[\\"]/g, '\\$&')}"`;
  }

  #some(all: readonly string[], most: number): readonly string[] {
    return [...new Set(Array.from({ length: this.#random.between(1, most) }, () => this.#random.pick(all)))];
  }

  #person(hasOffice: boolean): readonly string[] {
    const random = this.#random;
    const name = `p${this.#people.length}`;
    this.#people.push(name);
    const title = random.chance(0.6)
      ? ` "${random.pick(['Ann Lee', 'Jörg Müller', "Siobhán O'Brien", '李 小龍'])} ${name}"`
      : '';
    const inside = [
      ...(hasOffice && random.chance(0.4) ? ['  calendar office'] : []),
      ...(random.chance(0.3) ? [`  zone ${random.pick(ZONES)}`] : []),
      ...(random.chance(0.2) ? ['  leave Mon 2026-12-21 .. Wed 2026-12-23'] : []),
      ...(random.chance(0.3) ? [`  contact email "${name}@x.example"`] : []),
    ];
    return inside.length === 0 ? [`person ${name}${title}`] : [`person ${name}${title} {`, ...inside, '}'];
  }

  #system(): readonly string[] {
    const random = this.#random;
    const name = `s${this.#systems.length}`;
    const uses = this.#systems.length > 0 && random.chance(0.3) ? ` { uses ${random.pick(this.#systems)} }` : '';
    this.#systems.push(name);
    return [`${random.pick(SYSTEMS)} ${name}${this.#title(0.3)}${random.chance(0.2) ? ' version 4.1' : ''}${uses}`];
  }

  #scope(): readonly string[] {
    const random = this.#random;
    const item = (i: number) => {
      const by = random.chance(0.5) ? ` by ${random.pick(this.#people)}` : '';
      const due = random.chance(0.3) ? ' due Fri 2026-12-04' : '';
      return `    ${random.pick(['must', 'should', 'could'])} PAY-${i}${this.#title(0.8)}${by}${due}${random.chance(0.3) ? ' done' : ''}`;
    };
    return ['  scope {', ...Array.from({ length: random.between(1, 3) }, (_, i) => item(i)), '  }'];
  }

  #risk(): readonly string[] {
    const random = this.#random;
    const by = random.chance(0.5) ? ` by ${random.pick(this.#people)}` : '';
    return [
      `  risk data-loss${this.#title(0.8)}${by} {`,
      `    likelihood ${random.pick(['low', 'medium', 'high'])}`,
      `    impact ${random.pick(['low', 'medium', 'high'])}`,
      '  }',
    ];
  }

  #milestone(): string {
    const random = this.#random;
    const name = `m${this.#count++}`;
    const by = random.chance(0.4) ? ` by ${random.pick(this.#people)}` : '';
    const at = ` Fri 2026-12-04 ${random.pick(['12:00', '17:30', '09:15'])}`;
    this.#done.push(name);
    return `milestone ${name}${this.#title()}${at}${by}${random.chance(0.2) ? ' done' : ''}`;
  }

  #block(kind: string, depth: number, at?: string): readonly string[] {
    const random = this.#random;
    const pad = '  '.repeat(depth);
    const inside = Array.from({ length: random.between(1, 5) }, () => {
      if (depth < 3 && random.chance(0.25))
        return this.#block(
          random.pick(['parallel', 'sequence', 'phase', 'outage'].slice(depth > 1 ? 0 : 0, kind === 'run' ? 4 : 3)),
          depth + 1,
        );
      return this.#step(pad);
    });
    const named = kind === 'phase' ? ` ph${this.#count++}${this.#title()}` : '';
    return [`${pad}${kind}${named}${at === undefined ? '' : ` at ${at}`} {`, ...inside.flat(), `${pad}}`];
  }

  #step(pad: string): readonly string[] {
    const random = this.#random;
    const verb = random.pick(VERBS);
    const targets = verb === 'task' || verb === 'meet' ? [] : this.#some(this.#systems, 2);
    const name = `t${this.#count++}`;
    const isNamed = targets.length === 0 || random.chance(0.6);
    const after =
      this.#done.length > 0 && random.chance(0.3)
        ? ` after ${this.#some(this.#done, 2)
            .map((one) => one + random.pick(['', '', ' + 10m', '.start']))
            .join(', ')}`
        : '';
    const clauses = [
      random.chance(0.8) ? ` ${random.pick(LENGTHS)}` : '',
      random.chance(0.7) ? ` by ${random.pick(this.#people)}` : '',
      random.chance(0.3) ? ` with ${this.#some(this.#people, 2).join(', ')}` : '',
      random.chance(0.1) ? ' not before Sun 2026-12-06 01:00' : '',
      random.chance(0.1) ? ' due Sun 2026-12-06 09:00' : '',
      after,
      random.chance(0.2) ? ` undo ${random.pick(['5m', '20m'])}` : '',
      random.chance(0.1) ? ' optional' : '',
      random.chance(0.2) ? ' done' : '',
      random.chance(0.15) ? ' tags slow, dear' : '',
      random.chance(0.15) ? ` link https://x.example/${name}` : '',
    ];
    const head = [
      verb,
      ...(targets.length > 0 ? [targets.join(', ')] : []),
      ...(isNamed ? [targets.length > 0 ? `as ${name}` : name] : []),
    ].join(' ');
    if (isNamed) this.#done.push(name);
    const line = `${pad}  ${head}${this.#title(0.6)}${clauses.join('')}`;
    if (random.chance(0.15))
      return [`${line} {`, `${pad}    - ${random.pick(['"Look twice"', '"a | b, c"'])}`, `${pad}  }`];
    return random.chance(0.1) ? [`${pad}  // ${random.pick(TITLES)}`, line] : [line];
  }
}
