import { isForward } from '../facts/changes/changes.ts';
import { criteriaAt } from '../facts/decisions/criteria.ts';
import { standardRelease } from '../facts/example.ts';
import { quoted, said } from '../facts/words.ts';
import type { Criterion, Step, Trigger } from '../model.ts';
import type { Found, ReleaseCheck } from './check.ts';

const plan = (threshold: string, mark = '') =>
  standardRelease(
    `
    person mara
    person priya
    person jonas
    service cart
    `,
    `
    run {
      switch cart as some to 10 % 5m by priya
      wait   soak 15m
      gate   go-on 5m by mara {
        criterion "Error rate" < 0.5 % over 15m from grafana
        no-go then rollback abort
      }
      switch cart as all to 100 % 5m by priya
      verify cart 20m by jonas
      when "Error rate" > ${threshold} % over 5m from grafana then rollback abort${mark}
    }
    rollback abort {
      switch cart as back to 0 % 5m by priya
      verify cart as again 10m by jonas
    }
    `,
  );

export const triggerUnlikeGate: ReleaseCheck = {
  code: 'trigger-unlike-gate',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'A trigger and a gate that go back by the same figure, and do not agree about it',
  why:
    'Between the two thresholds one of them says go on and the other one go back. Whoever is on duty then has to guess which of ' +
    'them was meant.',
  timeless: true,
  fixable: false,
  example: { breaks: plan('20', '  // <- trigger-unlike-gate'), passes: plan('0.5') },
  *find({ plan, release }) {
    for (const trigger of release.triggers) {
      // With a second condition it says something else.
      const [condition, ...others] = trigger.conditions;
      if (!condition || others.length > 0) continue;
      for (const gate of release.steps) {
        if (!gate.gate || !isForward(gate) || !callsTheSame(trigger, gate)) continue;
        for (const criterion of criteriaAt(plan, release, gate)) {
          const found = isSameFigure(condition, criterion) ? compared(condition, criterion, gate) : undefined;
          if (found) yield found;
        }
      }
    }
  },
};

/** A rollback or play that both of them call. */
function callsTheSame({ then }: Trigger, { gate }: Step): boolean {
  const noGo = gate?.noGo;
  return (
    noGo?.ref !== undefined && then.some(({ action, ref }) => action === noGo.action && ref?.name === noGo.ref?.name)
  );
}

function isSameFigure(a: Criterion, b: Criterion): boolean {
  return a.subject.toLowerCase() === b.subject.toLowerCase() && a.unit === b.unit;
}

function compared(fires: Criterion, passes: Criterion, gate: Step): Found | undefined {
  const [threshold, limit] = [fires.value, passes.value];
  const [up, good] = [sideOf(fires), sideOf(passes)];
  if (threshold === undefined || limit === undefined || !up || !good) return undefined;
  const base = { place: fires.place, related: [{ message: 'The gate asks for this', place: passes.place }] };
  const [one, other] = [quoted(textOf(fires)), quoted(textOf(passes))];
  if (up === good) {
    return {
      ...base,
      message: `The trigger goes back at ${one}, which is what ${said(gate)} asks for (${other}); turn one of them round.`,
    };
  }
  // How far beyond what the gate allows the trigger fires; below zero: before.
  const beyond = up === 'high' ? threshold - limit : limit - threshold;
  if (beyond === 0) return undefined;
  const between = `${Math.min(threshold, limit)} and ${Math.max(threshold, limit)} ${fires.unit ?? ''}`.trim();
  return {
    ...base,
    severity: 'information',
    message:
      beyond > 0
        ? `The trigger allows what ${said(gate)} forbids: it goes back only at ${one}, the gate unless ${other}; between ${between} ` +
          'nothing happens until the gate. Let them agree, or say what holds in between.'
        : `${said(gate)} never sees what it asks about: the trigger has gone back at ${one} before ${other} can fail; let them agree.`,
  };
}

function sideOf({ operator }: Criterion): 'low' | 'high' | undefined {
  if (operator === '<' || operator === '<=') return 'low';
  return operator === '>' || operator === '>=' ? 'high' : undefined;
}

function textOf({ operator, valueText, unit }: Criterion): string {
  return [operator, valueText, unit].filter(Boolean).join(' ');
}
