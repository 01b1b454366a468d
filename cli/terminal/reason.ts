/** Why a file cannot be read or written, for the end of a sentence. */
export function reason(error: unknown): string {
  const { code, message } = error instanceof Error ? (error as NodeJS.ErrnoException) : { message: String(error) };
  return (code !== undefined && REASONS[code]) || message;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EFBIG: 'the file would become larger than may be',
  EIO: 'the disk has failed',
  ELOOP: 'its links lead in a circle',
  EDQUOT: 'no more may be stored',
  ENAMETOOLONG: 'its name is too long',
  EPERM: 'not allowed',
  EISDIR: 'it is a folder',
  ENOENT: 'there is no such file or folder',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of the path is no folder',
  EROFS: 'the disk can only be read',
};
