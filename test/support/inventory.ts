/** What a plan says, as lines of text by the source line that says it: to see what a broken line costs its neighbours. */
import { lower } from '../../language/lower/lower.ts';
import { parse } from '../../language/parse/parser.ts';
import type { Block, Plan } from '../../plan/model.ts';

export interface Fact {
  /** Zero-based first and last line of the statement that states it. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export function planOf(text: string): Plan {
  return lower('file:///w/a.release', parse(text), []).plan;
}

export function inventory(text: string): Fact[] {
  const plan = planOf(text);
  const facts: Fact[] = [];
  const add = (place: { range: { start: { line: number }; end: { line: number } } }, said: string): void => {
    facts.push({ from: place.range.start.line, to: place.range.end.line, text: said });
  };
  for (const named of plan.declarations) {
    if (named.kind !== 'step' && named.kind !== 'release')
      add(named.namePlace, `${named.kind} ${named.name} ${named.title ?? ''}`);
  }
  for (const release of plan.releases) {
    for (const list of [
      release.windows,
      release.promises,
      release.changes,
      release.budgets,
      release.confirmations,
      release.triggers,
      release.pointsOfNoReturn,
      release.waivers,
    ]) {
      for (const item of list)
        add(item.place, `${'kind' in item ? item.kind : ''} ${JSON.stringify(item, withoutPlaces)}`);
    }
    for (const step of release.steps) {
      const path = pathOf(step.block);
      add(
        step.head,
        `${path} ${step.verb} ${step.targets.map((target) => target.name).join(',')} ${step.name ?? ''} ${step.duration?.text ?? ''} by ${step.by?.ref.name ?? '-'}`,
      );
    }
    for (const scope of release.scope?.items ?? []) add(scope.head, `${scope.priority} ${scope.name}`);
    for (const block of release.blocks) add(block.head, `block ${block.kind} ${block.name ?? ''}`);
  }
  return facts;
}

function pathOf(block: Block | undefined): string {
  return block ? `${pathOf(block.parent)}/${block.kind}${block.name ? `:${block.name}` : ''}` : '';
}

function withoutPlaces(key: string, value: unknown): unknown {
  return key === 'place' ||
    key === 'id' ||
    key === 'namePlace' ||
    key === 'block' ||
    key === 'head' ||
    key === 'afterStep'
    ? undefined
    : value;
}
