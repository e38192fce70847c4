// Plain JavaScript: a worker thread has no loader for TypeScript in all the ways the engine is started.
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { Translator } from 'fxtranslate';

/** Loads the model it is given (`WorkerModel`), then answers each `WorkerRequest` with a `WorkerReply`, in order. */
const { model, sourceVocabulary, targetVocabulary, shortlist } = workerData;
const translator = new Translator(
  readFileSync(model),
  readFileSync(sourceVocabulary),
  readFileSync(targetVocabulary),
  shortlist === undefined ? undefined : readFileSync(shortlist),
);
parentPort?.on('message', ({ id, segment }) => {
  parentPort?.postMessage({ id, translation: translator.translate(segment) });
});
