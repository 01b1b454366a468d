/** What the checks are: what each finds, why it matters, how severe it is for which release, and an example of both sides. */
import { checks } from '../../plan/checks/catalogue.ts';
import type { Check } from '../../plan/checks/check.ts';
import { checkPage, defaultFor, severityFor } from '../../plan/checks/page.ts';
import { type BuiltInKind, RELEASE_KINDS, type Severity } from '../../plan/model.ts';
import { nearest } from '../../plan/nearest.ts';
import type { Found } from '../../plan/what-if/find.ts';

/** A check as JSON: the contract of `explain --format json`. */
export interface JsonCheck {
  code: string;
  title: string;
  /** Why it matters. */
  why: string;
  group: 'release' | 'people' | 'time' | 'form';
  /** Where nothing else is said. */
  severity: Severity;
  severities: Record<BuiltInKind, Severity | 'off'>;
  /** Some of its findings have a quick fix. */
  fixable: boolean;
  parameters: JsonParameter[];
  /** Whole files: one with such a finding, and the same without any. */
  example: { breaks: string; passes: string };
  /** Its page, relative to the root of the package. */
  page: string;
}

export interface JsonParameter {
  name: string;
  type: 'number' | 'duration' | 'words';
  description: string;
  default: number | string | readonly string[];
  /** What it is for a release of each kind. */
  defaults: Record<BuiltInKind, number | string | readonly string[]>;
}

/** Its page as Markdown, or that sentence. */
export function pageOf(code: string): string {
  const named = checkNamed(code);
  return 'trouble' in named ? `${named.trouble}\n` : checkPage(named);
}

/** The check of this code, or a sentence with the codes that may have been meant. */
export function checkNamed(code: string): Found<Check> {
  const check = checks.find((each) => each.code === code);
  if (check) return check;
  if (code === 'internal-error') {
    return { trouble: 'internal-error is no check: it says that a check itself has failed, which is to be reported.' };
  }
  const codes = checks.map((each) => each.code);
  const words = code.split('-').filter((word) => word.length > 3);
  const near = codes.filter((each) => words.some((word) => each.includes(word)));
  const meant = [...new Set([nearest(code, codes) ?? [], ...near].flat())].slice(0, 5);
  const hint = meant.length > 0 ? ` Did you mean ${meant.join(', ')}?` : '';
  return { trouble: `There is no check '${code}'.${hint} \`release-plan explain --list\` names them all.` };
}

export function jsonCheck(check: Check): JsonCheck {
  return {
    code: check.code,
    title: check.title,
    why: check.why,
    group: check.group,
    severity: check.severity,
    severities: ofEachKind((kind) => severityFor(check, kind)),
    fixable: check.fixable,
    parameters: Object.entries(check.parameters ?? {}).map(([name, parameter]) => ({
      name,
      type: parameter.type,
      description: parameter.description,
      default: parameter.default,
      defaults: ofEachKind((kind) => defaultFor(check, name, kind) ?? parameter.default),
    })),
    example: check.example,
    page: `docs/checks/${check.code}.md`,
  };
}

function ofEachKind<T>(of: (kind: BuiltInKind) => T): Record<BuiltInKind, T> {
  return Object.fromEntries(RELEASE_KINDS.map((kind) => [kind, of(kind)])) as Record<BuiltInKind, T>;
}
