import { Logger } from '@aws-lambda-powertools/logger';
import type { Log } from '../ports.ts';

export interface LambdaLog extends Log {
  /** Facts that every line has from now on, instead of those given last. */
  readonly about: (facts: Readonly<Record<string, string>>) => void;
}

/** One line of JSON a message, for CloudWatch Logs. */
export function createLambdaLog(serviceName: string): LambdaLog {
  const logger = new Logger({ serviceName });
  return {
    about: (facts) => {
      logger.resetKeys();
      logger.appendKeys({ ...facts });
    },
    info: (message, facts) => logger.info(message, { ...facts }),
    error: (message, error, facts) => logger.error(message, { ...facts, error: error as Error }),
  };
}
