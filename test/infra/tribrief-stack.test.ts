import { App, Stack, Validations } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { readTerminology } from '../../lambda/translate/read-terminology.ts';
import { serviceTerminologies } from '../../lambda/translate/terminology.ts';
import { settingsFor } from '../../lib/stage-settings.ts';
import { TranslateTerminology } from '../../lib/terminology.ts';
import { TribriefStack } from '../../lib/tribrief-stack.ts';

process.env.CDK_VALIDATION = 'false';

function stackFor(stage: string, context: Record<string, string> = {}): TribriefStack {
  // Bundling the function is tried by the end-to-end test.
  const app = new App({ context: { ...cdkJson.context, 'aws:cdk:bundling-stacks': [] } });
  return new TribriefStack(app, 'Stack', { settings: settingsFor({ stage, ...context }).settings });
}

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Effect: string;
}

function statementsOf(template: Template): Statement[] {
  const policies = Object.values(template.findResources('AWS::IAM::Policy'));
  return policies.flatMap((policy) => policy.Properties.PolicyDocument.Statement as Statement[]);
}

const actionsOf = ({ Action }: Statement): readonly string[] => [Action].flat() as string[];

describe('the stack', () => {
  const template = Template.fromStack(stackFor('prod'));
  const bucketId = (name: string): string =>
    Object.keys(template.findResources('AWS::S3::Bucket')).find((id) => id.includes(name)) ?? '';

  it('keeps every bucket private, encrypted and reached by TLS only', () => {
    const buckets = template.findResources('AWS::S3::Bucket');
    expect(Object.keys(buckets)).toHaveLength(3);
    for (const { Properties } of Object.values(buckets)) {
      expect(Properties.PublicAccessBlockConfiguration).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect(Properties.BucketEncryption).toBeDefined();
    }
    for (const { Properties } of Object.values(template.findResources('AWS::S3::BucketPolicy'))) {
      expect(Properties.PolicyDocument.Statement).toContainEqual(
        expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      );
    }
    expect(Object.keys(template.findResources('AWS::S3::BucketPolicy'))).toHaveLength(3);
  });

  it('keeps every version of an upload and tells EventBridge of it', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      VersioningConfiguration: { Status: 'Enabled' },
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
    });
  });

  it('forgets what engines translated after a year, or the days given, and never what people did', () => {
    const rulesFor = (days: number) => ({
      LifecycleConfiguration: {
        // All that the bucket of results has: nothing of it goes but what these name.
        Rules: [
          { Prefix: 'state/', ExpirationInDays: 30, Status: 'Enabled' },
          { Prefix: 'memory/engine/', ExpirationInDays: days, Status: 'Enabled' },
        ],
      },
    });
    template.hasResourceProperties('AWS::S3::Bucket', rulesFor(365));
    const given = Template.fromStack(stackFor('prod', { memoryDays: '30' }));
    given.hasResourceProperties('AWS::S3::Bucket', rulesFor(30));
  });

  it('needs no custom resource but for the terminology, and three functions: its own, for articles, and for the front page', () => {
    template.resourceCountIs('AWS::Lambda::Function', 3);
    const types = Object.values(template.toJSON().Resources as Record<string, { Type: string }>);
    const custom = types.map(({ Type }) => Type).filter((type) => type.startsWith('Custom::'));
    expect(custom).toEqual(['Custom::TranslateTerminology', 'Custom::TranslateTerminology']);
  });

  it('gives Amazon Translate the terms of each target language, and takes them away with the stack', () => {
    const calls = Object.values(template.findResources('Custom::TranslateTerminology')).map(
      ({ Properties }) => ({
        create: JSON.parse(Properties.Create),
        update: Properties.Update,
        remove: JSON.parse(Properties.Delete),
      }),
    );
    expect(calls.map(({ create }) => create.parameters.Name.replace(/[0-9a-f]{16}$/, ''))).toEqual([
      'Stack-ko-',
      'Stack-ja-',
    ]);
    for (const { create, update, remove } of calls) {
      expect(update).toBeUndefined();
      expect(create).toMatchObject({
        action: 'ImportTerminology',
        physicalResourceId: { id: create.parameters.Name },
        parameters: { MergeStrategy: 'OVERWRITE', TerminologyData: { Format: 'CSV', Directionality: 'UNI' } },
      });
      expect(create.parameters.TerminologyData.File.split('\n').length).toBeGreaterThan(300);
      expect(remove).toMatchObject({
        action: 'DeleteTerminology',
        parameters: { Name: 'PHYSICAL:RESOURCEID:' },
        ignoreErrorCodesMatching: 'ResourceNotFoundException',
      });
    }
    const handler = Object.values(template.findResources('AWS::Lambda::Function')).find(({ Properties }) =>
      Properties.Description?.includes('translates uploaded articles'),
    );
    const terminologies = Object.keys(template.findResources('Custom::TranslateTerminology'));
    expect(handler?.DependsOn).toEqual(expect.arrayContaining(terminologies));
  });

  it('makes another resource of another list, so that the old one stays until the function has the new one', () => {
    const resourcesOf = (terms: string): string[] => {
      const stack = new Stack(new App(), 'Stack');
      const terminologies = serviceTerminologies(readTerminology(terms), 'desk');
      new TranslateTerminology(stack, 'Terminology', { ...settingsFor({}).settings, terminologies });
      return Object.keys(Template.fromStack(stack).findResources('Custom::TranslateTerminology'));
    };
    const [ko, ja] = resourcesOf('en,ko,ja\nferry,배,船');
    expect(resourcesOf('en,ko,ja\nferry,여객선,船')).toEqual([expect.not.stringMatching(`^${ko}$`), ja]);
    const many = Array.from(
      { length: 5_000 },
      (_, index) => `a term of some length ${index},그 번역어 ${index}`,
    );
    expect(() => resourcesOf(['en,ko', ...many].join('\n'))).toThrow(
      /into ko have \d+ bytes: .* at most 200000/,
    );
  });

  it('lets terminologies of this stack be imported and deleted, and nothing else', () => {
    const onTerminology = statementsOf(template).filter((statement) =>
      actionsOf(statement).includes('translate:ImportTerminology'),
    );
    expect(onTerminology).toHaveLength(1);
    expect(onTerminology.flatMap(actionsOf).sort()).toEqual([
      'translate:DeleteTerminology',
      'translate:ImportTerminology',
    ]);
    expect(JSON.stringify(onTerminology[0]?.Resource)).toContain(':terminology/Stack-*');
  });

  it('hands a failed upload out five times, then keeps it for fourteen days', () => {
    template.hasResourceProperties('AWS::SQS::Queue', {
      VisibilityTimeout: 720,
      RedrivePolicy: { maxReceiveCount: 5, deadLetterTargetArn: Match.anyValue() },
    });
    template.resourcePropertiesCountIs('AWS::SQS::Queue', { MessageRetentionPeriod: 1_209_600 }, 7);
  });

  it('keeps events that do not reach the queue', () => {
    template.allResourcesProperties('AWS::Events::Rule', {
      Targets: [Match.objectLike({ DeadLetterConfig: Match.anyValue() })],
    });
  });

  it('runs on Node 24, ARM, and returns failed messages alone', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Timeout: 120,
    });
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 5 },
    });
  });

  it('lets the function read uploads and write results, and nothing else of either', () => {
    const statements = statementsOf(template);
    const onUploads = statements.filter(({ Resource }) =>
      JSON.stringify(Resource).includes(bucketId('Uploads')),
    );
    expect(onUploads.flatMap(actionsOf)).toEqual(['s3:GetObject']);
    const onResults = statements.filter(({ Resource }) =>
      JSON.stringify(Resource).includes(bucketId('Results')),
    );
    expect(new Set(onResults.flatMap(actionsOf))).toEqual(
      new Set(['s3:GetObject', 's3:PutObject', 's3:DeleteObject']),
    );
    for (const { Resource } of onResults)
      expect(JSON.stringify(Resource)).toMatch(/\/(?:results|memory|front|state)\//);
  });

  it('has no action with a wildcard, and no resource but where AWS knows none', () => {
    for (const statement of statementsOf(template)) {
      expect(actionsOf(statement).filter((action) => action.includes('*'))).toEqual([]);
      if (statement.Resource === '*') expect(actionsOf(statement)).toEqual(['translate:TranslateText']);
    }
    for (const { Properties } of Object.values(template.findResources('AWS::IAM::Role'))) {
      expect(Properties.ManagedPolicyArns).toBeUndefined();
    }
  });

  it('gives the outputs that users rely on', () => {
    expect(Object.keys(template.toJSON().Outputs).sort()).toEqual([
      'AlarmTopicArn',
      'DashboardUrl',
      'DeadLetterQueueUrl',
      'FrontPageQueueUrl',
      'FunctionName',
      'PostponedQueueUrl',
      'QueueUrl',
      'ResultsBucketName',
      'UndeliveredQueueUrl',
      'UploadsBucketName',
    ]);
  });

  it('names a section of the runbook in every alarm', async () => {
    const { readFile } = await import('node:fs/promises');
    const text = await readFile(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
    const sections = [...text.matchAll(/^## (.+)$/gm)].map(([, title = '']) =>
      title.toLowerCase().replaceAll(' ', '-'),
    );
    const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm'));
    expect(alarms.length).toBeGreaterThan(3);
    for (const { Properties } of alarms) {
      expect(sections).toContain(/docs\/runbook\.md#([\w-]+)/.exec(Properties.AlarmDescription)?.[1]);
    }
  });
});

describe('stages', () => {
  it('keep the data of prod and drop that of dev', () => {
    const policiesOf = (stage: string): Set<string> =>
      new Set(
        Object.values(Template.fromStack(stackFor(stage)).findResources('AWS::S3::Bucket')).map(
          ({ DeletionPolicy }) => DeletionPolicy,
        ),
      );
    expect(policiesOf('prod')).toEqual(new Set(['Retain']));
    expect(policiesOf('dev')).toEqual(new Set(['Delete']));
  });

  it('take the concurrency and the summary length from the context', () => {
    const template = Template.fromStack(
      stackFor('dev', { maxConcurrency: '20', summarySentences: '4', register: 'plain', typography: 'off' }),
    );
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      ScalingConfig: { MaximumConcurrency: 20 },
    });
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: Match.objectLike({ SUMMARY_SENTENCES: '4', REGISTER: 'plain', TYPOGRAPHY: 'off' }),
      },
    });
  });

  it.each([
    [{ stage: 'qa' }, /stage=qa: must be one of dev, prod/],
    [{ maxConcurrency: '1' }, /maxConcurrency=1: must be a whole number from 2 to 1000/],
    [{ memoryDays: '0' }, /memoryDays=0: must be a whole number from 1 to 36500/],
    [{ maxConcurrency: '0x10' }, /maxConcurrency=0x10: must be a whole number from 2 to 1000/],
    [{ summarySentences: 'many' }, /summarySentences=many/],
    [{ maxCharactersPerDay: '500' }, /maxCharactersPerDay=500: must be a whole number from 10000/],
    [{ alarmEmail: 'desk' }, /alarmEmail=desk: must be an e-mail address/],
    [{ uploadsBucket: 'Big Bucket' }, /uploadsBucket=Big Bucket: must be the name of a bucket/],
    [{ customerKey: 'yes' }, /customerKey=yes: must be true or false/],
    [{ register: 'rude' }, /register=rude: must be engine, plain or polite/],
    [{ typography: 'fancy' }, /typography=fancy: must be on or off/],
  ])('refuse %j with what is allowed', (context, message) => {
    expect(() => settingsFor(context)).toThrow(message);
  });
});

/** What cdk-nag finds and we stand by, with the reason. */
const accepted: Readonly<Record<string, string>> = {
  'SQS3 Postponed': 'what waits here has not failed, and is looked at until the day’s limit has room for it',
  'SQS3 Undelivered':
    'it is itself the dead letter queue, of an event rule, which this check does not look at',
  'IAM5[Resource::Uploads/*]': 'every upload is read, whatever its key',
  'IAM5[Resource::Results/results/*]': 'the key of a result is the key of its upload',
  'IAM5[Resource::Results/results/*/article.json]': 'what commits a result lies in the folder of its upload',
  'IAM5[Resource::Results/results/*/entries.json]': 'the list of an archive’s articles lies there as well',
  'IAM5[Resource::Results/results/*/rejection.json]': 'what commits a rejection lies there as well',
  'IAM5[Resource::Results/results/index.*]': 'the front page and its pages by day',
  'IAM5[Resource::Results/results/feed.*]': 'the feeds of every language',
  'IAM5[Resource::Results/front/*]': 'the ledger of the front page has a file for each day and each result',
  'IAM5[Resource::Results/memory/engine/*]': 'the key of a translation is made from its content',
  'IAM5[Resource::Results/memory/people/*]': 'likewise',
  'IAM5[Resource::Results/state/*]':
    'the key of a lease is made from its upload, that of a counter from the day',
  'IAM5[Resource::*]': 'translate:TranslateText knows no resources',
  'IAM5[Resource::arn:<AWS::Partition>:translate:<AWS::Region>:<AWS::AccountId>:terminology/Stack-*]':
    'the name of a terminology is made from its terms; the one before is deleted as well',
};

/** What it finds besides where there is a reading room. */
const acceptedInTheReadingRoom: Readonly<Record<string, string>> = {
  'CFR1 Distribution': 'readers travel, and where somebody is says nothing about who it is',
  'CFR2 Distribution':
    'behind the door are files that are only read; a firewall costs more a month than everything else, and whoever has one can set it',
  'CFR4 Distribution':
    'CloudFront’s own domain name brings its certificate, whose policy can’t be changed; a domain of one’s own is not asked for',
};

function findingsOf(report: string): string[] {
  const findings = [
    ...report.matchAll(/^ +(Stack\/\S+)[^\n]*\n +Acknowledge with 'AwsSolutions::AwsSolutions-([^']+)'/gm),
  ];
  return findings.map(([, path = '', rule = '']) => {
    const name = rule.replace(/<Buckets(Uploads|Results)[^>]*>/, '$1');
    return name.startsWith('IAM5') ? name : `${name} ${path.split('/').at(-2)}`;
  });
}

describe('cdk-nag', () => {
  it.each([
    ['by default', {}, accepted],
    [
      'with everything that can be set',
      {
        customerKey: 'true',
        maxCharactersPerDay: '2000000',
        alarmEmail: 'desk@example.org',
        readingRoom: 'true',
      },
      { ...accepted, ...acceptedInTheReadingRoom },
    ],
  ])('finds nothing but what has a stated reason, %s', (_, context, reasons) => {
    const app = new App({ context: { ...cdkJson.context, 'aws:cdk:bundling-stacks': [] } });
    new TribriefStack(app, 'Stack', { settings: settingsFor({ stage: 'prod', ...context }).settings });
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    let report = '';
    try {
      app.synth();
    } catch (error) {
      report = (error as Error).message;
    }
    expect([...new Set(findingsOf(report))].sort()).toEqual(Object.keys(reasons).sort());
  });
});
