/** What lowering collects on its one walk: names, references, written times, mistakes of form. */
import type { AstNode, CstNode } from 'langium';
import type {
  Declared,
  DuplicateName,
  FormProblem,
  Named,
  OwnKind,
  Place,
  Ref,
  Release,
  Runbook,
  TimeRange,
} from '../../plan/model.ts';
import { TBD } from '../../plan/model.ts';
import { ofText } from '../../plan/remembered.ts';
import { parseEstimate } from '../../plan/time/duration.ts';
import type { Estimate, WrittenTime, Zone } from '../../plan/time/model.ts';
import type { Declaration, Span, Time } from '../generated/ast.ts';
import { PARAMETER } from '../parse/parser.ts';
import type { Expected } from './expected.ts';
import { Ids } from './ids.ts';
import { RunbookSizes } from './runbooks/runbook-sizes.ts';
import type { Source } from './text/source.ts';
import { UsedNames } from './used-names.ts';

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };
export type Draft<T> = Mutable<Partial<T>>;

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
  used = new UsedNames();
  /** Ranges that have been read. */
  readonly spans = new Map<Span, TimeRange>();

  /** Kinds of release of one's own, of this file and its imports. */
  kinds: ReadonlyMap<string, OwnKind> = new Map();

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
    inner.used = new UsedNames(this.used);
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
    if (substitute) this.used.take(substitute, expected, this.release);
    if (substitute) return substitute;
    const ref: Ref = { name, place: this.usedAt ?? cst };
    if (name === TBD) return ref;
    if (this.usedAt && this.given?.values.has(name)) {
      this.given.misfit(name, expected.words || 'a name');
      return undefined;
    }
    const { release, isJudged, runbook } = this;
    if (!this.usedAt) this.used.names.push({ ref, expected, release, isJudged });
    else if (expected.blocks) this.used.blocksOfUses.push({ ref, runbook, release });
    return ref;
  }

  /** `ref`, written as a property of a node; where that stands is looked up only for a name that is there. */
  refAt(name: string | undefined, node: AstNode, property: string, expected: Expected): Ref | undefined {
    return name ? this.ref(name, this.property(node, property), expected) : undefined;
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

  estimate(text: string): Estimate | undefined {
    return estimateOf(text);
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

const NAMED_OPEN =
  '`tbd` says that something is open, so that nobody could refer to what is called so; give it any other name until there is a better one.';

/** Plans have few different durations. */
const estimateOf = ofText(parseEstimate);
