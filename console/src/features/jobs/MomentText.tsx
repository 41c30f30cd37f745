import { RelativeTime } from '../../components/RelativeTime';
import { absoluteTime, useNow } from '../../lib/time';

/** A time that may lie ahead: then as a date, behind as "3 minutes ago". */
export function MomentText({ at }: { at: string }) {
  const now = useNow();
  return Date.parse(at) > now ? (
    <time dateTime={at}>{absoluteTime(at)}</time>
  ) : (
    <RelativeTime at={at} />
  );
}
