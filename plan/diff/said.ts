/** What two versions say of one thing, and where that is not the same. */
import type { Said, Statement } from '../said/telling.ts';
import type { Change, ValueChange } from './model.ts';

/** In the order of the base, then what only the head says. */
export function changesOf(base: Said, head: Said): readonly ValueChange[] {
  const words = new Set([...base, ...head].map(({ what }) => what));
  return [...words].flatMap((what): ValueChange[] => {
    const [was, is] = [base.find((one) => one.what === what), head.find((one) => one.what === what)];
    const told = was?.text === is?.text ? inZones(was, is) : withoutShared(was?.text, is?.text);
    if (!told) return [];
    const matters = (was ?? is)!.matters;
    return [{ what, kind: 'text', ...told, ...(matters && { matters }) }];
  });
}

/** The same hour is another moment in another zone; undefined where the zones are the same. */
function inZones(was: Statement | undefined, is: Statement | undefined): Change<string> | undefined {
  const [from, to] = [was, is].map((one) => one && [one.text, ...(one.zones ?? [])].join(' '));
  return from === to ? undefined : { from, to };
}

/** Of what has many lines those that only one of the two has; where all are there, they stand in another order. */
function withoutShared(was: string | undefined, is: string | undefined): Change<string> {
  const [before, after] = [was?.split('\n') ?? [], is?.split('\n') ?? []];
  if (before.length < 2 && after.length < 2) return { from: was, to: is };
  const [gone, come] = [minus(before, after), minus(after, before)];
  const isOrder = gone.length === 0 && come.length === 0;
  const said = (lines: readonly string[]) =>
    lines.length === 0 ? undefined : lines.map((line) => `\`${line}\``).join(', ');
  return isOrder ? { from: 'in their order', to: 'in another one' } : { from: said(gone), to: said(come) };
}

function minus(lines: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}
