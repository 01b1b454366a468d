/** Colours by meaning: verbs by what they do to a system, names by what they stand for, the critical path on top. */
import { type SemanticTokens, SemanticTokensBuilder } from 'vscode-languageserver';
import type { Named, Place, Range, Step } from '../../../plan/model.ts';
import type { SourceFile } from '../../../service/files/source-file.ts';
import { compare, isWritten, scheduleOf, slice } from '../../../service/lookup.ts';
import { FAMILIES, FAMILY_OF } from '../../../view/words/verbs.ts';

export const TOKEN_TYPES = [
  ...FAMILIES,
  'person',
  'group',
  'system',
  'place',
  'moment',
  'item',
  'step',
  'rule',
] as const;
export type TokenType = (typeof TOKEN_TYPES)[number];

export const TOKEN_MODIFIERS = ['declaration', 'critical', 'done'] as const;

interface Token {
  readonly range: Range;
  readonly type: TokenType;
  readonly modifiers: number;
}

export function semanticTokens(file: SourceFile): SemanticTokens {
  return encode(collect(file));
}

/** The tokens of some lines, for a large file of which a screen is seen. */
export function semanticTokensIn(file: SourceFile, range: Range): SemanticTokens {
  return encode(
    collect(file).filter(
      (token) => token.range.start.line >= range.start.line && token.range.start.line <= range.end.line,
    ),
  );
}

function collect(file: SourceFile): Token[] {
  const { plan } = file;
  const lines = file.text.split(/\r\n|\r|\n/);
  const here = (place: Place) => place.file === plan.file && place.range.start.line === place.range.end.line;
  const names = plan.references
    .filter((reference) => reference.target && here(reference.place))
    .map((reference) => ({ range: reference.place.range, type: nameType(reference.target!), modifiers: 0 }));
  const declared = plan.declarations
    .filter((each) => here(each.namePlace) && isWritten(each, file.text))
    .map((each) => ({ range: each.namePlace.range, type: nameType(each), modifiers: bit('declaration') }));
  const verbs = plan.releases.flatMap((release) => {
    const schedule = scheduleOf(file.analysis, release);
    return release.steps.flatMap((step) => {
      const range = verbRange(step);
      if (step.usedAt || !here(step.head) || slice(lines[range.start.line]!, onFirstLine(range)) !== step.verb)
        return [];
      const critical = schedule.steps[step.id]?.critical ? bit('critical') : 0;
      return [{ range, type: FAMILY_OF[step.verb], modifiers: critical | (step.done ? bit('done') : 0) }];
    });
  });
  return [...names, ...declared, ...verbs].sort((a, b) => compare(a.range.start, b.range.start));
}

/** The protocol wants tokens in order and without overlap: a name stands once, and no verb is one. */
function encode(tokens: readonly Token[]): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  for (const { range, type, modifiers } of tokens) {
    const { start, end } = range;
    builder.push(start.line, start.character, end.character - start.character, TOKEN_TYPES.indexOf(type), modifiers);
  }
  return builder.build();
}

function nameType(named: Named): TokenType {
  return nameTypes[named.kind] ?? 'item';
}

const nameTypes: Partial<Record<Named['kind'], TokenType>> = {
  person: 'person',
  party: 'person',
  implicit: 'person',
  parameter: 'person',
  role: 'group',
  team: 'group',
  audience: 'group',
  system: 'system',
  environment: 'place',
  word: 'place',
  milestone: 'moment',
  event: 'moment',
  freeze: 'moment',
  'named-window': 'moment',
  rehearsal: 'moment',
  uat: 'moment',
  hypercare: 'moment',
  roster: 'moment',
  step: 'step',
  block: 'step',
  runbook: 'step',
  policy: 'rule',
  criteria: 'rule',
  calendar: 'rule',
};

function verbRange(step: Step): Range {
  const { start } = step.head.range;
  return { start, end: { line: start.line, character: start.character + step.verb.length } };
}

function onFirstLine(range: Range): Range {
  return { start: { ...range.start, line: 0 }, end: { ...range.end, line: 0 } };
}

function bit(modifier: (typeof TOKEN_MODIFIERS)[number]): number {
  return 1 << TOKEN_MODIFIERS.indexOf(modifier);
}
