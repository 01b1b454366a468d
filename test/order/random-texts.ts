/** Random plans with everything that can make one thing wait for another, as text; fast-check can shrink what they are made of. */
import fc from 'fast-check';

interface Point {
  /** Picks one of the names: of those that stand before it on the page, or now and then of all. */
  readonly pick: number;
  readonly anywhere: boolean;
  readonly side: '' | '.start' | '.end';
  readonly lag: string;
}

interface Clause {
  readonly kind: 'after' | 'alongside' | 'at' | 'not before' | 'during' | 'every' | 'fixed' | 'open' | 'due';
  readonly point: Point;
  readonly minutes: number;
}

interface StepSpec {
  readonly kind: 'step';
  readonly minutes: number;
  readonly by: string;
  readonly clauses: readonly Clause[];
  readonly needs: readonly Point[];
}

interface MilestoneSpec {
  readonly kind: 'milestone';
  readonly clauses: readonly Clause[];
}

interface NoReturnSpec {
  readonly kind: 'point of no return';
}

type MarkSpec = MilestoneSpec | NoReturnSpec;

interface BlockSpec {
  readonly kind: 'sequence' | 'parallel' | 'outage' | 'phase' | 'stream';
  readonly children: readonly NodeSpec[];
  readonly clauses: readonly Clause[];
}

type NodeSpec = StepSpec | MarkSpec | BlockSpec;

interface RootSpec {
  readonly kind: 'run' | 'run in second' | 'prepare' | 'follow-up' | 'phase' | 'stream' | 'outage' | 'rollback';
  readonly head: '' | 'dated' | 'fixed';
  readonly children: readonly NodeSpec[];
  readonly clauses: readonly Clause[];
}

export interface TextSpec {
  readonly roots: readonly RootSpec[];
  /** Steps and milestones in the release itself. */
  readonly loose: readonly (StepSpec | MarkSpec)[];
  /** A rehearsal and a UAT whose times hang on something. */
  readonly stated: readonly Point[];
}

export function textSpecs(): fc.Arbitrary<TextSpec> {
  const point: fc.Arbitrary<Point> = fc.record({
    pick: fc.nat(60),
    anywhere: fc.integer({ min: 0, max: 29 }).map((n) => n === 0),
    side: fc.constantFrom<Point['side']>('', '', '.end', '.start'),
    lag: fc.constantFrom('', '', '', ' + 15m', ' + 90m', ' + 1d', ' + 1wd', ' - 20m', ' - 2h', ' - 1wd'),
  });
  const clause: fc.Arbitrary<Clause> = fc.record({
    kind: fc.constantFrom<Clause['kind']>(
      'after',
      'after',
      'after',
      'alongside',
      'at',
      'not before',
      'during',
      'every',
      'fixed',
      'fixed',
      'open',
      'due',
    ),
    point,
    minutes: fc.integer({ min: -60, max: 360 }),
  });
  const some = <T>(one: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(one, { maxLength: 2 }) });
  const step: fc.Arbitrary<StepSpec> = fc.record({
    kind: fc.constant<'step'>('step'),
    minutes: fc.constantFrom(0, 5, 20, 45, 90),
    by: fc.constantFrom('', '', 'ann', 'bob', 'any of crew'),
    clauses: some(clause),
    needs: fc.oneof(
      { weight: 5, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(point, { maxLength: 2 }) },
    ),
  });
  const mark: fc.Arbitrary<MarkSpec> = fc.oneof(
    fc.record({ kind: fc.constant<'milestone'>('milestone'), clauses: some(clause) }),
    fc.constant<NoReturnSpec>({ kind: 'point of no return' }),
  );
  const { node } = fc.letrec<{ node: NodeSpec }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 6, arbitrary: step },
      { weight: 1, arbitrary: mark },
      {
        weight: 3,
        arbitrary: fc.record({
          kind: fc.constantFrom<BlockSpec['kind']>(
            'sequence',
            'sequence',
            'parallel',
            'parallel',
            'outage',
            'phase',
            'stream',
          ),
          children: fc.array(tie('node'), { maxLength: 4 }),
          clauses: some(clause),
        }),
      },
    ),
  }));
  const root: fc.Arbitrary<RootSpec> = fc.record({
    kind: fc.constantFrom<RootSpec['kind']>(
      'run',
      'run',
      'run in second',
      'prepare',
      'follow-up',
      'phase',
      'stream',
      'outage',
      'rollback',
    ),
    head: fc.constantFrom<RootSpec['head']>('', '', 'dated', 'fixed'),
    children: fc.array(node, { minLength: 1, maxLength: 5 }),
    clauses: some(clause),
  });
  return fc.record({
    roots: fc.array(root, { minLength: 1, maxLength: 6 }),
    loose: fc.array(fc.oneof(step, mark), { maxLength: 3 }),
    stated: fc.array(point, { maxLength: 2 }),
  });
}

/** Windows Sat 2026-12-05 22:00 .. Sun 04:00 and a day later; UTC, working hours Mon .. Fri 09:00 .. 17:00. */
export function textOf(spec: TextSpec): string {
  const names = namesIn(spec);
  let next = 0;
  /** The blocks that are open: what waits for one of them waits for itself. */
  const around: string[] = [];
  const nameOf = ({ pick, anywhere }: Point): string | undefined => {
    const before = names.slice(0, Math.max(0, next - 1));
    const pool = anywhere ? names : before.filter((name) => !around.includes(name));
    return pool[pick % pool.length];
  };
  const pointText = (point: Point, side = point.side): string | undefined => {
    const name = nameOf(point);
    return name && `${name}${side}`;
  };
  const clausesText = (clauses: readonly Clause[], isStep: boolean): string => {
    const texts = new Map<string, string>();
    for (const { kind, point, minutes } of clauses) {
      const at = pointText(point);
      if (kind === 'fixed') texts.set('at', `at T${minutes < 0 ? '-' : '+'}${Math.abs(minutes)}m`);
      else if (kind === 'open') texts.set('at', 'at tbd');
      else if (kind === 'due') texts.set('due', `due T+${minutes + 600}m`);
      else if (!at) continue;
      else if (kind === 'after') texts.set('after', `after ${at}${point.lag}`);
      else if (kind === 'at') texts.set('at', `at ${at}${point.lag}`);
      else if (kind === 'during') texts.set('during', `during ${at}${point.lag} .. T+40d`);
      else if (!isStep) continue;
      else if (kind === 'alongside') texts.set('alongside', `alongside ${at}`);
      else if (kind === 'not before') texts.set('not before', `not before ${at}${point.lag}`);
      else texts.set('every', `every 1d from ${at}${point.lag} until T+40d`);
    }
    if (texts.has('at')) texts.delete('during');
    return [...texts.values()].map((text) => ` ${text}`).join('');
  };
  const lines: string[] = [];
  const write = (node: NodeSpec | RootSpec): void => {
    if (node.kind === 'point of no return') {
      lines.push('point of no return');
      return;
    }
    const name = names[next++]!;
    if (node.kind === 'milestone') {
      const text = clausesText(
        node.clauses
          .filter(({ kind }) => kind === 'after' || kind === 'at' || kind === 'fixed' || kind === 'open')
          .slice(0, 1),
        false,
      );
      lines.push(`milestone ${name}${text || ' T+30m'}`);
    } else if (node.kind === 'step') {
      const needs = node.needs.flatMap((point) => pointText(point, '') ?? []);
      const minutes = node.minutes > 0 ? ` ${node.minutes}m` : '';
      const by = node.by && ` by ${node.by}`;
      const head = `${needs.length > 0 ? 'gate' : 'task'} ${name}${minutes}${by}${clausesText(node.clauses, true)}`;
      lines.push(needs.length > 0 ? `${head} {\n needs ${needs.join(', ')}\n}` : head);
    } else {
      const [kind, window] = node.kind === 'run in second' ? ['run', ' in second'] : [node.kind, ''];
      const clauses = node.clauses.filter(
        ({ kind }) => kind === 'after' || kind === 'during' || kind === 'at' || kind === 'open',
      );
      const own = clausesText(clauses, false);
      const date = 'head' in node && !/ at | during /.test(own) ? HEADS[node.head] : '';
      const place = kind === 'phase' || kind === 'stream' || date !== HEADS.dated ? date : '';
      lines.push(`${kind} ${name}${window}${place}${own} {`);
      around.push(name);
      for (const child of node.children) write(child);
      around.pop();
      lines.push('}');
    }
  };
  for (const root of rootsOf(spec)) write(root);
  for (const one of spec.loose) if (one.kind !== 'point of no return') write(one);
  spec.stated.forEach((point, i) => {
    const at = pointText(point) ?? 'T';
    if (i === 0) lines.push(`rehearsal stated-${i} 2h at ${at}${point.lag}`);
    else lines.push(`uat stated-${i} {\nduring ${at}${point.lag} .. T+40d\n}`);
  });
  return `person ann
person bob
team crew is ann, bob
release random {
window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00
window second Sun 2026-12-06 22:00 .. Mon 2026-12-07 04:00
${lines.join('\n')}
}
`;
}

const HEADS = { '': '', dated: ' during Mon 2026-11-16 .. Fri 2026-12-18', fixed: ' at Sat 2026-12-05 23:00' } as const;

/** What is prepared first: few plans are to wait for themselves. */
function rootsOf({ roots }: TextSpec): readonly RootSpec[] {
  const rank = ({ kind }: RootSpec) => (kind === 'prepare' ? 0 : kind === 'follow-up' ? 2 : 1);
  return [...roots].sort((a, b) => rank(a) - rank(b));
}

/** A name for everything that has one, in the order of the page; what states its time last. */
function namesIn(spec: TextSpec): readonly string[] {
  const { loose, stated } = spec;
  const names: string[] = [];
  const visit = (node: NodeSpec | RootSpec): void => {
    if (node.kind === 'point of no return') return;
    names.push(`${node.kind.charAt(0)}${names.length}`);
    if ('children' in node) for (const child of node.children) visit(child);
  };
  for (const root of rootsOf(spec)) visit(root);
  for (const one of loose) if (one.kind !== 'point of no return') visit(one);
  return [...names, ...stated.map((_, i) => `stated-${i}`)];
}
