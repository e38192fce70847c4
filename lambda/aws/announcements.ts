import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { ArticleRef, RejectionReason } from '../article.ts';
import { UpstreamError } from '../errors.ts';

/** The detail of an event; its detail type is `Article Stored` or `Article Rejected`, its source `tribrief`. */
export interface Announcement {
  /** Name of the deployment. */
  readonly service: string;
  readonly upload: ArticleRef;
  /** The files of the result: each key begins with it. */
  readonly result: { readonly bucket: string; readonly prefix: string };
  /** For a rejected article. */
  readonly reason?: RejectionReason;
}

export type Announce = (announcement: Announcement) => Promise<void>;

/** Tells the account's default event bus, at least once an article, that it was stored or rejected. */
export function createAnnounce(client: EventBridgeClient): Announce {
  return async (announcement) => {
    const entry = {
      Source: 'tribrief',
      DetailType: announcement.reason === undefined ? 'Article Stored' : 'Article Rejected',
      Detail: JSON.stringify(announcement),
    };
    try {
      const { FailedEntryCount, Entries } = await client.send(new PutEventsCommand({ Entries: [entry] }));
      if (FailedEntryCount) throw new Error(Entries?.[0]?.ErrorCode);
    } catch (error) {
      throw new UpstreamError('Amazon EventBridge', 'announcing a result', { cause: error });
    }
  };
}
