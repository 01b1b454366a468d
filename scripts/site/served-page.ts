/** The page around the preview that `release-plan preview` serves. */

export const SERVED_STYLE = `html,body{height:100%;margin:0;color-scheme:light dark}
iframe{display:block;width:100%;height:100%;border:0}
`;

export function servedPage(): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Release plan</title>
<link rel="stylesheet" href="/served.css">
<link rel="icon" href="data:,">
<iframe id="preview" title="The pictures of the plan"></iframe>
<script src="/served.js" defer></script>
</html>
`;
}
