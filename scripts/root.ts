import { resolve } from 'node:path';

/** The folder of the project. Asked here alone: `prepare.mjs` bundles what builds, and says that it stands in this folder. */
export const root = resolve(import.meta.dirname, '..');
