import { createSignal } from 'solid-js';

const [said, say] = createSignal('');

/** What the page's one status node says to a screen reader; said once, politely, and never moves the focus. */
export { said, say };
