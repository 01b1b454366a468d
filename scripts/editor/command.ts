import { spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';

export interface CommandOptions {
  cwd?: string;
  /** On top of the environment of this process. */
  env?: Record<string, string>;
  /** Exit codes that are an answer and not a failure, beside 0. */
  alsoFine?: number[];
}

/** Runs a command to its end and gives what it printed; a failure is an error that carries the end of its output. */
export function command(
  name: string,
  args: string[],
  { cwd, env, alsoFine = [] }: CommandOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(name, args, { cwd, env: { ...sameNode(), ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    let everything = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      everything += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      everything += text;
    });
    child.on('error', (error) => reject(new Error(`${name} could not be started: ${error.message}`)));
    child.on('close', (code) => {
      if (code !== null && [0, ...alsoFine].includes(code)) resolve(printed);
      else reject(new Error(`\`${[name, ...args].join(' ')}\` failed (exit ${code}):\n${everything.slice(-2000)}`));
    });
  });
}

/** The environment in which `node` is the Node that runs this script, whatever the machine's own one is. */
export function sameNode(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}` };
}
