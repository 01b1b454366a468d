/** Times of a file that names no zone. */
import type { Ledger } from '../plan/outline/ledger.ts';

/** @param why what the file lacks: `no zone is said` */
export function guessUtc({ file }: Ledger, why: string): void {
  file.guessed(`${why}: times are in UTC; say another one, such as Europe/Berlin (on the command line --zone)`);
}
