/**
 * The catalog of Backstage as what a plan is about: components and resources as systems with what they use and run on, groups as
 * teams, users as people. There is no release in it: what comes of it is a file that plans import.
 *
 * Source: the descriptor format of catalog entities, `backstage.io/v1alpha1`.
 */
import { append } from '../../plan/grouped.ts';
import type { Outline, OutlinePerson, OutlineSystem, OutlineTeam } from '../../plan/outline/model.ts';
import { Unreadable } from '../bounds.ts';
import type { Importing } from '../plan-format.ts';
import { type Entity, entitiesIn } from './entities.ts';

/** The words that people have for kinds of components and resources, and ours. */
const TYPES: readonly (readonly [RegExp, string])[] = [
  [/database|\bdb\b|\bsql|postgres|mysql|mongo|dynamo|redis|warehouse/, 'database'],
  [/queue|topic|kafka|pubsub|pub-sub|\bsqs\b|stream|broker/, 'queue'],
  [/bucket|storage|volume|\bs3\b|filesystem/, 'storage'],
  [/cluster|\bvm\b|server|host|machine|node/, 'server'],
  [/network|\bdns\b|\bcdn\b|load-?balancer|firewall|gateway/, 'network'],
  [/certificate|\btls\b/, 'certificate'],
  [/website|frontend|\bapp\b|application|mobile|\bui\b/, 'application'],
  [/service|backend|api|grpc|openapi/, 'service'],
];
/** What things run on, rather than use. */
const GROUND = new Set(['server', 'network']);

/** A catalog lies beside what it is of, a file for each; those that are given besides belong to it. */
export async function readCatalog({ bytes, file, ledger, others }: Importing): Promise<Outline> {
  const files = [[file, bytes] as const, ...(others ?? [])];
  const entities = files.flatMap(([name, content]) => entitiesIn(content, name, ledger, files.length === 1));
  if (entities.length === 0) throw new Unreadable(`${file} is no catalog: no document of it has a kind and a name.`);
  return new Catalog(entities).outline();
}

class Catalog {
  readonly #byRef = new Map<string, Entity>();
  readonly #names = new Map<string, string>();
  readonly #providers = new Map<string, Entity>();
  /** By field and what it refers to, all that do. */
  readonly #naming = new Map<string, string[]>();
  readonly #taken = new Set<string>();

  constructor(entities: readonly Entity[]) {
    for (const entity of entities) {
      const { ref } = entity;
      if (this.#byRef.has(ref)) entity.row.left('it', `there is ${entity.kind} ${entity.name} already`);
      else this.#byRef.set(ref, entity);
    }
    for (const entity of this.#all()) {
      for (const api of entity.refs.get('providesApis') ?? []) this.#providers.set(api, entity);
      for (const [field, refs] of entity.refs)
        for (const ref of refs) append(this.#naming, `${field} ${ref}`, entity.ref);
      this.#nameOf(entity);
    }
  }

  outline(): Outline {
    const systems: OutlineSystem[] = [];
    const teams: OutlineTeam[] = [];
    const people: OutlinePerson[] = [];
    for (const entity of this.#all()) {
      const { kind, row, title, email, refs } = entity;
      const named = { name: this.#nameOf(entity), ...(title !== undefined && { title }) };
      if (SYSTEMS.has(kind)) systems.push({ ...named, ...this.#system(entity) });
      else if (kind === 'group') teams.push({ ...named, members: this.#membersOf(entity) });
      else if (kind === 'user') {
        people.push({ ...named, ...(email !== undefined && { email }) });
        for (const group of refs.get('memberOf') ?? [])
          if (!this.#byRef.has(group)) row.left(`the group ${nameIn(group)}`, 'it is not in the file');
      } else if (kind === 'api') this.#api(entity, systems);
      else row.left('it', `nothing of a plan is a ${kind}`);
    }
    return { systems, teams, people };
  }

  #all(): readonly Entity[] {
    return [...this.#byRef.values()];
  }

  /** A name of a plan stands for one thing; in a catalog a team and what it owns are often called alike. */
  #nameOf(entity: Entity): string {
    const { ref } = entity;
    const known = this.#names.get(ref);
    if (known !== undefined) return known;
    let name = entity.name;
    for (let i = 1; this.#taken.has(name.toLowerCase()); i++)
      name = `${entity.name}-${entity.kind === 'group' ? 'team' : entity.kind}${i > 1 ? `-${i}` : ''}`;
    if (name !== entity.name) entity.row.changed('its name', entity.name, name);
    this.#names.set(ref, name);
    this.#taken.add(name.toLowerCase());
    return name;
  }

  #system(entity: Entity): Pick<OutlineSystem, 'type' | 'uses' | 'on' | 'notes'> {
    const { kind, row, ref: own } = entity;
    const wanted = [
      ...(entity.refs.get('dependsOn') ?? []),
      ...(this.#naming.get(`dependencyOf ${own}`) ?? []),
      ...(this.#naming.get(`${kind === 'system' ? 'system' : 'subcomponentOf'} ${own}`) ?? []),
      ...(entity.refs.get('consumesApis') ?? []).map((api) => this.#provided(api)),
    ];
    const needs = new Map(wanted.filter((ref) => ref !== own).map((ref) => [ref, this.#byRef.get(ref)]));
    const isGround = (other: Entity | undefined) => other !== undefined && GROUND.has(typeOf(other) ?? '');
    const named = ([ref, other]: [string, Entity | undefined]) => {
      if (!other) row.guessed(`${nameIn(ref)}, which is not in the file, is a system`);
      return other ? this.#nameOf(other) : nameIn(ref);
    };
    const [uses, on] = [false, true].map((ground) =>
      [...needs].filter(([, other]) => isGround(other) === ground).map(named),
    );
    const type = typeOf(entity);
    if (type !== undefined && type !== entity.type) row.guessed(`its type is ${type}`);
    const owners = (entity.refs.get('owner') ?? []).map((ref) => {
      const owner = this.#byRef.get(ref) ?? this.#byRef.get(ref.replace(/^group:/, 'user:'));
      return owner ? this.#nameOf(owner) : nameIn(ref);
    });
    return {
      ...(type !== undefined && { type }),
      uses: uses!,
      on: on!,
      ...(owners.length > 0 && { notes: [`${this.#nameOf(entity)} is owned by ${owners.join(', ')}`] }),
    };
  }

  /** Of an API whoever provides it; one that nobody provides stands for itself. */
  #provided(api: string): string {
    const provider = this.#providers.get(api);
    return provider?.ref ?? api;
  }

  #api(entity: Entity, systems: OutlineSystem[]): void {
    const provider = this.#providers.get(entity.ref);
    if (provider) entity.row.changed('it', entity.name, this.#nameOf(provider));
    else
      systems.push({
        name: this.#nameOf(entity),
        ...(entity.title !== undefined && { title: entity.title }),
        ...this.#system(entity),
      });
  }

  #membersOf({ ref: group, refs, row }: Entity): readonly string[] {
    const members = new Set([...(refs.get('members') ?? []), ...(this.#naming.get(`memberOf ${group}`) ?? [])]);
    return [...members].map((ref) => {
      const member = this.#byRef.get(ref);
      if (!member) row.guessed(`${nameIn(ref)}, who is not in the file, is a person`);
      return member ? this.#nameOf(member) : nameIn(ref);
    });
  }
}

const SYSTEMS = new Set(['component', 'resource', 'system']);

function typeOf({ kind, type, name }: Entity): string | undefined {
  if (kind === 'system') return undefined;
  const said = (type ?? (kind === 'resource' ? name : kind === 'api' ? 'api' : '')).toLowerCase();
  return TYPES.find(([words]) => words.test(said))?.[1] ?? (kind === 'component' ? 'service' : undefined);
}

function nameIn(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}
