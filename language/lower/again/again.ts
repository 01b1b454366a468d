/**
 * A file of which one statement says something else: that statement is lowered, and stands in the plan of before in the place of what
 * it was. Whatever else an edit may come to, a name that others use, a mistake, a statement that is no step, is not for here: then all
 * of the file is lowered.
 */
import type { Plan, Release, Step } from '../../../plan/model.ts';
import { contains } from '../../../plan/place.ts';
import type * as ast from '../../generated/ast.ts';
import { formProblems } from '../../parse/messages.ts';
import type { Parsed } from '../../parse/parser.ts';
import { indexAt } from '../../parse/tokens.ts';
import { Context } from '../context.ts';
import { numberOfTime } from '../ids.ts';
import { judgeClauses } from '../judged-clauses.ts';
import { link } from '../link.ts';
import { halfDeclared, type LoweredFile } from '../lower.ts';
import { newReleaseDraft } from '../release/release-draft.ts';
import { readDropped } from '../steps/dropped.ts';
import { lowerStep } from '../steps/steps.ts';
import { judgeLine } from '../text/lines.ts';
import { findPlaceholders } from '../text/placeholders.ts';
import { Source } from '../text/source.ts';
import { changedIn, takeIds } from './compare.ts';
import { type Put, put } from './put.ts';

export interface LoweredAgain {
  readonly file: LoweredFile;
  /** The thing that says something else. */
  readonly kind: 'step' | 'release';
  readonly of: string;
  /** Which of its properties; none: nothing is said otherwise. */
  readonly changed: ReadonlySet<string>;
}

export function lowerAgain(before: LoweredFile, parsed: Parsed): LoweredAgain | undefined {
  const { edit } = parsed;
  // A runbook or template is read where it is used.
  if (!edit || before.runbooks.size > 0) return undefined;
  const { statement } = edit;
  // The comment that changed is of nothing.
  if (!statement) return { file: before, kind: 'step', of: '', changed: new Set() };
  const found = isHead(statement)
    ? headAgain(before.plan, parsed, statement)
    : stepAgain(before.plan, parsed, statement);
  if (!found) return undefined;
  const plan = put(before.plan, found.put);
  const names = new Map([...before.names.keys()].map((name) => [name, plan.names.get(name)!]));
  const { kind, of, changed } = found;
  return { file: { ...before, plan, names }, kind, of, changed };
}

interface Found extends Omit<LoweredAgain, 'file'> {
  readonly put: Put;
}

type StepNode = ast.Step | ast.NamedStep;
type ReleaseNode = ast.Declaration;

function isHead(statement: ast.Statement): statement is ReleaseNode {
  return statement.$type === 'Declaration' && statement.kind === 'release';
}

/** What a release is called; what stands in it is not touched. */
function headAgain(plan: Plan, parsed: Parsed, node: ReleaseNode): Found | undefined {
  const release = releaseAt(plan, node);
  const open = indexAt(parsed.tokens, node.$cstNode!.offset);
  const head = parsed.tokens.slice(open).findIndex(({ image }) => image === '{') + open;
  if (!release || head < open || !isAlone(parsed, open, head)) return undefined;
  // What was wrong with it would stay.
  if (
    plan.problems.some(({ place }) => isOn(place, release.place.range.start.line, parsed.tokens[head]!.startLine! - 1))
  )
    return undefined;
  const context = contextOf(plan, parsed, open, head);
  judgeClauses(context, node, 'release');
  const { id, title, note, links, tags, name, place, head: headPlace, namePlace } = newReleaseDraft(context, node);
  const isMore = node.at.length > 0 || node.versions.length > 0 || link(context, plan.names, () => false).length > 0;
  // What is wrong with its lines is told already.
  const alone = { ...node, statements: [] };
  if (isMore || hasTrouble(context, parsed, alone, open, head)) return undefined;
  if (hasPlaceholders(plan, parsed, open, head, release.head)) return undefined;
  const now = { title, note, links, place, head: headPlace, namePlace };
  const changed = changedIn({ ...release, ...now, id, name, tags }, release);
  if (['id', 'name', 'tags'].some((property) => changed.has(property))) return undefined;
  return { put: { release, now }, kind: 'release', of: release.id, changed };
}

function stepAgain(plan: Plan, parsed: Parsed, statement: ast.Statement): Found | undefined {
  const node = stepAround(statement);
  const release = node && releaseAround(plan, node);
  const before = release?.steps.find(({ place, usedAt }) => !usedAt && isAt(place, node!));
  if (!node || !release || !before || node.onlyFor.length > 0) return undefined;
  const first = indexAt(parsed.tokens, node.$cstNode!.offset);
  const last = indexAt(parsed.tokens, node.$cstNode!.end) - 1;
  const isTold = ({ place }: { readonly place: Step['place'] }) => isWithin(before.place, place);
  if (!isAlone(parsed, first, last) || plan.problems.some(isTold)) return undefined;
  const context = contextOf(plan, parsed, first, last);
  const apart = { ...newReleaseDraft(new Context(context.source, context.runbooks), node as unknown as ReleaseNode) };
  context.zone = release.zone;
  const things = new Map<string, { id: string }>();
  context.release = { ...release, things };
  const draft = { ...apart, id: release.id, name: release.name, releaseKind: release.releaseKind, zone: release.zone };
  const owner = node.$container.$type === 'Block' ? 'steps' : 'release';
  if (!judgeLine(context, node, owner) || readDropped(context, draft, node, before.block, () => {})) return undefined;
  const lowered = lowerStep(context, draft, before.block, node);
  if (!lowered || hasTrouble(context, parsed, node, first, last)) return undefined;
  if (hasPlaceholders(plan, parsed, first, last, before.place)) return undefined;
  const now: Step = { ...lowered, index: before.index };
  if (!takeIds(now, before) || !isOfStep(release, before, things)) return undefined;
  const changed = changedIn(now, before);
  // Others may name it by these.
  if (['id', 'verb', 'name', 'targets'].some((property) => changed.has(property))) return undefined;
  const { range } = before.place;
  const references = spliced(plan.references, isTold, range, link(context, plan.names, halfDeclared(parsed)));
  const writtenTimes = spliced(plan.writtenTimes, isTold, range, context.writtenTimes);
  if (!references || !writtenTimes) return undefined;
  const kept = new Map([...things.values()].map((thing) => [thing.id, thing]));
  const put = { release, before, step: now, kept, references, writtenTimes };
  return { put, kind: 'step', of: before.id, changed };
}

/** Whether there is nothing in it that was not there, but for times. */
function isOfStep({ things: known }: Release, step: Step, things: ReadonlyMap<string, { id: string }>): boolean {
  return [...things.values()].every(({ id }) => known.has(id) || numberOfTime(step, id) !== undefined);
}

/** The step that a line stands in, be it an item of its checklist. */
function stepAround(statement: ast.Statement): StepNode | undefined {
  for (let node: ast.Statement | ast.ReleaseFile = statement; node.$type !== 'ReleaseFile'; ) {
    if (node.$type === 'Step' || node.$type === 'NamedStep') return node;
    node = node.$container as ast.Statement | ast.ReleaseFile;
  }
  return undefined;
}

/** Through blocks alone: what a runbook or a misspelt word has around it is read otherwise. */
function releaseAround(plan: Plan, step: StepNode): Release | undefined {
  let node = step.$container as ast.Statement | ast.ReleaseFile;
  while (node.$type === 'Block') node = node.$container as ast.Statement | ast.ReleaseFile;
  return node.$type === 'Declaration' && node.kind === 'release' ? releaseAt(plan, node) : undefined;
}

function releaseAt(plan: Plan, node: ReleaseNode): Release | undefined {
  return plan.releases.find(({ place }) => isAt(place, node));
}

function isAt({ range }: Step['place'], { $cstNode }: ast.Statement): boolean {
  const { start } = $cstNode!.range;
  return range.start.line === start.line && range.start.character === start.character;
}

function isOn({ range }: Step['place'], first: number, last: number): boolean {
  return range.start.line <= last && range.end.line >= first;
}

/** `contains`, for nearly all that are asked stand on other lines. */
function isWithin(outer: Step['place'], inner: Step['place']): boolean {
  const { line } = inner.range.start;
  return line >= outer.range.start.line && line <= outer.range.end.line && contains(outer, inner);
}

/** Nothing else stands on its lines. */
function isAlone({ tokens }: Parsed, first: number, last: number): boolean {
  return (
    tokens[first - 1]?.endLine !== tokens[first]?.startLine && tokens[last + 1]?.startLine !== tokens[last]?.endLine
  );
}

/** For these words, and the comments above them. */
function contextOf(plan: Plan, parsed: Parsed, first: number, last: number): Context {
  const { tokens, comments } = parsed;
  const own = tokens.slice(Math.max(first - 1, 0), last + 1);
  const above = first > 0 ? tokens[first - 1]!.endOffset! : 0;
  const beside = comments.slice(indexAt(comments, above), indexAt(comments, tokens[last]!.endOffset!));
  const context = new Context(new Source(plan.file, { ...parsed, tokens: own, comments: beside }), new Map());
  context.kinds = plan.kinds;
  return context;
}

/** Whether anything is wrong with the form of a statement. */
function hasTrouble(context: Context, parsed: Parsed, node: ast.Statement, first: number, last: number): boolean {
  const { problems, duplicates, source } = context;
  const root = { ...parsed.root, statements: [node] };
  const form = formProblems(source.file, { ...parsed, root, tokens: parsed.tokens.slice(first, last + 1) });
  return problems.length > 0 || duplicates.length > 0 || form.length > 0;
}

function hasPlaceholders(plan: Plan, parsed: Parsed, first: number, last: number, before: Step['place']): boolean {
  // What a text is hangs on the two words before it.
  const tokens = parsed.tokens.slice(Math.max(first - 2, 0), last + 1);
  const from = parsed.tokens[first]!.startLine! - 1;
  const now = findPlaceholders(plan.file, { ...parsed, tokens }, []);
  return (
    plan.placeholders.some(({ place }) => contains(before, place)) ||
    now.some(({ place }) => place.range.start.line >= from)
  );
}

/** In the place of those that are told of it; undefined: nobody knows where that is. */
function spliced<T extends { readonly place: Step['place'] }>(
  all: readonly T[],
  isOfIt: (one: T) => boolean,
  { start }: Step['place']['range'],
  now: readonly T[],
): readonly T[] | undefined {
  const told = all.findIndex(isOfIt);
  if (told < 0 && now.length === 0) return all;
  const isAbove = ({ place: { range } }: T) => range.start.line < start.line;
  const first = told < 0 ? all.findLastIndex(isAbove) + 1 : told;
  // Where some that stand below it come before those above it, they are in another order than the text.
  if (told < 0 && !all.slice(0, first).every(isAbove)) return undefined;
  let behind = first;
  while (behind < all.length && isOfIt(all[behind]!)) behind++;
  for (let i = behind; i < all.length; i++) if (isOfIt(all[i]!)) return undefined;
  return [...all.slice(0, first), ...now, ...all.slice(behind)];
}
