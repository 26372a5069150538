import { render, screen } from '@solidjs/testing-library';
import userEvent from '@testing-library/user-event';
import { createSignal } from 'solid-js';
import { FrontDoor } from '../../spa/src/operator/front-door.tsx';
import { type Operator, operatorOf } from '../../spa/src/operator/operator.ts';
import type { SignIn, SignInState } from '../../spa/src/operator/sign-in.ts';
import { SignInEnded } from '../../spa/src/operator/sign-in-ended.tsx';
import { setLanguage } from '../../spa/src/text/language.ts';

const claims = { sub: 'a1', email: 'murai@example.test' };

function atTheDoor(operator: Operator | null, state: SignInState = operator ? 'in' : 'out', failed = false) {
  const asked: string[] = [];
  const [now, setNow] = createSignal(state);
  const signIn: SignIn = {
    state: now,
    failed: () => failed,
    operator: () => operator,
    token: async () => ({ token: '', expiresAt: 0 }),
    signIn: async () => void asked.push('in'),
    signOut: async () => void asked.push('out'),
  };
  render(() => (
    <FrontDoor signIn={signIn}>
      {(who) => (
        <>
          <SignInEnded signIn={signIn} />
          <input aria-label={`Desk of ${who.email}`} />
        </>
      )}
    </FrontDoor>
  ));
  return { asked, setNow };
}

beforeEach(() => setLanguage('en'));

describe('the desk’s front door', () => {
  it('lets nobody in who has not signed in', async () => {
    const { asked } = atTheDoor(null);
    expect(screen.queryByRole('textbox')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(asked).toEqual(['in']);
  });

  it('says when a sign-in did not work', () => {
    atTheDoor(null, 'out', true);
    expect(screen.getByRole('alert')).toHaveTextContent('The sign-in did not work');
  });

  it('tells somebody without a role who they are, and lets them sign in as somebody else', async () => {
    const { asked } = atTheDoor(operatorOf({ ...claims, 'cognito:groups': ['caterers'] }));
    expect(screen.getByRole('heading')).toHaveTextContent('You have no role here');
    expect(screen.getByText(/murai@example.test/)).toBeVisible();
    expect(screen.getByText('Groups: caterers')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Sign in as somebody else' }));
    expect(asked).toEqual(['out']);
  });

  it.each(['operator', 'moderator', 'interpreter'])('lets an %s in', (group) => {
    atTheDoor(operatorOf({ ...claims, 'cognito:groups': [group] }));
    expect(screen.getByLabelText('Desk of murai@example.test')).toBeVisible();
  });

  it('keeps the desk and what is typed when the sign-in ends, and offers to sign in again', async () => {
    const { asked, setNow } = atTheDoor(operatorOf({ ...claims, 'cognito:groups': ['operator'] }));
    const desk = screen.getByLabelText('Desk of murai@example.test');
    await userEvent.type(desk, 'half a sentence');
    setNow('expired');
    expect(screen.getByRole('alert')).toHaveTextContent('What you typed is kept');
    expect(screen.getByLabelText('Desk of murai@example.test')).toBe(desk);
    expect(desk).toHaveValue('half a sentence');
    await userEvent.click(screen.getByRole('button', { name: 'Sign in again' }));
    expect(asked).toEqual(['in']);
  });
});
