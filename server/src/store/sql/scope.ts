import type { Scope } from '../store.js';

export const isInScope = (scope: Scope, site: string): boolean => scope === 'all' || scope.includes(site);
