/** 128 random bits as base64url: 22 characters. */
export const randomToken = (): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16)))).replace(
    /\W/g,
    (character) => '-_'['+/'.indexOf(character)] ?? '',
  );
