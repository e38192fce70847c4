/** Said after what was wrong: the whole usage would push it off the screen. */
export const helpHint = 'Run it with --help to see how it is used.\n';

/** What is wrong with a file that can't be read, to stand after its name. */
export function fileProblem(error: unknown): string {
  const { code, message, path } = error as NodeJS.ErrnoException;
  // Node reads names as UTF-8 and can't open what it read otherwise.
  if (code === 'ENOENT' && path?.includes('\ufffd')) return 'has a name that is not in UTF-8: rename it';
  if (code === 'ENOENT') return 'there is no such file or folder';
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read: check its permissions';
  if (code === 'EISDIR') return 'is a folder, not a file';
  return message;
}
