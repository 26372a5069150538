import { access, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { unzipSync } from 'fflate';

/** A function's code as it lies on disk, and which export of which file handles events. */
export interface Code {
  folder: string;
  file: string;
  handler: string;
  remove(): Promise<void>;
}

const EXTENSIONS = ['.mjs', '.js', '.cjs'];

async function moduleIn(folder: string, path: string) {
  for (const extension of EXTENSIONS) {
    const file = join(folder, path + extension);
    const found = await access(file).then(
      () => true,
      () => false,
    );
    if (found) return file;
  }
  throw new Error(`the zip has no ${path}.mjs, .js or .cjs`);
}

/** Unpacks a zip to a folder of its own. @throws if it has no module for the handler (`file.export`) */
export async function unpack(zip: string, handler: string): Promise<Code> {
  const dot = handler.lastIndexOf('.');
  const entries = unzipSync(await readFile(zip));
  const folder = await mkdtemp(join(tmpdir(), 'butai-function-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    for (const [name, bytes] of Object.entries(entries)) {
      if (name.endsWith('/')) continue;
      const path = join(folder, normalize(name));
      if (!path.startsWith(folder)) throw new Error(`${name} leads out of the zip`);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes);
    }
    return { folder, file: await moduleIn(folder, handler.slice(0, dot)), handler: handler.slice(dot + 1), remove };
  } catch (error) {
    await remove();
    throw new Error(`${zip}: ${error instanceof Error ? error.message : error}`);
  }
}
