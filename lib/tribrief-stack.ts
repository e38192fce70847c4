import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { bundledTerminologyFolder, readTerminologyFolder } from '../lambda/terminology-folder.ts';
import { serviceTerminologies } from '../lambda/translate/terminology.ts';
import { ArticleBuckets } from './article-buckets.ts';
import { ArticleProcessor } from './article-processor.ts';
import { createCustomerKey } from './customer-key.ts';
import { FrontPage } from './front-page.ts';
import { PipelineMonitoring } from './pipeline-monitoring.ts';
import { ReadingRoom } from './reading-room.ts';
import type { StageSettings } from './stage-settings.ts';
import { TranslateTerminology } from './terminology.ts';

export interface TribriefStackProps extends StackProps {
  readonly settings: StageSettings;
}

/** Everything: buckets, the processor between them, its terminology, what watches over it. */
export class TribriefStack extends Stack {
  constructor(scope: Construct, id: string, { settings, ...props }: TribriefStackProps) {
    super(scope, id, props);
    const encryptionKey = settings.customerKey
      ? createCustomerKey(this, 'Key', settings.removalPolicy)
      : undefined;
    const { uploads, results, accessLogs } = new ArticleBuckets(this, 'Buckets', {
      ...settings,
      encryptionKey,
    });
    const processor = new ArticleProcessor(this, 'Processor', {
      ...settings,
      uploads,
      results,
      encryptionKey,
    });
    const terminology = readTerminologyFolder(bundledTerminologyFolder);
    if (terminology !== undefined) {
      const terminologies = serviceTerminologies(terminology, this.stackName);
      const deployed = new TranslateTerminology(this, 'Terminology', {
        ...settings,
        terminologies,
        encryptionKey,
      });
      // A function never asks for what is not there yet.
      processor.function.node.addDependency(deployed);
    }
    const { dashboard, topic } = new PipelineMonitoring(this, 'Monitoring', {
      ...settings,
      processor,
      encryptionKey,
    });
    const room = settings.readingRoom
      ? new ReadingRoom(this, 'ReadingRoom', { ...settings, results, accessLogs })
      : undefined;
    const address = room?.distribution.distributionDomainName;
    const base = address === undefined ? results.urlForObject('results/') : `https://${address}/`;
    const frontPage = new FrontPage(this, 'FrontPage', { ...settings, results, base, encryptionKey, topic });

    const output = (name: string, value: string): CfnOutput => new CfnOutput(this, name, { value });
    output('UploadsBucketName', uploads.bucketName);
    output('ResultsBucketName', results.bucketName);
    output('FunctionName', processor.function.functionName);
    output('QueueUrl', processor.queue.queueUrl);
    output('DeadLetterQueueUrl', processor.deadLetters.queueUrl);
    output('FrontPageQueueUrl', frontPage.queue.queueUrl);
    if (room !== undefined) {
      output('ReadingRoomUrl', base);
      output('ReadingRoomReadersArn', room.readers.keyValueStoreArn);
    }
    output('UndeliveredQueueUrl', processor.undelivered.queueUrl);
    output('PostponedQueueUrl', processor.postponed.queueUrl);
    output('AlarmTopicArn', topic.topicArn);
    output(
      'DashboardUrl',
      `https://${this.region}.console.aws.amazon.com/cloudwatch/home?region=${this.region}#dashboards:name=${dashboard.dashboardName}`,
    );
  }
}
