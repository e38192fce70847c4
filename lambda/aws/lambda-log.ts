import { Logger } from '@aws-lambda-powertools/logger';
import type { Log } from '../ports.ts';

/** One line of JSON a message, for CloudWatch Logs. */
export function createLambdaLog(): Log {
  const logger = new Logger({ serviceName: 'tribrief' });
  return {
    info: (message, facts) => logger.info(message, { ...facts }),
    error: (message, error, facts) => logger.error(message, { ...facts, error: error as Error }),
  };
}
