/** Rows that follow each other in one phase are one block: `run / outage` stands in `run`. */
import type { OutlineItem } from '../../plan/outline/model.ts';

interface Placed {
  readonly item: OutlineItem;
  readonly path: readonly string[];
}

interface Open {
  readonly part: string;
  readonly items: OutlineItem[];
}

export function inBlocks(rows: readonly Placed[]): readonly OutlineItem[] {
  const top: OutlineItem[] = [];
  let open: Open[] = [];
  for (const { item, path } of rows) {
    const same = path.findIndex((part, i) => open[i]?.part !== part);
    const shared = same === -1 ? path.length : same;
    open = open.slice(0, shared);
    for (const part of path.slice(shared)) {
      const items: OutlineItem[] = [];
      (open.at(-1)?.items ?? top).push({ ...blockOf(part), items });
      open.push({ part, items });
    }
    (open.at(-1)?.items ?? top).push(item);
  }
  return top;
}

const OURS =
  /^(messages|prepare|run|rollback|follow-up|phase|stream|sequence|parallel|outage|cycle|play)(?: ([^#\s]+))?(?:#\d+)?$/;

/** `run / outage`, as an export writes it; `Go / No-Go` is one name. */
export function pathOf(phase: string): readonly string[] {
  const parts = phase
    .split(' / ')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.every((part) => OURS.test(part)) ? parts : [phase.trim()];
}

/** Among the labels of a row: the block that an export names there, and the others. */
export function labelsIn(text: string): { readonly path: readonly string[]; readonly tags: readonly string[] } {
  const labels = text
    .split(/[,;\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const block = labels.find((one) => OURS.test(one));
  return { path: block === undefined ? [] : [block], tags: labels.filter((one) => one !== block) };
}

/** `phase build` as an export writes it; any other words are what people call it. */
function blockOf(part: string): OutlineItem {
  const [, kind, name] = OURS.exec(part) ?? [];
  // What people call a step or a milestone holds none of them when rows stand in it.
  if (kind === undefined) return /^(?:step|milestone)$/i.test(part) ? { kind: `${part}s` } : { kind: part };
  return { kind, ...(name === undefined ? { id: kind } : { id: name, name }) };
}
