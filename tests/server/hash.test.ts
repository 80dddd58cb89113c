import { describe, expect, test } from 'vitest';
import { nodeHashes } from '../../server/src/cli/node-hashes.js';
import { plainHashes } from '../../server/src/hash.js';

describe('Node’s hashes', () => {
  test.each(['', 'a', 'Grüße 🎈', '\u{d800}', 'x'.repeat(1000)])('are those of every other runtime: %j', (text) => {
    expect(nodeHashes.sha256(text)).toBe(plainHashes.sha256(text));
    expect(nodeHashes.hmacSha256(`key ${text}`, text)).toBe(plainHashes.hmacSha256(`key ${text}`, text));
  });

  test('are SHA-256 in base64url', () => {
    // FIPS 180-4, "abc"; RFC 4231, 4.3
    expect(nodeHashes.sha256('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0');
    expect(nodeHashes.hmacSha256('Jefe', 'what do ya want for nothing?')).toBe(
      'W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM',
    );
  });
});
