import { createEffect, type JSX, Match, Show, Switch } from 'solid-js';
import { Mark } from '../design/icons.tsx';
import { LanguageButton, ThemeButton } from '../desk/desk-bar.tsx';
import { type Operator, roleOf } from './operator.ts';
import type { SignIn } from './sign-in.ts';
import { signInWords } from './sign-in-words.ts';

interface Props {
  readonly signIn: SignIn;
  /** The desk, for whoever has a role. */
  readonly children: (operator: Operator) => JSX.Element;
}

/** Nobody passes unknown or without a role. Whoever was inside stays inside when the sign-in ends: what is typed is there. */
export function FrontDoor(props: Props) {
  const inside = () => {
    const operator = props.signIn.operator();
    return operator && roleOf(operator) ? operator.id : null;
  };
  return (
    <Switch>
      <Match when={inside()} keyed>
        {(_id) => props.children(props.signIn.operator() as Operator)}
      </Match>
      <Match when={props.signIn.operator()}>
        {(operator) => <WithoutRole operator={operator()} signIn={props.signIn} />}
      </Match>
      <Match when={true}>
        <Porch title={signInWords().title}>
          <p>{signInWords().out}</p>
          <Show when={props.signIn.failed()}>
            <p class="lamp warn" role="alert">
              {signInWords().failed}
            </p>
          </Show>
          <button type="button" class="b1" onClick={() => void props.signIn.signIn()}>
            {signInWords().signIn}
          </button>
        </Porch>
      </Match>
    </Switch>
  );
}

function WithoutRole(props: { readonly operator: Operator; readonly signIn: SignIn }) {
  const groups = () => props.operator.groups.join(', ');
  return (
    <Porch title={signInWords().noRole}>
      <p>{signInWords().who(props.operator.email)}</p>
      <p class="m">{groups() ? signInWords().groups(groups()) : signInWords().noGroups}</p>
      <p>{signInWords().ask}</p>
      <button type="button" onClick={() => void props.signIn.signOut()}>
        {signInWords().other}
      </button>
    </Porch>
  );
}

/** The page in front of the desk. */
export function Porch(props: { readonly title: string; readonly children: JSX.Element }) {
  createEffect(() => {
    document.title = props.title;
  });
  return (
    <>
      <header class="bar">
        <span class="mark">
          <Mark />
          <span>Butai</span>
        </span>
        <div class="row sp">
          <LanguageButton />
          <ThemeButton />
        </div>
      </header>
      <main class="porch">
        <h1 class="d">{props.title}</h1>
        {props.children}
      </main>
    </>
  );
}
