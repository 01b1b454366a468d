/** Plans that the grammar generates: every line where the language takes it, with the clauses it takes. */
import { GrammarAST } from 'langium';
import type { Clause } from '../../language/clauses.ts';
import { clausesOf, VALUES } from '../../language/clauses-of.ts';
import { LINES, type Owner, ownerOf } from '../../language/lines.ts';
import { BLOCK_KINDS, SYSTEM_KINDS, VERBS, VOCABULARIES } from '../../plan/model.ts';
import { Names } from './names.ts';
import type { Random } from './random.ts';
import { ruleOfLine, syntaxOfClause } from './syntax.ts';
import { textsOf, WORDS_AS_NAMES } from './terminals.ts';

export interface Word {
  readonly text: string;
  /** Its terminal; a word of the language is a `keyword`. */
  readonly type: string;
}

export interface Line {
  readonly words: readonly Word[];
  readonly block?: readonly Line[];
}

/** How plans are generated. */
export interface PlanOptions {
  /** Any line in any block, any clause on any line, as often as it likes. */
  readonly isAnywhere?: boolean;
}

/** What a rule is being written for. */
interface Spot {
  /** The word that opens the line, and the clause. */
  readonly line: string;
  readonly clause?: Clause;
  readonly owner: Owner;
  readonly depth: number;
  /** The rule inside of it, such as `Who`, and the property of that rule. */
  readonly rule: string;
  readonly feature?: string;
}

const DEEPEST = 4;
/** What declares a name for others to use. */
const NAMING: ReadonlySet<string> = new Set(['Declaration', 'Block', 'NamedStep']);

export function generatePlan(random: Random, options: PlanOptions = {}): readonly Line[] {
  return new Writer(random, options).file();
}

class Writer {
  private readonly random: Random;
  private readonly options: PlanOptions;
  private readonly names: Names;
  /** Most plans are small: they find as much as large ones, and many more of them are tried. */
  private readonly size: number;
  /** No more than a line or two of what a plan has. */
  private readonly isTiny: boolean;
  private words: Word[] = [];
  private block: Line[] | undefined;

  constructor(random: Random, options: PlanOptions) {
    this.random = random;
    this.options = options;
    this.names = new Names(random);
    this.isTiny = random.chance(0.7);
    this.size = this.isTiny ? 0.2 : random.pick([0.3, 0.3, 0.5, 1]);
  }

  file(): readonly Line[] {
    const { random } = this;
    if (this.isTiny) {
      const words = [random.pick(LINES.file), ...(random.chance(0.7) ? ['release'] : [])];
      return words.map((word) => this.line(word, 'file', 0));
    }
    const shared = ['person', ...this.some(['person', 'team', 'role'], 3), random.pick(SYSTEM_KINDS)];
    const lines = [...shared, ...this.some(LINES.file, 2)].map((word) => this.line(word, 'file', 0));
    for (let i = random.chance(0.1) ? 2 : 1; i > 0; i--) lines.push(this.line('release', 'file', 0));
    lines.push(...this.some(LINES.file, 1).map((word) => this.line(word, 'file', 0)));
    return random.chance(0.2) ? random.shuffled(lines) : lines;
  }

  /** Up to so many of them; none where there are none. */
  private some(words: readonly string[], most: number): string[] {
    return words.length > 0
      ? Array.from({ length: Math.round(this.random.below(most + 1) * this.size) }, () => this.random.pick(words))
      : [];
  }

  line(word: string, owner: Owner, depth: number): Line {
    const rule = ruleOfLine(word);
    const outside = [this.words, this.block] as const;
    [this.words, this.block] = [[], undefined];
    this.element(rule.definition, { line: word, owner, depth, rule: rule.name });
    const line = { words: this.words, block: this.block };
    [this.words, this.block] = outside;
    return line;
  }

  private element(element: GrammarAST.AbstractElement, spot: Spot): void {
    const times = this.times(element, spot);
    for (let i = 0; i < times; i++) this.once(element, spot);
  }

  private times(element: GrammarAST.AbstractElement, spot: Spot): number {
    const { random } = this;
    const { cardinality } = element;
    if (cardinality === undefined) return 1;
    // Behind a range without an end the next value would be its end.
    if (spot.clause === 'during' && spot.rule === 'During') return 1;
    // Without its name a declaration is none, and what follows may pass for it.
    if (spot.rule === 'Declaration' && GrammarAST.isAssignment(element) && element.feature === 'name') return 1;
    if (cardinality === '?' && isRare(element, spot)) return random.chance(0.05) ? 1 : 0;
    if (cardinality === '?')
      return random.chance(spot.feature === undefined && spot.rule !== 'Point' ? 0.7 : 0.3) ? 1 : 0;
    let count = cardinality === '+' ? 1 : 0;
    while (random.chance(0.3)) count++;
    return random.chance(0.02) ? count + random.between(8, 20) : count;
  }

  private once(element: GrammarAST.AbstractElement, spot: Spot): void {
    if (GrammarAST.isGroup(element)) for (const one of element.elements) this.element(one, spot);
    else if (GrammarAST.isAlternatives(element)) this.element(this.alternative(element, spot), spot);
    else if (GrammarAST.isKeyword(element)) this.words.push({ text: element.value, type: 'keyword' });
    else if (GrammarAST.isAssignment(element)) this.assignment(element, spot);
    else if (GrammarAST.isRuleCall(element) && element.rule.ref) this.rule(element.rule.ref, spot);
  }

  private assignment(element: GrammarAST.Assignment, spot: Spot): void {
    const isFirst = this.words.length === 0 && ['kind', 'verb', 'key'].includes(element.feature);
    if (isFirst) this.words.push({ text: spot.line, type: 'keyword' });
    else this.element(element.terminal, { ...spot, feature: element.feature });
  }

  private alternative(element: GrammarAST.Alternatives, spot: Spot): GrammarAST.AbstractElement {
    // A time is a date or an offset more often than `tbd`, the first of them.
    const [first, ...others] = element.elements;
    // `5d before launch` is read, and told.
    if (spot.rule === 'SaidTime') return first!;
    if (spot.rule === 'BareTime' && this.random.chance(0.9)) return this.random.pick(others);
    // Only a `wait` lasts until something holds; anywhere else that is a mistake.
    // Two names in a row are what is done and to what: a range that begins with a name would end in that.
    const isNamedRange = others.some((one) => GrammarAST.isRuleCall(one) && one.rule.$refText === 'NamedSpan');
    if (isNamedRange && this.words.at(-1)?.type === 'ID' && ruleOfLine(spot.line).name === 'Property') return first!;
    const isOfWait = others.some((one) => GrammarAST.isAssignment(one) && one.feature === 'untilWhen');
    return isOfWait && spot.line !== 'wait' ? first! : this.random.pick(element.elements);
  }

  private rule(rule: GrammarAST.AbstractRule, spot: Spot): void {
    if (rule.name === 'Clauses') this.clauses(spot);
    else if (rule.name === 'Body') this.body(spot);
    else if (GrammarAST.isParserRule(rule))
      this.element(rule.definition, { ...spot, rule: rule.name, feature: undefined });
    else this.words.push(this.terminal(rule.name, spot));
  }

  private terminal(type: string, spot: Spot): Word {
    if (type === 'ID' || type === 'NAME') return { text: this.name(type, spot), type: 'ID' };
    return { text: this.random.pick(textsOf(type)), type };
  }

  private name(type: string, { line, clause, rule, feature, owner }: Spot): string {
    const { random } = this;
    if (rule === 'Point' && feature === 'target') return this.names.use(SYSTEM_KINDS);
    if (clause === 'as') {
      if (random.chance(0.02)) return random.pick(WORDS_AS_NAMES);
      return this.names.declare('as');
    }
    const declares =
      NAMING.has(rule) &&
      feature === 'name' &&
      (owner === 'file' || owner === 'release' || owner === 'scope' || rule !== 'Declaration');
    if (declares)
      return type === 'NAME' && random.chance(0.02) ? random.pick(WORDS_AS_NAMES) : this.names.declare(line);
    const uses = [feature, clause, rule === 'Step' ? undefined : rule, line].filter((use) => use !== undefined);
    return this.names.use(rule === 'Step' ? [line, ...SYSTEM_KINDS] : uses);
  }

  private clauses(spot: Spot): void {
    const { random } = this;
    const { isAnywhere } = this.options;
    const taken = clausesOf(spot.line);
    const likely = LIKELY_CLAUSES.filter((clause) => taken.includes(clause) && random.chance(0.6));
    const others = random.shuffled(taken.filter((clause) => !likely.includes(clause)));
    let chosen = [...likely, ...others.slice(0, random.below(random.chance(0.1) ? others.length + 1 : 3))];
    if (isAnywhere) while (random.chance(0.4)) chosen.push(random.pick(clausesOf(random.pick(ALL_LINES))) ?? 'title');
    if (random.chance(0.6)) chosen = random.shuffled(chosen);
    // Behind another time it would go on with that one.
    if (chosen.includes('span')) chosen = ['span', ...chosen.filter((clause) => clause !== 'span')];
    // Right behind the word of a step it would be a name.
    const [first, ...rest] = chosen;
    if (first === 'accountable') chosen = rest.length > 0 ? [...rest, first] : [];
    for (const clause of together(chosen)) this.element(syntaxOfClause(clause), { ...spot, clause, rule: 'Clauses' });
  }

  private body(spot: Spot): void {
    const { random } = this;
    const owner = ownerOf(spot.line);
    if (spot.depth >= DEEPEST || (LINES[owner].length === 0 && !this.options.isAnywhere)) return;
    if (owner !== 'release' && owner !== 'steps' && random.chance(0.4)) return;
    const words = random.shuffled([...this.certain(owner), ...this.some(LINES[owner], 2)]);
    if (words.length === 0 && LINES[owner].length > 0) words.push(random.pick(LINES[owner]));
    if (this.options.isAnywhere) words.push(...this.some(ALL_LINES, 2));
    const lines = words.map((word) => this.line(word, owner, spot.depth + 1));
    const own = clausesOf(spot.line);
    // A clause that is but a value cannot open a line.
    const named = own.filter((clause) => !VALUES.has(clause));
    if (named.length > 0 && random.chance(0.1))
      lines.splice(random.below(lines.length + 1), 0, this.ownClause(random.pick(named), spot));
    this.block = lines;
  }

  /** What most plans have in such a block. */
  private certain(owner: Owner): string[] {
    const { random } = this;
    if (owner === 'release' && this.isTiny)
      return [random.pick([...LINES.release, ...BLOCK_LINES]), ...(random.chance(0.5) ? ['window', 'run'] : [])];
    if (owner === 'release')
      return random.chance(0.95) ? ['kind', 'zone', 'window', 'run', ...this.some(BLOCK_LINES, 2)] : [];
    if (owner !== 'steps') return [];
    return Array.from({ length: Math.round(random.between(0, 5) * this.size) }, () => random.pick(VERBS));
  }

  /** A clause of the block as a line in it. */
  private ownClause(clause: Clause, spot: Spot): Line {
    const outside = this.words;
    this.words = [];
    this.element(syntaxOfClause(clause), { ...spot, clause, rule: 'Clauses' });
    const line = { words: this.words };
    this.words = outside;
    return line;
  }
}

const LIKELY_CLAUSES: readonly Clause[] = ['title', 'span', 'duration', 'by', 'after'];
const BLOCK_LINES = [...BLOCK_KINDS.filter((kind) => kind !== 'messages'), 'milestone'];
const ALL_LINES = [...new Set([...Object.values(LINES).flat(), ...VOCABULARIES])];

/** What any line may have by the grammar, and few have by the language: parameters, and what follows behind `then`. */
function isRare(element: GrammarAST.AbstractElement, { line, rule }: Spot): boolean {
  const [first] = GrammarAST.isGroup(element) ? element.elements : [];
  if (!GrammarAST.isKeyword(first)) return false;
  return (first.value === '(' && !['runbook', 'use'].includes(line)) || (first.value === 'then' && rule === 'Property');
}

/** `dropped` is a word right before its `because`, and a name anywhere else. */
function together(chosen: readonly Clause[]): readonly Clause[] {
  if (!chosen.includes('dropped')) return chosen;
  return chosen.flatMap((clause): Clause[] =>
    clause === 'because' ? [] : clause === 'dropped' ? [clause, 'because'] : [clause],
  );
}
