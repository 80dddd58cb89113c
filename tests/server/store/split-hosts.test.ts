import { describe, expect, test } from 'vitest';
import { splitHosts } from '../../../server/src/store/postgres/split-hosts.js';

test('an address of one host is left as it is, wherever it leads', () => {
  for (const address of ['postgres://starling@db.example/starling', 'postgres:///starling?host=/run/postgresql']) {
    expect(splitHosts(address)).toEqual({ addresses: [address], search: false });
  }
});

test('one of several hosts is an address for each, with user, database and parameters', () => {
  expect(splitHosts('postgres://me:p%40,ss@one:5433,[::1]:5434,three/db?sslmode=verify-full')).toEqual({
    addresses: [
      'postgres://me:p%40,ss@one:5433/db?sslmode=verify-full',
      'postgres://me:p%40,ss@[::1]:5434/db?sslmode=verify-full',
      'postgres://me:p%40,ss@three/db?sslmode=verify-full',
    ],
    search: true,
  });
  expect(splitHosts('postgresql://one,two/db').addresses).toEqual(['postgresql://one/db', 'postgresql://two/db']);
});

describe('target_session_attrs', () => {
  test.each(['read-write', 'primary'])('%s has one host checked too', (wanted) => {
    expect(splitHosts(`postgres://one/db?target_session_attrs=${wanted}`).search).toBe(true);
  });

  test.each(['read-only', 'standby', 'prefer-standby'])('%s is refused, as a server writes', (wanted) => {
    expect(() => splitHosts(`postgres://one,two/db?x=y&target_session_attrs=${wanted}`)).toThrow(wanted);
  });
});
