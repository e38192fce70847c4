import type { SQSEvent } from 'aws-lambda';
import { frontPortsIn, resultFoldersIn } from './aws/front-ports.ts';
import { loadFrontConfig } from './config.ts';
import { updateFront } from './store/front/ledger.ts';

const { resultsBucket, serviceName, base } = loadFrontConfig(process.env);
const { results, ledger, log } = frontPortsIn(resultsBucket, serviceName);

/** Brings the front page up to date with the results that changed. A failure returns the whole batch to the queue. */
export async function handler({ Records }: SQSEvent): Promise<void> {
  const folders = Records.flatMap(({ body }) => resultFoldersIn(body));
  await updateFront(folders, { results, ledger, base });
  log.info('front page written', { results: folders.length });
}
