import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { settingsFor } from '../../lib/stage-settings.ts';
import { TribriefStack } from '../../lib/tribrief-stack.ts';

function templateFor(context: Record<string, string> = {}): Template {
  const app = new App({ context: { ...cdkJson.context, 'aws:cdk:bundling-stacks': [] } });
  return Template.fromStack(new TribriefStack(app, 'Stack', { settings: settingsFor(context).settings }));
}

describe('the front page', () => {
  const template = templateFor();

  it('is told of every result, and hands the changes out one batch at a time', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created', 'Object Deleted'],
        detail: { object: { key: [{ suffix: '/article.json' }, { suffix: '/rejection.json' }] } },
      },
      Targets: [Match.objectLike({ SqsParameters: { MessageGroupId: 'front-page' } })],
    });
    template.hasResourceProperties('AWS::SQS::Queue', {
      FifoQueue: true,
      ContentBasedDeduplication: true,
      RedrivePolicy: { maxReceiveCount: 5, deadLetterTargetArn: Match.anyValue() },
    });
    const mappings = Object.values(template.findResources('AWS::Lambda::EventSourceMapping'));
    expect(mappings.map(({ Properties }) => Properties.BatchSize).sort()).toEqual([1, 1, 10]);
  });

  it('may write its own files and no result', () => {
    const [policy] = Object.entries(template.findResources('AWS::IAM::Policy')).filter(([id]) =>
      id.includes('FrontPage'),
    );
    const statements = policy?.[1].Properties.PolicyDocument.Statement as {
      Action: string | string[];
      Resource: unknown;
    }[];
    const writes = statements.filter(({ Action }) => [Action].flat().includes('s3:PutObject'));
    const paths = JSON.stringify(writes).match(/\/(?:results|front)\/[^"]*/g);
    expect(paths?.sort()).toEqual(['/front/*', '/results/feed.*', '/results/index.*']);
    expect(JSON.stringify(statements)).not.toContain('DeleteObject');
  });
});

describe('the reading room', () => {
  it('is not there unless it is asked for', () => {
    templateFor().resourceCountIs('AWS::CloudFront::Distribution', 0);
    expect(() => settingsFor({ readingRoom: 'public' })).toThrow('must be true or false');
  });

  const template = templateFor({ readingRoom: 'true' });

  it('reads a bucket that stays private, results alone, over HTTPS', () => {
    template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        DefaultRootObject: 'index.html',
        Origins: [Match.objectLike({ OriginPath: '/results', OriginAccessControlId: Match.anyValue() })],
        DefaultCacheBehavior: Match.objectLike({
          ViewerProtocolPolicy: 'redirect-to-https',
          FunctionAssociations: [Match.objectLike({ EventType: 'viewer-request' })],
        }),
      },
    });
    for (const { Properties } of Object.values(template.findResources('AWS::S3::Bucket')))
      expect(Properties.PublicAccessBlockConfiguration.RestrictPublicBuckets).toBe(true);
    const policies = JSON.stringify(template.findResources('AWS::S3::BucketPolicy'));
    expect(policies).toContain('cloudfront.amazonaws.com');
    expect(policies).toContain('AWS:SourceArn');
  });

  it('says where it is and where its readers are listed', () => {
    const outputs = Object.keys(template.toJSON().Outputs);
    expect(outputs).toEqual(expect.arrayContaining(['ReadingRoomUrl', 'ReadingRoomReadersArn']));
  });

  it('has nobody among its readers when it is made', () => {
    template.hasResourceProperties('AWS::CloudFront::KeyValueStore', { ImportSource: Match.absent() });
  });
});

interface EdgeRequest {
  uri: string;
  headers: Record<string, { value: string }>;
}

describe('the doorkeeper', () => {
  const source = readFileSync(new URL('../../lib/doorkeeper.js', import.meta.url), 'utf8');

  /** The function as CloudFront runs it, with what CloudFront provides. */
  function doorkeeper(readers: readonly string[] | 'broken') {
    const exists = async (digest: string): Promise<boolean> => {
      if (readers === 'broken') throw new Error('The key value store does not answer');
      return readers.some((reader) => createHash('sha256').update(reader).digest('hex') === digest);
    };
    const body = `${source.replace(/^import .*$/gm, '')}\nreturn handler;`;
    const provided = [{ kvs: () => ({ exists }) }, { createHash }, Buffer, { log: () => undefined }];
    return new Function('cf', 'crypto', 'Buffer', 'console', body)(...provided) as (event: {
      request: EdgeRequest;
    }) => Promise<EdgeRequest & { statusCode?: number }>;
  }
  const basic = (reader: string): Record<string, { value: string }> => ({
    authorization: { value: `Basic ${Buffer.from(reader).toString('base64')}` },
  });

  it('lets readers in, without handing their password on', async () => {
    const open = doorkeeper(['kim:나의 비밀']);
    const request = { uri: '/news/', headers: basic('kim:나의 비밀') };
    expect(await open({ request })).toEqual({ uri: '/news/index.html', headers: {} });
  });

  it.each([
    ['no password', {}, ['kim:secret']],
    ['a wrong password', basic('kim:guess'), ['kim:secret']],
    ['another kind of credentials', { authorization: { value: 'Bearer kim:secret' } }, ['kim:secret']],
    ['an empty one', { authorization: { value: 'Basic ' } }, ['kim:secret']],
    ['an empty list of readers', basic('kim:secret'), []],
    ['a list that can’t be read', basic('kim:secret'), 'broken'],
  ] as const)('keeps the door shut for %s', async (_, headers, readers) => {
    const answer = await doorkeeper(readers)({ request: { uri: '/', headers: { ...headers } } });
    expect(answer.statusCode).toBe(401);
  });
});
