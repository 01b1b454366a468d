/** Catalogs of Backstage become what plans are about: what uses and runs on what, who is in which team; nothing goes without a word. */
import { describe, expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import { imported } from '../../service/formats/import.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

async function read(text: string, others: Readonly<Record<string, string>> = {}) {
  const files = new Map(Object.entries(others).map(([name, content]) => [name, bytesOf(content)]));
  const got = await imported({
    format: 'catalog',
    bytes: bytesOf(text),
    file: 'catalog-info.yaml',
    ...(files.size > 0 && { others: files }),
  });
  return 'trouble' in got
    ? { trouble: got.trouble, text: '', told: '' }
    : { trouble: '', text: got.text, told: got.ledger.report() };
}

const entity = (kind: string, name: string, spec = '{}', metadata = '') =>
  `apiVersion: backstage.io/v1alpha1\nkind: ${kind}\nmetadata: {name: ${name}${metadata}}\nspec: ${spec}\n`;
const all = (...entities: readonly string[]) => entities.join('---\n');

test('components use what they depend on, whatever end says so, and run on what is ground', async () => {
  const { text, told } = await read(
    all(
      entity(
        'Component',
        'cart',
        '{type: service, dependsOn: [resource:orders-db, resource:k8s, stripe], consumesApis: [tax]}',
      ),
      entity('Component', 'web', '{type: website, consumesApis: [cart-api, default/tax], subcomponentOf: shop}'),
      entity('Component', 'shop', '{type: service, providesApis: [cart-api]}'),
      entity('Resource', 'orders-db', '{type: postgres, dependencyOf: [component:default/shop]}'),
      entity('Resource', 'k8s', '{type: kubernetes-cluster}', ', title: "Cluster EU"'),
      entity('API', 'cart-api', '{type: openapi}'),
      entity('API', 'tax', '{type: grpc}'),
    ),
  );
  expect(text).toBe(`service cart on k8s {
  uses orders-db, stripe, tax
}
application web {
  uses shop, tax
}
service shop {
  uses orders-db, web
}
database orders-db
server   k8s       "Cluster EU"
service  tax
system   stripe
`);
  expect(told).toBe(`7 rows read: 6 taken, 1 changed, 0 with something left out, 5 with a guess.
  line 1 "Component cart": guessed: stripe, which is not in the file, is a system
  line 6 "Component web": guessed: its type is application
  line 16 "Resource orders-db": guessed: its type is database
  line 21 "Resource k8s": guessed: its type is server
  line 26 "API cart-api": it was "cart-api", now "shop"
  line 31 "API tax": guessed: its type is service
`);
});

test('who is in a team is said by either side, and a team that is called like a system gets a name of its own', async () => {
  const { text, told } = await read(
    all(
      entity('System', 'shop', '{owner: shop}', ', description: "Everything that sells"'),
      entity('Component', 'cart', '{type: library, system: shop, owner: user:mara.lind}'),
      entity(
        'Group',
        'shop',
        '{type: team, members: [mara.lind], profile: {displayName: Shop people, picture: "https://shop.example/x.png"}}',
      ),
      entity('User', 'mara.lind', '{profile: {displayName: Mara Lind, email: mara@shop.example}}'),
      entity('User', 'jonas', '{profile: {displayName: Jonas Frei}, memberOf: [shop, chess]}'),
    ),
  );
  expect(text).toBe(`person mara-lind "Mara Lind" {
  contact email "mara@shop.example"
}
person jonas     "Jonas Frei"
team   shop-team "Shop people" is mara-lind, jonas
// shop is owned by shop-team
system shop "Everything that sells" {
  uses cart
}
// cart is owned by mara.lind
service cart
`);
  expect(told).toContain('"Group shop": its name was "shop", now "shop-team"');
  expect(told).toContain('"User jonas": the group chess not taken: it is not in the file');
  expect(told).toContain('`picture` of 1 thing not taken');
});

test('a catalog of several files is one, also where all of them are called alike', async () => {
  const { text } = await read(entity('Component', 'cart', '{type: service, dependsOn: [resource:orders-db]}'), {
    'catalog-info.yaml': entity('Resource', 'orders-db', '{type: database}'),
    'db/catalog-info.yaml': entity('Component', 'orders', '{type: service, dependsOn: [component:cart]}'),
  });
  expect(text).toBe(`service cart {
  uses orders-db
}
database orders-db
service orders {
  uses cart
}
`);
});

test('what is no entity, is there twice, means nothing for a plan or is no YAML is told by its line, and the rest is read', async () => {
  const { text, told } = await read(
    all(
      entity('Component', 'cart', '{type: service, dependsOn: [3, {a: b}]}'),
      'just a text\n',
      entity('Component', 'cart', '{type: website}'),
      entity('Location', 'everything', '{targets: [./x.yaml]}'),
      'kind: Component\nmetadata: {name: [a\n',
    ),
  );
  expect(text).toBe('service cart\n');
  expect(told).toContain('line 1 "Component cart": part of `dependsOn` not taken: it is no text');
  expect(told).toContain('line 6: the document not taken: it has no `kind` and `metadata.name`');
  expect(told).toContain('line 8 "Component cart": it not taken: there is component cart already');
  expect(told).toContain('line 13 "Location everything": it not taken: nothing of a plan is a location');
  expect(told).toMatch(/line \d+: the document not taken: Flow sequence/);
});

describe('what is made to hurt', () => {
  test.each([
    ['nothing', '', 'no catalog'],
    ['no entity', 'a: 1\n', 'no catalog'],
    ['bytes', '\0\0', 'no text'],
    ['nested without end', `a: ${'['.repeat(200_000)}`, /nested|no catalog/],
    [
      'references that multiply',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
        .split('')
        .map((name, i) => `${name}: &${name} [${`*${'abcdefgh'[i]},`.repeat(9)}]`)
        .join('\n')}\n`,
      'no catalog',
    ],
  ])('%s is refused', async (_, text, trouble) => {
    expect((await read(text)).trouble).toMatch(trouble);
  });

  test('names that a plan has no room for are others, and titles stay titles', async () => {
    const { text } = await read(
      all(
        entity('Component', '"__proto__"', '{type: service}'),
        entity('Component', 'run', '{type: service}', ', title: "a\\" } // x"'),
        entity('User', '"tbd\\n}"', '{}'),
      ),
    );
    const workspace = createWorkspace({ roots: [] });
    workspace.set('file:///x.release', text);
    expect(workspace.analysis('file:///x.release').findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect([...workspace.plan('file:///x.release').names.values()].length).toBe(3);
  });
});
