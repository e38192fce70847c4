#!/usr/bin/env node
// Runs the TypeScript source as it is, wherever the package was installed.
import { register } from 'tsx/esm/api';

register();
await import('./tribrief.ts');
