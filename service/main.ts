/** What `import 'release-plan'` gives: see docs/embedding.md. */
export { loadImports } from './files/imports.ts';
export { createWorkspace } from './files/plan-workspace.ts';
export { createPlanService } from './service.ts';
