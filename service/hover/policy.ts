/** A policy: what it says, with all that it builds on. The kind of a release: what holds for it, and who says so. */
import { checks } from '../../plan/checks/catalogue.ts';
import type { Place, Plan, Policy, Position, ReleaseKind } from '../../plan/model.ts';
import { baseWords, policyWords, settingWords, sourceWords } from '../../plan/policies/describe.ts';
import { type Pack, packCalled, packTitle } from '../../plan/policies/pack.ts';
import { lineage, type Severities, type Source, type SourcedCheck, sourcedCheck } from '../../plan/policies/policy.ts';
import { fileName } from '../../view/page/release-findings.ts';
import type { SourceFile } from '../files/source-file.ts';
import { contains, nameAt } from '../lookup.ts';
import type { Description } from './description.ts';
import { code, document, exampleOf, list, plain } from './markdown.ts';

/** On the line that opens a policy, on the name of one, on the kind of a release. */
export function describePolicyAt({ plan, analysis }: SourceFile, position: Position): Description | undefined {
  const isAt = ({ file, range }: Place) => file === plan.file && contains(range, position);
  const release = plan.releases.find(({ kindPlace }) => kindPlace && isAt(kindPlace));
  if (release?.kindPlace) {
    const markdown = describeKind(plan, release.releaseKind, analysis.severities);
    return { markdown, range: release.kindPlace.range };
  }
  const policy = plan.policies.find(({ head }) => isAt(head));
  if (!policy) return undefined;
  const { ref } = policy.base ?? {};
  const pack = ref && isAt(ref.place) && packCalled(ref.name);
  if (pack) return { markdown: describePack(pack), range: ref.place.range };
  const target = nameAt(plan, position)?.target;
  if (target?.kind === 'policy') {
    const { range } = target === policy ? policy.namePlace : (ref?.place ?? policy.head);
    return { markdown: describePolicy(target), range };
  }
  return { markdown: describePolicy(policy), range: policy.head.range };
}

/** So many checks are told one by one. */
const SHOWN = 20;

function describeKind(plan: Plan, kind: ReleaseKind, severities: Severities | undefined): string {
  const lines = checks.flatMap((check) => changedLine(sourcedCheck(check, plan, kind, severities)) ?? []);
  const says =
    lines.length === 0
      ? 'Every check holds as it is.'
      : 'Every check holds as it is, except what somebody has changed:';
  return document(`kind **${kind}**`, says, list(lines, SHOWN), exampleOf(`kind ${kind}`));
}

/** `` `rest-too-short` error, rest 12h – policy normal, acme.release:149 ``; what is as the check itself says is left out. */
function changedLine({ check, severity, parameters }: SourcedCheck): string | undefined {
  const values = [
    { text: severity.value, source: severity.source },
    ...Object.entries(parameters).map(([name, { value, source }]) => ({
      text: `${name} ${settingWords(value)}`,
      source,
    })),
  ].filter(({ source }) => source.kind !== 'check');
  if (values.length === 0) return undefined;
  const sources = [...new Set(values.map(({ source }) => said(source)))];
  return `${code(check.code)} ${values.map(({ text }) => plain(text)).join(', ')} – ${sources.map(plain).join('; ')}`;
}

function said(source: Source): string {
  return sourceWords(source, ({ file, range }) => `${fileName(file)}:${range.start.line + 1}`);
}

function describePolicy(policy: Policy): string {
  const bases = baseWords(policy);
  const rules = lineage(policy).flatMap((one) =>
    'pack' in one
      ? []
      : one.rules.map((rule) => {
          const parameters = rule.parameters.map(({ name, values }) =>
            [name.name, values.map(({ text }) => text).join(', ')].join(' '),
          );
          const of = one === policy ? '' : ` – ${plain(policyWords(one))}`;
          return `${code(rule.code.name)} ${[rule.severity ?? '', ...parameters].filter(Boolean).map(plain).join(', ')}${of}`;
        }),
  );
  const holds =
    policy.releaseKinds === undefined
      ? 'Holds for releases of every kind.'
      : policy.releaseKinds.length === 0
        ? 'Holds for no release by itself; others build on it.'
        : `Holds for ${policy.releaseKinds.join(', ')} releases.`;
  return document(
    `**${plain(policyWords(policy))}**${policy.title ? ` – ${plain(policy.title)}` : ''}`,
    [holds, bases.length > 0 && `It builds on ${bases.map(code).join(', then ')}.`].filter(Boolean).join(' '),
    list(rules, SHOWN),
    policy.note && plain(policy.note),
  );
}

function describePack(pack: Pack): string {
  const { name, every } = pack;
  const rules = Object.entries(every).map(([check, { severity, parameters = {} }]) => {
    const values = Object.entries(parameters).map(([parameter, value]) => `${parameter} ${settingWords(value)}`);
    return `${code(check)} ${[severity ?? '', ...values].filter(Boolean).map(plain).join(', ')}`;
  });
  return document(`policy **${name}**, comes with Release Plan`, plain(packTitle(pack)), list(rules, SHOWN));
}
