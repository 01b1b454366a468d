/** Environments, systems and words of a vocabulary. */
import type { Environment, System, SystemKind, Vocabulary, Word } from '../../../plan/model.ts';
import type * as ast from '../../generated/ast.ts';
import { saidOn } from '../clauses.ts';
import type { Context } from '../context.ts';
import { EXPECTED } from '../expected.ts';
import { lowerAccountable, lowerNames } from '../who.ts';
import { is, propertiesOf } from './properties.ts';

const PRODUCTION_NAMES = ['production', 'prod', 'live'];

export function lowerEnvironment(context: Context, node: ast.Declaration): Environment {
  const lines = propertiesOf(context, node);
  return {
    ...context.declared(node, node.name),
    kind: 'environment',
    production: PRODUCTION_NAMES.includes(node.name ?? '') || lines.some(is('production')),
    exclusive: lines.some(is('exclusive')),
  };
}

export function lowerSystem(context: Context, node: ast.Declaration): System {
  const lines = propertiesOf(context, node);
  const writer = lines.find(is('writer'));
  const type = node.kind as SystemKind;
  return {
    ...context.declared(node, node.name),
    kind: 'system',
    type,
    ...saidOn(type, context, node),
    uses: lines.filter(is('uses')).flatMap((line) => lowerNames(context, line.refs, EXPECTED.system)),
    writer: lowerAccountable(context, node.by[0], node.byAlso) ?? writerOf(context, writer),
    exclusive: lines.some(is('exclusive')),
  };
}

function writerOf(context: Context, line: ast.Property | undefined) {
  const [ref] = line ? lowerNames(context, line.refs, EXPECTED.who) : [];
  return ref && { ref, place: ref.place };
}

export function lowerWord(context: Context, node: ast.Declaration): Word {
  propertiesOf(context, node);
  const vocabulary = node.kind as Vocabulary;
  const said: Partial<Pick<Word, 'by' | 'on'>> = saidOn(vocabulary, context, node);
  return { ...context.declared(node, node.name), kind: 'word', vocabulary, ...said, on: said.on ?? [] };
}
