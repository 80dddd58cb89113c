export interface CountQueries {
  /** What the server calls a thread. */
  nameOf: (thread: string) => string;
  /** Asks for several at once; what is missing in the answer counts as 0. */
  many: (names: string[]) => Promise<Record<string, number>>;
  /** Asks for one, for names that a list can't hold. */
  one: (thread: string) => Promise<number>;
}

/** Counts of threads, for servers that take their names as one text parted by commas. */
export const countThreads = async (
  threads: readonly string[],
  { nameOf, many, one }: CountQueries,
): Promise<Record<string, number>> => {
  const fits = (thread: string) => !nameOf(thread).includes(',');
  const plain = threads.filter(fits);
  const odd = threads.filter((thread) => !fits(thread));
  const [counts, others] = await Promise.all([
    plain.length ? many(plain.map(nameOf)) : ({} as Record<string, number>),
    Promise.all(odd.map(one)),
  ]);
  return Object.fromEntries([
    ...plain.map((thread) => [thread, counts[nameOf(thread)] ?? 0] as const),
    ...odd.map((thread, index) => [thread, others[index]!] as const),
  ]);
};
