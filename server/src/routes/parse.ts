import type { z } from '@hono/zod-openapi';
import { invalidFields } from '../api-error.js';

/** Checks what came in. @throws ApiError `invalid` with a line for each wrong field, named by its path */
export const parse = <T extends z.ZodType>(schema: T, value: unknown): z.output<T> => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const fields: Record<string, string> = {};
  for (const { path, message } of result.error.issues) fields[path.join('.')] ??= message;
  throw invalidFields(fields);
};
