import { readFileSync } from 'node:fs';
import { type ParseArgsConfig, parseArgs } from 'node:util';

/**
 * What a tool of this project was asked. `--help` prints the comment at the head of its file, and ends it; what it does
 * not know ends it with exit code 2 and says so.
 */
export function toolOptions<Config extends ParseArgsConfig>(
  file: string,
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  if (process.argv.slice(2).some((word) => word === '--help' || word === '-h')) {
    process.stdout.write(`${headComment(readFileSync(file, 'utf8'))}\n`);
    process.exit(0);
  }
  try {
    return parseArgs(config);
  } catch (error) {
    process.stderr.write(`${(error as Error).message} (--help tells the options)\n`);
    process.exit(2);
  }
}

/** The first comment of a text without what makes it one. */
export function headComment(text: string): string {
  const [, comment = ''] = /^\/\*\*(.*?)\*\//su.exec(text) ?? [];
  return comment.replace(/^[ \t]*\*?[ \t]?/gmu, '').trim();
}
