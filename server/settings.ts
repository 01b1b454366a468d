/** The user's settings, section `releasePlan`; whatever is missing or of the wrong type is as by default. */
export interface Settings {
  readonly inlayHints: { readonly steps: boolean; readonly times: boolean };
  readonly codeLens: boolean;
}

export const DEFAULT_SETTINGS: Settings = { inlayHints: { steps: true, times: true }, codeLens: true };

export function readSettings(raw: unknown): Settings {
  const { inlayHints, codeLens } = DEFAULT_SETTINGS;
  return {
    inlayHints: {
      steps: boolean(raw, ['inlayHints', 'steps'], inlayHints.steps),
      times: boolean(raw, ['inlayHints', 'times'], inlayHints.times),
    },
    codeLens: boolean(raw, ['codeLens'], codeLens),
  };
}

function boolean(raw: unknown, path: readonly string[], otherwise: boolean): boolean {
  let value = raw;
  for (const key of path) value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return typeof value === 'boolean' ? value : otherwise;
}
