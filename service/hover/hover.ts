/** What there is to know of the thing under the cursor: a time, a name, a step. */
import { withMembers } from '../../plan/findings/findings.ts';
import type { Position } from '../../plan/model.ts';
import { isBlockInDoubt } from '../../plan/unread.ts';
import { isOnCall } from '../../view/schedule/items.ts';
import type { SourceFile } from '../files/source-file.ts';
import { contains, drawnIn, nameAt, releaseAt, scheduleOf, stepAt } from '../lookup.ts';
import { doubtNote } from '../words/doubt.ts';
import { describeCalled } from './called.ts';
import type { Description } from './description.ts';
import { describeFindings } from './findings.ts';
import { document } from './markdown.ts';
import { describeNamed } from './named.ts';
import { describePolicyAt } from './policy.ts';
import { describeStep } from './step.ts';
import { describeTimeAt } from './time.ts';
import { describeValueAt } from './value.ts';
import { describeWordAt } from './word.ts';

export function describe(file: SourceFile, position: Position): Description | undefined {
  const { plan } = file;
  const time = describeTimeAt(file, position);
  if (time) return time;
  const name = nameAt(plan, position);
  const policy = describePolicyAt(file, position);
  if (policy) return policy;
  if (name?.target) return { markdown: describeNamed(file, name.target, position), range: name.place.range };
  const word = describeWordAt(file.text, position);
  if (!word) return describeValueAt(file, position) ?? describeLine(file, position);
  const { markdown, range } = word;
  // A clause is looked up by its word; the word that opens a line stands for all of the line.
  const line = word.opens ? describeLine(file, position) : undefined;
  return line ? { markdown: document(line.markdown, '---', markdown), range: line.range } : { markdown, range };
}

function describeLine(file: SourceFile, position: Position): Description | undefined {
  const at = stepAt(file.plan, position);
  if (!at) return describeHead(file, position) ?? describeFindingsAt(file, position);
  const { range } = at.step.usedAt ?? at.step.head;
  return contains(range, position)
    ? { markdown: describeStep(file, at.release, at.step), range }
    : describeFindingsAt(file, position);
}

/** Where nothing else is to be told: what the squiggle under the cursor means. */
function describeFindingsAt(file: SourceFile, position: Position): Description | undefined {
  const all = withMembers(file.analysis.findings);
  const here = all.filter(({ place }) => place.file === file.uri && contains(place.range, position));
  const markdown = describeFindings(file, here);
  return markdown && here[0] ? { markdown, range: here[0].place.range } : undefined;
}

/** A rollback or play without a name says on its first line what those with one say on it. */
function describeHead(file: SourceFile, position: Position): Description | undefined {
  const release = releaseAt(file.plan, position);
  const schedule = release && scheduleOf(file.analysis, release);
  const block = release?.blocks.find((each) => isOnCall(each) && contains(each.head.range, position));
  if (!schedule || !block || block.head.file !== file.uri) return undefined;
  const { doubt } = drawnIn(file, schedule);
  const note = doubt && (doubt.has('rollback') || isBlockInDoubt(doubt.unread, release, block));
  const markdown = describeCalled(release, schedule, block);
  return { markdown: note ? document(doubtNote(doubt, file.uri), markdown) : markdown, range: block.head.range };
}
