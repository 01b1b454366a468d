/** Clauses that say nothing where they stand, and single ones that stand twice. */
import type { AstNode } from 'langium';
import type { Place } from '../../plan/place.ts';
import { type Clause, KEPT_ON } from '../clauses.ts';
import { CLAUSE_OF_PROPERTY, clauseOfWord, clausesOf, FLAGS, factsOf, takes, VALUES } from '../clauses-of.ts';
import type { Declaration, OwnClauses, Property, Span, Use } from '../generated/ast.ts';
import { NAMING } from '../lines.ts';
import { unquoted } from '../parse/quoted.ts';
import type { Context } from './context.ts';
import { clauseNodes, featureOf, laidOut } from './text/source.ts';

/** Reports clauses that the line does not take, and single ones given twice. */
export function judgeClauses(context: Context, line: AstNode, word: string): void {
  if (context.usedAt) return;
  judgeUntil(context, line, word);
  judgeWhen(context, line, word);
  judgeDoneOn(context, line, word);
  if (isItem(context, line, word)) return;
  const seen = new Map<Clause, number>();
  for (const piece of clauseNodes(line)) {
    const feature = featureOf(piece);
    const flag = feature === 'flags';
    const clause = flag ? clauseOfWord(piece.text) : CLAUSE_OF_PROPERTY.get(feature ?? '');
    if (!clause) continue;
    const times = seen.get(clause) ?? 0;
    seen.set(clause, times + 1);
    if (clause === 'span' && MAY_BE_OPEN.has(word) && isOpenLine(line) && !isSomebodys(line, word)) continue;
    if (clause === 'span' && !takes(word, clause) && isOpenLine(line)) {
      // What the line lacks is told alone: it is what is open.
      const problem = context.problem(context.at(piece), openFor(word));
      if (problem) context.surplus.set(problem, statementOf(context, line));
      continue;
    }
    if (!takes(word, clause)) {
      const allowed = clausesOf(word);
      if (flag) context.problem(context.at(piece), unfit(clause, word, allowed));
      else if (times === 0) {
        const place = context.source.keyword(line, clause.split(' ')[0]!) ?? context.at(piece);
        if (clause === 'quantity' && takes(word, 'duration')) {
          context.problem(
            context.at(piece),
            'This is no duration: a number has `m`, `h`, `d`, `wd`, `w` or `mo` right behind it, for example `20m`.',
          );
          continue;
        }
        // How long it lasts is said by the range that the day becomes.
        if (clause === 'duration' && wantsRange(line, word)) continue;
        const when = clause === 'on' ? (['at', 'during'] as const).find((one) => takes(word, one)) : undefined;
        if (when) {
          context.problem(place, `\`on\` is the day of what is over; when \`${word}\` is stands behind \`${when}\`.`, {
            title: `Write \`${when}\``,
            text: when,
          });
          continue;
        }
        const meant = clause === 'title' ? nameIn(line, word) : undefined;
        const message = `${unfit(clause, word, meant ? [] : allowed)}${meant?.way ?? ''}`;
        const problem = context.problem(place, message, meant?.replacement);
        // `promise "Two hours"`, `zone 25m` were meant as what the line lacks.
        if (problem && !meant && VALUES.has(clause)) context.surplus.set(problem, statementOf(context, line));
      }
    } else if (times === 1 && !flag && !factsOf(clause).syntax.repeats) {
      const problem = context.problem(context.at(piece), `${clauseName(clause)} stands twice on this line; keep one.`);
      // A `tbd` that is read as a time may come of what is wrong before it; `person "Ann" "Ann Lee"` lacks its name.
      const isMeant = clause === 'title' ? isNameless(line) : clause === 'span' && hasOpenTime(line);
      if (problem && isMeant) context.surplus.set(problem, statementOf(context, line));
    }
  }
}

/** What is said of a block does not stand in it. */
function statementOf(context: Context, line: AstNode): Place {
  return line.$type === 'Property' ? context.place(line) : context.head(line);
}

/** `mitigation "Name stand-ins" by bob`: a text where names of things stand, in a block that has a checklist for it; told once. */
function isItem(context: Context, line: AstNode & Partial<Pick<Property, 'refs' | 'titles'>>, word: string): boolean {
  const [text] = line.titles ?? [];
  const place = ITEM_LIKE.has(word) && text !== undefined ? context.source.keyword(line, word) : undefined;
  if (!place || nameIn(line, word)) return false;
  context.problem(
    place,
    `\`${word}\` names things of the plan. What is said in words is a line of the checklist: \`- "${text}"\`, with \`by\` and \`due\` if you like.`,
    { title: 'Make it a line of the checklist', text: '-' },
  );
  return true;
}

/** One thing has one time: a range right behind the word is what `during` says, too. */
function judgeWhen(
  context: Context,
  line: AstNode & Partial<Pick<OwnClauses, 'spans' | 'during' | 'from' | 'until'>>,
  word: string,
) {
  const [bare] = line.spans ?? [];
  if (!bare || !takes(word, 'span') || !takes(word, 'during')) return;
  const isFrozen = (word === 'freeze' || word === 'maintenance') && line.from?.length && line.until?.length;
  const also = line.during?.length ? 'during' : isFrozen ? 'from' : undefined;
  if (also)
    context.problem(context.place(bare), `\`${laidOut(bare)}\` and \`${also}\` both say when; keep one of them.`);
}

/** Only to wait ends with what is measured. */
function judgeUntil(context: Context, line: AstNode & { readonly untilWhen?: readonly AstNode[] }, word: string): void {
  const [condition] = line.untilWhen ?? [];
  if (!condition || word === 'wait') return;
  context.problem(
    context.place(condition),
    `\`until\` takes a time on \`${word}\`; only a \`wait\` ends with a condition.`,
  );
}

/** What is ticked off has no day of its own. */
function judgeDoneOn(context: Context, line: AstNode & { readonly doneOn?: readonly AstNode[] }, word: string): void {
  const [day] = line.doneOn ?? [];
  if (!day || (KEPT_ON as readonly string[]).includes(word)) return;
  const line_ = word === 'item' ? 'a line of a checklist' : `\`${word}\``;
  context.problem(context.place(day), `\`done on\` says nothing about ${line_}: it is \`done\`, or it is not.`);
}

/** `calendar berlin` in a person: the word declares elsewhere and names here, so that most of a declaration says nothing. */
export function judgeNaming(context: Context, line: Declaration, taken: readonly Clause[] = []): void {
  const word = line.kind ?? '';
  for (const piece of clauseNodes(line)) {
    const feature = featureOf(piece);
    const clause = feature === 'flags' ? clauseOfWord(piece.text) : CLAUSE_OF_PROPERTY.get(feature ?? '');
    if (!clause || taken.includes(clause)) continue;
    const place = context.source.keyword(line, clause.split(' ')[0]!) ?? context.at(piece);
    const home = takes(word, clause) ? `; put it where that \`${word}\` is declared` : '';
    context.problem(place, `${clauseName(clause)} says nothing about a \`${word}\` that is only named${home}.`);
  }
  const [inner] = line.statements;
  if (inner && inner.$type !== 'OwnClauses')
    context.problem(context.head(inner), `This \`${word}\` is only named here; its lines stand where it is declared.`);
}

/** Lines that name things, in a block that has a checklist as well. */
const ITEM_LIKE: ReadonlySet<string> = new Set(['needs', 'mitigation']);

/** `change "CHG-7"`: the text stands where a name is asked for, and could be one. */
function nameIn(line: AstNode & Partial<Pick<Property, 'refs' | 'titles'>>, word: string) {
  if (!NAMING.has(word) || (line.refs?.length ?? 0) > 0 || (line as Partial<Use>).runbook !== undefined)
    return undefined;
  return unquoted(word, line.titles?.[0] ?? '');
}

function clauseName(clause: Clause): string {
  return factsOf(clause).called?.inMessages ?? `\`${clause}\``;
}

/** `uat acceptance 2d by ann on Thu 2026-11-26`: told at its `on`, which becomes a range. */
function wantsRange(line: AstNode, word: string): boolean {
  const isOn = (line as Partial<{ on: readonly unknown[] }>).on?.length;
  return Boolean(isOn) && !takes(word, 'on') && takes(word, 'during');
}

function unfit(clause: Clause, word: string, allowed: readonly Clause[]): string {
  const fits = allowed.filter((other) => !VALUES.has(other) && !FLAGS.has(other));
  const way = fits.length > 0 ? ` It takes ${fits.map((fit) => `\`${fit}\``).join(', ')}.` : '';
  const line = word === 'item' ? 'a line of a checklist' : `\`${word}\``;
  return `${clauseName(clause)} says nothing about ${line}.${way}`;
}

/** `risk slow tbd`: nothing stands there that could be open. */
function openFor(word: string): string {
  const [after] = clausesOf(word).filter((clause) => ['by', 'on', 'at', 'is', 'every', 'of'].includes(clause));
  const way = after
    ? `Leave it out, or put it behind the word of what is open, as in \`${after} tbd\``
    : 'Leave it out';
  const line = word === 'item' ? 'a line of a checklist' : `\`${word}\``;
  return `Nothing that stands here of ${line} could be open. ${way}.`;
}

/** Lines that are all open: `kind tbd`, `no-go tbd`, `contact phone tbd`. */
export const MAY_BE_OPEN: ReadonlySet<string> = new Set([
  'kind',
  'no-go',
  'contact',
  'acknowledge',
  'sign-off',
  'deadlines',
]);

function isNameless(line: AstNode & { readonly name?: string }): boolean {
  return line.$type === 'Declaration' && line.name === undefined;
}

function hasOpenTime({ spans = [] }: AstNode & { readonly spans?: readonly Span[] }): boolean {
  return spans.some(({ from }) => from.tbd !== undefined);
}

/** `sign-off tbd by ann`: who that is is no longer open. */
function isSomebodys(line: AstNode & { readonly by?: readonly unknown[] }, word: string): boolean {
  return takes(word, 'by') && Boolean(line.by?.length);
}

/** The grammar has a time there. */
export function isOpenLine(line: AstNode & { readonly spans?: readonly Span[] }): boolean {
  const [only, ...more] = line.spans ?? [];
  return only !== undefined && more.length === 0 && only.from.tbd !== undefined && only.to === undefined;
}
