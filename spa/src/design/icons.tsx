/** Line icons in the size of the text beside them. None without a job; a name for those who cannot see it stands next to it. */

export const CalendarIcon = () => (
  <svg class="i" viewBox="0 0 24 24" aria-hidden="true">
    <rect x="3" y="5" width="18" height="16" rx="1" />
    <path d="M3 10h18M8 3v4M16 3v4" />
  </svg>
);

export const CloseIcon = () => (
  <svg class="i" viewBox="0 0 24 24" aria-hidden="true">
    <path d="M6 6l12 12M18 6 6 18" />
  </svg>
);

export const WavesIcon = () => (
  <svg class="i" viewBox="0 0 24 24" aria-hidden="true">
    <path d="M5 12a9 9 0 0 1 14 0M8 15a5 5 0 0 1 8 0" />
    <circle cx="12" cy="19" r="1" />
  </svg>
);

export const NoticeIcon = () => (
  <svg class="i" viewBox="0 0 24 24" aria-hidden="true">
    <path d="M4 10v4l12 5V5zM16 9.5a3 3 0 0 1 0 5M7 15v4h3v-3" />
  </svg>
);

export const AutoIcon = () => (
  <svg class="i" viewBox="0 0 24 24" aria-hidden="true">
    <circle cx="12" cy="12" r="8" />
    <path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor" />
  </svg>
);

export const SunIcon = () => (
  <svg class="i" viewBox="0 0 24 24" aria-hidden="true">
    <circle cx="12" cy="12" r="4" />
    <path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4" />
  </svg>
);

export const MoonIcon = () => (
  <svg class="i" viewBox="0 0 24 24" aria-hidden="true">
    <path d="M20 14A8 8 0 0 1 10 4a8 8 0 1 0 10 10z" />
  </svg>
);

/** The joshiki-maku: the curtain's three colours. */
export const Mark = () => (
  <svg viewBox="0 0 22 28" aria-hidden="true">
    <path fill="currentColor" d="M0 0h7v28H0z" />
    <path fill="var(--air)" d="M7.5 0h7v28h-7z" />
    <path fill="var(--cue)" d="M15 0h7v28h-7z" />
  </svg>
);
