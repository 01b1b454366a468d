/** How it is written who does a step, and what it is called. */
import { textEdits } from '../../language/edit/edits.ts';
import { readChanges } from '../../language/edit/what-if.ts';
import type { IToken } from '../../language/parse/tokens.ts';
import { rangeOf } from '../../language/parse/tokens.ts';
import { stepLabel } from '../../plan/model.ts';
import { whoText } from '../../plan/said/words.ts';
import type { Found } from '../../plan/what-if/find.ts';
import { addressOf } from './duration.ts';
import { runbookWays } from './runbook.ts';
import { headTokens, isIn, isWithin, removed, replaced, textAt } from './text.ts';
import type { Present, Way } from './way.ts';

/** Empty: nobody in particular. */
export function byWays(present: Present, typed: string): Found<readonly Way[]> {
  const { workspace, uri, step } = present;
  const text = typed.trim();
  const label = stepLabel(step);
  if (text !== '') {
    const read = readChanges(workspace.scheduled(uri), { set: [`${addressOf(present)}.by=${text}`] });
    if ('trouble' in read) return read;
  }
  const now = step.by;
  const misses: Way['misses'] = ({ step: then }) =>
    (then.by ? whoText(then.by) : '') === (now ? whoText(now) : '')
      ? `\`${label}\` would be done as it is now.`
      : undefined;
  if (step.usedAt) {
    const word = now?.ref.name;
    const ways = runbookWays(present, ({ image }, before) => image === word && before?.image !== 'use', text, misses);
    if (text !== '' && ways.length > 0) return ways;
    return { trouble: `Who does \`${label}\` stands in no line that could be changed for it alone.` };
  }
  const isOwn = now !== undefined && isWithin(now.place, step.place);
  if (!isOwn) {
    if (text === '')
      return {
        trouble: now ? `Who does \`${label}\` is said by the block around it.` : `Nobody is named for \`${label}\`.`,
      };
    const edits = textEdits([{ kind: 'append-clause', place: step.place, text: `by ${text}` }], workspace.text);
    const says = now
      ? `The line says \`by ${text}\`, and the block around it holds for the others.`
      : `The line says \`by ${text}\`.`;
    return [{ edits, says, misses }];
  }
  const { start } = now.place.range;
  const { end } = (now.also?.at(-1) ?? now).place.range;
  const place = { file: now.place.file, range: { start, end } };
  const was = textAt(workspace, place);
  if (text !== '') return [{ edits: [replaced(place, text)], says: `\`by ${was}\` becomes \`by ${text}\`.`, misses }];
  const tokens = headTokens(workspace, step.place);
  const first = tokens.findIndex((token) => isIn(token, place.range));
  const last = tokens.findLast((token) => isIn(token, place.range));
  const by = tokens[first - 1];
  if (!last || by?.image !== 'by') return { trouble: `\`by ${was}\` cannot be taken out here; change the line.` };
  return [{ edits: [removed(place.file, tokens[first - 2], by, last)], says: `\`by ${was}\` goes.`, misses }];
}

/** Empty: it has none. */
export function titleWays(present: Present, typed: string): Found<readonly Way[]> {
  const { workspace, step } = present;
  const title = typed.trim();
  if (/["\\\r\n]/.test(title)) return { trouble: 'A title is one line of text without quotation marks.' };
  const text = `"${title}"`;
  const misses: Way['misses'] = ({ step: then }) =>
    (then.title ?? '') === title.normalize('NFC') ? undefined : `\`${stepLabel(then)}\` would not be called so.`;
  if (step.usedAt) {
    const ways =
      title === ''
        ? []
        : runbookWays(
            present,
            (token, before) => isTitle(token, before) && token.image === `"${step.title}"`,
            text,
            misses,
          );
    if (ways.length > 0) return ways;
    return { trouble: `What \`${stepLabel(step)}\` is called stands in no line that could be changed for it alone.` };
  }
  const tokens = headTokens(workspace, step.place);
  const at = tokens.findIndex((token, i) => isTitle(token, tokens[i - 1]));
  const now = tokens[at];
  if (now) {
    const edit =
      title === ''
        ? removed(step.place.file, tokens[at - 1], now, now)
        : replaced({ file: step.place.file, range: rangeOf(now) }, text);
    return [{ edits: [edit], says: title === '' ? `${now.image} goes.` : `${now.image} becomes ${text}.`, misses }];
  }
  if (title === '') return { trouble: `\`${stepLabel(step)}\` has no title.` };
  const edits = textEdits([{ kind: 'append-clause', place: step.place, text }], workspace.text);
  return [{ edits, says: `The line says ${text}.`, misses }];
}

/** Text between quotation marks that belongs to no word before it. */
function isTitle({ tokenType }: IToken, before: IToken | undefined): boolean {
  return tokenType.name === 'STRING' && !/^(where|link|because|except|for)$/.test(before?.image ?? '');
}
