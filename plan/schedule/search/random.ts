/** Random numbers that are the same on every host: xorshift32 (Marsaglia 2003), integers only. */
export class Random {
  private state: number;

  constructor(seed: number) {
    // Neighbouring seeds must not give neighbouring sequences.
    let state = Math.imul(seed ^ (seed >>> 16), 0x45d9f3b) ^ 0x9e3779b9;
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
    this.state = (state ^ (state >>> 13)) | 0 || 1;
  }

  /** From 0 up to, not including, `limit`. */
  below(limit: number): number {
    let state = this.state;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.state = state;
    return Math.floor(((state >>> 0) / 2 ** 32) * limit);
  }
}
