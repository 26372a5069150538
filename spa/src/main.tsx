import './design/tokens.css';
import './design/base.css';
import './design/viewer.css';
import { render } from 'solid-js/web';
import { App } from './page/app.tsx';
import { followLinks } from './page/route.ts';

followLinks();
render(() => <App />, document.getElementById('page') as HTMLElement);
