/** The outline of a file: releases, their blocks, their steps; and what is declared around them. */

import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver';
import { childrenOf } from '../../../plan/children.ts';
import { type Block, type Named, type Range, type Release, type Step, stepLabel } from '../../../plan/model.ts';
import type { SourceFile } from '../../../service/files/source-file.ts';
import { compare, isInside } from '../../../service/lookup.ts';

export function documentSymbols(file: SourceFile): DocumentSymbol[] {
  const { plan } = file;
  const releases = new Map(plan.releases.map((release) => [release.name, release]));
  const top = plan.declarations.filter((each) => !plan.releases.some((release) => isWithin(each, release)));
  return inOrder(
    top.map((each) => {
      const release = each.kind === 'release' ? releases.get(each.name) : undefined;
      return release ? releaseSymbol(release, plan.declarations) : namedSymbol(each);
    }),
  );
}

/** What an outline shows for each kind of thing. */
export function symbolKind(kind: Named['kind'] | 'step' | 'block'): SymbolKind {
  return kinds[kind] ?? SymbolKind.Object;
}

const kinds: Partial<Record<Named['kind'] | 'step' | 'block', SymbolKind>> = {
  person: SymbolKind.Variable,
  party: SymbolKind.Variable,
  role: SymbolKind.TypeParameter,
  team: SymbolKind.Class,
  audience: SymbolKind.Class,
  calendar: SymbolKind.Constant,
  environment: SymbolKind.Namespace,
  system: SymbolKind.Object,
  word: SymbolKind.Constant,
  freeze: SymbolKind.Event,
  event: SymbolKind.Event,
  policy: SymbolKind.Interface,
  criteria: SymbolKind.Interface,
  release: SymbolKind.Module,
  train: SymbolKind.Package,
  runbook: SymbolKind.Function,
  benefit: SymbolKind.Property,
  'scope-item': SymbolKind.Property,
  risk: SymbolKind.Property,
  issue: SymbolKind.Property,
  rehearsal: SymbolKind.Event,
  uat: SymbolKind.Event,
  hypercare: SymbolKind.Event,
  roster: SymbolKind.Event,
  milestone: SymbolKind.Event,
  step: SymbolKind.Method,
  block: SymbolKind.Namespace,
  'named-window': SymbolKind.Event,
};

function releaseSymbol(release: Release, declarations: readonly Named[]): DocumentSymbol {
  const inside = declarations.filter((each) => each !== release && isWithin(each, release) && !shownInBlock(each));
  const ofRelease = release.blocks.flatMap((block) =>
    block.kind === 'messages' ? childSymbols(release, block) : [blockSymbol(release, block)],
  );
  return { ...namedSymbol(release), children: inOrder([...inside.map(namedSymbol), ...ofRelease]) };
}

function blockSymbol(release: Release, block: Block): DocumentSymbol {
  return {
    name: block.name ? `${block.kind} ${block.name}` : block.kind,
    ...(block.title && { detail: block.title }),
    kind: symbolKind('block'),
    range: block.place.range,
    selectionRange: within(block.namePlace.range, block.place.range),
    children: childSymbols(release, block),
  };
}

function childSymbols(release: Release, block: Block): DocumentSymbol[] {
  return childrenOf(release, block).flatMap((child) => {
    if ('children' in child) return [blockSymbol(release, child)];
    if (child.kind === 'step') return child.usedAt ? [] : [stepSymbol(child)];
    if (child.kind === 'milestone') return [namedSymbol(child)];
    if (child.kind !== 'point-of-no-return') return [];
    const range = child.place.range;
    return [{ name: 'point of no return', kind: SymbolKind.Event, range, selectionRange: range }];
  });
}

function stepSymbol(step: Step): DocumentSymbol {
  const detail = [step.name && `${step.verb} ${step.targets.map((target) => target.name).join(', ')}`, step.title];
  return {
    name: stepLabel(step),
    detail: detail.filter(Boolean).join(' · '),
    kind: symbolKind('step'),
    range: step.place.range,
    selectionRange: within(step.namePlace.range, step.place.range),
  };
}

function namedSymbol(named: Named): DocumentSymbol {
  return {
    name: named.name,
    detail: [named.kind === 'system' ? named.type : named.kind.replace('-', ' '), named.title]
      .filter(Boolean)
      .join(' · '),
    kind: symbolKind(named.kind),
    range: named.place.range,
    selectionRange: within(named.namePlace.range, named.place.range),
  };
}

/** Steps, blocks and milestones of blocks stand in the tree of the blocks. */
function shownInBlock(named: Named): boolean {
  return named.kind === 'step' || named.kind === 'block' || (named.kind === 'milestone' && named.block !== undefined);
}

function isWithin(named: Named, release: Release): boolean {
  return named !== release && isInside(named.place.range, release.place.range);
}

/** The protocol demands that the selected range lies inside the whole one; half-written text may not give that. */
function within(selection: Range, whole: Range): Range {
  return isInside(selection, whole) ? selection : { start: whole.start, end: whole.start };
}

function inOrder(symbols: DocumentSymbol[]): DocumentSymbol[] {
  return symbols.sort((a, b) => compare(a.range.start, b.range.start));
}
