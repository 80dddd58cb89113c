#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// Before anything else is loaded: what V8 compiled at one start, the next one reads from the disk.
enableCompileCache();
const { runProgram } = await import('./cli/program.js');
await runProgram(process.argv);
