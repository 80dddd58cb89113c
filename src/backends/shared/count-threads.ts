export interface CountQueries {
  /** Asks for several threads at once; those missing in the response count as 0. */
  many: (threads: string[]) => Promise<Record<string, number>>;
  /** Asks for one thread, for names that a list can't contain. */
  one: (thread: string) => Promise<number>;
}

/** Counts of threads, for servers that accept their names as one text separated by commas. */
export const countThreads = async (
  threads: readonly string[],
  { many, one }: CountQueries,
): Promise<Record<string, number>> => {
  const plain = threads.filter((thread) => !thread.includes(','));
  const odd = threads.filter((thread) => thread.includes(','));
  const [counts, others] = await Promise.all([plain.length ? many(plain) : {}, Promise.all(odd.map(one))]);
  return { ...counts, ...Object.fromEntries(odd.map((thread, index) => [thread, others[index]!])) };
};
