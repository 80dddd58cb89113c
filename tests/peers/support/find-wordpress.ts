import { missingFromDebian } from './debian-peer.js';

const home = '/usr/share/wordpress';

/** Where WordPress and what it runs on are installed, or why they are not. */
export type Found = { home: string } | { missing: string };

/** Debian's WordPress, PHP and MariaDB. */
export const findWordPress = (): Found => {
  const missing = missingFromDebian({
    files: [`${home}/wp-load.php`],
    commands: ['php', ...mariaDb.commands],
    phpModules: ['mysqli'],
    packages: ['wordpress', 'php-cli', 'php-mysql', ...mariaDb.packages],
  });
  return missing ? { missing } : { home };
};

export const mariaDb = {
  commands: ['mariadbd', 'mariadb-install-db', 'mariadb'],
  packages: ['mariadb-server'],
};
