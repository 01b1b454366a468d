/** What lowering collects on its one walk: names, references, written times, mistakes of form. */
import type { AstNode, CstNode } from 'langium';
import type {
  Block,
  Declared,
  DuplicateName,
  FormProblem,
  Named,
  OwnKind,
  Place,
  Ref,
  Reference,
  Release,
  Runbook,
  TimeRange,
  Vocabulary,
} from '../../plan/model.ts';
import { TBD } from '../../plan/model.ts';
import { ofKind } from '../../plan/named.ts';
import { nearest } from '../../plan/nearest.ts';
import { hasTime, WITH_TIME } from '../../plan/order/points.ts';
import { parseEstimate } from '../../plan/time/duration.ts';
import type { Estimate, WrittenTime, Zone } from '../../plan/time/model.ts';
import { type Clause, KEPT_ON } from '../clauses.ts';
import { CLAUSE_OF_PROPERTY, clauseOfWord, clausesOf, FLAGS, factsOf, takes, VALUES } from '../clauses-of.ts';
import type { Declaration, OwnClauses, Property, Span, Time, Use } from '../generated/ast.ts';
import { NAMING } from '../lines.ts';
import { PARAMETER } from '../parse/parser.ts';
import { unquoted } from '../parse/quoted.ts';
import { Ids } from './ids.ts';
import { RunbookSizes } from './runbooks/runbook-sizes.ts';
import { clauseNodes, featureOf, laidOut, type Source } from './text/source.ts';

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };
export type Draft<T> = Mutable<Partial<T>>;

/** What may stand in a slot of names. */
export interface Expected {
  readonly kinds: readonly Named['kind'][];
  /** As the message says it: `a person, team or role`. */
  readonly words: string;
  /** Of blocks, those that are called. */
  readonly blocks?: readonly ('rollback' | 'play')[];
  /** Only what has a time fits: of systems and parties, those that live from or until one. */
  readonly timed?: true;
  /** Open: a word that is declared nowhere is fine unless others of its vocabulary are declared. */
  readonly open?: 'always' | Vocabulary;
  /** Of open ones: a word that is nearly the name of one of these kinds is that name, misspelt. */
  readonly near?: readonly Named['kind'][];
}

const TIMED_WORDS = 'something with a time: a step, block, gate, milestone, rehearsal, UAT or scope item';

export const EXPECTED = {
  who: { kinds: ['person', 'team', 'role', 'party', 'implicit'], words: 'a person, team or role' },
  /** A system does by itself what nobody has to be there for. */
  doer: { kinds: ['person', 'team', 'role', 'party', 'implicit', 'system'], words: 'a person, team or role' },
  person: { kinds: ['person', 'role', 'implicit'], words: 'a person' },
  told: {
    kinds: ['audience', 'person', 'team', 'role', 'party', 'implicit'],
    words: 'an audience, person, team or role',
  },
  calendar: { kinds: ['calendar'], words: 'a calendar' },
  thing: { kinds: ['system', 'environment'], words: 'a system or environment' },
  system: { kinds: ['system'], words: 'a system' },
  environment: { kinds: ['environment'], words: 'an environment' },
  place: { kinds: ['environment', 'word', 'named-window'], words: 'an environment or register', open: 'register' },
  channel: { kinds: ['word', 'system'], words: 'a channel', open: 'channel' },
  source: { kinds: ['word', 'system'], words: 'a source', open: 'source' },
  store: { kinds: ['word', 'environment', 'system', 'person', 'team', 'role'], words: 'a store', open: 'store' },
  priority: { kinds: ['word'], words: 'a priority', open: 'priority' },
  /** Declared things, or words of what is no thing of the plan (`strings`). */
  frozen: { kinds: [], words: '', open: 'always', near: ['system', 'environment'] },
  /** Where traffic or data are led: a word tells people more than a plan. */
  led: {
    kinds: ['word', 'environment', 'system', 'person', 'team', 'role'],
    words: 'a store',
    open: 'store',
    near: ['system', 'environment'],
  },
  fund: { kinds: ['fund'], words: 'a fund' },
  scopeItem: { kinds: ['scope-item'], words: 'an item of the scope' },
  window: { kinds: ['named-window'], words: 'a window' },
  called: { kinds: ['block'], words: 'a rollback or play', blocks: ['rollback', 'play'] },
  rollback: { kinds: ['block'], words: 'a rollback', blocks: ['rollback'] },
  play: { kinds: ['block'], words: 'a play', blocks: ['play'] },
  runbook: { kinds: ['runbook'], words: 'a runbook' },
  roster: { kinds: ['roster'], words: 'a roster' },
  template: { kinds: ['template', 'runbook', 'release'], words: 'a template, runbook or release', open: 'always' },
  text: { kinds: ['text'], words: 'a text' },
  policy: { kinds: ['policy'], words: 'a policy' },
  late: {
    kinds: ['step', 'block', 'milestone', 'scope-item', 'issue', 'rehearsal', 'uat'],
    words: 'something that can be late: a step, block, milestone, rehearsal, UAT, issue or scope item',
  },
  length: { kinds: ['step', 'block'], words: 'something that takes its time: a step or block' },
  failed: { kinds: ['step', 'rehearsal', 'uat'], words: 'something that can fail: a step, gate, rehearsal or UAT' },
  any: { kinds: [], words: '', open: 'always' },
  measured: { kinds: [], words: 'a step or another thing of the plan (what is measured stands between `"`)' },
  point: { kinds: WITH_TIME, words: TIMED_WORDS, timed: true },
  /** What a gate can ask for. */
  needed: {
    kinds: [...WITH_TIME, 'criteria'],
    words: 'something that can be done or hold: a step, gate, rehearsal, UAT, milestone, scope item or criteria',
  },
  /** What is threatened or mitigates may be whatever has a name. */
  named: { kinds: [], words: TIMED_WORDS },
} as const satisfies Record<string, Expected>;

/** A runbook as other files may use it: its syntax and the source that the syntax stands in. */
export interface RunbookSource {
  readonly runbook: Runbook;
  readonly node: Declaration;
  readonly source: Source;
}

/** What stands for the parameters of a runbook that are no names. */
export interface Given {
  readonly values: ReadonlyMap<string, GivenValue>;
  /** Told that what is given for a parameter fits no place that asks for this; once. */
  readonly misfit: (parameter: string, wanted: string) => void;
  readonly parameters: ReadonlySet<string>;
}

export interface GivenValue {
  readonly kind: 'title' | 'duration' | 'number' | 'percent' | 'version' | 'time';
  /** As it was written, a title without its quotes. */
  readonly text: string;
}

/** A reference before the names are known. */
interface PendingReference {
  readonly ref: Ref;
  readonly expected: Expected;
  readonly release: Release | undefined;
  /** It stands where a runbook is declared. */
  readonly isJudged: boolean;
}

/** `backup orders-db` used as a name: right when exactly one step of the release is that. */
interface PendingStep {
  readonly verb: Ref;
  readonly target: Ref;
  readonly place: Place;
  readonly release: Release | undefined;
}

export class Context {
  readonly source: Source;
  /** Of the statement being lowered. */
  zone: Zone = 'UTC';
  /** The ends of the range being lowered, where neither names a zone. */
  rangeEnds: readonly Time[] = [];
  release: Release | undefined;
  /** Inside an expanded runbook: what its parameters and its own names stand for. */
  substitution: ReadonlyMap<string, Ref> | undefined;
  /** Inside a runbook: what is given for those of its parameters that are no names, and all of them. */
  given: Given | undefined;
  /** Inside an expanded runbook: the `use` line, which stands for all its places. */
  usedAt: Place | undefined;
  /** The names of the uses around that line, the outermost first. */
  private uses: readonly string[] = [];
  private ids = new Ids();
  readonly problems: FormProblem[] = [];
  /** Those of `problems` that are told only where nothing else is said of a statement, with where that stands. */
  readonly surplus = new Map<FormProblem, Place>();
  private readonly told = new Set<string>();
  /** Words that were meant as the name of a step, and are a clause there. */
  readonly flagsForNames = new Set<string>();
  readonly writtenTimes: WrittenTime[] = [];
  readonly duplicates: DuplicateName[] = [];
  readonly declarations: Named[] = [];
  private readonly pending: PendingReference[] = [];
  private readonly pendingSteps: PendingStep[] = [];
  /** Rollbacks and plays of a release that the runbooks it uses name. */
  private blocksOfUses: { readonly ref: Ref; readonly runbook?: string; readonly release?: Release }[] = [];
  /** Ranges that have been read. */
  readonly spans = new Map<Span, TimeRange>();
  /** What is given for parameters that do not say what they are, and what the lines of the runbook take it for. */
  private handed = new Set<Ref>();
  private takenFor: { readonly ref: Ref; readonly expected: Expected; readonly release: Release | undefined }[] = [];
  private readonly estimates = new Map<string, Estimate | undefined>();

  /** Kinds of release of one's own, of this file and its imports. */
  kinds: ReadonlyMap<string, OwnKind> = new Map();
  private readonly kindReferences: Reference[] = [];

  /** Of this file and its imports. */
  readonly runbooks: ReadonlyMap<string, RunbookSource>;
  /** The runbook that the walk is inside of, as it is written out or judged. */
  runbook: string | undefined;
  /** Inside the declaration of a runbook: what is written out there is thrown away. */
  isJudged = false;
  /** What runbooks and templates are read as. */
  readonly judged = new Set<Release>();
  /** What the template that is judged asks of the release before: `code-complete` of `previous.code-complete`. */
  readonly previous: Ref[] = [];
  /** Inside of what is given up: it is read, so that its names are known, and declared as what it is now. */
  isDropped = false;
  private sizes: RunbookSizes | undefined;

  constructor(source: Source, runbooks: ReadonlyMap<string, RunbookSource>) {
    this.source = source;
    this.runbooks = runbooks;
  }

  /** Asked for once all runbooks are declared. */
  get runbookSizes(): RunbookSizes {
    this.sizes ??= new RunbookSizes(this.runbooks);
    return this.sizes;
  }

  /** A context for the lines of a runbook that a `use` writes out here. */
  inside(source: RunbookSource, use: string, usedAt: Place, substitution: ReadonlyMap<string, Ref>): Context {
    const inner = new Context(source.source, this.runbooks);
    inner.zone = this.zone;
    inner.kinds = this.kinds;
    inner.release = this.release;
    inner.usedAt = usedAt;
    inner.uses = [...this.uses, use];
    inner.ids = this.ids;
    inner.runbook = source.runbook.name;
    inner.isJudged = this.isJudged;
    inner.isDropped = this.isDropped;
    inner.substitution = substitution;
    inner.blocksOfUses = this.blocksOfUses;
    inner.handed = this.handed;
    inner.takenFor = this.takenFor;
    inner.sizes = this.runbookSizes;
    return inner;
  }

  /** Told once, though what stands there may be lowered for several of its parts. */
  problem(place: Place, message: string, replacement?: FormProblem['replacement']): FormProblem | undefined {
    const { start, end } = place.range;
    const key = `${start.line}:${start.character} ${end.line}:${end.character} ${place.file} ${message}`;
    if (this.usedAt || this.told.has(key)) return undefined;
    this.told.add(key);
    const problem = { place, message, replacement };
    this.problems.push(problem);
    return problem;
  }

  /** What stands in a statement and counts for nothing. One that lacks something, too, is told that alone: it was meant as that. */
  countsForNothing(statement: AstNode, place: Place, message: string): void {
    const problem = this.problem(place, message);
    if (problem) this.surplus.set(problem, this.place(statement));
  }

  /** A name used; undefined where there is none. */
  ref(name: string | undefined, cst: Place, expected: Expected): Ref | undefined {
    if (!name) return undefined;
    const substitute = this.substitution?.get(name);
    if (substitute && this.handed.has(substitute))
      this.takenFor.push({ ref: substitute, expected, release: this.release });
    if (substitute) return substitute;
    if (name === TBD) return { name, place: this.usedAt ?? cst };
    if (this.usedAt && this.given?.values.has(name)) {
      this.given.misfit(name, expected.words || 'a name');
      return undefined;
    }
    const ref: Ref = { name, place: this.usedAt ?? cst };
    if (!this.usedAt) {
      this.pending.push({ ref, expected, release: this.release, isJudged: this.isJudged });
    } else if (expected.blocks) this.blocksOfUses.push({ ref, runbook: this.runbook, release: this.release });
    return ref;
  }

  /** A name that is given for a parameter which says nothing of it: its place is judged by what the runbook takes it for. */
  handOver(ref: Ref): Ref {
    this.handed.add(ref);
    return ref;
  }

  /** `ref`, written as a property of a node; where that stands is looked up only for a name that is there. */
  refAt(name: string | undefined, node: AstNode, property: string, expected: Expected): Ref | undefined {
    return name ? this.ref(name, this.property(node, property), expected) : undefined;
  }

  /** A kind of release used; names of kinds are apart from all others. */
  kindReference(target: OwnKind, place: Place): void {
    if (this.usedAt) return;
    this.kindReferences.push({
      name: target.name,
      place,
      target,
      expected: 'a kind of release',
      kinds: ['release-kind'],
    });
  }

  stepReference(verb: Ref, target: Ref, place: Place): void {
    if (!this.usedAt) this.pendingSteps.push({ verb, target, place, release: this.release });
  }

  /** What is written there, or what is given for the parameter that is. Undefined: of a parameter nothing is known yet. */
  value(text: string, isIt: (text: string) => boolean, wanted: string): string | undefined {
    if (!this.given?.parameters.has(text)) return text;
    const value = this.given.values.get(text);
    if (this.isJudged && !this.usedAt) return undefined;
    if (value?.text === TBD) return TBD;
    if (value && value.kind !== 'title' && isIt(value.text)) return value.text;
    this.given.misfit(text, wanted);
    return undefined;
  }

  /** The share that is given for a parameter; undefined where it is something else. */
  givenShare(parameter: string): string | undefined {
    const value = this.given?.values.get(parameter);
    return value?.kind === 'percent' ? value.text : undefined;
  }

  /** Words, with what is given for the parameters in them: `task look "Look at {share}"`, or a parameter alone. */
  words(text: string | undefined): string | undefined {
    if (text === undefined || !this.given) return text;
    const { values, parameters, misfit } = this.given;
    if (text.startsWith(PARAMETER)) {
      const name = text.slice(PARAMETER.length);
      const value = values.get(name);
      if (value === undefined && this.usedAt) misfit(name, 'a title');
      return value?.text;
    }
    if (!this.usedAt || !text.includes('{')) return text;
    return text.replace(/\{([^{}\s]+)\}/g, (all, name: string) =>
      parameters.has(name) ? (values.get(name)?.text ?? this.substitution?.get(name)?.name ?? all) : all,
    );
  }

  /** `parseEstimate`, remembered: a plan has few different durations. */
  estimate(text: string): Estimate | undefined {
    if (!this.estimates.has(text)) this.estimates.set(text, parseEstimate(text));
    return this.estimates.get(text);
  }

  refs(names: readonly string[], node: AstNode, property: string, expected: Expected): Ref[] {
    return names.flatMap((name, i) => this.ref(name, this.source.property(node, property, i), expected) ?? []);
  }

  place(node: AstNode): Place {
    return this.usedAt ?? this.source.place(node);
  }

  head(node: AstNode): Place {
    return this.usedAt ?? this.source.head(node);
  }

  property(node: AstNode, name: string, index = 0): Place {
    return this.usedAt ?? this.source.property(node, name, index);
  }

  at(cst: CstNode | undefined): Place {
    return this.usedAt ?? this.source.at(cst);
  }

  /** The id of something in the release that is read, else in the file. */
  id(label: string): string {
    // `release payments-4.2` is around `payments-4.2/deploy web`.
    const around = this.release?.id.slice(this.release.id.indexOf(' ') + 1);
    return this.ids.of(around === undefined ? [] : [around, ...this.uses], label);
  }

  /** Notes what an id of the release that is read stands for. */
  keep<Thing extends { readonly id: string }>(thing: Thing): Thing {
    (this.release?.things as Map<string, unknown> | undefined)?.set(thing.id, thing);
    return thing;
  }

  /** Reads what belongs to a step, whose times are counted by themselves. */
  inStep<T>(step: string, read: () => T): T {
    return this.ids.inStep(step, read);
  }

  /** Where a time is, and its id. */
  timed(node: AstNode): { readonly id: string; readonly place: Place } {
    const place = this.place(node);
    return { id: this.ids.ofTime(place), place };
  }

  /** The common part of everything declared. */
  declared(node: Declared_, name: string | undefined): Declared {
    const { kind = '' } = node;
    const label = this.release ? name || kind : `${kind} ${name ?? ''}`;
    const { links } = node as { readonly links?: readonly string[] };
    const openLink = links?.indexOf(TBD) ?? -1;
    return {
      id: this.id(label),
      name: name ?? '',
      title: titleOf(node),
      place: this.place(node),
      namePlace: name ? this.property(node, nameProperty(node)) : this.head(node),
      head: this.head(node),
      note: this.source.note(node),
      ...(openLink >= 0 && { linkOpen: { tbd: true as const, place: this.property(node, 'links', openLink) } }),
    };
  }

  /** Enters a name into a scope; the second one of a scope is reported. */
  declare(scope: Map<string, Named>, named: Named): void {
    if (!this.usedAt && !this.isDropped) this.declarations.push(named);
    if (!named.name) return;
    if (named.name === TBD && !this.usedAt) this.problem(named.namePlace, NAMED_OPEN);
    const first = scope.get(named.name);
    if (first && first.namePlace.file === named.namePlace.file && first !== named) {
      this.duplicates.push({ name: named.name, first: first.namePlace, second: named.namePlace });
      return;
    }
    scope.set(named.name, named);
  }

  /** Reports clauses that the line does not take, and single ones given twice. */
  judgeClauses(line: AstNode, word: string): void {
    if (this.usedAt) return;
    this.judgeUntil(line, word);
    this.judgeWhen(line, word);
    this.judgeDoneOn(line, word);
    if (this.isItem(line, word)) return;
    const seen = new Map<Clause, number>();
    for (const piece of clauseNodes(line)) {
      const feature = featureOf(piece);
      const flag = feature === 'flags';
      const clause = flag ? clauseOfWord(piece.text) : CLAUSE_OF_PROPERTY.get(feature ?? '');
      if (!clause) continue;
      const times = seen.get(clause) ?? 0;
      seen.set(clause, times + 1);
      if (clause === 'span' && MAY_BE_OPEN.has(word) && isOpenLine(line) && !isSomebodys(line, word)) continue;
      if (clause === 'span' && !takes(word, clause) && isOpenLine(line)) {
        // What the line lacks is told alone: it is what is open.
        const problem = this.problem(this.at(piece), openFor(word));
        if (problem) this.surplus.set(problem, line.$type === 'Property' ? this.place(line) : this.head(line));
        continue;
      }
      if (!takes(word, clause)) {
        const allowed = clausesOf(word);
        if (flag) this.problem(this.at(piece), unfit(clause, word, allowed));
        else if (times === 0) {
          const place = this.source.keyword(line, clause.split(' ')[0]!) ?? this.at(piece);
          if (clause === 'quantity' && takes(word, 'duration')) {
            this.problem(
              this.at(piece),
              'This is no duration: a number has `m`, `h`, `d`, `wd`, `w` or `mo` right behind it, for example `20m`.',
            );
            continue;
          }
          // How long it lasts is said by the range that the day becomes.
          if (clause === 'duration' && wantsRange(line, word)) continue;
          const when = clause === 'on' ? (['at', 'during'] as const).find((one) => takes(word, one)) : undefined;
          if (when) {
            this.problem(place, `\`on\` is the day of what is over; when \`${word}\` is stands behind \`${when}\`.`, {
              title: `Write \`${when}\``,
              text: when,
            });
            continue;
          }
          const meant = clause === 'title' ? nameIn(line, word) : undefined;
          const message = `${unfit(clause, word, meant ? [] : allowed)}${meant?.way ?? ''}`;
          // `promise "Two hours"` was meant as what it lacks.
          if (clause === 'title' && !meant && line.$type === 'Property') this.countsForNothing(line, place, message);
          else this.problem(place, message, meant?.replacement);
        }
      } else if (times === 1 && !flag && !factsOf(clause).syntax.repeats) {
        const problem = this.problem(this.at(piece), `${clauseName(clause)} stands twice on this line; keep one.`);
        // A `tbd` that is read as a time may come of what is wrong before it.
        if (problem && clause === 'span' && hasOpenTime(line)) this.surplus.set(problem, this.head(line));
      }
    }
  }

  /** `mitigation "Name stand-ins" by bob`: a text where names of things stand, in a block that has a checklist for it; told once. */
  private isItem(line: AstNode & Partial<Pick<Property, 'refs' | 'titles'>>, word: string): boolean {
    const [text] = line.titles ?? [];
    const place = ITEM_LIKE.has(word) && text !== undefined ? this.source.keyword(line, word) : undefined;
    if (!place || nameIn(line, word)) return false;
    this.problem(
      place,
      `\`${word}\` names things of the plan. What is said in words is a line of the checklist: \`- "${text}"\`, with \`by\` and \`due\` if you like.`,
      { title: 'Make it a line of the checklist', text: '-' },
    );
    return true;
  }

  /** One thing has one time: a range right behind the word is what `during` says, too. */
  private judgeWhen(line: AstNode & Partial<Pick<OwnClauses, 'spans' | 'during' | 'from' | 'until'>>, word: string) {
    const [bare] = line.spans ?? [];
    if (!bare || !takes(word, 'span') || !takes(word, 'during')) return;
    const isFrozen = (word === 'freeze' || word === 'maintenance') && line.from?.length && line.until?.length;
    const also = line.during?.length ? 'during' : isFrozen ? 'from' : undefined;
    if (also) this.problem(this.place(bare), `\`${laidOut(bare)}\` and \`${also}\` both say when; keep one of them.`);
  }

  /** Only to wait ends with what is measured. */
  private judgeUntil(line: AstNode & { readonly untilWhen?: readonly AstNode[] }, word: string): void {
    const [condition] = line.untilWhen ?? [];
    if (!condition || word === 'wait') return;
    this.problem(
      this.place(condition),
      `\`until\` takes a time on \`${word}\`; only a \`wait\` ends with a condition.`,
    );
  }

  /** What is ticked off has no day of its own. */
  private judgeDoneOn(line: AstNode & { readonly doneOn?: readonly AstNode[] }, word: string): void {
    const [day] = line.doneOn ?? [];
    if (!day || (KEPT_ON as readonly string[]).includes(word)) return;
    const line_ = word === 'item' ? 'a line of a checklist' : `\`${word}\``;
    this.problem(this.place(day), `\`done on\` says nothing about ${line_}: it is \`done\`, or it is not.`);
  }

  /** `calendar berlin` in a person: the word declares elsewhere and names here, so that most of a declaration says nothing. */
  judgeNaming(line: Declaration, taken: readonly Clause[] = []): void {
    const word = line.kind ?? '';
    for (const piece of clauseNodes(line)) {
      const feature = featureOf(piece);
      const clause = feature === 'flags' ? clauseOfWord(piece.text) : CLAUSE_OF_PROPERTY.get(feature ?? '');
      if (!clause || taken.includes(clause)) continue;
      const place = this.source.keyword(line, clause.split(' ')[0]!) ?? this.at(piece);
      const home = takes(word, clause) ? `; put it where that \`${word}\` is declared` : '';
      this.problem(place, `${clauseName(clause)} says nothing about a \`${word}\` that is only named${home}.`);
    }
    const [inner] = line.statements;
    if (inner && inner.$type !== 'OwnClauses')
      this.problem(this.head(inner), `This \`${word}\` is only named here; its lines stand where it is declared.`);
  }

  /** What every name of this file stands for, now that all are declared. */
  link(topLevel: ReadonlyMap<string, Named>, isHalfDeclared: (name: string) => boolean): Reference[] {
    const vocabularies = vocabulariesOf(topLevel);
    const ofReleases = new Map<Release, ReadonlySet<string>>();
    const references: Reference[] = [...this.kindReferences];
    // Lines lead to the same word again and again: `switch … to green`.
    const misspelt = new Map<string, boolean>();
    const isMisspeltIn = (release: Release | undefined, name: string, kinds: NonNullable<Expected['near']>) => {
      const key = `${release?.id} ${kinds} ${name}`;
      const known = misspelt.get(key) ?? isNearly(name, kinds, [...(release ? [release.names] : []), topLevel]);
      misspelt.set(key, known);
      return known;
    };
    for (const { ref, expected, release, isJudged } of this.pending) {
      const found = release?.names.get(ref.name) ?? topLevel.get(ref.name);
      if (!found && isHalfDeclared(ref.name)) continue;
      const kinds: readonly string[] = expected.kinds;
      const fits = (named: Named) =>
        kinds.length === 0 ||
        named.kind === 'parameter' ||
        (kinds.includes(named.kind) &&
          (!expected.timed || hasTime(named)) &&
          (named.kind !== 'block' || isCalledAs(named.block, expected)));
      const target = found && fits(found) ? found : undefined;
      const own = release && (ofReleases.get(release) ?? vocabulariesOf(release.names));
      if (release && own) ofReleases.set(release, own);
      // A runbook may name a rollback of whatever release uses it.
      const isMisspelt = !found && expected.near !== undefined && isMisspeltIn(release, ref.name, expected.near);
      if (!target && !isMisspelt && (isOpen(expected, vocabularies, own) || (isJudged && !found && expected.blocks)))
        continue;
      references.push({
        ...ref,
        target,
        expected: isMisspelt ? EXPECTED.thing.words : expected.words,
        kinds: isMisspelt ? EXPECTED.thing.kinds : expected.kinds,
        ...this.within(release),
        ...(expected.timed && { timed: true }),
        ...blocksOf(expected),
      });
    }
    const misfits = new Set<Ref>();
    for (const { ref, expected, release } of this.takenFor) {
      const found = release?.names.get(ref.name) ?? topLevel.get(ref.name);
      const kinds: readonly string[] = expected.kinds;
      if (kinds.length === 0 || expected.open !== undefined || expected.blocks || misfits.has(ref)) continue;
      if (found ? found.kind === 'parameter' || kinds.includes(found.kind) : isHalfDeclared(ref.name)) continue;
      misfits.add(ref);
      references.push({
        ...ref,
        target: undefined,
        expected: expected.words,
        kinds: expected.kinds,
        ...this.within(release),
      });
    }
    for (const { ref, runbook, release } of this.blocksOfUses) {
      if (release?.names.has(ref.name) || topLevel.has(ref.name)) continue;
      this.problem(
        ref.place,
        `\`${runbook}\` calls the rollback or play \`${ref.name}\`, and this release has none of that name.`,
      );
    }
    for (const pending of this.pendingSteps) this.judgeStepReference(pending, references);
    return references;
  }

  private within(release: Release | undefined): Pick<Reference, 'release' | 'judged'> {
    if (!release) return {};
    return { release: release.id, ...(this.judged.has(release) && { judged: release }) };
  }

  private judgeStepReference({ verb, target, place, release }: PendingStep, references: Reference[]): void {
    if (!release) return;
    const said = `${verb.name} ${target.name}`;
    const steps = release.steps.filter(
      (step) => step.verb === verb.name && step.targets.some((to) => to.name === target.name),
    );
    const dropped = release.dropped.find((one) => one.word === verb.name && one.targets.includes(target.name));
    if (steps.length === 0 && dropped) {
      references.push({ name: said, place, target: dropped, expected: '', kinds: [], ...this.within(release) });
    } else if (steps.length === 0) {
      this.problem(
        place,
        `No step of this release is \`${said}\`. Name a step by its verb and target, or by its name after \`as\`.`,
      );
    } else if (steps.length > 1) {
      this.problem(
        place,
        `${steps.length} steps of this release are \`${said}\`. Give the one you mean a name with \`as\` and use that.`,
      );
    }
  }
}

/** `then rollback night` takes nothing back where `night` is a run. */
function isCalledAs({ kind }: Block, { blocks }: Expected): boolean {
  return !blocks || (blocks as readonly Block['kind'][]).includes(kind);
}

function blocksOf({ blocks }: Expected): Pick<Reference, 'blocks'> {
  return blocks ? { blocks } : {};
}

function isOpen({ open }: Pick<Expected, 'open'>, ...declared: readonly (ReadonlySet<string> | undefined)[]): boolean {
  return open !== undefined && (open === 'always' || !declared.some((words) => words?.has(open)));
}

/** `shpo` where `shop` is declared; `app-03` beside `app-02` and `node-b` beside `node-a` are others. */
function isNearly(
  name: string,
  kinds: readonly Named['kind'][],
  among: readonly ReadonlyMap<string, Named>[],
): boolean {
  const names = among.flatMap((some) => kinds.flatMap((kind) => ofKind(some, kind).map((one) => one.name)));
  const meant = nearest(name, names);
  const withoutNumber = (one: string) => one.replace(/\d|-[a-z]$/gi, '');
  return meant !== undefined && withoutNumber(meant) !== withoutNumber(name);
}

/** Those of which a word is declared. */
function vocabulariesOf(names: ReadonlyMap<string, Named>): ReadonlySet<string> {
  return new Set(ofKind(names, 'word').map(({ vocabulary }) => vocabulary));
}

type Declared_ = AstNode & { readonly kind?: string; readonly titles?: readonly string[] };

/** The first string of a line is its title, without its quotes (the value converter took them). */
export function titleOf(node: { readonly titles?: readonly string[] }): string | undefined {
  return node.titles?.[0];
}

function nameProperty(node: AstNode): string {
  const as = (node as { as?: readonly string[] }).as;
  return as && as.length > 0 ? 'as' : 'name';
}

/** Lines that name things, in a block that has a checklist as well. */
const ITEM_LIKE: ReadonlySet<string> = new Set(['needs', 'mitigation']);

/** `change "CHG-7"`: the text stands where a name is asked for, and could be one. */
function nameIn(line: AstNode & Partial<Pick<Property, 'refs' | 'titles'>>, word: string) {
  if (!NAMING.has(word) || (line.refs?.length ?? 0) > 0 || (line as Partial<Use>).runbook !== undefined)
    return undefined;
  return unquoted(word, line.titles?.[0] ?? '');
}

function clauseName(clause: Clause): string {
  return factsOf(clause).called?.inMessages ?? `\`${clause}\``;
}

/** `uat acceptance 2d by ann on Thu 2026-11-26`: told at its `on`, which becomes a range. */
function wantsRange(line: AstNode, word: string): boolean {
  const isOn = (line as Partial<{ on: readonly unknown[] }>).on?.length;
  return Boolean(isOn) && !takes(word, 'on') && takes(word, 'during');
}

function unfit(clause: Clause, word: string, allowed: readonly Clause[]): string {
  const fits = allowed.filter((other) => !VALUES.has(other) && !FLAGS.has(other));
  const way = fits.length > 0 ? ` It takes ${fits.map((fit) => `\`${fit}\``).join(', ')}.` : '';
  const line = word === 'item' ? 'a line of a checklist' : `\`${word}\``;
  return `${clauseName(clause)} says nothing about ${line}.${way}`;
}

const NAMED_OPEN =
  '`tbd` says that something is open, so that nobody could refer to what is called so; give it any other name until there is a better one.';

/** `risk slow tbd`: nothing stands there that could be open. */
function openFor(word: string): string {
  const [after] = clausesOf(word).filter((clause) => ['by', 'on', 'at', 'is', 'every', 'of'].includes(clause));
  const way = after
    ? `Leave it out, or put it behind the word of what is open, as in \`${after} tbd\``
    : 'Leave it out';
  const line = word === 'item' ? 'a line of a checklist' : `\`${word}\``;
  return `Nothing that stands here of ${line} could be open. ${way}.`;
}

/** Lines that are all open: `kind tbd`, `no-go tbd`, `contact phone tbd`. */
export const MAY_BE_OPEN: ReadonlySet<string> = new Set([
  'kind',
  'no-go',
  'contact',
  'acknowledge',
  'sign-off',
  'deadlines',
]);

function hasOpenTime({ spans = [] }: AstNode & { readonly spans?: readonly Span[] }): boolean {
  return spans.some(({ from }) => from.tbd !== undefined);
}

/** `sign-off tbd by ann`: who that is is no longer open. */
function isSomebodys(line: AstNode & { readonly by?: readonly unknown[] }, word: string): boolean {
  return takes(word, 'by') && Boolean(line.by?.length);
}

/** The grammar has a time there. */
export function isOpenLine(line: AstNode & { readonly spans?: readonly Span[] }): boolean {
  const [only, ...more] = line.spans ?? [];
  return only !== undefined && more.length === 0 && only.from.tbd !== undefined && only.to === undefined;
}
