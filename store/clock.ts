/** The clock of a writer: as late as the wall, and never behind what it has seen. */
export class HybridClock {
  private last = 0;
  private readonly wall: () => number;

  constructor(wall: () => number) {
    this.wall = wall;
  }

  /** Takes note of what others say. One that is far ahead is not followed: it would pull everybody along. */
  see(clock: number): void {
    if (clock > this.last && clock <= this.wall() + MOST_AHEAD) this.last = clock;
  }

  next(): number {
    this.last = Math.max(this.last + 1, this.wall());
    return this.last;
  }
}

/** Clocks of machines differ by seconds, seldom by minutes. */
export const MOST_AHEAD = 10 * 60_000;
