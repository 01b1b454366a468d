/** A plan without some of its people: who stands in for them, and what is left that nobody can do. */
import {
  type ChecklistItem,
  lookup,
  type Named,
  type Place,
  type Plan,
  type Ref,
  type Release,
  type Step,
  stepLabel,
  type Who,
} from '../model.ts';
import { deputiesOf, membersOf, peopleOf } from '../who/people.ts';
import { copyPlan } from './copy.ts';

/** A slot that cannot be filled, or not with as many people as it asks for. */
export interface Gap {
  readonly release: string;
  /** Index of the step, where it is one. */
  readonly step?: number;
  /** What it is, as messages call it: `deploy web`, `UAT acceptance`. */
  readonly what: string;
  /** As the slot names them: `priya`, `dba`. */
  readonly who: string;
  readonly place: Place;
  /** How many are asked for, and how many are left. */
  readonly wanted: number;
  readonly left: number;
}

export interface WhatIf {
  readonly plan: Plan;
  /** What nobody, or too few people, can do any more. */
  readonly gaps: readonly Gap[];
}

/**
 * Teams choose among those who are left. Whoever is named is stood in for as the plan declares it: by the slot's own
 * `else`, the role's, or the person's deputy (see `deputiesOf`), and by theirs where they are missing too. A slot for which
 * the plan declares nobody is left empty, and is a gap.
 */
export function withoutPeople(plan: Plan, absent: ReadonlySet<string>): WhatIf {
  const replacements = new Map<object, object>();
  const gaps: Gap[] = [];
  for (const release of plan.releases) {
    for (const named of [...plan.names.values(), ...release.names.values()]) {
      const changed = withoutMembers(plan, release, named, absent);
      if (changed) replacements.set(named, changed);
    }
    const slots = new Slots(plan, release, absent, gaps);
    for (const step of release.steps) {
      const changed = slots.ofStep(step);
      if (changed) replacements.set(step, changed);
    }
    for (const one of [...release.rehearsals, ...release.uats]) {
      const what = `${one.kind === 'uat' ? 'UAT' : 'rehearsal'} ${one.name}`;
      const changed = slots.of({ what, place: one.head }, one);
      if (changed) replacements.set(one, changed);
    }
    for (const roster of release.rosters) {
      for (const cover of roster.cover) {
        const changed = slots.of(
          { what: `the cover in ${roster.name}`, place: cover.place },
          { by: cover.by, with: [] },
        );
        if (changed) replacements.set(cover, { by: changed.by });
      }
      const host =
        roster.by && slots.of({ what: `the bridge ${roster.name}`, place: roster.head }, { by: roster.by, with: [] });
      if (host) replacements.set(roster, { by: host.by });
    }
    for (const milestone of release.milestones) {
      if (milestone.done) continue;
      const doing = { what: `milestone ${milestone.name}`, place: milestone.head };
      const changed = slots.of(doing, { by: undefined, with: milestone.with });
      if (changed) replacements.set(milestone, { with: changed.with });
    }
    for (const reserve of release.reserves) {
      const changed = slots.of({ what: 'the reserve', place: reserve.place }, { by: undefined, with: reserve.who });
      if (changed) replacements.set(reserve, { who: changed.with });
    }
  }
  return { plan: copyPlan(plan, replacements), gaps };
}

/** A team of those who are left, a role filled by who stands in; undefined: it stays as it is. */
function withoutMembers(plan: Plan, release: Release, named: Named, absent: ReadonlySet<string>): object | undefined {
  if (named.kind === 'team' || named.kind === 'audience') {
    const members = named.members.filter(({ name }) => !isUnfillable(plan, release, name, absent));
    return members.length < named.members.length ? { members } : undefined;
  }
  if (named.kind !== 'role' || !named.holder || !absent.has(named.holder.name)) return undefined;
  const holder = standIn(plan, release, { ref: named.holder, otherwise: named.otherwise, place: named.place }, absent);
  return { holder: holder === undefined ? undefined : ref(holder, named.holder.place), otherwise: undefined };
}

interface Filled {
  readonly by?: Who;
  readonly with: readonly Who[];
}

type Doing = Pick<Gap, 'what' | 'step' | 'place'>;

class Slots {
  private readonly plan: Plan;
  private readonly release: Release;
  private readonly absent: ReadonlySet<string>;
  private readonly gaps: Gap[];

  constructor(plan: Plan, release: Release, absent: ReadonlySet<string>, gaps: Gap[]) {
    this.plan = plan;
    this.release = release;
    this.absent = absent;
    this.gaps = gaps;
  }

  ofStep(step: Step): object | undefined {
    const doing = { what: stepLabel(step), step: step.index, place: step.head };
    // What is done needs nobody any more.
    if (step.done) return undefined;
    const filled = this.of(doing, step);
    const undoBy = this.fill(doing, step.undoBy, 'by');
    const checklist = this.items(doing, step.checklist);
    for (const { name, place } of step.gate?.quorum?.including ?? []) {
      if (!isUnfillable(this.plan, this.release, name, this.absent)) continue;
      const what = `the quorum of ${doing.what}`;
      this.gaps.push({ ...doing, what, release: this.release.name, who: name, place, wanted: 1, left: 0 });
    }
    if (!filled && undoBy === step.undoBy && checklist === step.checklist) return undefined;
    return { ...filled, undoBy, checklist };
  }

  /** Undefined: all of its people are there. */
  of(doing: Doing, { by, with: others }: Filled): Filled | undefined {
    const filled = this.fill(doing, by, 'by');
    const rest = others.map((who) => this.fill(doing, who, 'with'));
    if (filled === by && rest.every((who, i) => who === others[i])) return undefined;
    return { by: filled, with: rest.filter((who) => who !== undefined) };
  }

  private items(doing: Doing, items: readonly ChecklistItem[]): readonly ChecklistItem[] {
    let changed = false;
    const filled = items.map((item) => {
      const by = item.done ? item.by : this.fill({ ...doing, what: `"${item.text}"` }, item.by, 'by');
      const inner = this.items(doing, item.items);
      if (by === item.by && inner === item.items) return item;
      changed = true;
      return { ...item, by, items: inner };
    });
    return changed ? filled : items;
  }

  private fill(doing: Doing, who: Who | undefined, slot: 'by' | 'with'): Who | undefined {
    if (!who) return undefined;
    const { plan, release, absent } = this;
    const { fixed, choices, outside } = peopleOf(plan, release, who, slot);
    const asked = [...fixed, ...choices.flatMap(({ from }) => from), ...outside];
    const left = asked.filter((name) => !absent.has(name));
    if (left.length === asked.length) return who;
    const wanted = choices[0]?.count ?? (isCounted(who) ? asked.length : 1);
    // A team that is still large enough chooses others, and `with ops` are all of ops who are there.
    if (left.length >= wanted) return who;
    const substitute = wanted === 1 ? standIn(plan, release, who, absent) : undefined;
    if (substitute !== undefined) {
      return { ref: ref(substitute, who.ref.place), place: who.place };
    }
    this.gaps.push({ ...doing, release: release.name, who: who.ref.name, wanted, left: left.length });
    return left.length > 0 ? who : undefined;
  }
}

function isCounted(who: Who): boolean {
  return typeof who.count === 'number' || who.count === 'all';
}

/** The name of whoever stands in and is there; undefined where the plan declares nobody. */
function standIn(plan: Plan, release: Release, who: Who, absent: ReadonlySet<string>): string | undefined {
  const asked = new Set(deputiesOf(plan, release, who));
  // Those of the chain come before whoever stands in for one of them.
  for (const next of asked) {
    const { people, outside } = membersOf(plan, release, next);
    if ([...people, ...outside].some((name) => !absent.has(name))) return next;
    const own = { ref: ref(next, who.place), place: who.place };
    for (const further of deputiesOf(plan, release, own)) asked.add(further);
  }
  return undefined;
}

/** True for whoever is absent, and for a role that only they fill. */
function isUnfillable(plan: Plan, release: Release, name: string, absent: ReadonlySet<string>): boolean {
  if (absent.has(name)) return true;
  const named = lookup(plan, release, name);
  if (named?.kind !== 'role' || !named.holder || !absent.has(named.holder.name)) return false;
  return standIn(plan, release, { ref: ref(name, named.place), place: named.place }, absent) === undefined;
}

function ref(name: string, place: Place): Ref {
  return { name, place };
}
