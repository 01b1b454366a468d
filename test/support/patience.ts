/** For what is waited for: only what never comes takes so long, however busy the machine is. Like the limit of a whole test. */
export const PATIENCE = { timeout: 600_000 };
