import { z } from 'zod';

export const SignIn = z.object({ name: z.string().min(1).max(200), password: z.string().min(1).max(1000) });

export const PasswordChange = z.object({ old: z.string().max(1000), new: z.string().max(1000) });
