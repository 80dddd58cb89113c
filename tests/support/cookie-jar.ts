/**
 * A fetch with the cookies that a browser would have, one jar for each visitor of a stand-in (the first part of the
 * path). Like a browser it sends and keeps them only where the request says `include`.
 */
export const fetchWithCookies = (real: typeof fetch): typeof fetch => {
  const jars = new Map<string, Map<string, string>>();
  return async (input, init = {}) => {
    if (init.credentials !== 'include') return real(input, init);
    const visitor = new URL(`${input}`).pathname.split('/')[1]!;
    const jar = jars.get(visitor) ?? new Map<string, string>();
    jars.set(visitor, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await real(input, { ...init, headers: { ...init.headers, ...(cookie && { cookie }) } });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value, rest] = /^([^=]+)=([^;]*)(.*)$/.exec(line)!;
      if (/Max-Age=0/i.test(rest!)) jar.delete(name!);
      else jar.set(name!, value!);
    }
    return response;
  };
};
