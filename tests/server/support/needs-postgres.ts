import { beforeEach, inject } from 'vitest';

// Skipped, and counted, where there is none; where it is required its setup has failed already.
beforeEach((context) => {
  const postgres = inject('postgres');
  if ('missing' in postgres) context.skip(`PostgreSQL: ${postgres.missing}`);
});
