/** What is wrong here: the numbers, why it matters, and the way out. */
import { isSound } from '../../language/edit/repair.ts';
import { checks } from '../../plan/checks/catalogue.ts';
import type { Finding } from '../../plan/findings/findings.ts';
import type { SourceFile } from '../files/source-file.ts';
import { code, document, list, plain } from './markdown.ts';

/** More would push what one came for out of sight; the rest is told in a line each. */
const EXPLAINED = 2;

/** Empty where nothing is. */
export function describeFindings(file: SourceFile, findings: readonly Finding[]): string {
  const open = findings.filter(({ waived }) => !waived);
  return document(
    ...open.slice(0, EXPLAINED).map((finding) => explained(file, finding)),
    list([...open.slice(EXPLAINED).map(line), ...findings.filter(({ waived }) => waived).map(line)]),
  );
}

function explained({ workspace, uri }: SourceFile, finding: Finding): string {
  const why = checks.find((check) => check.code === finding.code)?.why;
  // What is told here is what the editor offers.
  const fixes = workspace.fixesOf(uri)(finding);
  const ways = fixes.filter((fix) => isSound(workspace, uri, fix)).map(({ title }) => plain(title));
  return document(line(finding), why && `*${plain(why)}*`, ways.length > 0 && `Repair: ${ways.join(' · ')}`);
}

function line({ code: name, message, waived }: Finding): string {
  return waived ? `${code(name)}, waived because ${plain(waived.because)}` : `${code(name)} ${plain(message)}`;
}
