/** What goes into the extension, relative to the root of the repository. */
export const CONTENTS = [
  'LICENSE',
  'language-configuration.json',
  'syntaxes',
  'client/icons',
  'client/walkthrough',
  'dist/extension.js',
  'dist/engine.js',
  'dist/formats.js',
  'dist/server.js',
  'dist/server-web.js',
  'dist/webview.js',
  'dist/webview-hands.js',
  'dist/webview-calendar.js',
  'dist/board.js',
  'dist/board.css',
  'dist/markdown.css',
];

/** Whether a bundle, by its path, is one of them. */
export function isInExtension(output: string): boolean {
  const name = output.split('/').at(-1)!;
  return CONTENTS.includes(`dist/${name}`);
}
