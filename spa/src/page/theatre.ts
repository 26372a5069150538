import { createSignal } from 'solid-js';
import type { Folding } from '../survey/survey-card.tsx';

const [theatre, setTheatre] = createSignal<Folding>();

/** While the picture fills the window: how the survey beside it is put away and back. */
export { setTheatre, theatre };
