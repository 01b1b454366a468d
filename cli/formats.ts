/** The formats of `check`: one for people, the others for programs. */
export const FORMATS = ['text', 'json', 'sarif', 'junit', 'github', 'gitlab', 'markdown'] as const;
export type Format = (typeof FORMATS)[number];
