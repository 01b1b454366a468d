/**
 * The circles of a directed graph: its strongly connected parts of more than one node, and nodes that lead to
 * themselves (Tarjan 1972).
 */
export function circlesOf(targets: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const isOnStack = new Set<string>();
  const circles: string[][] = [];

  const visit = (node: string): void => {
    order.set(node, order.size);
    lowest.set(node, order.get(node)!);
    stack.push(node);
    isOnStack.add(node);
    for (const target of targets.get(node) ?? []) {
      if (!order.has(target)) {
        visit(target);
        lowest.set(node, Math.min(lowest.get(node)!, lowest.get(target)!));
      } else if (isOnStack.has(target)) lowest.set(node, Math.min(lowest.get(node)!, order.get(target)!));
    }
    if (lowest.get(node) !== order.get(node)) return;
    const part = stack.splice(stack.indexOf(node));
    for (const each of part) isOnStack.delete(each);
    if (part.length > 1 || targets.get(node)!.includes(node)) circles.push(part);
  };

  for (const node of targets.keys()) if (!order.has(node)) visit(node);
  return circles;
}
