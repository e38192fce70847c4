import { Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  AlarmWidget,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  MathExpression,
  Metric,
  SingleValueWidget,
  Stats,
  TextWidget,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type MetricName, metricNamespace } from '../lambda/metrics.ts';
import type { ArticleProcessor } from './article-processor.ts';

export interface PipelineMonitoringProps {
  readonly processor: ArticleProcessor;
  /** @default no alarm on the characters of a day */
  readonly maxCharactersPerDay?: number;
  /** Who is told of alarms. @default nobody; whoever wants to know subscribes to the topic */
  readonly alarmEmail?: string;
  /** For the topic of alarms. @default AWS's own keys */
  readonly encryptionKey?: IKey;
}

const runbook = 'docs/runbook.md';
/** An upload that waits longer than this is more than a burst. */
const longestWait = Duration.minutes(30);
const fiveMinutes = { period: Duration.minutes(5) };
const anHour = Duration.hours(1);
/** Requests that Amazon Translate throttled within a quarter of an hour: more than the pauses between them should allow. */
const manyThrottles = 500;
/** How far Amazon's count of characters may be from ours within an hour: requests that were under way, and stopped runs. */
const countTolerance = { share: 0.1, characters: 20_000 };
/** Share of the day's characters at which somebody is told. */
const budgetWarning = 0.8;
/** The pairs by which Amazon Translate counts: what newsrooms of these languages send. */
const languagePairs = ['en-ko', 'en-ja', 'ko-ja', 'ja-ko'];

/** A dashboard, and an alarm for each thing that needs somebody; its description names the section of the runbook. */
export class PipelineMonitoring extends Construct {
  readonly dashboard: Dashboard;
  /** Gets every alarm, and its end. */
  readonly topic: Topic;
  private readonly alarms: Alarm[] = [];

  constructor(scope: Construct, id: string, props: PipelineMonitoringProps) {
    super(scope, id);
    const { queue, deadLetters, undelivered, postponed, function: handler } = props.processor;
    this.topic = new Topic(this, 'Alarms', { enforceSSL: true, masterKey: props.encryptionKey });
    if (props.alarmEmail !== undefined) this.topic.addSubscription(new EmailSubscription(props.alarmEmail));

    const waiting = queue.metricApproximateNumberOfMessagesVisible(fiveMinutes);
    const inWork = queue.metricApproximateNumberOfMessagesNotVisible(fiveMinutes);
    const oldestMessage = queue.metricApproximateAgeOfOldestMessage(fiveMinutes);
    const errors = handler.metricErrors({ ...fiveMinutes, statistic: Stats.SUM });
    const throttles = handler.metricThrottles({ ...fiveMinutes, statistic: Stats.SUM });
    const countIn = (letters: Queue): Metric => letters.metricApproximateNumberOfMessagesVisible(fiveMinutes);
    const oldestUpload = this.metric('AgeWhileWaiting', Stats.MAXIMUM);
    const throttledByTranslate = this.translateMetric('ThrottledCount', Duration.minutes(15));
    const translated = this.metric('CharactersTranslated', Stats.SUM, anHour);

    this.alarm('DeadLettersAlarm', countIn(deadLetters), 0, 'dead-letters', {
      what: 'Uploads failed five times and wait.',
    });
    this.alarm('UndeliveredAlarm', countIn(undelivered), 0, 'undelivered-events', {
      what: 'Events of uploads did not reach the queue.',
    });
    this.alarm('AgeAlarm', oldestMessage, longestWait.toSeconds(), 'uploads-wait', {
      what: 'The oldest message waits too long: the pipeline may stand still.',
    });
    this.alarm('UploadAgeAlarm', oldestUpload, longestWait.toSeconds(), 'uploads-wait', {
      what: 'An upload is put back again and again: throttled, failing or too long.',
    });
    this.alarm('ErrorsAlarm', errors, 0, 'function-errors', {
      what: 'The function itself failed: a wrong set-up, a timeout or memory.',
    });
    this.alarm('ThrottlesAlarm', throttles, 0, 'function-throttles', {
      what: 'AWS Lambda refused to run the function as often as the queue asks.',
      periods: 3,
    });
    this.alarm(
      'TranslateThrottledAlarm',
      throttledByTranslate,
      manyThrottles,
      'throttled-by-amazon-translate',
      {
        what: 'Amazon Translate throttles more than it should need to.',
      },
    );
    this.alarm('GoneAlarm', this.metric('ArticlesGone', Stats.SUM), 0, 'uploads-gone', {
      what: 'Uploads were deleted before they were processed, or the right to read them is missing.',
    });
    this.alarm(
      'CountAlarm',
      this.unaccounted(translated),
      countTolerance.characters,
      'characters-unaccounted-for',
      {
        what: 'Amazon Translate bills more characters than this deployment has counted.',
        periods: 2,
      },
    );
    if (props.maxCharactersPerDay !== undefined) {
      const ofADay = this.metric('CharactersTranslated', Stats.SUM, Duration.days(1));
      this.alarm(
        'BudgetAlarm',
        ofADay,
        Math.floor(props.maxCharactersPerDay * budgetWarning),
        'characters-of-a-day',
        {
          what: `Four fifths of the ${props.maxCharactersPerDay} characters a day are translated.`,
        },
      );
    }

    const graph = (title: string, left: readonly IMetric[], right: readonly IMetric[] = []): IWidget =>
      new GraphWidget({ title, left: [...left], right: [...right], width: 12, leftYAxis: { min: 0 } });
    const sum = (name: MetricName): Metric => this.metric(name, Stats.SUM);
    this.dashboard = new Dashboard(this, 'Dashboard', {
      widgets: [
        [
          new TextWidget({
            markdown: `# ${Stack.of(this).stackName}\nWhat an alarm means and what to do: ${runbook}. Everything dropped is stored, rejected, or waits in one of the queues below.`,
            width: 24,
            height: 2,
          }),
        ],
        this.alarms.map((alarm) => new AlarmWidget({ alarm, title: alarm.node.id, width: 4, height: 4 })),
        [
          new SingleValueWidget({
            title: 'Now',
            metrics: [waiting, inWork, countIn(deadLetters), countIn(undelivered), countIn(postponed)],
            width: 24,
            height: 3,
          }),
        ],
        [
          graph('Uploads waiting and in work', [waiting, inWork]),
          graph('Age: oldest message, oldest upload put back, upload at its result (slowest tenth), s', [
            oldestMessage,
            oldestUpload,
            this.metric('AgeAtStore', 'p90'),
          ]),
        ],
        [
          graph('Articles', [
            sum('ArticlesStored'),
            sum('ArticlesRejected'),
            sum('ArticlesUnchanged'),
            sum('ArticlesGone'),
          ]),
          graph('Put back, postponed, failed', [
            sum('ArticlesContinued'),
            sum('ArticlesPostponed'),
            sum('ArticlesFailed'),
          ]),
        ],
        [
          graph(
            'Characters translated and reused; dollars',
            [sum('CharactersTranslated'), sum('CharactersReused'), sum('SecondTries')],
            [sum('DollarsSpent')],
          ),
          graph('Characters an hour: ours and Amazon Translate’s', [
            translated,
            this.translateMetric('CharacterCount', anHour),
          ]),
        ],
        [
          graph('Findings of the checks', [sum('Findings')]),
          graph('Throttled by Amazon Translate', [throttledByTranslate]),
        ],
        [
          graph('Invocations, errors, throttles', [
            handler.metricInvocations(fiveMinutes),
            errors,
            throttles,
          ]),
          graph('Time of one invocation, ms', [
            handler.metricDuration({ ...fiveMinutes, statistic: 'p50' }),
            handler.metricDuration({ ...fiveMinutes, statistic: 'p99' }),
          ]),
        ],
      ],
    });
  }

  /** A metric of the function's own. */
  private metric(name: MetricName, statistic: string, period: Duration = fiveMinutes.period): Metric {
    return new Metric({
      namespace: metricNamespace,
      metricName: name,
      dimensionsMap: { service: Stack.of(this).stackName },
      statistic,
      period,
    });
  }

  /** Amazon Translate's own, of the account and region, over all language pairs. */
  private translateMetric(metricName: 'CharacterCount' | 'ThrottledCount', period: Duration): MathExpression {
    const usingMetrics = Object.fromEntries(
      languagePairs.map((LanguagePair, index) => [
        `${metricName.charAt(0).toLowerCase()}${index}`,
        new Metric({
          namespace: 'AWS/Translate',
          metricName,
          dimensionsMap: { LanguagePair, Operation: 'TranslateText' },
          statistic: Stats.SUM,
          period,
        }),
      ]),
    );
    const expression = Object.keys(usingMetrics)
      .map((id) => `FILL(${id},0)`)
      .join('+');
    return new MathExpression({ expression, usingMetrics, period, label: `Amazon Translate: ${metricName}` });
  }

  /** Characters that Amazon Translate billed beyond ours and the share that may be under way. */
  private unaccounted(translated: Metric): MathExpression {
    return new MathExpression({
      expression: `billed-FILL(ours,0)*${1 + countTolerance.share}`,
      usingMetrics: { billed: this.translateMetric('CharacterCount', anHour), ours: translated },
      period: anHour,
      label: 'Billed beyond our count',
    });
  }

  private alarm(
    id: string,
    metric: IMetric,
    threshold: number,
    section: string,
    { what, periods = 1 }: { readonly what: string; readonly periods?: number },
  ): void {
    const alarm = new Alarm(this, id, {
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: `${what} See ${runbook}#${section}`,
    });
    const tell = new SnsAction(this.topic);
    alarm.addAlarmAction(tell);
    alarm.addOkAction(tell);
    this.alarms.push(alarm);
  }
}
