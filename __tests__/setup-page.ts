import '@testing-library/jest-dom/jest-globals';
import { jest } from '@jest/globals';

// Styles come by way of Vite alone. The picture's own tests draw `picture.tsx` itself.
jest.unstable_mockModule('../spa/src/player/styled-picture.ts', () => ({ Picture: () => null }));
jest.unstable_mockModule('../spa/src/event/styled-event-page.ts', () => import('../spa/src/event/event-page.tsx'));
jest.unstable_mockModule(
  '../spa/src/stream/styled-viewer-count.ts',
  () => import('../spa/src/stream/viewer-count.tsx'),
);
