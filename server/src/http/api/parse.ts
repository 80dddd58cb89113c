import type { z } from 'zod';
import { ApiError, invalidFields } from '../../api-error.js';

/**
 * Checks a request.
 *
 * @throws ApiError `invalid` with a message for each wrong field, named by its path; with status 400 if the request is
 *   empty
 */
export const parse = <T extends z.ZodType>(schema: T, value: unknown): z.output<T> => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  if (value === undefined) throw new ApiError('invalid', 'The request is empty.', { status: 400 });
  const fields = wrongFields(result.error);
  if (!('' in fields)) throw invalidFields(fields);
  // Something that is not an object lacks the same fields as an empty object.
  throw new ApiError('invalid', 'The request is not a JSON object.', {
    fields: wrongFields(schema.safeParse({}).error),
  });
};

const wrongFields = (error: z.ZodError | undefined): Record<string, string> => {
  const fields: Record<string, string> = {};
  for (const { path, message } of error?.issues ?? []) fields[path.join('.')] ??= message;
  return fields;
};
