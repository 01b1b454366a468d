/** What a `use` comes to before it is written out: runbooks that use runbooks double with every level. */
import { type Circles, circlesIn, wayBack } from '../../files/circles.ts';
import type * as ast from '../../generated/ast.ts';
import { DEEPEST } from '../../parse/lexer.ts';

/** So many lines of runbooks are written out in all releases of a file together. */
export const MOST_WRITTEN_OUT = 10_000;
/** So many are to judge the runbooks themselves, each of which is written out once. */
const MOST_JUDGED = 100_000;

export class RunbookSizes {
  private readonly uses = new Map<string, ReadonlySet<string>>();
  private readonly sizes = new Map<string, { readonly lines: number; readonly depth: number }>();
  private readonly circles: Circles;
  private left = MOST_WRITTEN_OUT;
  private leftToJudge = MOST_JUDGED;

  constructor(runbooks: ReadonlyMap<string, { readonly node: ast.Declaration }>) {
    const own = new Map<string, { readonly lines: number; readonly used: readonly string[] }>();
    for (const [name, { node }] of runbooks) {
      const used: string[] = [];
      const lines = countLines(node.statements, used);
      own.set(name, { lines, used: used.filter((one) => runbooks.has(one)) });
      this.uses.set(name, new Set(own.get(name)!.used));
    }
    this.circles = circlesIn(runbooks.keys(), (name) => this.uses.get(name)!);
    const { rank } = this.circles;
    for (const name of [...runbooks.keys()].sort((a, b) => rank.get(a)! - rank.get(b)!)) {
      const { lines, used } = own.get(name)!;
      const inner = used.flatMap((one) => (this.isCircle(name, one) ? [] : this.sizes.get(one)!));
      this.sizes.set(name, {
        lines: inner.reduce((sum, one) => sum + one.lines, lines),
        depth: inner.reduce((deepest, { depth }) => Math.max(deepest, depth + 1), 1),
      });
    }
  }

  /** The runbooks that use each other, first = last, when `name` uses `used`; undefined: they do not. */
  circleOver(name: string | undefined, used: string): readonly string[] | undefined {
    if (name === undefined || !this.isCircle(name, used)) return undefined;
    return wayBack(name, used, (one) => this.uses.get(one)!) ?? [name, used, '…', name];
  }

  /** Why a runbook is not written out in a release; undefined: it is, and its lines are taken from what is left. */
  refusal(name: string): string | undefined {
    const { lines, depth } = this.sizes.get(name)!;
    if (depth > DEEPEST) {
      return `\`${name}\` uses runbooks that use runbooks, ${depth} deep, and at most ${DEEPEST} are read: its lines are left out. Take some levels out.`;
    }
    if (lines > this.left) {
      const before = MOST_WRITTEN_OUT - this.left;
      const others = before > 0 ? `, behind the ${told(before)} of those used above` : '';
      return (
        `\`${name}\` comes to ${told(lines)} lines with the runbooks that it uses${others}. At most ${told(MOST_WRITTEN_OUT)} lines ` +
        'of runbooks are written out in a file: its lines are left out. Use it less often, or split the plan.'
      );
    }
    this.left -= lines;
    return undefined;
  }

  /** The same where runbooks are judged: nothing is wrong with one that is too large as long as no release uses it. */
  judgedRefusal(name: string): string | undefined {
    const { lines, depth } = this.sizes.get(name)!;
    if (depth > DEEPEST || lines > MOST_WRITTEN_OUT) return '';
    this.leftToJudge -= lines;
    if (this.leftToJudge >= 0) return undefined;
    return `The runbooks of this file come to more than ${told(MOST_JUDGED)} lines, each written out once: names that \`${name}\` gives to its steps are not known here.`;
  }

  private isCircle(name: string, used: string): boolean {
    const { rank, inCircle } = this.circles;
    return inCircle.has(name) && rank.get(name) === rank.get(used);
  }
}

function countLines(lines: readonly ast.Statement[], used: string[]): number {
  let count = lines.length;
  for (const line of lines) {
    if (line.$type === 'Use' && line.runbook) used.push(line.runbook);
    if ('statements' in line) count += countLines(line.statements, used);
  }
  return count;
}

function told(lines: number): string {
  return lines > 1e9 ? 'more than a billion' : lines.toLocaleString('en');
}
