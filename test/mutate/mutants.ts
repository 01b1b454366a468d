/** Where a source can be changed so that it says something else: conditions, bounds, numbers, statements, elements. */
import { parseSync } from 'vite';

export interface Mutant {
  /** Relative to the repository. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly operator: Operator;
  readonly start: number;
  readonly end: number;
  readonly original: string;
  readonly mutated: string;
  /** A statement may be left out; everything else is an expression that is another one. */
  readonly kind: 'expression' | 'statement';
  /** Outside of every function: it is read once, when its file is loaded. */
  readonly isStatic: boolean;
}

export type Operator =
  | 'condition'
  | 'boundary'
  | 'arithmetic'
  | 'logic'
  | 'default'
  | 'number'
  | 'boolean'
  | 'extreme'
  | 'quantifier'
  | 'statement'
  | 'return'
  | 'element';

/** A node of the syntax tree: ESTree with TypeScript's own nodes, of which only those that hold expressions matter. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [property: string]: unknown;
}

/** Everything that can be changed in a file, in the order of the text; several changes may share a place. */
export function mutantsOf(file: string, text: string): Mutant[] {
  const found: Mutant[] = [];
  const add = (node: Node, operator: Operator, mutated: string, isStatic: boolean, kind: Mutant['kind']) => {
    const line = text.slice(0, node.start).split('\n').length;
    const original = text.slice(node.start, node.end);
    found.push({ file, line, operator, start: node.start, end: node.end, original, mutated, kind, isStatic });
  };
  walk(parse(file, text), (node, { isStatic, isInChain }) => {
    const source = (part: unknown) => text.slice((part as Node).start, (part as Node).end);
    for (const [operator, mutated] of expressions(node, source, isInChain)) {
      add(operatorPlace(node, operator), operator, mutated, isStatic, 'expression');
    }
    if (node.type === 'ExpressionStatement' && !('directive' in node && node.directive)) {
      add(node, 'statement', '', isStatic, 'statement');
    }
  });
  return found.filter(({ original, mutated }) => original !== mutated);
}

export function parse(file: string, text: string): Node {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]!.message}`);
  return program as unknown as Node;
}

/** What is changed is the condition of an `if` and not the `if`, the value of a `return` and not the `return`. */
function operatorPlace(node: Node, operator: Operator): Node {
  if (operator === 'condition') return node.test as Node;
  return operator === 'return' ? (node.argument as Node) : node;
}

const SWAPPED: Readonly<Record<string, readonly [Operator, string]>> = {
  '<': ['boundary', '<='],
  '<=': ['boundary', '<'],
  '>': ['boundary', '>='],
  '>=': ['boundary', '>'],
  '===': ['boundary', '!=='],
  '!==': ['boundary', '==='],
  '+': ['arithmetic', '-'],
  '-': ['arithmetic', '+'],
  '*': ['arithmetic', '/'],
  '/': ['arithmetic', '*'],
  '%': ['arithmetic', '*'],
  '&&': ['logic', '||'],
  '||': ['logic', '&&'],
};

const QUANTIFIERS: Readonly<Record<string, string>> = { some: 'every', every: 'some', find: 'findLast' };

function expressions(
  node: Node,
  source: (part: unknown) => string,
  isInChain: boolean,
): readonly (readonly [Operator, string])[] {
  const { left, right, operator, argument } = node as unknown as { left: Node; right: Node } & Record<string, string>;
  switch (node.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return [
        ['condition', `!(${source(node.test)})`],
        ['condition', 'false'],
      ];
    case 'BinaryExpression': {
      const swapped = SWAPPED[operator!];
      // Words put together are no sum.
      if (!swapped || (operator === '+' && [left, right].some(isText))) return [];
      return [[swapped[0], `${source(left)} ${swapped[1]} ${source(right)}`]];
    }
    case 'LogicalExpression':
      if (operator === '??') return [['default', source(left)]];
      return [[SWAPPED[operator!]![0], `(${source(left)}) ${SWAPPED[operator!]![1]} (${source(right)})`]];
    case 'Literal':
      if (typeof node.value === 'boolean') return [['boolean', String(!node.value)]];
      if (typeof node.value !== 'number') return [];
      return [
        ['number', String(node.value + 1)],
        ['number', `(${node.value - 1})`],
      ];
    case 'ReturnStatement':
      return argument && !isNothing(node.argument as Node) ? [['return', 'undefined']] : [];
    case 'ArrayExpression': {
      const elements = node.elements as readonly (Node | null)[];
      return elements.map((_, left) => [
        'element',
        `[${elements.filter((_, index) => index !== left).map((each) => (each ? source(each) : ''))}]`,
      ]);
    }
    case 'CallExpression': {
      const callee = node.callee as Node;
      if (isInChain || callee.type !== 'MemberExpression' || callee.computed) return [];
      const rest = source(node).slice((callee.property as Node).end - node.start);
      const [object, name] = [source(callee.object), source(callee.property)];
      if (object === 'Math' && (name === 'min' || name === 'max')) {
        return [['extreme', `Math.${name === 'min' ? 'max' : 'min'}${rest}`]];
      }
      return Object.hasOwn(QUANTIFIERS, name) ? [['quantifier', `${object}.${QUANTIFIERS[name]}${rest}`]] : [];
    }
    default:
      return [];
  }
}

function isText(node: Node): boolean {
  if (node.type === 'BinaryExpression') return [node.left, node.right].some((part) => isText(part as Node));
  return node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node.value === 'string');
}

/** Where `false` is asked for, nothing says the same; that it becomes `true` is another mutant. */
function isNothing(node: Node): boolean {
  if (node.type === 'Literal') return node.value === null || node.value === false;
  return node.type === 'Identifier' && node.name === 'undefined';
}

interface Where {
  readonly isStatic: boolean;
  /** Behind a `?.`: such a call cannot be replaced by itself. */
  readonly isInChain: boolean;
}

const HOLDING_EXPRESSIONS = new Set(['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression']);
const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

/** Every node that runs, from the outside in; types and names of properties do not. */
export function walk(
  node: Node,
  visit: (node: Node, where: Where) => void,
  where: Where = { isStatic: true, isInChain: false },
): void {
  if (node.type.startsWith('TS') && !HOLDING_EXPRESSIONS.has(node.type)) return;
  if (node.type.startsWith('Import')) return;
  visit(node, where);
  const inner = {
    isStatic: where.isStatic && !FUNCTIONS.has(node.type),
    isInChain: node.type === 'ChainExpression' || (where.isInChain && /^(Call|Member)Expression$/.test(node.type)),
  };
  for (const [key, value] of Object.entries(node)) {
    if (key === 'key' && !node.computed) continue;
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child && typeof child === 'object' && 'type' in child) walk(child as Node, visit, inner);
    }
  }
}
