import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uploadsIn } from '../../lambda/aws/upload-event.ts';

/** As S3 writes a key into its own notifications: form-encoded. */
function formEncoded(key: string): string {
  return encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/');
}

const native = (key: string, size = 5): string =>
  JSON.stringify({
    Records: [{ s3: { bucket: { name: 'up' }, object: { key: formEncoded(key), size, versionId: 'v1' } } }],
  });
const bridged = (key: string, size = 5): string =>
  JSON.stringify({ detail: { bucket: { name: 'up' }, object: { key, size, 'version-id': 'v1' } } });
const keys = fc.string({ unit: 'grapheme', minLength: 1 }).filter((key) => key.isWellFormed());

describe('an S3 event in a message', () => {
  it('names the upload, whatever its key, in either form', () => {
    fc.assert(
      fc.property(keys, (key) => {
        const ref = { bucket: 'up', key, versionId: 'v1' };
        expect(uploadsIn(native(key))).toEqual([ref]);
        expect(uploadsIn(bridged(key))).toEqual([ref]);
      }),
    );
    expect(uploadsIn(native('a b+c/한국 😀%.txt'))).toEqual([
      { bucket: 'up', key: 'a b+c/한국 😀%.txt', versionId: 'v1' },
    ]);
  });

  it('is nothing to do for S3’s test message and for folders made in the console', () => {
    expect(uploadsIn('{"Service":"Amazon S3","Event":"s3:TestEvent"}')).toEqual([]);
    expect(uploadsIn(native('folder/', 0))).toEqual([]);
    expect(uploadsIn(bridged('folder/', 0))).toEqual([]);
  });

  it.each(['', 'null', '[]', '{}', '"text"', '{"Records":[{}]}', '{"detail":{}}'])(
    'is refused where it is none: %s',
    (body) => {
      expect(() => uploadsIn(body)).toThrow();
    },
  );
});
