import type { JSX } from 'solid-js';

/** Line icons that only the picture needs. */
const Icon = (props: { readonly children: JSX.Element }) => (
  <svg class="i" viewBox="0 0 24 24" aria-hidden="true">
    {props.children}
  </svg>
);

export const PlayIcon = () => (
  <Icon>
    <path d="M8 5v14l11-7z" />
  </Icon>
);

export const PauseIcon = () => (
  <Icon>
    <path d="M8 5v14M16 5v14" />
  </Icon>
);

export const SoundIcon = () => (
  <Icon>
    <path d="M4 9v6h4l5 4V5L8 9zM16.5 8.5a5 5 0 0 1 0 7M19 6a8.5 8.5 0 0 1 0 12" />
  </Icon>
);

export const SilentIcon = () => (
  <Icon>
    <path d="M4 9v6h4l5 4V5L8 9zm13 0 5 6m0-6-5 6" />
  </Icon>
);

export const SettingsIcon = () => (
  <Icon>
    <path d="M4 7h10M18 7h2M4 17h2M10 17h10" />
    <circle cx="16" cy="7" r="2" />
    <circle cx="8" cy="17" r="2" />
  </Icon>
);

export const TheatreIcon = () => (
  <Icon>
    <path d="M3 6h18v12H3zM15 6v12" />
  </Icon>
);

export const FullIcon = () => (
  <Icon>
    <path d="M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5" />
  </Icon>
);

export const LeaveFullIcon = () => (
  <Icon>
    <path d="M9 4v5H4M15 4v5h5M9 20v-5H4M15 20v-5h5" />
  </Icon>
);
