import { jest } from '@jest/globals';

// A stack on a busy machine is slow, not wrong: what a test promises in seconds it waits for itself.
jest.setTimeout(60_000);
