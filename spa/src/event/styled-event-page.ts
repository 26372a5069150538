import styles from './event-page.css?inline';

/** The page with its styles, as a survey's card brings its own: `survey/styled-card.ts` says why this way. */
export { EventPage } from './event-page.tsx';

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
