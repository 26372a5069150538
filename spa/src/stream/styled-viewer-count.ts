import styles from './viewer-count.css?inline';

/** The count with its styles, as a survey's card brings its own: `survey/styled-card.ts` says why this way. */
export { ViewerCount } from './viewer-count.tsx';

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
