/** A priority queue of numbers: the smallest key first, ties by the smaller item. */
export class Heap {
  private readonly items: number[] = [];
  private readonly keys: number[] = [];

  get size(): number {
    return this.items.length;
  }

  push(item: number, key: number): void {
    let at = this.items.length;
    this.items.push(item);
    this.keys.push(key);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.isBefore(at, parent)) break;
      this.swap(at, parent);
      at = parent;
    }
  }

  pop(): number | undefined {
    const top = this.items[0];
    const lastItem = this.items.pop();
    const lastKey = this.keys.pop();
    if (this.items.length === 0 || lastItem === undefined || lastKey === undefined) return top;
    this.items[0] = lastItem;
    this.keys[0] = lastKey;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      let first = at;
      if (left < this.items.length && this.isBefore(left, first)) first = left;
      if (left + 1 < this.items.length && this.isBefore(left + 1, first)) first = left + 1;
      if (first === at) return top;
      this.swap(at, first);
      at = first;
    }
  }

  private isBefore(a: number, b: number): boolean {
    const [x, y] = [this.keys[a]!, this.keys[b]!];
    return x < y || (x === y && this.items[a]! < this.items[b]!);
  }

  private swap(a: number, b: number): void {
    [this.items[a], this.items[b]] = [this.items[b]!, this.items[a]!];
    [this.keys[a], this.keys[b]] = [this.keys[b]!, this.keys[a]!];
  }
}
