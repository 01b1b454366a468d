import { existsSync } from 'node:fs';
const root = process.argv[2]!;
const P = existsSync(`${root}/language/parse/parser.ts`) ? 'language/parse/parser.ts' : 'language/parser.ts';
const { parse } = await import(`${root}/${P}`);
const { lower } = await import(`${root}/language/lower/lower.ts`);
const { analyse, scheduleAll } = await import(`${root}/plan/analysis.ts`);
const { samplePlan } = await import(`${root}/bench/plans.ts`);
const med = (n: number, f: () => unknown) => { f(); f(); const t: number[] = []; for (let i = 0; i < n; i++) { const s = performance.now(); f(); t.push(performance.now() - s); } t.sort((a, b) => a - b); return t[n >> 1]!.toFixed(1); };
for (const steps of [1000, 10000]) {
  const { release: text } = samplePlan(steps);
  const parsed = parse(text);
  const { plan } = lower('file:///bench/a.release', parsed, []);
  const schedules = scheduleAll(plan);
  const n = steps === 1000 ? 31 : 11;
  console.log(root.split('/').at(-1), steps, 'parse', med(n, () => parse(text)), 'lower', med(n, () => lower('file:///bench/a.release', parsed, [])), 'schedule', med(n, () => scheduleAll(plan)), 'checks', med(n, () => analyse(plan, { schedules })), 'all', med(n, () => analyse(lower('file:///bench/a.release', parsed, []).plan)), 'rss', Math.round(process.memoryUsage().heapUsed / 1e6));
}
