/** The findings of a release, as a list to work off. */
import type { Analysis } from '../../plan/analysis.ts';
import type { Finding } from '../../plan/findings/findings.ts';
import type { Place, Release } from '../../plan/model.ts';
import { element, escapeText } from '../markup.ts';
import { SEVERITIES } from '../row-findings.ts';

/** Those of the release and those of no release: the worst first, waived ones last. */
export function findingsOf(analysis: Analysis, release: Release): readonly Finding[] {
  return analysis.findings
    .filter((finding) => finding.release === undefined || finding.release === release.name)
    .sort((a, b) => rank(a) - rank(b));
}

interface FindingsOptions {
  readonly source: 'lines' | 'none';
}

export function renderFindings(findings: readonly Finding[], options: FindingsOptions): string {
  if (findings.length === 0) return element('p', { class: 'rp-clear' }, '✓ No findings.');
  const entries = findings.map((finding) => {
    const waived = finding.waived ? ` Waived: ${finding.waived.because}` : '';
    return element(
      'li',
      {
        class: `rp-finding rp-found-${finding.waived ? 'waived' : finding.severity}`,
        ...leadsTo(finding.place, options),
      },
      element('span', { class: 'rp-tag' }, finding.waived ? 'waived' : finding.severity),
      ' ',
      element('span', {}, withCode(finding.message + waived)),
      ' ',
      element('span', { class: 'rp-extra' }, escapeText(`${finding.code} · ${where(finding.place)}`)),
      finding.members ? renderMembers(finding.members, options) : '',
    );
  });
  return element('ul', { class: 'rp-findings' }, ...entries);
}

/** Each of several facts that are told as one, with its line. */
function renderMembers(members: readonly Finding[], options: FindingsOptions): string {
  const entries = members.map(({ several, message, place }) =>
    element(
      'li',
      leadsTo(place, options),
      withCode(several?.name ?? message),
      element('span', { class: 'rp-extra' }, escapeText(` ${where(place)}`)),
    ),
  );
  return element('ul', { class: 'rp-members' }, ...entries);
}

function leadsTo({ file, range }: Place, { source }: FindingsOptions) {
  return source === 'lines' ? { 'data-file': file, 'data-line': range.start.line, tabindex: -1 } : {};
}

function where({ file, range }: Place): string {
  return `${fileName(file)}:${range.start.line + 1}`;
}

/** What stands between backticks is text of the plan, and looks like it. */
export function withCode(message: string): string {
  return message
    .split('`')
    .map((part, index, parts) => {
      const isCode = index % 2 === 1 && index < parts.length - 1;
      return isCode ? element('code', {}, escapeText(part)) : escapeText(index % 2 === 1 ? `\`${part}` : part);
    })
    .join('');
}

/** Errors first, waived ones last. */
function rank(finding: Finding): number {
  return finding.waived ? SEVERITIES.length : SEVERITIES.indexOf(finding.severity);
}

/** The last part of a URI: where a file lies is nobody's business. */
export function fileName(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
