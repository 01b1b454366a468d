import { isMainThread } from 'node:worker_threads';
import { serve } from './node.ts';

// In a thread of its own this bundle is the refiner, and `node.ts` has started that already.
if (isMainThread) serve();
