import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  type Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { ArticleProcessor } from './article-processor.ts';

export interface PipelineMonitoringProps {
  readonly processor: ArticleProcessor;
}

const runbook = 'docs/runbook.md';
/** An upload that waits longer than this is more than a burst. */
const longestWait = Duration.minutes(30);
const fiveMinutes = { period: Duration.minutes(5) };

/** A dashboard, and an alarm for each thing that needs somebody; its description names the section of the runbook. */
export class PipelineMonitoring extends Construct {
  readonly dashboard: Dashboard;

  constructor(scope: Construct, id: string, { processor }: PipelineMonitoringProps) {
    super(scope, id);
    const { queue, deadLetters, undelivered, function: handler } = processor;
    const waiting = queue.metricApproximateNumberOfMessagesVisible(fiveMinutes);
    const age = queue.metricApproximateAgeOfOldestMessage(fiveMinutes);
    const errors = handler.metricErrors(fiveMinutes);
    const countIn = (letters: Queue): Metric => letters.metricApproximateNumberOfMessagesVisible(fiveMinutes);

    this.alarm(
      'DeadLettersAlarm',
      countIn(deadLetters),
      0,
      'dead-letters',
      'Uploads failed five times and wait.',
    );
    this.alarm(
      'UndeliveredAlarm',
      countIn(undelivered),
      0,
      'undelivered-events',
      'Events of uploads did not reach the queue.',
    );
    this.alarm(
      'AgeAlarm',
      age,
      longestWait.toSeconds(),
      'uploads-wait',
      'The oldest upload waits too long: the pipeline may stand still.',
    );
    this.alarm(
      'ErrorsAlarm',
      errors,
      0,
      'function-errors',
      'The function itself failed: a wrong set-up, a timeout or memory.',
    );

    const graph = (title: string, ...left: readonly Metric[]): GraphWidget =>
      new GraphWidget({ title, left: [...left], width: 12 });
    this.dashboard = new Dashboard(this, 'Dashboard', {
      widgets: [
        [graph('Uploads waiting', waiting), graph('Age of the oldest upload, seconds', age)],
        [
          graph('Dead letters', countIn(deadLetters), countIn(undelivered)),
          graph('Invocations and errors', handler.metricInvocations(fiveMinutes), errors),
        ],
        [
          graph('Time of one invocation, ms', handler.metricDuration(fiveMinutes)),
          graph('Throttles', handler.metricThrottles(fiveMinutes)),
        ],
      ],
    });
  }

  private alarm(id: string, metric: Metric, threshold: number, section: string, what: string): void {
    new Alarm(this, id, {
      metric,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: `${what} See ${runbook}#${section}`,
    });
  }
}
