/** `how`, `expect` and `evidence` in the block of a step: how it is done, and what shows that it was. */
import type { Criterion, Evidence, Proof, Step } from '../../../plan/model.ts';
import type * as ast from '../../generated/ast.ts';
import { saidOn } from '../clauses.ts';
import { type Context, type Mutable, titleOf } from '../context.ts';
import { judgeClauses } from '../judged-clauses.ts';
import { judgeLine } from '../text/lines.ts';
import { lowerEstimate, undecided } from '../times/durations.ts';
import { lowerCriterionLine } from './conditions.ts';

/** Adds what a line says to what those above it have said; false: it is none of these lines. */
export function readProof(context: Context, step: Mutable<Step>, line: ast.Statement): boolean {
  if (line.$type === 'Criterion' ? line.key !== 'expect' : line.$type !== 'Property' || !isOneOf(line.key))
    return false;
  const { how, howOpen, expects, evidence } = step.proof ?? NOTHING;
  if (line.$type === 'Criterion')
    step.proof = { how, howOpen, expects: [...expects, ...lowerExpected(context, line)], evidence };
  else if (line.$type === 'Property') step.proof = withText(context, { how, howOpen, expects, evidence }, line);
  return true;
}

const NOTHING: Proof = { how: [], expects: [], evidence: [] };

function isOneOf(key: ast.Property['key']): boolean {
  return key === 'how' || key === 'evidence';
}

function lowerExpected(context: Context, line: ast.Criterion): readonly Criterion[] {
  const expected = lowerCriterionLine(context, line);
  if (expected) return [expected];
  context.problem(context.place(line), '`expect` says what must be seen: `expect "Balance" = 0`.');
  return [];
}

function withText(context: Context, proof: Proof, line: ast.Property): Proof {
  const { how, evidence } = proof;
  judgeClauses(context, line, line.key);
  const text = titleOf(line);
  if (text === undefined) {
    const example =
      line.key === 'how' ? 'how "Open the console, press Start"' : 'evidence "Export of the balance" by WHO';
    context.problem(context.place(line), `\`${line.key}\` says what: \`${example}\`.`);
    return proof;
  }
  if (line.key === 'evidence') return { ...proof, evidence: [...evidence, lowerEvidence(context, line, text)] };
  const howOpen = proof.howOpen ?? undecided(context, text, line, 'titles');
  return { ...proof, how: [...how, text], ...(howOpen && { howOpen }) };
}

function lowerEvidence(context: Context, line: ast.Property, text: string): Evidence {
  let keep: Evidence['keep'];
  for (const inner of line.statements) {
    if (!judgeLine(context, inner, 'evidence') || inner.$type !== 'Property') continue;
    judgeClauses(context, inner, inner.key);
    keep = lowerEstimate(context, inner, 'durations');
  }
  const id = context.id(`evidence ${text}`);
  return { id, text, ...saidOn('evidence', context, line), keep, place: context.place(line) };
}
