import { Metrics } from '@aws-lambda-powertools/metrics';
import { type MetricName, metricNamespace, metricUnits } from '../metrics.ts';

/** Counts what CloudWatch shows. */
export interface Meter {
  add(name: MetricName, value?: number): void;
  /** Writes what was counted since the last time. */
  flush(): void;
}

/** Metrics as lines of the log, in CloudWatch's embedded metric format: no request, no permission. */
export function createLambdaMeter(serviceName: string): Meter {
  const metrics = new Metrics({ namespace: metricNamespace, serviceName });
  return {
    add: (name, value = 1) => metrics.addMetric(name, metricUnits[name], value),
    flush: () => metrics.publishStoredMetrics(),
  };
}
