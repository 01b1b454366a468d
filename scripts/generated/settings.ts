/**
 * Writes the setting `releasePlan.checks` into `package.json`: one property for each check of the catalogue.
 *
 *     node scripts/generated/settings.ts           writes the setting
 *     node scripts/generated/settings.ts --check   exits with 1 if it is not up to date
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checks } from '../../plan/checks/catalogue.ts';
import type { Check } from '../../plan/checks/check.ts';
import { severityText } from '../../plan/checks/page.ts';
import { SEVERITIES } from '../../server/settings.ts';

const MANIFEST = fileURLToPath(new URL('../../package.json', import.meta.url));
const SETTING = 'releasePlan.checks';

/** The text of `package.json` as it is to be, from the text as it is. */
export function manifestWithSettings(text: string): string {
  const manifest = JSON.parse(text) as { contributes: { configuration: { properties: Record<string, unknown> } } };
  const { configuration } = manifest.contributes;
  // Where it is already, it keeps its place among the others.
  configuration.properties = { ...configuration.properties, [SETTING]: setting() };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

function setting() {
  return {
    type: 'object',
    default: {},
    order: 5,
    markdownDescription:
      'How severe each check is in this editor, whatever the policy of the plan says; `off` hides its findings. What ' +
      'the whole team is to see belongs into a `policy` of the plan, where the command line and reviewers read it too.',
    properties: Object.fromEntries(checks.map((check) => [check.code, property(check)])),
    additionalProperties: false,
  };
}

function property(check: Check) {
  return {
    type: 'string',
    title: check.title,
    enum: SEVERITIES,
    default: check.severity,
    description: `${check.title}. ${check.why} ${severityText(check)}`,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const present = readFileSync(MANIFEST, 'utf8');
  const wanted = manifestWithSettings(present);
  if (!process.argv.includes('--check')) {
    writeFileSync(MANIFEST, wanted);
    console.log(`package.json: ${SETTING} with ${checks.length} checks`);
  } else if (wanted !== present) {
    console.error(`package.json: ${SETTING} is not up to date; run \`node scripts/generated/settings.ts\`.`);
    process.exitCode = 1;
  }
}
