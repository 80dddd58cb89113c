/** Text as a reader sees it: letters of one width, without invisible characters, in lower case. */
export const readable = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .toLowerCase();
