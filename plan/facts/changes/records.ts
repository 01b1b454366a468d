/** Who writes down what a configuration item has become. */

import { lookup, type Ref, type Step, type System, type Who, type Word } from '../../model.ts';
import { ofKind } from '../../named.ts';
import { deputiesOf, membersOf } from '../../who/people.ts';
import type { Facts } from '../facts.ts';
import { isForward, systems } from './changes.ts';

/** The steps that record something, with what they record. */
export function recordings({ plan, release }: Facts): ReadonlyMap<Step, readonly System[]> {
  return new Map(
    release.steps
      .filter((step) => step.verb === 'record' && isForward(step))
      .map((step) => [step, systems(plan, release, step.targets)]),
  );
}

/** The one who may record an item: its own writer, else that of the register. */
export function writerOf(subject: Facts, system: System, register: Ref | undefined): Who | undefined {
  const { plan, release } = subject;
  if (system.writer) return system.writer;
  const word = register && lookup(plan, release, register.name);
  return word?.kind === 'word' ? word.by : undefined;
}

export function registers({ plan }: Facts): readonly Word[] {
  return ofKind(plan.names, 'word').filter(({ vocabulary }) => vocabulary === 'register');
}

/** Whether somebody who does a step is the writer, one of the writers, or stands in for them. */
export function isWriter({ plan, release }: Facts, who: Who, writer: Who): boolean {
  if (who.ref.name === writer.ref.name) return true;
  const people = ({ ref }: Who) => {
    const { people, outside } = membersOf(plan, release, ref.name);
    return [...people, ...outside];
  };
  const writers = new Set(people(writer));
  for (const name of [...writers]) {
    const person = lookup(plan, release, name);
    if (person?.kind === 'person' && person.deputy) writers.add(person.deputy.name);
  }
  for (const deputy of deputiesOf(plan, release, writer)) writers.add(deputy);
  return people(who).every((name) => writers.has(name));
}
