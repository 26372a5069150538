import { Misspelt } from './act/act-arguments.ts';
import { deskApi } from './act/desk-api.ts';
import { list, perform, Refused } from './act/perform.ts';
import { onAws, onThisMachine, type Place } from './act/place.ts';
import { showSite, showStage } from './act/show.ts';
import { readStack } from './terraform/read-stack.ts';

/** As modules/environment.ts has it: what is no name of an environment is a word in the wrong place. */
const ENVIRONMENT = /^[a-z][a-z0-9]{1,9}$/;

interface Wish {
  place: () => Promise<Place>;
  command: string;
  more: string[];
}

function wishOf([where = '', ...rest]: string[]): Wish {
  if (where === '--local') {
    const stateFile = rest[0] === '--state' ? rest.splice(0, 2)[1] : '.local/stack.json';
    const [command = 'list', ...more] = rest;
    return { place: () => onThisMachine(stateFile ?? ''), command, more };
  }
  if (!ENVIRONMENT.test(where)) throw new Misspelt(`name an environment or --local first, not ${where || 'nothing'}`);
  const [command = 'list', ...more] = rest;
  return { place: () => onAws(where), command, more };
}

async function run(): Promise<string[]> {
  const { place, command, more } = wishOf(process.argv.slice(2));
  const at = await place();
  const desk = deskApi(readStack('cdktf.out', at.stack), at);
  if (command === 'list') return list(desk);
  if (command === 'show') return more[0] ? showStage(desk, at.session, more[0]) : showSite(desk, at.session);
  const done = await perform(desk, at.session, command, more);
  return Object.entries(done).map(([name, value]) => `${name}: ${value}`);
}

run().then(
  (lines) => console.log(lines.join('\n')),
  (error: Error) => {
    console.error(`act: ${error.message}`);
    if (error instanceof Refused && error.type === 'CONFLICT') {
      console.error('act: somebody was there first. Look again with show, then act on what is there now');
    }
    process.exitCode = 1;
  },
);
