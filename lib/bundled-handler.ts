import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { type BuildOptions, buildSync, type Metafile } from 'esbuild';
import { terminologyInBundle } from '../lambda/bundled-terminology.ts';
import { bundledTerminologyFolder, readTerminologyFolder } from '../lambda/terminology-folder.ts';

/** A module of lambda/ that exports `handler`. */
export type HandlerModule = 'handler.ts' | 'front-handler.ts';

/** The code of a function, bundled at synthesis, on this machine. */
export function bundledCode(module: HandlerModule): Code {
  return Code.fromAsset(fileURLToPath(new URL('../lambda', import.meta.url)), {
    // By what was made: a change of a library is a change of the function.
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      local: {
        tryBundle(folder) {
          bundleHandler(module, folder);
          return true;
        },
      },
      // Never used: the local way has no failure that a container would mend. But CDK bundles a folder once for all that ask
      // alike, and tells two functions apart by their commands.
      image: DockerImage.fromRegistry('scratch'),
      command: [module],
    },
  });
}

/** How every function is bundled. */
export const bundleOptions: BuildOptions = {
  absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
  bundle: true,
  minify: true,
  // Korean and Japanese as they are: escaped they would be twice as long.
  charset: 'utf8',
  // As a file of its own, which Node reads as JSON: faster than the same as a program.
  loader: { '.model.json': 'copy' },
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  sourcemap: 'linked',
  sourcesContent: false,
  // CommonJS dependencies call `require`. Its name must not be one that minifying makes.
  banner: {
    js: "import{createRequire as cjsRequire}from'node:module';const require=cjsRequire(import.meta.url);",
  },
  logLevel: 'warning',
};

/**
 * Bundles a function into a folder: `index.mjs`, and beside it a file for each part that is loaded when it is first needed, so
 * that a new container reads no more than every article takes.
 *
 * @returns what esbuild says of the files: sizes, and which imports which
 */
export function bundleHandler(module: HandlerModule, folder: string): Metafile {
  const { metafile } = buildSync({
    ...bundleOptions,
    entryPoints: { index: `lambda/${module}` },
    outdir: folder,
    // `import()` in the sources makes files of their own: the constructs of CDK can't ask esbuild for that.
    splitting: true,
    outExtension: { '.js': '.mjs' },
    chunkNames: '[hash]',
    metafile: true,
  });
  const terminology = module === 'handler.ts' ? readTerminologyFolder(bundledTerminologyFolder) : undefined;
  if (terminology !== undefined) {
    const file = join(folder, terminologyInBundle);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(terminology));
  }
  return metafile;
}
