#!/usr/bin/env node
import module from 'node:module';

// Compiling the program costs more than checking a plan: Node keeps the result, where it can (22.1 and later).
module.enableCompileCache?.();
void import('./program/process.ts');
