/** Syntax tree → plan. One walk; nothing throws, half a file gives half a plan. */
import {
  type Import,
  type Named,
  type NamedStep,
  type Norm,
  type OwnKind,
  type Plan,
  type Policy,
  type Reference,
  type Release,
  SYSTEM_KINDS,
  type Train,
  type UnreadLine,
  VOCABULARIES,
  type Waiver,
} from '../../plan/model.ts';
import { ofKind, putTogether } from '../../plan/named.ts';
import { contains } from '../../plan/place.ts';
import type { Zone } from '../../plan/time/model.ts';
import { MOST_IMPORTED } from '../files/import-graph.ts';
import type * as ast from '../generated/ast.ts';
import { withBrokenLines } from '../parse/crowded.ts';
import { wordsForNames } from '../parse/meant.ts';
import { formProblems } from '../parse/messages.ts';
import type { Parsed } from '../parse/parser.ts';
import { Context, type RunbookSource } from './context.ts';
import { lowerCalendar, zoneLine } from './declared/calendars.ts';
import { lowerFund } from './declared/money.ts';
import { lowerEvent, lowerFreeze, lowerMaintenance } from './declared/occasions.ts';
import { lowerAudience, lowerParty, lowerPerson, lowerRole, lowerTeam } from './declared/people.ts';
import { lowerCriteria, lowerNorm, lowerTrain, lowerWaiver } from './declared/rules.ts';
import { lowerEnvironment, lowerSystem, lowerWord } from './declared/things.ts';
import { judgeClauses } from './judged-clauses.ts';
import { link } from './link.ts';
import { declareKinds } from './release/kinds.ts';
import { isReusable, lowerPolicy, type PolicyDraft } from './release/policies.ts';
import { lowerRelease } from './release/release.ts';
import { newReleaseDraft, type ReleaseDraft } from './release/release-draft.ts';
import { lowerRoster } from './release/rosters.ts';
import { judgeRunbook, lowerRunbook } from './runbooks/runbooks.ts';
import { isTemplate, judgeTemplate, lowerTemplate } from './runbooks/templates.ts';
import { lowerText } from './steps/message-texts.ts';
import { withoutConsequences } from './text/consequences.ts';
import { judgeLine } from './text/lines.ts';
import { findPlaceholders } from './text/placeholders.ts';
import { Source } from './text/source.ts';
import { unreadElsewhere, unreadLines } from './text/unread.ts';
import { zoneCalled } from './times/times.ts';

/** A file after lowering: its plan, and what importing files take from it. Each file gives what is its own. */
export interface LoweredFile {
  readonly plan: Plan;
  readonly names: ReadonlyMap<string, Named>;
  readonly runbooks: ReadonlyMap<string, RunbookSource>;
  readonly policies: readonly Policy[];
  readonly kinds: ReadonlyMap<string, OwnKind>;
  readonly norms: readonly Norm[];
  readonly unread: readonly UnreadLine[];
}

/** An `import` line with what it brings; nothing where it leads nowhere, then `import.problem` says why. */
export interface ResolvedImport {
  readonly import: Import;
  /** The file that the line names, which another line may have brought already. */
  readonly itself: LoweredFile | undefined;
  /** The files that no earlier line has brought, each before those that it imports: what is nearer gives a name. */
  readonly nearest: readonly LoweredFile[];
  /** The same files, each behind those that it imports: later rules are stronger. */
  readonly foundations: readonly LoweredFile[];
  /** More files are behind this line, or those below it, than are read. */
  readonly isCut: boolean;
}

export function lower(file: string, parsed: Parsed, imports: readonly ResolvedImport[]): LoweredFile {
  const source = new Source(file, parsed);
  const runbooks = new Map<string, RunbookSource>();
  const context = new Context(source, runbooks);
  const own = new Map<string, Named>();
  const kinds = new Map<string, OwnKind>();
  const imported = importedNames(context, runbooks, imports);
  for (const imported of imports) {
    for (const file of filesOf(imported))
      for (const [name, kind] of file.kinds) if (!kinds.has(name)) kinds.set(name, kind);
  }
  context.kinds = kinds;
  declareKinds(context, parsed.root, kinds);
  const foundations = imports.flatMap((imported) => imported.foundations);
  const cut = imports.find(({ isCut }) => isCut);
  if (cut) context.problem(cut.import.place, TOO_MANY);

  const norms: Norm[] = [];
  const trains: Train[] = [];
  const waivers: Waiver[] = [];
  const ownPolicies: PolicyDraft[] = [];
  const releases: { readonly draft: ReleaseDraft; readonly node: ast.Declaration }[] = [];
  const zones = zonesOf(parsed.root, imported);
  const properties = parsed.root.statements.filter((line) => line.$type === 'Property');
  const fileZone = zoneLine(context, properties) ?? 'UTC';
  const bodies: (() => void)[] = [];
  for (const line of parsed.root.statements) {
    context.zone = fileZone;
    if (!judgeLine(context, line, 'file')) continue;
    if (line.$type === 'Import') {
      if (line.path === undefined)
        context.problem(context.place(line), 'Import which file? `import "shared/people.release"`.');
    } else if (line.$type === 'OwnClauses') {
      context.problem(
        context.place(line),
        'A line of a file starts with what it declares, such as `release` or `person`.',
      );
    } else if (line.$type === 'Property') {
      judgeClauses(context, line, line.key);
      if (line.key === 'norm') norms.push(lowerNorm(context, line));
      else if (line.key === 'waive') {
        const waiver = lowerWaiver(context, line);
        if (waiver) waivers.push(waiver);
      }
    } else if (line.$type === 'Declaration') {
      context.zone = zoneAround(line, zones) ?? fileZone;
      if (line.kind === 'release' && isTemplate(context, line)) {
        const drafted = lowerTemplate(context, line);
        context.declare(own, drafted.template);
        const zone = context.zone;
        bodies.push(() => {
          context.zone = zone;
          judgeTemplate(context, drafted, line);
        });
      } else if (line.kind === 'release') {
        const draft = newReleaseDraft(context, line);
        releases.push({ draft, node: line });
        context.declare(own, draft as Release);
      } else if (line.kind === 'runbook') {
        const runbook = lowerRunbook(context, line);
        context.declare(own, runbook);
        if (line.name) runbooks.set(line.name, { runbook, node: line, source });
        bodies.push(() => judgeRunbook(context, runbook, line));
      } else if (line.kind === 'policy') {
        const policy = lowerPolicy(context, line);
        ownPolicies.push(policy);
        if (isReusable(policy)) context.declare(own, policy);
      } else if (line.kind === 'train') {
        const train = lowerTrain(context, line);
        trains.push(train);
        context.declare(own, train);
      } else {
        const named = lowerShared(context, line);
        if (named) context.declare(own, named);
      }
    }
  }
  context.zone = fileZone;
  // Runbooks and releases come last: they use what the rest of the file declares, wherever it stands.
  for (const body of bodies) body();
  context.zone = fileZone;
  for (const { draft, node } of releases) lowerRelease(context, draft, node);
  const names = allNames(imported, own);
  for (const policy of ownPolicies) {
    const base = policy.base && names.get(policy.base.ref.name);
    if (policy.base && base?.kind === 'policy') policy.base = { ...policy.base, policy: base };
  }

  const linked = link(context, names, halfDeclared(parsed));
  const form = formProblems(file, parsed, context.flagsForNames);
  // `due mid June` names nothing.
  const isToldAs = ({ place, target }: Reference) =>
    target === undefined && form.some((one) => !one.understood && contains(one.place, place));
  const references = form.length === 0 ? linked : linked.filter((one) => !isToldAs(one));
  const told = withoutConsequences(form, context, parsed.tokens);
  const problems = withBrokenLines(file, parsed, told);
  const unread = unreadLines(parsed, problems, imports);
  const plan: Plan = {
    file,
    imports: imports.map((imported) => imported.import),
    releases: releases.map(({ draft }) => draft as Release),
    trains,
    names,
    policies: [...foundations.flatMap(({ policies }) => policies), ...ownPolicies],
    kinds,
    norms: [...foundations.flatMap((one) => one.norms), ...norms],
    waivers,
    references,
    writtenTimes: context.writtenTimes,
    duplicates: context.duplicates,
    problems,
    unread: [...unread, ...foundations.flatMap((one) => one.unread)],
    declarations: context.declarations,
    placeholders: findPlaceholders(file, parsed, [...ofKind(names, 'template'), ...ofKind(names, 'runbook')]),
  };
  return {
    plan,
    names: own,
    runbooks: new Map([...runbooks].filter(([, runbook]) => runbook.source === source)),
    policies: ownPolicies,
    kinds: new Map([...kinds].filter(([, kind]) => kind.namePlace.file === file)),
    norms,
    unread: unreadElsewhere(unread, plan.releases),
  };
}

/** Names behind a word that declares nothing, `client acme`: the word is told, and what names them is not blamed for it. */
export function halfDeclared({ root, tokens }: Pick<Parsed, 'root' | 'tokens'>): (name: string) => boolean {
  let names: ReadonlySet<string> | undefined;
  return (name) => {
    names ??= new Set([
      ...root.statements.flatMap((line) => (line.$type === 'Unknown' ? line.targets : [])),
      ...wordsForNames(tokens),
    ]);
    return names.has(name);
  };
}

const TOO_MANY =
  `More than ${MOST_IMPORTED} files are behind the imports of this one, the most that are read: what those declare that come ` +
  'after them, behind this line and those below it, is missing. Import fewer, or move what is shared into one file.';

function lowerShared(context: Context, line: ast.Declaration): Exclude<Named, NamedStep> | undefined {
  const kind = line.kind ?? '';
  if ((SYSTEM_KINDS as readonly string[]).includes(kind)) return lowerSystem(context, line);
  if ((VOCABULARIES as readonly string[]).includes(kind)) return lowerWord(context, line);
  switch (kind) {
    case 'person':
      return lowerPerson(context, line);
    case 'party':
      return lowerParty(context, line);
    case 'team':
      return lowerTeam(context, line);
    case 'role':
      return lowerRole(context, line);
    case 'calendar':
      return lowerCalendar(context, line);
    case 'audience':
      return lowerAudience(context, line);
    case 'environment':
      return lowerEnvironment(context, line);
    case 'fund':
      return lowerFund(context, line);
    case 'freeze':
      return lowerFreeze(context, line);
    case 'maintenance':
      return lowerMaintenance(context, line);
    case 'event':
      return lowerEvent(context, line);
    case 'criteria':
      return lowerCriteria(context, line);
    case 'roster':
      return lowerRoster(context, line);
    case 'text':
      return lowerText(context, line);
    default:
      return undefined;
  }
}

/** What is nearer comes first. */
function filesOf({ itself, nearest }: Pick<ResolvedImport, 'itself' | 'nearest'>): readonly LoweredFile[] {
  return itself ? [itself, ...nearest] : nearest;
}

/** What the imports of a file declare. Thousands of plans may import one file of a thousand names, which are not copied then. */
function importedNames(
  context: Context,
  runbooks: Map<string, RunbookSource>,
  imports: readonly ResolvedImport[],
): ReadonlyMap<string, Named> {
  const files = [...new Set(imports.flatMap(filesOf))];
  const [only] = files;
  if (only && files.length === 1) {
    for (const [name, runbook] of only.runbooks) if (only.names.has(name)) runbooks.set(name, runbook);
    return only.names;
  }
  const names = new Map<string, Named>();
  for (const imported of imports) takeNames(context, names, runbooks, imported);
  return putTogether(
    names,
    files.map((file) => file.names),
  );
}

/** One of its own stands in the place of one that is imported. */
function allNames(imported: ReadonlyMap<string, Named>, own: ReadonlyMap<string, Named>): ReadonlyMap<string, Named> {
  if (imported.size === 0) return own;
  const names = new Map<string, Named>();
  // Of a thousand names a copy by its entries takes twice the room.
  imported.forEach((named, name) => {
    names.set(name, named);
  });
  for (const [name, named] of own) names.set(name, named);
  return putTogether(names, [imported, own]);
}

/** Names of an import; one that another import gives to something else is a clash, told at the later import. */
function takeNames(
  context: Context,
  names: Map<string, Named>,
  runbooks: Map<string, RunbookSource>,
  { import: by, itself, nearest }: ResolvedImport,
): void {
  const files = filesOf({ itself, nearest });
  const met = new Set<string>();
  for (const file of files) {
    for (const [name, named] of file.names) {
      if (files.length > 1) {
        if (met.has(name)) continue;
        met.add(name);
      }
      const known = names.get(name);
      if (known === undefined) {
        names.set(name, named);
        const runbook = file.runbooks.size > 0 ? file.runbooks.get(name) : undefined;
        if (runbook) runbooks.set(name, runbook);
      } else if (known.namePlace.file !== named.namePlace.file) {
        context.duplicates.push({ name, first: known.namePlace, second: by.place });
      }
    }
  }
}

/** Zone of every calendar that can be named here. */
function zonesOf(root: ast.ReleaseFile, imported: ReadonlyMap<string, Named>): Map<string, Zone> {
  const zones = new Map<string, Zone>();
  for (const { name, zone } of ofKind(imported, 'calendar')) if (zone) zones.set(name, zone);
  for (const line of root.statements) {
    if (line.$type !== 'Declaration' || line.kind !== 'calendar' || !line.name) continue;
    const zone = zoneIn(line);
    if (zone) zones.set(line.name, zone);
  }
  return zones;
}

/** The zone that times inside a shared declaration are in: its own, else that of its calendar, else that of the file. */
function zoneAround(node: ast.Declaration, zones: ReadonlyMap<string, Zone>): Zone | undefined {
  const calendar = node.statements.find((line) => line.$type === 'Declaration' && line.kind === 'calendar');
  const name = calendar?.$type === 'Declaration' ? calendar.name : undefined;
  return zoneIn(node) ?? (name === undefined ? undefined : zones.get(name));
}

function zoneIn(node: ast.Declaration): Zone | undefined {
  for (const line of node.statements) {
    if (line.$type === 'Property' && line.key === 'zone' && line.zones[0] !== undefined)
      return zoneCalled(line.zones[0]);
  }
  return undefined;
}
