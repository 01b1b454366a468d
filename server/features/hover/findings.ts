/** What is wrong here: the numbers, why it matters, and the way out. */
import { checks } from '../../../plan/checks/catalogue.ts';
import type { Finding } from '../../../plan/findings.ts';
import { code, document, list, plain } from './markdown.ts';

/** More would push what one came for out of sight; the rest is told in a line each. */
const EXPLAINED = 2;

/** Empty where nothing is. */
export function describeFindings(findings: readonly Finding[]): string {
  const open = findings.filter(({ waived }) => !waived);
  return document(
    ...open.slice(0, EXPLAINED).map(explained),
    list([...open.slice(EXPLAINED).map(line), ...findings.filter(({ waived }) => waived).map(line)]),
  );
}

function explained(finding: Finding): string {
  const why = checks.find((check) => check.code === finding.code)?.why;
  const ways = finding.fixes.map(({ title }) => plain(title));
  return document(line(finding), why && `*${plain(why)}*`, ways.length > 0 && `Repair: ${ways.join(' · ')}`);
}

function line({ code: name, message, waived }: Finding): string {
  return waived ? `${code(name)}, waived because ${plain(waived.because)}` : `${code(name)} ${plain(message)}`;
}
