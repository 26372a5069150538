/** Line icons that only surveys need. */

export const CheckIcon = () => (
  <svg class="i" viewBox="0 0 24 24" aria-hidden="true">
    <path d="m4 12 6 6L20 6" />
  </svg>
);

export const AgainIcon = () => (
  <svg class="i" viewBox="0 0 24 24" aria-hidden="true">
    <path d="M20 12a8 8 0 1 1-2.5-5.8M20 3v4h-4" />
  </svg>
);

export const UpIcon = () => (
  <svg class="i" viewBox="0 0 24 24" aria-hidden="true">
    <path d="m5 15 7-8 7 8" />
  </svg>
);
