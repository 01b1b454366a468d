/**
 * `npm run bench:exchange`: a plan of many steps in every format it leaves in and comes back from, each in a process of its own: how long it
 * takes out and in, how large the file is, and the most memory of the process. What is only read is a catalog of as many things.
 *
 * Options: `--steps 10000`, `--only FORMAT`; `--one` is how it calls itself.
 */
import { spawnSync } from 'node:child_process';
import { MOST_EVENTS } from '../exchange/ics/events.ts';
import { PLAN_FORMATS, planFormat } from '../exchange/plan-formats.ts';
import { createWorkspace } from '../language/workspace.ts';
import { toolOptions } from '../scripts/options.ts';
import { exported } from '../service/formats/export.ts';
import { imported } from '../service/formats/import.ts';
import { clock, milliseconds, table } from './tools/measure.ts';

const { values } = toolOptions(import.meta.filename, {
  options: {
    steps: { type: 'string', default: '10000' },
    only: { type: 'string', default: '' },
    one: { type: 'string', default: '' },
  },
});

interface Measured {
  readonly steps: number;
  /** Undefined: nobody writes it. */
  readonly out?: number;
  readonly bytes: number;
  readonly back: number;
  /** In KiB. */
  readonly memory: number;
  readonly told: string;
}

if (values.one !== '') console.log(JSON.stringify(await measured(values.one, Number(values.steps))));
else {
  const rows = PLAN_FORMATS.filter(({ name }) => name.includes(values.only)).map(({ name }) => {
    // A calendar has no more; the window is an event, too.
    const steps = name === 'ics' ? Math.min(Number(values.steps), MOST_EVENTS - 1) : Number(values.steps);
    const args = [import.meta.filename, '--one', name, '--steps', String(steps)];
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (stdout === '') throw new Error(`${name}: ${stderr}`);
    const { out, bytes, back, memory, told } = JSON.parse(stdout) as Measured;
    const row = [
      name,
      steps.toLocaleString('en'),
      out === undefined ? '–' : milliseconds(out),
      Math.round(bytes / 1024).toLocaleString('en'),
      milliseconds(back),
      String(Math.round(memory / 1024)),
    ];
    process.stderr.write(`${row.join(' ')}: ${told}\n`);
    return row;
  });
  console.log(table('out and in', ['format', 'steps', 'out, ms', 'KiB', 'in, ms', 'memory, MiB'], rows));
}

async function measured(format: string, steps: number): Promise<Measured> {
  const sent = planFormat(format)?.write ? await written(format, steps) : { bytes: catalogOf(steps) };
  const before = clock();
  const got = await imported({ format, bytes: sent.bytes, file: 'plan' });
  if ('trouble' in got) throw new Error(got.trouble);
  const back = clock() - before;
  const told = got.ledger.report().split('\n', 1)[0]!;
  return { ...sent, steps, bytes: sent.bytes.length, back, memory: process.resourceUsage().maxRSS, told };
}

async function written(format: string, steps: number): Promise<{ readonly bytes: Uint8Array; readonly out: number }> {
  const workspace = createWorkspace({ roots: [], now: () => Date.UTC(2026, 10, 2) / 60_000 });
  workspace.set('file:///plan.release', planOf(steps));
  const analysis = workspace.analysis('file:///plan.release');
  const started = clock();
  const sent = await exported(analysis, 'plan', { format, now: Date.UTC(2026, 10, 2) / 60_000 });
  if ('trouble' in sent) throw new Error(sent.trouble);
  const out = clock() - started;
  return { bytes: typeof sent.data === 'string' ? new TextEncoder().encode(sent.data) : sent.data, out };
}

function catalogOf(things: number): Uint8Array {
  const documents = Array.from(
    { length: things },
    (_, i) => `kind: Component
metadata:
  name: service-${i}
  title: Service ${i}
spec:
  type: service
  owner: team-${i % 50}
  dependsOn: [component:service-${(i * 7 + 1) % things}, resource:database-${i % 200}]
`,
  );
  return new TextEncoder().encode(documents.join('---\n'));
}

/** Nights of a hundred steps each, by twenty people, on two hundred systems. */
function planOf(steps: number): string {
  const nights = Math.ceil(steps / 100);
  const lines = Array.from({ length: nights }, (_, night) => {
    const own = Array.from({ length: Math.min(100, steps - night * 100) }, (_, i) => {
      const n = night * 100 + i;
      return `      deploy s${n % 200} as step-${n} "Deployment number ${n}" 5m by p${n % 20}`;
    });
    return `    sequence {\n${own.join('\n')}\n    }`;
  });
  return `zone Europe/Berlin
${Array.from({ length: 20 }, (_, i) => `person p${i} "Person ${i}"`).join('\n')}
${Array.from({ length: 200 }, (_, i) => `service s${i}`).join('\n')}
release large-1.0 "Many steps" {
  kind standard
  window Sat 2026-12-05 22:00 .. Fri 2027-02-05 22:00
  run {
${lines.join('\n')}
  }
}
`;
}
