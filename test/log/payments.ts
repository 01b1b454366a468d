/** The night of the example, as its board would have it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createWorkspace } from '../../language/workspace.ts';
import type { RunEvent } from '../../plan/log/events.ts';
import { type Night, nightOf } from '../../plan/log/night.ts';
import { formatInstant } from '../../plan/time/format.ts';
import type { Instant } from '../../plan/time/model.ts';
import { event } from './events.ts';

export const EXAMPLES = resolve(import.meta.dirname, '../../examples');

export function exampleNight(file: string): Night {
  const workspace = createWorkspace({ roots: [pathToFileURL(EXAMPLES).href] });
  for (const folder of ['', 'shared']) {
    for (const name of readdirSync(join(EXAMPLES, folder)).filter((one) => one.endsWith('.release'))) {
      const path = join(EXAMPLES, folder, name);
      workspace.set(pathToFileURL(path).href, readFileSync(path, 'utf8'));
    }
  }
  const { plan, schedules } = workspace.analysis(pathToFileURL(join(EXAMPLES, file)).href);
  return nightOf(plan, plan.releases[0]!, schedules[0]!);
}

export const payments = exampleNight('payments-4.2.release');

/** `22:15`, of that night in Berlin. */
export function clock(text: string): Instant {
  return Math.floor(Date.parse(iso(text)) / 60_000);
}

export function iso(text: string): string {
  const date = Number(text.slice(0, 2)) >= 12 ? '2026-12-05' : '2026-12-06';
  return new Date(Date.parse(`${date}T${text}:00+01:00`)).toISOString().replace('.000', '');
}

/** The clock of an instant, in Berlin. */
export function told(at: Instant | undefined): string | undefined {
  return at === undefined ? undefined : formatInstant(at, 'Europe/Berlin').slice(-5);
}

/** `22:15 priya start night-backup`, with whatever else the line has. */
export function said(
  at: string,
  by: string,
  line: Record<string, unknown>,
  more: { because?: string; for?: string } = {},
): RunEvent {
  return event(line, { at: iso(at), by, ...more });
}

/** A night that runs six minutes late, at 23:31. */
export const SIX_LATE: readonly RunEvent[] = [
  said('22:00', 'mara', { open: 'real' }),
  said('22:00', 'mara', { start: 'go' }),
  said('22:09', 'mara', { vote: 'go', as: 'go' }),
  said('22:11', 'ops-lead', { vote: 'go', as: 'go' }),
  said('22:12', 'client-lead', { vote: 'go', as: 'go' }),
  said('22:13', 'grafana', { measure: 'Error rate', value: '0.06 %' }),
  said('22:14', 'mara', { decide: 'go', as: 'go' }),
  said('22:14', 'priya', { start: 'night-backup' }),
  said('22:14', 'ops-lead', { start: 'snapshot app-01' }),
  said('22:14', 'sam', { start: 'snapshot app-02' }),
  said('22:24', 'ops-lead', { done: 'snapshot app-01' }),
  said('22:24', 'sam', { done: 'snapshot app-02' }),
  said('22:52', 'priya', { done: 'night-backup' }),
  said('22:53', 'ops-lead', { start: 'stop checkout-web' }),
  said('22:58', 'ops-lead', { done: 'stop checkout-web' }),
  said('22:58', 'priya', { start: 'refund-tables' }),
  said('23:29', 'priya', { done: 'refund-tables' }),
  said('23:30', 'ops-lead', { start: 'deploy payments-api' }),
  said('23:31', 'ops-lead', { delay: 'deploy payments-api', minutes: 1 }),
];
