import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import { checkEnvironment } from './modules/environment.ts';
import { ButaiStack } from './modules/stack.ts';

const app = new App();
const config = join(import.meta.dirname, 'config');
// Tests bring pages of their own.
const spaDist = process.env.BUTAI_SPA_DIST ?? join(import.meta.dirname, 'spa/dist');

// One file, one environment, one stack.
for (const file of readdirSync(config).sort()) {
  const { environment } = await import(join(config, file));
  new ButaiStack(app, { environment: checkEnvironment(file, environment), spaDist });
}

app.synth();
