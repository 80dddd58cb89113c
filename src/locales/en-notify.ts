/** The default text of replies by mail: it comes where a backend sends them. */
export const enNotify = {
  notify: 'Mail me replies',
} as const;
