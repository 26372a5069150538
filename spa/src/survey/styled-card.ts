import cardStyles from './survey-card.css?inline';
import resultsStyles from './survey-results.css?inline';

/**
 * The card with its styles, which only pages with a survey need and which are there before it is drawn. Style sheets made by script are no inline
 * styles to a Content-Security-Policy (https://www.w3.org/TR/CSP3/#directive-style-src).
 */
export { SurveyCard } from './survey-card.tsx';

const sheet = new CSSStyleSheet();
sheet.replaceSync(resultsStyles + cardStyles);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
