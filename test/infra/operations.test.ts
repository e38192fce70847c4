import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { metricNamespace, metricUnits } from '../../lambda/metrics.ts';
import { type ContextName, settingsFor } from '../../lib/stage-settings.ts';
import { TribriefStack } from '../../lib/tribrief-stack.ts';

process.env.CDK_VALIDATION = 'false';

function templateOf(context: Partial<Record<ContextName, string>>, name = 'Stack'): Template {
  const app = new App({ context: { ...cdkJson.context, 'aws:cdk:bundling-stacks': [] } });
  return Template.fromStack(new TribriefStack(app, name, { settings: settingsFor(context).settings }));
}

interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Principal?: unknown;
  readonly Condition?: Record<string, Record<string, unknown>>;
}

const prod = templateOf({ stage: 'prod' });
const withAll = templateOf({
  stage: 'prod',
  customerKey: 'true',
  maxCharactersPerDay: '2000000',
  alarmEmail: 'desk@example.org',
});

/** The physical id's part that tells a bucket or queue. */
function isOn(statement: Statement, part: string): boolean {
  return JSON.stringify(statement.Resource).includes(part);
}

function functionStatements(template: Template): Statement[] {
  return Object.values(template.findResources('AWS::IAM::Policy')).flatMap(
    ({ Properties }) => Properties.PolicyDocument.Statement as Statement[],
  );
}

const actionsOn = (template: Template, part: string): string[] =>
  functionStatements(template)
    .filter((statement) => statement.Effect === 'Allow' && isOn(statement, part))
    .flatMap(({ Action }) => Action);

describe('the function may not', () => {
  it.each([
    's3:ListBucket',
    's3:PutObject',
    's3:DeleteObject',
    's3:GetObjectVersion',
    's3:DeleteObjectVersion',
  ])('use %s on uploads', (action) => {
    expect(actionsOn(prod, 'BucketsUploads')).toEqual(['s3:GetObject']);
    expect(actionsOn(prod, 'BucketsUploads')).not.toContain(action);
  });

  it('read any file of its results but those that commit them', () => {
    const statements = Object.entries(prod.findResources('AWS::IAM::Policy'))
      .filter(([id]) => id.startsWith('ProcessorRole'))
      .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement as Statement[]);
    const reads = statements
      .filter(({ Action }) => [Action].flat().includes('s3:GetObject'))
      .flatMap(({ Resource }) => [Resource].flat().map((one) => JSON.stringify(one)))
      .filter((resource) => resource.includes('BucketsResults'))
      .map((resource) => /"(\/[^"]+)"/.exec(resource)?.[1]);
    expect(reads.sort()).toEqual([
      '/memory/engine/*',
      '/memory/people/*',
      '/results/*/article.json',
      '/results/*/entries.json',
      '/results/*/rejection.json',
      '/state/*',
    ]);
  });

  it('write what people translated', () => {
    const written = functionStatements(prod)
      .filter(({ Action }) => [Action].flat().includes('s3:PutObject'))
      .flatMap(({ Resource }) => JSON.stringify(Resource).match(/"\/[^"]+"/g) ?? []);
    expect(written.filter((place) => place.includes('memory'))).toEqual(['"/memory/engine/*"']);
  });

  it('list results, nor delete from the memory or the state', () => {
    expect(actionsOn(prod, 'BucketsResults')).not.toContain('s3:ListBucket');
    const deleting = functionStatements(prod).filter(({ Action }) =>
      [Action].flat().includes('s3:DeleteObject'),
    );
    expect(deleting).toHaveLength(1);
    expect(JSON.stringify(deleting[0]?.Resource)).toContain('/results/*');
    expect(JSON.stringify(deleting[0]?.Resource)).not.toMatch(/memory|state/);
  });

  it('reach any queue but its own two, nor purge or redrive them', () => {
    const actions = functionStatements(prod)
      .flatMap(({ Action }) => Action)
      .filter((action) => action.startsWith('sqs:'));
    expect(new Set(actions)).toEqual(
      new Set([
        'sqs:ReceiveMessage',
        'sqs:ChangeMessageVisibility',
        'sqs:GetQueueUrl',
        'sqs:DeleteMessage',
        'sqs:GetQueueAttributes',
        'sqs:SendMessage',
      ]),
    );
    expect(actionsOn(prod, 'DeadLetters')).toEqual([]);
    expect(actionsOn(prod, 'Undelivered')).toEqual([]);
  });

  it('put events under another name than its own', () => {
    const [statement] = functionStatements(prod).filter(({ Action }) => Action === 'events:PutEvents');
    expect(statement?.Condition).toEqual({ StringEquals: { 'events:source': 'tribrief' } });
    expect(JSON.stringify(statement?.Resource)).toContain('event-bus/default');
  });
});

describe.each([
  ['AWS’s own keys', prod],
  ['a key of the customer’s', withAll],
])('encrypted under %s, a message can be put into', (_, template) => {
  const allowed = Object.values(template.findResources('AWS::SQS::QueuePolicy')).flatMap(({ Properties }) =>
    (Properties.PolicyDocument.Statement as Statement[]).filter(({ Effect }) => Effect === 'Allow'),
  );

  it('the queues and the dead letters of uploads by the rules of uploads and of results alone', () => {
    expect(allowed).toHaveLength(4);
    for (const { Principal, Condition, Action } of allowed) {
      expect(Principal).toEqual({ Service: 'events.amazonaws.com' });
      expect(JSON.stringify(Condition?.ArnEquals?.['aws:SourceArn'])).toMatch(
        /ProcessorOnUpload|FrontPageOnResult/,
      );
      expect(Action).toBe('sqs:SendMessage');
    }
  });
});

describe('with a key of the customer’s', () => {
  it('articles, messages, logs and alarms are encrypted under it', () => {
    const key = Object.keys(withAll.findResources('AWS::KMS::Key'))[0] ?? '';
    expect(key).not.toBe('');
    const buckets = Object.entries(withAll.findResources('AWS::S3::Bucket'));
    for (const [id, { Properties }] of buckets.filter(([name]) => !name.includes('AccessLogs'))) {
      expect(JSON.stringify(Properties.BucketEncryption), id).toContain(key);
    }
    for (const type of ['AWS::SQS::Queue', 'AWS::Logs::LogGroup', 'AWS::SNS::Topic']) {
      for (const { Properties } of Object.values(withAll.findResources(type)))
        expect(JSON.stringify(Properties.KmsMasterKeyId ?? Properties.KmsKeyId), type).toContain(key);
    }
    withAll.hasResource('AWS::KMS::Key', {
      DeletionPolicy: 'Retain',
      Properties: { EnableKeyRotation: true },
    });
  });

  it('those who must can use it, and no more of it than they need', () => {
    const [{ Properties }] = Object.values(withAll.findResources('AWS::KMS::Key')) as [
      { Properties: { KeyPolicy: { Statement: Statement[] } } },
    ];
    const services = Properties.KeyPolicy.Statement.filter(({ Principal }) =>
      JSON.stringify(Principal).includes('Service'),
    );
    expect(JSON.stringify(services)).toContain('events.amazonaws.com');
    expect(JSON.stringify(services)).toContain('cloudwatch.amazonaws.com');
    for (const statement of services) expect(statement.Condition).toBeDefined();
    expect(actionsOn(withAll, 'Key').filter((action) => action.startsWith('kms:'))).toEqual(
      expect.arrayContaining(['kms:Decrypt', 'kms:GenerateDataKey']),
    );
  });
});

describe('alarms', () => {
  it('tell the topic of their beginning and their end', () => {
    for (const { Properties } of Object.values(withAll.findResources('AWS::CloudWatch::Alarm'))) {
      expect(Properties.AlarmActions).toHaveLength(1);
      expect(Properties.OKActions).toHaveLength(1);
    }
    withAll.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'desk@example.org',
    });
    prod.resourceCountIs('AWS::SNS::Subscription', 0);
  });

  it('watch over each way in which an upload can wait, fail or cost too much', () => {
    const names = Object.keys(withAll.findResources('AWS::CloudWatch::Alarm')).join(' ');
    for (const name of [
      'DeadLetters',
      'Undelivered',
      'Age',
      'UploadAge',
      'Errors',
      'Throttles',
      'TranslateThrottled',
      'Gone',
      'Count',
      'Budget',
      'FrontPageUnlisted',
      'FrontPageUndelivered',
    ])
      expect(names).toContain(`${name}Alarm`);
    withAll.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'CharactersTranslated',
      Threshold: 1_600_000,
      Period: 86_400,
    });
  });

  it('look at metrics that the function writes, of this deployment alone', () => {
    const text = JSON.stringify(withAll.toJSON());
    const own = Object.values(withAll.findResources('AWS::CloudWatch::Alarm'))
      .map(({ Properties }) => Properties)
      .filter(({ Namespace }) => Namespace === metricNamespace);
    expect(own.length).toBeGreaterThan(2);
    for (const { MetricName, Dimensions } of own) {
      expect(Object.keys(metricUnits)).toContain(MetricName);
      expect(Dimensions).toEqual([{ Name: 'service', Value: 'Stack' }]);
    }
    withAll.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ SERVICE_NAME: 'Stack' }) },
    });
    for (const name of Object.keys(metricUnits)) expect(text, `${name} on the dashboard`).toContain(name);
  });
});

describe('the template', () => {
  it('is the same at each synthesis: a diff after no change is empty', () => {
    expect(templateOf({ stage: 'prod' }).toJSON()).toEqual(templateOf({ stage: 'prod' }).toJSON());
  });
});

describe('two stages', () => {
  it('stand side by side: nothing has a name of its own', () => {
    const named = (template: Template): string[] =>
      Object.entries(template.toJSON().Resources as Record<string, { Properties?: Record<string, unknown> }>)
        .filter(([, { Properties = {} }]) =>
          [
            'BucketName',
            'QueueName',
            'FunctionName',
            'RoleName',
            'TopicName',
            'LogGroupName',
            'AlarmName',
            'AliasName',
          ].some((property) => typeof Properties[property] === 'string'),
        )
        .map(([id]) => id);
    expect(named(withAll)).toEqual([]);
    expect(named(templateOf({ stage: 'dev' }))).toEqual([]);
    const dashboard = (name: string): unknown =>
      Object.values(templateOf({}, name).findResources('AWS::CloudWatch::Dashboard'))[0]?.Properties
        .DashboardName;
    expect(dashboard('Tribrief-dev')).not.toBe(dashboard('Tribrief-prod') ?? '');
  });

  it('leave nothing of dev and all data of prod when they are deleted', () => {
    const kept = (template: Template): string[] =>
      Object.entries(template.toJSON().Resources as Record<string, { Type: string; DeletionPolicy?: string }>)
        .filter(([, { DeletionPolicy }]) => DeletionPolicy === 'Retain')
        .map(([, { Type }]) => Type)
        .sort();
    const dev = templateOf({ stage: 'dev', customerKey: 'true' });
    expect(kept(dev)).toEqual([]);
    expect(Object.keys(dev.findResources('Custom::S3AutoDeleteObjects'))).toHaveLength(3);
    // AWS Lambda makes a log group for a function that has none, and no stack deletes it.
    for (const [id, { Properties }] of Object.entries(dev.findResources('AWS::Lambda::Function')))
      expect(Properties.LoggingConfig?.LogGroup, id).toHaveProperty('Ref');
    expect(kept(withAll)).toEqual([
      'AWS::KMS::Key',
      'AWS::Logs::LogGroup',
      'AWS::Logs::LogGroup',
      'AWS::S3::Bucket',
      'AWS::S3::Bucket',
      'AWS::S3::Bucket',
    ]);
    expect(Object.keys(withAll.findResources('Custom::S3AutoDeleteObjects'))).toEqual([]);
  });

  it('give the same template each time, so that a deployment after no change changes nothing', () => {
    const context = { stage: 'prod', customerKey: 'true', maxCharactersPerDay: '2000000' };
    expect(templateOf(context).toJSON()).toEqual(templateOf(context).toJSON());
  });
});

describe('an uploads bucket that is there already', () => {
  const template = templateOf({ stage: 'prod', uploadsBucket: 'newsroom-feed' });

  it('is read and listened to, and not made again or changed', () => {
    expect(Object.keys(template.findResources('AWS::S3::Bucket'))).toHaveLength(2);
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: { detail: { bucket: { name: ['newsroom-feed'] } } },
    });
    expect(actionsOn(template, 'newsroom-feed')).toEqual(['s3:GetObject']);
    expect(JSON.stringify(template.findResources('AWS::S3::BucketPolicy'))).not.toContain('newsroom-feed');
  });
});
