/** Length in UTF-8 bytes: what Amazon Translate and S3 keys are limited by. */
export function utf8Length(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

/** Length in Unicode code points: what Amazon Translate bills. */
export function codePointLength(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
