import {
  type GraphQLArgument,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isListType,
  isRequiredArgument,
  isScalarType,
} from 'graphql';
import type { Mutation } from './desk-api.ts';

/** What was typed does not fit the act. The message says what would. */
export class Misspelt extends Error {
  override readonly name = 'Misspelt';
}

const TEXTS = 'TextInput';

/** How an act is called: `closeSurvey --survey ID --show true|false --expected NUMBER`. */
export function usage({ name, args }: Pick<Mutation, 'name' | 'args'>): string {
  const words = args.map((argument) => {
    const word = `--${argument.name} ${placeholder(argument)}`;
    return isRequiredArgument(argument) ? word : `[${word}]`;
  });
  return [name, ...words].join(' ');
}

function placeholder({ type }: GraphQLArgument): string {
  const named = getNamedType(type);
  if (isEnumType(named))
    return named
      .getValues()
      .map(({ name }) => name)
      .join('|');
  if (named.name === TEXTS) return "LANG='…' (once per language)";
  if (!isScalarType(named)) return 'JSON';
  return { Int: 'NUMBER', Boolean: 'true|false' }[named.name] ?? named.name.replace(/^AWS/, '');
}

/**
 * The variables of an act, from `--name value …` or from one JSON object.
 * @throws Misspelt
 */
export function variablesOf(act: Mutation, typed: readonly string[]): Record<string, unknown> {
  const variables = typed[0]?.startsWith('{') ? json(typed[0], act) : flags(act, typed);
  for (const argument of act.args) {
    if (isRequiredArgument(argument) && variables[argument.name] === undefined) {
      throw new Misspelt(`--${argument.name} is missing: ${usage(act)}`);
    }
  }
  const unknown = Object.keys(variables).find((name) => !act.args.some((argument) => argument.name === name));
  if (unknown) throw new Misspelt(`${act.name} takes no ${unknown}: ${usage(act)}`);
  return variables;
}

function json(text: string, act: Mutation): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch (cause) {
    throw new Misspelt(`this is no JSON: ${text} (${usage(act)})`, { cause });
  }
}

function flags(act: Mutation, typed: readonly string[]): Record<string, unknown> {
  const variables: Record<string, unknown> = {};
  for (let i = 0; i < typed.length; i += 2) {
    const [flag = '', value] = typed.slice(i, i + 2);
    const name = flag.replace(/^--/, '');
    const argument = act.args.find((each) => each.name === name);
    if (!flag.startsWith('--') || !argument || value === undefined) {
      throw new Misspelt(`${flag} ${value ?? ''} is not understood: ${usage(act)}`);
    }
    variables[name] = readValue(argument, value, variables[name]);
  }
  return variables;
}

function readValue({ name, type }: GraphQLArgument, typed: string, before: unknown): unknown {
  const named = getNamedType(type);
  if (isListType(getNullableType(type as GraphQLInputType)) && named.name === TEXTS) {
    return [...((before as object[] | undefined) ?? []), text(name, typed)];
  }
  if (named.name === 'Int') return number(name, typed);
  if (named.name === 'Boolean') return truth(name, typed);
  return isScalarType(named) || isEnumType(named) ? typed : parsed(name, typed);
}

function text(name: string, typed: string): { lang: string; value: string } {
  const [, lang, value] = /^([a-z]{2,3}(?:-[\w-]+)?)=(.*)$/s.exec(typed) ?? [];
  if (!lang || value === undefined) throw new Misspelt(`--${name} takes a language and a text: --${name} ja='…'`);
  return { lang, value };
}

function number(name: string, typed: string): number {
  if (!/^\d+$/.test(typed)) throw new Misspelt(`--${name} takes a whole number, not ${typed}`);
  return Number(typed);
}

function truth(name: string, typed: string): boolean {
  if (typed !== 'true' && typed !== 'false') throw new Misspelt(`--${name} takes true or false, not ${typed}`);
  return typed === 'true';
}

function parsed(name: string, typed: string): unknown {
  try {
    return JSON.parse(typed);
  } catch (cause) {
    throw new Misspelt(`--${name} takes JSON, not ${typed}`, { cause });
  }
}
