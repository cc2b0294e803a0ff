import type { Answer, Response } from '@curlew/async';

/** The parts of a response that the rules for files need. */
export const answerOf = ({ request, statusCode, headers }: Response): Answer => ({
  method: request.method,
  status: statusCode,
  header: (name) => headers.get(name),
});

/** When the file last changed on the server. */
export function modifiedOf({ headers }: Response): Date | undefined {
  const time = Date.parse(headers.get('last-modified') ?? '');
  return Number.isNaN(time) ? undefined : new Date(time);
}
