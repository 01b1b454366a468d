/** A line to a server of this machine that carries so many bits a second, for all connections together, and answers so much later. */
import { type AddressInfo, connect, createServer } from 'node:net';

export interface SlowLine {
  /** Ends with `/`. */
  readonly address: string;
  /** Bytes that came over it, heads included. */
  readonly carried: () => number;
  close(): void;
}

/** `rate` in bits a second, `latency` in milliseconds there and back. */
export async function slowLine(to: string, rate: number, latency: number): Promise<SlowLine> {
  let carried = 0;
  /** When the line has carried what was given to it. */
  let free = 0;
  const line = createServer((near) => {
    const far = connect(Number(new URL(to).port), '127.0.0.1');
    // Nothing is opened before the greetings have crossed the line.
    let ready = performance.now() + latency;
    const send = (bytes: Buffer, at: number, write: (bytes: Buffer) => void) =>
      void setTimeout(() => write(bytes), Math.max(0, at - performance.now()));
    near.on('data', (bytes) => {
      ready = Math.max(ready, performance.now() + latency / 2);
      send(bytes, ready, (all) => far.write(all));
    });
    far.on('data', (bytes) => {
      carried += bytes.length;
      free = Math.max(free, performance.now() + latency / 2) + (bytes.length * 8 * 1000) / rate;
      send(bytes, free, (all) => near.writable && near.write(all));
    });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => setTimeout(() => other.destroy(), latency + 5000).unref());
    }
  });
  await new Promise<void>((done) => line.listen(0, '127.0.0.1', done));
  return {
    address: `http://127.0.0.1:${(line.address() as AddressInfo).port}/`,
    carried: () => carried,
    close: () => line.close(),
  };
}
