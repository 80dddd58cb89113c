import { test } from 'node:test';
import { memoryBackend } from 'starling-comments/backends/memory';
import { backendContract } from 'starling-comments/testing';

const create = () => memoryBackend({ options: { store: 'node:test' } });
for (const { name, run } of backendContract({ create })) test(name, run);
