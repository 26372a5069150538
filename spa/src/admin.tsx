import './design/tokens.css';
import './design/base.css';
import './desk/desk.css';
import './desk/forms.css';
import './desk/audience.css';
import './session/show.css';
import './align/aligned-switch.css';
import './survey/survey-results.css';
import './survey/survey-desk.css';
import './source/source-desk.css';
import './playback/playback-desk.css';
import './broadcast/broadcast.css';
import { render } from 'solid-js/web';
import { makeApi } from './desk/api.ts';
import { createDesk } from './desk/create-desk.ts';
import { DeskPage } from './desk/desk-page.tsx';
import { followDeskLinks } from './desk/route.ts';
import { createNeighbours } from './live/create-neighbours.ts';
import { configSource, createStage } from './live/create-stage.ts';
import { FrontDoor, Porch } from './operator/front-door.tsx';
import { createSignIn } from './operator/sign-in.ts';
import { signInWords } from './operator/sign-in-words.ts';
import { deviceStorage } from './page/storage.ts';

/** How often, in milliseconds, the desk looks at the stages that it is not at. */
const NEIGHBOURS = 15_000;

const page = document.getElementById('page') as HTMLElement;

/** The desk cannot do without its addresses; viewers' pages can. */
function SettingsMissing() {
  return (
    <Porch title={signInWords().unreachable}>
      <p>{signInWords().unreachableHint}</p>
      <button type="button" class="b1" onClick={() => location.reload()}>
        {signInWords().reload}
      </button>
    </Porch>
  );
}

async function open(): Promise<void> {
  const config = await configSource.load();
  const signIn = await createSignIn({ operators: config.operators, desk: `${location.origin}/admin` });
  followDeskLinks();
  const api = makeApi({ url: config.graphql.url, token: async () => (await signIn.token()).token });
  render(
    () => (
      <FrontDoor signIn={signIn}>
        {(operator) => {
          const follow = (stage: string) => createStage(stage, signIn.token);
          // Not in the JSX: there it would be made again by everybody who reads it.
          const desk = createDesk({
            api,
            operator,
            follow,
            createNeighbours: (stages) => createNeighbours(stages, NEIGHBOURS),
            storage: deviceStorage,
          });
          return <DeskPage desk={desk} signIn={signIn} />;
        }}
      </FrontDoor>
    ),
    page,
  );
}

open().catch((cause: unknown) => {
  render(SettingsMissing, page);
  throw cause;
});
