import type { Answer, Response } from '@curlew/async';

/** A response as the rules for files see it. */
export const answerOf = ({ request, statusCode, headers }: Response): Answer => ({
  method: request.method,
  status: statusCode,
  header: (name) => headers.get(name),
});

/** When the server's file has changed last. */
export function modifiedOf({ headers }: Response): Date | undefined {
  const time = Date.parse(headers.get('last-modified') ?? '');
  return Number.isNaN(time) ? undefined : new Date(time);
}
