import { Show } from 'solid-js';
import type { SignIn } from './sign-in.ts';
import { signInWords } from './sign-in-words.ts';

/** The sign-in holds no longer; the desk stays as it is, with all that is typed. */
export function SignInEnded(props: { readonly signIn: SignIn }) {
  return (
    <Show when={props.signIn.state() === 'expired'}>
      <aside class="note warn" role="alert">
        <span class="lamp warn" aria-hidden="true" />
        <div>
          <p>
            <b>{signInWords().expired}</b>
          </p>
          <p class="m">{props.signIn.failed() ? signInWords().failed : signInWords().kept}</p>
        </div>
        <button type="button" class="b1 sp" onClick={() => void props.signIn.signIn()}>
          {signInWords().again}
        </button>
      </aside>
    </Show>
  );
}
