import { render, screen } from '@solidjs/testing-library';
import { Texts } from '../../spa/src/text/texts.tsx';

describe('a title in a line', () => {
  it('shows no phrase marks', () => {
    render(() => <Texts of={[{ lang: 'en', value: 'Meeting a million viewers |in your sleep' }]} />);
    expect(screen.getByText('Meeting a million viewers in your sleep')).toBeInTheDocument();
  });
});
