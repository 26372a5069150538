import { known, type Language } from '../text/language.ts';

const WIDGETS = ['survey', 'results'] as const;
export type Widget = (typeof WIDGETS)[number];

/** What the address of an overlay asks for. */
export interface Settings {
  /** `<event>.<slug>`. */
  readonly stage: string;
  readonly widgets: readonly Widget[];
  readonly theme: 'light' | 'dark';
  /** Null: the event's first. */
  readonly language: Language | null;
}

/**
 * Reads `/overlay/<stage>?widgets=survey,results&theme=light|dark&lang=ja|en`. Left out, it is all widgets, dark, and the event's first language.
 * What it does not know it passes over: an overlay shows no errors.
 */
export function settingsOf(pathname: string, search: string): Settings {
  const [, stage = ''] = pathname.split('/').filter((part) => part !== '');
  const asked = new URLSearchParams(search);
  const names = asked.get('widgets')?.split(',');
  return {
    stage,
    widgets: WIDGETS.filter((widget) => names?.includes(widget) ?? true),
    theme: asked.get('theme') === 'light' ? 'light' : 'dark',
    language: known(asked.get('lang')) ?? null,
  };
}
