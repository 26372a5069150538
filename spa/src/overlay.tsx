import './design/tokens.css';
import './design/base.css';
import './overlay/overlay.css';
import { render } from 'solid-js/web';
import { createStage } from './live/create-stage.ts';
import { Overlay } from './overlay/overlay.tsx';
import { settingsOf } from './overlay/settings.ts';

const settings = settingsOf(location.pathname, location.search);
document.documentElement.dataset.theme = settings.theme;
render(() => {
  // Not in the JSX: there it would be made again by everybody who reads it.
  const view = createStage(settings.stage);
  return <Overlay settings={settings} view={view()} />;
}, document.getElementById('page') as HTMLElement);
