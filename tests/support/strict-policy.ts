const trustedTypes = "require-trusted-types-for 'script'; trusted-types lit-html starling";

/** The strictest policy under which the widget works, with the server's origin if that is not the page's own. */
export const strictPolicy = (server = ''): string => {
  const from = server ? ` ${server}` : '';
  return `default-src 'none'; script-src 'self'${from}; style-src 'self'; connect-src 'self'${from}; img-src 'self'; ${trustedTypes}`;
};
