import playerStyles from './player.css?inline';
import theatreStyles from './theatre.css?inline';

/** The picture with its styles, as a survey's card brings its own: `survey/styled-card.ts` says why this way. */
export { Picture } from './picture.tsx';

const sheet = new CSSStyleSheet();
sheet.replaceSync(playerStyles + theatreStyles);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
