// Lets a benchmark import what the tests share.
import '../tests/support/run-typescript.js';
