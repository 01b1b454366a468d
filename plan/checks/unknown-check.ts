import type { PolicyRule, Ref } from '../model.ts';
import { nearest } from '../nearest.ts';
import type { ExceptionCheck, ExceptionSubject, Found, Parameter } from './check.ts';
import { standardRelease } from './facts/example.ts';
import { replacement } from './facts/replacement.ts';
import { listed, quoted } from './facts/words.ts';

const plan = (rules: string) =>
  standardRelease(
    `
    policy {
${rules}
    }
    person priya
    person jonas
    service web
    `,
    `
    run {
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    `,
  );

export const unknownCheck: ExceptionCheck = {
  code: 'unknown-check',
  of: 'exceptions',
  group: 'form',
  severity: 'error',
  title: 'A policy or waiver that names no check, or a parameter that the check does not have',
  why: 'A rule about nothing changes nothing, and whoever wrote it believes that it does.',
  fixable: true,
  example: {
    breaks: plan(
      '      check verify-mising error  // <- unknown-check\n      check rehearsal-missing pased 1  // <- unknown-check',
    ),
    passes: plan('      check verify-missing error\n      check rehearsal-missing passed 1'),
  },
  *find(subject) {
    for (const { waiver } of subject.waivers) {
      if (!subject.check(waiver.code.name)) yield unknown(subject, waiver.code);
    }
    for (const rule of subject.rules) {
      const check = subject.check(rule.code.name);
      if (check) yield* judgeParameters(rule, check.parameters ?? {});
      else yield unknown(subject, rule.code);
    }
  },
};

function unknown({ codes }: ExceptionSubject, code: Ref): Found {
  return misspelt(`There is no check ${quoted(code.name)}`, code, codes, 'docs/checks lists all of them.');
}

function* judgeParameters(rule: PolicyRule, known: Readonly<Record<string, Parameter>>): Iterable<Found> {
  for (const { name, values } of rule.parameters) {
    const parameter = known[name.name];
    if (!parameter) {
      const names = Object.keys(known);
      const has = names.length > 0 ? `it has ${listed(names.map(quoted))}.` : 'it has none.';
      yield misspelt(`${quoted(rule.code.name)} has no parameter ${quoted(name.name)}`, name, names, has);
      continue;
    }
    const wrong = values.find((value) => !isOf(parameter, value));
    if (values.length > 0 && !wrong) continue;
    const given = wrong ? `, not ${quoted(wrong.text)}` : '';
    yield {
      message: `${quoted(name.name)} of ${quoted(rule.code.name)} takes ${VALUES[parameter.type]}${given}.`,
      place: wrong?.place ?? name.place,
    };
  }
}

const VALUES: Readonly<Record<Parameter['type'], string>> = {
  number: 'a number',
  duration: 'a duration such as `11h`',
  words: 'words, with commas between them',
};

function isOf(parameter: Parameter, value: PolicyRule['parameters'][number]['values'][number]): boolean {
  if (parameter.type === 'number') return value.number !== undefined;
  return parameter.type === 'duration' ? value.duration !== undefined : true;
}

function misspelt(what: string, ref: Ref, names: readonly string[], otherwise: string): Found {
  const meant = nearest(ref.name, names);
  return {
    message: `${what}; ${meant ? `did you mean ${quoted(meant)}?` : otherwise}`,
    place: ref.place,
    fixes: meant ? [replacement(`Write ${quoted(meant)}`, ref.place, meant)] : [],
  };
}
