import '@testing-library/jest-dom/jest-globals';
import { jest } from '@jest/globals';

// Their styles come by way of Vite alone; tests of their own draw `picture.tsx` and `viewer-count.tsx` themselves.
jest.unstable_mockModule('../spa/src/player/styled-picture.ts', () => ({ Picture: () => null }));
jest.unstable_mockModule('../spa/src/stream/styled-viewer-count.ts', () => ({ ViewerCount: () => null }));
