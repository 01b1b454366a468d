/**
 * The names behind the word of a line: how many of them it takes, and in which form. The grammar takes any there; what a line
 * makes nothing of is told, since it would be read and count for nothing.
 */
import { takes } from '../../clauses-of.ts';
import type * as ast from '../../generated/ast.ts';
import type { Owner } from '../../lines.ts';
import type { Context } from '../context.ts';

/**
 * `one name`: `kind normal`; `names`: `uses orders-db, payments-api`; `one thing done`: `norm deploy payments-api 15m`;
 * `a point`, `points`: `needs second, build.end`, the step that does something included.
 */
type Takes = 'nothing' | 'one name' | 'names' | 'one thing done' | 'a point' | 'points';

const TAKEN: Readonly<Record<ast.Property['key'], Takes>> = {
  acknowledge: 'nothing',
  actual: 'nothing',
  assessed: 'nothing',
  budget: 'nothing',
  'carry-over': 'names',
  change: 'one name',
  channels: 'names',
  confirmed: 'nothing',
  contact: 'one name',
  cost: 'nothing',
  cover: 'nothing',
  covers: 'names',
  deadlines: 'nothing',
  deputy: 'one name',
  durations: 'one name',
  escalate: 'names',
  evidence: 'nothing',
  exclusive: 'nothing',
  failed: 'nothing',
  frozen: 'nothing',
  holiday: 'nothing',
  holidays: 'names',
  how: 'nothing',
  impact: 'one name',
  keep: 'nothing',
  kind: 'one name',
  kinds: 'names',
  leave: 'nothing',
  likelihood: 'one name',
  majority: 'nothing',
  measured: 'a point',
  members: 'names',
  mitigate: 'one name',
  mitigation: 'points',
  needs: 'points',
  'no-go': 'nothing',
  norm: 'one thing done',
  notice: 'nothing',
  owner: 'one name',
  passed: 'nothing',
  production: 'nothing',
  promise: 'one name',
  quorum: 'one name',
  rate: 'nothing',
  resolve: 'one name',
  respond: 'one name',
  review: 'nothing',
  'sign-off': 'nothing',
  skills: 'names',
  skip: 'nothing',
  spent: 'nothing',
  sponsor: 'one name',
  template: 'one name',
  tested: 'nothing',
  threatens: 'points',
  unanimous: 'nothing',
  uses: 'names',
  veto: 'names',
  consulted: 'names',
  waive: 'one name',
  writer: 'one name',
  zone: 'nothing',
};

/** Lines on which something follows: `no-go then postpone`, `acknowledge by mara within 3d then approve`. */
const FOLLOWED: ReadonlySet<string> = new Set(['no-go', 'acknowledge']);

/** What is written behind the word of the line and says nothing there; once for each line. */
export function judgeNames(context: Context, line: ast.Property, owner: Owner): void {
  const extra = tooMany(line) ?? formless(line, owner);
  if (extra) {
    const [node, feature, message] = extra;
    context.countsForNothing(line, feature ? context.property(node, feature) : context.place(node), message);
  }
  const [then] = line.then;
  if (then && !FOLLOWED.has(line.key))
    context.countsForNothing(
      line,
      context.place(then),
      `\`then\` says nothing about \`${line.key}\`; nothing follows from it.`,
    );
}

type Extra = readonly [node: ast.Point, feature: string | undefined, message: string];

function tooMany({ key, refs, zones, quantities }: ast.Property): Extra | undefined {
  const taken = TAKEN[key];
  if (taken === 'names' || taken === 'points') return undefined;
  // A zone that is no zone is told as one; beside a number of people nothing else says how many.
  if (key === 'zone' && zones.length === 0) return undefined;
  const most = taken === 'nothing' || (key === 'quorum' && quantities.length > 0) ? 0 : 1;
  const extra = refs[most];
  if (!extra) return undefined;
  const way = most === 0 ? `\`${key}\` takes no name.${behind(key, extra)}` : `\`${key}\` takes one name.`;
  return [extra, undefined, `\`${extra.name}\` says nothing here: ${way}`];
}

/** Of a word that says who, a person was meant more often than not. */
function behind(key: string, { name }: ast.Point): string {
  if (takes(key, 'by')) return ` Who it is stands behind \`by\`: \`${key} by ${name}\`.`;
  return takes(key, 'title') ? ' Text belongs between `"`.' : '';
}

/** A name that has more about it than the line reads. */
function formless({ key, refs }: ast.Property, owner: Owner): Extra | undefined {
  const taken = TAKEN[key];
  for (const [i, ref] of refs.entries()) {
    const isDone = taken === 'one thing done' || taken === 'points' || taken === 'a point';
    // `escalate P1 mara`: from which priority on.
    const isLevel = key === 'escalate' && owner === 'roster' && i === 0;
    if (ref.target !== undefined && !isDone && !isLevel) {
      const way =
        taken === 'names'
          ? `names have commas between them: \`${key} ${ref.name}, ${ref.target}\``
          : `\`${key}\` takes one name`;
      return [ref, 'target', `\`${ref.target}\` says nothing here: ${way}.`];
    }
    if (ref.side !== undefined && taken !== 'points' && taken !== 'a point')
      return [ref, 'side', `\`.${ref.side}\` says nothing about \`${key}\`: it takes ${ref.name} as a whole.`];
    if (ref.lag !== undefined && taken !== 'points')
      return [ref, 'lag', `\`${ref.sign} ${ref.lag}\` says nothing about \`${key}\`: no time is counted there.`];
  }
  return undefined;
}
