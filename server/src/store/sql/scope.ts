import type { Scope } from '../records.js';

export const isInScope = (scope: Scope, site: string): boolean => scope === 'all' || scope.includes(site);
