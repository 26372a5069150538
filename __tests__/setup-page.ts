import '@testing-library/jest-dom/jest-globals';
import { jest } from '@jest/globals';

// Its styles come by way of Vite alone; its own tests draw `picture.tsx` itself.
jest.unstable_mockModule('../spa/src/player/styled-picture.ts', () => ({ Picture: () => null }));
