import { createMemo, createSignal, type JSX, untrack } from 'solid-js';

/**
 * A component whose code is fetched when it is first needed; nothing stands in its place until it is there. (Solid's own `lazy` brings its
 * resources, suspense and transitions along: three quarters more of Solid on the first path than it takes.)
 */
export function later<Props>(load: () => Promise<(props: Props) => JSX.Element>): (props: Props) => JSX.Element {
  const [loaded, setLoaded] = createSignal<(props: Props) => JSX.Element>();
  let asked = false;
  return (props) => {
    if (!asked) {
      asked = true;
      load().then(
        (component) => setLoaded(() => component),
        (cause) => {
          // The network was away, perhaps: whoever needs it next asks again.
          asked = false;
          throw cause;
        },
      );
    }
    const element = createMemo(() => {
      const component = loaded();
      return component && untrack(() => component(props));
    });
    return element as unknown as JSX.Element;
  };
}
