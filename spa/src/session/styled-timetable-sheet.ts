import styles from './timetable-sheet.css?inline';

/** The sheet with its styles, as a survey's card brings its own: `survey/styled-card.ts` says why this way. */
export { TimetableSheet } from './timetable-sheet.tsx';

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
