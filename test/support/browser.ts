/** The browser of a worker: begun by the first file of tests that needs it, and there for all that follow. Pages are theirs to close. */
import { type Browser, chromium } from 'playwright-core';
import { chromiumArguments, ensureChromium } from '../../scripts/editor/chromium.ts';

export function theBrowser(): Promise<Browser> {
  begun ??= ensureChromium().then((executablePath) => chromium.launch({ executablePath, args: chromiumArguments }));
  return begun;
}

/** It ends with the worker, whose end closes what they talk through. */
let begun: Promise<Browser> | undefined;
