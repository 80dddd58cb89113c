import { z } from 'zod';

export const SignedIn = z.object({
  name: z.string(),
  shownName: z.string(),
  role: z.enum(['owner', 'moderator']),
  sites: z.array(z.string()),
});
