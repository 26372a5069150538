/** What a function reads from its environment; its module fills it with `satisfies Env`. All values are strings. */
export type Environment<Names extends readonly string[]> = Record<Names[number], string>;

/** The named variables. A missing or empty one fails the cold start by its name: better than a request an hour later. */
export const readEnvironment = <const Names extends readonly string[]>(names: Names): Environment<Names> => {
  const values = process.env;
  const missing = names.filter((name) => !values[name]);
  if (missing.length > 0) throw new Error(`missing in the environment: ${missing.join(', ')}`);
  return Object.fromEntries(names.map((name) => [name, values[name]])) as Environment<Names>;
};
