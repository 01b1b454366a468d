/** The findings of a release, as a list to work off. */
import type { Analysis } from '../../plan/analysis.ts';
import type { Finding } from '../../plan/findings.ts';
import type { Release } from '../../plan/model.ts';
import { element, escapeText } from '../markup.ts';
import { SEVERITIES } from '../row-findings.ts';

/** Those of the release and those of no release: the worst first, waived ones last. */
export function findingsOf(analysis: Analysis, release: Release): readonly Finding[] {
  return analysis.findings
    .filter((finding) => finding.release === undefined || finding.release === release.name)
    .sort((a, b) => rank(a) - rank(b));
}

export function renderFindings(findings: readonly Finding[], options: { readonly source: 'lines' | 'none' }): string {
  if (findings.length === 0) return element('p', { class: 'rp-clear' }, '✓ No findings.');
  const entries = findings.map((finding) => {
    const { file, range } = finding.place;
    const where = `${fileName(file)}:${range.start.line + 1}`;
    const waived = finding.waived ? ` Waived: ${finding.waived.because}` : '';
    const source = options.source === 'lines' ? { 'data-file': file, 'data-line': range.start.line, tabindex: -1 } : {};
    return element(
      'li',
      { class: `rp-finding rp-found-${finding.waived ? 'waived' : finding.severity}`, ...source },
      element('span', { class: 'rp-tag' }, finding.waived ? 'waived' : finding.severity),
      ' ',
      element('span', {}, withCode(finding.message + waived)),
      ' ',
      element('span', { class: 'rp-extra' }, escapeText(`${finding.code} · ${where}`)),
    );
  });
  return element('ul', { class: 'rp-findings' }, ...entries);
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
