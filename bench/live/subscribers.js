// Readers who follow one thread, each over a connection of its own; told by the parent what to wait for.
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';

const { url, thread, count, networks } = JSON.parse(process.argv[2]);
const { hostname, port } = new URL(url);
let heard = 0;
let opened = 0;

const follow = (number) =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    socket.setEncoding('latin1');
    const network = networks + number;
    socket.write(
      `GET /api/v1/events?thread=${encodeURIComponent(thread)} HTTP/1.1\r\nHost: ${hostname}\r\n` +
        `X-Forwarded-For: 10.${(network >> 8) & 255}.${network & 255}.1\r\n\r\n`,
    );
    let isOpen = false;
    socket.on('data', (text) => {
      if (!isOpen) {
        if (!text.startsWith('HTTP/1.1 200')) reject(new Error(text.slice(0, 300)));
        isOpen = true;
        resolve();
      }
      // A comment of the measurement is shorter than a packet.
      if (text.includes('event: comment')) {
        heard += 1;
        if (heard === count) process.send({ heard: Date.now() });
      }
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`A stream ended; ${opened} were open.`)));
  });

// As fast as they are answered, and not all at once: a connection that waits for too long is no reader.
const together = 50;
for (; opened < count; opened += together) {
  await Promise.all(Array.from({ length: Math.min(together, count - opened) }, (_, index) => follow(opened + index)));
  await setTimeout(1);
}
process.on('message', () => {
  heard = 0;
  process.send({ waiting: true });
});
process.send({ ready: true });
