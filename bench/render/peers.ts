/** Gantt charts that are well known, each with the plan as it wants it: installed for the measurement, and no dependency. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** A row of any of them. */
export interface PeerTask {
  readonly id: string;
  readonly name: string;
  /** Milliseconds. */
  readonly start: number;
  readonly end: number;
  readonly after: readonly string[];
}

export interface Peer {
  readonly name: string;
  readonly files: readonly string[];
  /** Function bodies that run in the page, over `tasks`, `box` and `own`; what they begin is painted with the next frame. */
  readonly draw: string;
  /** What a step that takes longer makes of all that come after it: `tasks`. */
  readonly update: string;
}

export const PEERS: readonly Peer[] = [
  {
    name: 'frappe-gantt',
    files: ['frappe-gantt/dist/frappe-gantt.css', 'frappe-gantt/dist/frappe-gantt.umd.js'],
    draw: `own.of = (all) => all.map(({ id, name, start, end, after }) => ({ id, name, start: new Date(start), end: new Date(end), progress: 0, dependencies: after.join(',') }));
      own.gantt = new Gantt(box, own.of(tasks), { view_mode: 'Hour', container_height: 800 });`,
    update: 'own.gantt.refresh(own.of(tasks));',
  },
  {
    name: 'dhtmlx-gantt',
    files: ['dhtmlx-gantt/codebase/dhtmlxgantt.css', 'dhtmlx-gantt/codebase/dhtmlxgantt.js'],
    draw: `gantt.config.scales = [{ unit: 'hour', format: '%H:%i' }]; gantt.config.readonly = true;
      gantt.config.show_errors = false;
      gantt.init(box);
      own.parse = (all) => gantt.parse({
        data: all.map(({ id, name, start, end }) => ({ id, text: name, start_date: new Date(start), end_date: new Date(end) })),
        links: all.flatMap(({ id, after }) => after.map((from) => ({ id: from + id, source: from, target: id, type: '0' }))),
      });
      own.parse(tasks);`,
    update: 'gantt.clearAll(); own.parse(tasks);',
  },
  {
    name: 'vis-timeline',
    files: [
      'vis-timeline/styles/vis-timeline-graph2d.min.css',
      'vis-timeline/standalone/umd/vis-timeline-graph2d.min.js',
    ],
    draw: `own.of = (all) => all.map(({ id, name, start, end }) => ({ id, content: name, group: id, start, end }));
      own.items = new vis.DataSet(own.of(tasks));
      const groups = new vis.DataSet(tasks.map(({ id, name }, order) => ({ id, content: name, order })));
      own.timeline = new vis.Timeline(box, own.items, groups, { height: 800, stack: false, verticalScroll: true });`,
    update: 'own.items.update(own.of(tasks));',
  },
];

/** Where npm puts them; what is there already is used. */
export function installPeers(folder: string): string {
  const names = ['frappe-gantt', 'dhtmlx-gantt', 'vis-timeline', 'vis-data'];
  mkdirSync(folder, { recursive: true });
  if (!names.every((name) => existsSync(join(folder, 'node_modules', name)))) {
    writeFileSync(join(folder, 'package.json'), '{"private":true}');
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...names], { cwd: folder });
  }
  return join(folder, 'node_modules');
}

export function versionOf(modules: string, { name }: Peer): string {
  return (JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8')) as { version: string }).version;
}

export async function loadPeer(page: Page, modules: string, { files }: Peer): Promise<void> {
  await page.setContent('<!doctype html><body style="margin:0"><div id="box" style="width:1000px;height:800px"></div>');
  for (const file of files) {
    const path = join(modules, file);
    await (file.endsWith('.css') ? page.addStyleTag({ path }) : page.addScriptTag({ path }));
  }
}
