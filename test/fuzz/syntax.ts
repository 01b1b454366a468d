/** The grammar as a generator needs it: what stands behind the first word of a line, and how each clause is written. */
import { AstUtils, GrammarAST } from 'langium';
import type { Clause } from '../../language/clauses.ts';
import { CLAUSES, factsOf } from '../../language/clauses-of.ts';
import { ReleaseGrammar } from '../../language/generated/grammar.ts';

const grammar = ReleaseGrammar();
const rules = new Map(grammar.rules.map((rule) => [rule.name, rule]));

export function ruleCalled(name: string): GrammarAST.AbstractRule {
  const rule = rules.get(name);
  if (!rule) throw new Error(`The grammar has no rule ${name}.`);
  return rule;
}

/** The rule of a line by the word that opens it; `item` stands for the line of a checklist. */
export function ruleOfLine(word: string): GrammarAST.ParserRule {
  const rule = LINE_RULES.get(word);
  if (!rule) throw new Error(`No rule of the grammar opens with ${word}.`);
  return rule;
}

const LINE_RULES: ReadonlyMap<string, GrammarAST.ParserRule> = lineRules();

function lineRules(): ReadonlyMap<string, GrammarAST.ParserRule> {
  const found = new Map<string, GrammarAST.ParserRule>();
  const statement = ruleCalled('Statement') as GrammarAST.ParserRule;
  for (const call of AstUtils.streamAst(statement.definition)) {
    if (!GrammarAST.isRuleCall(call) || !GrammarAST.isParserRule(call.rule.ref)) continue;
    const rule = call.rule.ref;
    const first = GrammarAST.isGroup(rule.definition) ? rule.definition.elements[0]! : rule.definition;
    for (const node of AstUtils.streamAst(first)) {
      if (GrammarAST.isKeyword(node)) found.set(node.value, rule);
      else if (GrammarAST.isRuleCall(node) && node.rule.ref?.name === 'ITEM') found.set('item', rule);
    }
  }
  return found;
}

/** How a clause is written: one alternative of the fragment `Clauses`, or the word of a flag. */
export function syntaxOfClause(clause: Clause): GrammarAST.AbstractElement {
  const element = CLAUSE_SYNTAX.get(clause);
  if (!element) throw new Error(`The grammar does not say how \`${clause}\` is written.`);
  return element;
}

const CLAUSE_SYNTAX: ReadonlyMap<Clause, GrammarAST.AbstractElement> = new Map(
  CLAUSES.flatMap((clause) => {
    const element = factsOf(clause).syntax.form === 'flag' ? flag(clause) : alternativeWith(clause);
    return element ? [[clause, element] as const] : [];
  }),
);

function alternatives(): readonly GrammarAST.AbstractElement[] {
  const { definition } = ruleCalled('Clauses') as GrammarAST.ParserRule;
  const all = AstUtils.streamAst(definition).find(GrammarAST.isAlternatives);
  return all?.elements ?? [];
}

function alternativeWith(clause: Clause): GrammarAST.AbstractElement | undefined {
  const { property } = factsOf(clause).syntax;
  return alternatives().find((element) =>
    AstUtils.streamAst(element).some((node) => GrammarAST.isAssignment(node) && node.feature === property),
  );
}

function flag(word: string): GrammarAST.AbstractElement | undefined {
  for (const element of alternatives()) {
    // A flag may have a part of its own: `done on DATE`.
    const first = GrammarAST.isGroup(element) ? element.elements[0]! : element;
    if (!GrammarAST.isAssignment(first)) continue;
    for (const node of AstUtils.streamAst(first)) {
      if (GrammarAST.isKeyword(node) && node.value === word) return first === element ? node : element;
    }
  }
  return undefined;
}
