/** The user's settings, section `releasePlan`; whatever is missing or of the wrong type is as by default. */
import { checks as catalogue } from '../plan/checks/catalogue.ts';
import type { Severity } from '../plan/model.ts';
import type { Severities } from '../plan/policies/policy.ts';

export interface Settings {
  readonly inlayHints: { readonly steps: boolean; readonly times: boolean };
  readonly codeLens: boolean;
  /** How severe a check is for whoever sits at this editor, whatever the policy of the plan says. */
  readonly checks: Severities;
  /** A folder with what plans of other repositories tell; empty: they are not asked. */
  readonly store: string;
  /** By what name this repository is in it; empty: as git knows it. */
  readonly repository: string;
}

export const DEFAULT_SETTINGS: Settings = {
  inlayHints: { steps: true, times: true },
  codeLens: true,
  checks: {},
  store: '',
  repository: '',
};

/** The values of `releasePlan.checks`. */
export const SEVERITIES: readonly (Severity | 'off')[] = ['error', 'warning', 'information', 'off'];

export function readSettings(raw: unknown): Settings {
  const { inlayHints, codeLens } = DEFAULT_SETTINGS;
  return {
    inlayHints: {
      steps: boolean(raw, ['inlayHints', 'steps'], inlayHints.steps),
      times: boolean(raw, ['inlayHints', 'times'], inlayHints.times),
    },
    codeLens: boolean(raw, ['codeLens'], codeLens),
    checks: Object.fromEntries(
      catalogue.flatMap(({ code }) => {
        const severity = SEVERITIES.find((one) => one === valueAt(raw, ['checks', code]));
        return severity ? [[code, severity]] : [];
      }),
    ),
    store: text(raw, ['store']),
    repository: text(raw, ['repository']),
  };
}

function text(raw: unknown, path: readonly string[]): string {
  const value = valueAt(raw, path);
  return typeof value === 'string' ? value.trim() : '';
}

function boolean(raw: unknown, path: readonly string[], otherwise: boolean): boolean {
  const value = valueAt(raw, path);
  return typeof value === 'boolean' ? value : otherwise;
}

function valueAt(raw: unknown, path: readonly string[]): unknown {
  let value = raw;
  for (const key of path) value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return value;
}
