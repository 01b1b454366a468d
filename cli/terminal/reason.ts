/** Why a file cannot be read or written, or nobody is reached, for the end of a sentence. */
export function reason(error: unknown): string {
  // What `fetch` throws says why only in its cause.
  if (error instanceof TypeError && error.cause instanceof Error) return reason(error.cause);
  const { code, message } = error instanceof Error ? (error as NodeJS.ErrnoException) : { message: String(error) };
  return (code !== undefined && REASONS[code]) || message;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  ECONNREFUSED: 'nobody listens there',
  ECONNRESET: 'the connection broke',
  EFBIG: 'the file would become larger than may be',
  EIO: 'the disk has failed',
  ELOOP: 'its links lead in a circle',
  EDQUOT: 'no more may be stored',
  ENAMETOOLONG: 'its name is too long',
  EPERM: 'not allowed',
  EISDIR: 'it is a folder',
  ENOENT: 'there is no such file or folder',
  ENOTFOUND: 'there is no such address',
  ENOSPC: 'the disk is full',
  ETIMEDOUT: 'no answer in time',
  ENOTDIR: 'a part of the path is no folder',
  EROFS: 'the disk can only be read',
};
