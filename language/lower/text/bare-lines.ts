/** A line that is its word alone, where that says nothing: it is told what belongs behind it. */
import type * as ast from '../../generated/ast.ts';
import type { Context } from '../context.ts';

/** Of lines that nothing else asks for what they lack: how they read when they are whole. */
const WHOLE: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  acknowledge: 'acknowledge by mara within 30m',
  assessed: 'assessed on Tue 2026-09-01',
  change: 'change CHG0042137',
  channels: 'channels email, slack',
  confirmed: 'confirmed by dirk on Fri 2026-10-02',
  covers: 'covers PAY-311, PAY-340',
  consulted: 'consulted client-lead',
  cover: 'cover by mara otherwise',
  deputy: 'deputy jonas',
  'carry-over': 'carry-over issues',
  holidays: 'holidays of-berlin',
  keep: 'keep 14d',
  leave: 'leave 2026-12-24 .. 2027-01-03',
  members: 'members anna, ben',
  mitigation: 'mitigation build-index',
  needs: 'needs second, acceptance',
  notice: 'notice 5wd',
  review: 'review at T+30d',
  'sign-off': 'sign-off due T-3wd by client-lead',
  skills: 'skills postgres, linux',
  skip: 'skip Sat 2026-12-26',
  target: 'target 3d -> 1d',
  template: 'template fortnightly',
  threatens: 'threatens orders-db',
  uses: 'uses orders-db, payments-api',
  veto: 'veto client-lead',
  writer: 'writer config-manager',
});

export function judgeBare(context: Context, line: ast.Property | ast.Target): void {
  const key = line.$type === 'Target' ? 'target' : line.key;
  const example = WHOLE[key];
  if (example === undefined || ('open' in line && line.open !== undefined) || line.$cstNode?.text !== key) return;
  context.problem(
    context.place(line),
    `\`${key}\` alone says nothing; write for example \`${example}\`, or leave the line out.`,
  );
}
