/**
 * A process that tries inputs. It says which one it is about to try, so that the parent knows where one hangs; the parent
 * sends ranges of numbers until nothing is left.
 */
import { checkText, type Failure } from './check.ts';
import { inputAt } from './inputs.ts';
import { minimised } from './minimise.ts';

/** Inputs from one number up to, but without, another. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export interface Order extends Range {
  readonly seed: number;
  /** Inputs that are known to hang. */
  readonly skip: readonly number[];
}

export type Report =
  | { readonly kind: 'trying'; readonly index: number }
  /** The worker makes the input of a failure small, which may take its time. */
  | { readonly kind: 'failed'; readonly failed: FailedInput }
  | { readonly kind: 'done'; readonly range: Range; readonly valid: Share };

export interface FailedInput {
  readonly index: number;
  readonly failure: Failure;
  readonly text: string;
}

/** Statements of valid inputs, and those that stayed as typed. */
export interface Share {
  readonly statements: number;
  readonly asTyped: number;
}

process.on('message', (order: Order) => {
  let [statements, asTyped] = [0, 0];
  for (let index = order.from; index < order.to; index++) {
    if (order.skip.includes(index)) continue;
    report({ kind: 'trying', index });
    const { text, isValid } = inputAt(order.seed, index);
    const checked = checkText(text);
    if (isValid) {
      statements += checked.statements;
      asTyped += checked.asTyped;
    }
    if (checked.failure)
      report({ kind: 'failed', failed: { index, failure: checked.failure, text: smallest(text, checked.failure) } });
  }
  report({ kind: 'done', range: { from: order.from, to: order.to }, valid: { statements, asTyped } });
});

function smallest(text: string, { kind, detail }: Failure): string {
  const until = Date.now() + 3000;
  const [first] = detail.split('\n');
  return minimised(text, (candidate) => {
    if (Date.now() > until) return false;
    const { failure } = checkText(candidate);
    return failure?.kind === kind && (kind !== 'crash' || failure.detail.startsWith(first!));
  });
}

function report(message: Report): void {
  process.send?.(message);
}
