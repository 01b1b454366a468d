/** What two versions say of one thing, and where that is not the same. */
import type { Said } from '../said/telling.ts';
import type { ValueChange } from './model.ts';

/** In the order of the base, then what only the head says. */
export function changesOf(base: Said, head: Said): readonly ValueChange[] {
  const words = new Set([...base, ...head].map(({ what }) => what));
  return [...words].flatMap((what): ValueChange[] => {
    const [was, is] = [base.find((one) => one.what === what), head.find((one) => one.what === what)];
    if (was?.text === is?.text) return [];
    const matters = (was ?? is)!.matters;
    return [{ what, kind: 'text', from: was?.text, to: is?.text, ...(matters && { matters }) }];
  });
}
