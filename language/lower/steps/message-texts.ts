/** The words of a message, and what is filled in where they name a thing of the plan: `text "From {window.start} on"`. */
import type { MessageText, Place, Step, TextPart } from '../../../plan/model.ts';
import type * as ast from '../../generated/ast.ts';
import { NAME } from '../../parse/names.ts';
import { type Context, type Mutable, titleOf } from '../context.ts';
import { EXPECTED } from '../expected.ts';
import { judgeClauses } from '../judged-clauses.ts';
import { propertyNode } from '../text/source.ts';
import { undecided } from '../times/durations.ts';

export function lowerText(context: Context, node: ast.Declaration): MessageText {
  judgeClauses(context, node, 'text');
  const [inner] = node.statements;
  if (inner) context.problem(context.head(inner), 'A text has no lines of its own; its words stand behind its name.');
  if (node.name && titleOf(node) === undefined) {
    context.problem(context.head(node), `\`text\` says what: \`text ${node.name} "We are back."\`.`);
  }
  return { ...context.declared(node, node.name), kind: 'text', ...wordsOf(context, node) };
}

/** `text no-return` or `text "…"` in the block of a message. */
export function readText(context: Context, step: Mutable<Step>, node: ast.Declaration): void {
  judgeClauses(context, node, 'text');
  const place = context.place(node);
  const ref = context.refAt(node.name, node, 'name', EXPECTED.text);
  const hasWords = titleOf(node) !== undefined;
  if (step.text) {
    context.problem(place, 'A message has one `text`; make them one, or send two messages.');
  } else if (ref && hasWords) {
    context.problem(
      place,
      `A message names a text, or has words of its own; declare \`text ${ref.name} "…"\` outside of it, or leave the name out.`,
    );
  } else if (!ref && !hasWords) {
    context.problem(place, 'What does the message say? `text "We are back."`, or the name of a `text`.');
  }
  if (step.verb === 'notify') step.text ??= ref && !hasWords ? { ref, place } : { ...wordsOf(context, node), place };
}

export const FILLED_IN = new RegExp(`\\{(${NAME})(?:\\.(${NAME}))?\\}`, 'gu');

/** `text tbd` has words as soon as somebody has found them. */
function wordsOf(context: Context, node: ast.Declaration): Pick<MessageText, 'parts' | 'textOpen'> {
  const textOpen = undecided(context, titleOf(node), node, 'titles');
  return { parts: partsOf(context, node), ...(textOpen && { textOpen }) };
}

/** Braces around anything else are words like all others. */
function partsOf(context: Context, node: ast.Declaration): readonly TextPart[] {
  const text = titleOf(node);
  const piece = propertyNode(node, 'titles');
  if (text === undefined || !piece) return [];
  // Places are those of the text as written; a backslash stands before a quotation mark only.
  const written = [...piece.text.matchAll(FILLED_IN)];
  const whole = context.at(piece);
  const parts: TextPart[] = [];
  let behind = 0;
  [...text.matchAll(FILLED_IN)].forEach((found, i) => {
    const [all, name = '', of] = found;
    const start = written[i]?.index ?? 0;
    const at = (from: number, length: number) => (context.usedAt ? whole : within(whole, start + from, length));
    if (found.index > behind) parts.push(text.slice(behind, found.index));
    // What it stands for is known where the message is sent: a text may be said in several releases.
    const ref = context.ref(name, at(1, name.length), EXPECTED.any)!;
    const asked = of === undefined ? undefined : { name: of, place: at(name.length + 2, of.length) };
    parts.push({ ref, of: asked, place: at(0, all.length) });
    behind = found.index + all.length;
  });
  if (behind < text.length) parts.push(text.slice(behind));
  return parts;
}

/** A string stands on one line. */
function within({ file, range: { start } }: Place, from: number, length: number): Place {
  const character = start.character + from;
  return { file, range: { start: { ...start, character }, end: { ...start, character: character + length } } };
}
