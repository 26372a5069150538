import type { RefusalCode } from '../desk/refusal.ts';
import { refusalWords } from '../text/refusal-words.ts';

/** The sentence for a code. */
export function RefusalSentence(props: { readonly code: RefusalCode }) {
  return <>{refusalWords()[props.code]}</>;
}
