import type { TranslationMemory } from '../ports.ts';
import { type Persistence, persistently } from './persistently.ts';

/** Writes what was paid for as long as the invocation lasts: what is not written down is paid for again. */
export function createPatientMemory(memory: TranslationMemory, persistence: Persistence): TranslationMemory {
  return {
    ...memory,
    remember: (pairs, scope) => persistently(() => memory.remember(pairs, scope), persistence),
  };
}
