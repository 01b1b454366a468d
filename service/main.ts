/** What `import 'release-plan'` gives: see docs/embedding.md. */
export { loadImports } from './imports.ts';
export { createWorkspace } from './plan-workspace.ts';
export { createPlanService } from './service.ts';
