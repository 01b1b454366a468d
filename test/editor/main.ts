import { parseOptions, type RunOptions, usage } from './options.ts';

/** The command line of a runner: its options, its exit code, and an error as a sentence instead of a stack. */
export async function main(script: string, run: (options: RunOptions) => Promise<number>): Promise<void> {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    console.log(`node ${script} [options]${usage}`);
    return;
  }
  try {
    process.exitCode = await run(parseOptions(args));
  } catch (error) {
    console.log(error instanceof Error ? error.message : error);
    console.log('0 passed, 0 failed');
    process.exitCode = 1;
  }
}
