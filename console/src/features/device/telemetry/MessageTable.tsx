import {
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import { telemetryKey } from '../../../api/telemetryMerge';
import type { TelemetryRecord } from '../../../api/types';
import { HeaderCell } from '../../../components/HeaderCell';
import { Panel } from '../../../components/Panel';
import { compact } from '../../../lib/format';
import { absoluteTime, clockTime } from '../../../lib/time';
import { texts } from '../../../lib/texts';

const SHOWN = 50;

const useStyles = makeStyles({
  scroll: { overflow: 'auto', maxHeight: '420px' },
  table: { minWidth: '520px' },
  time: {
    width: '96px',
    paddingLeft: tokens.spacingHorizontalL,
    fontVariantNumeric: 'tabular-nums',
  },
  module: { width: '120px' },
  properties: { width: '22%' },
  text: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
    paddingTop: tokens.spacingVerticalXS,
    paddingBottom: tokens.spacingVerticalXS,
  },
});

/** The latest messages as they came, newest first. */
export function MessageTable({ records }: { records: readonly TelemetryRecord[] }) {
  const styles = useStyles();
  const shown = records.slice(-SHOWN).reverse();
  const withModules = shown.some((record) => record.moduleId);
  return (
    <Panel
      flush
      title={texts.telemetry.messages}
      hint={texts.telemetry.shown(shown.length, records.length)}
    >
      <div
        className={styles.scroll}
        // A region that scrolls has to be reachable from the keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="region"
        aria-label={texts.telemetry.messagesTable}
      >
        <Table
          size="extra-small"
          aria-label={texts.telemetry.messagesTable}
          className={styles.table}
        >
          <TableHeader>
            <TableRow>
              <HeaderCell className={styles.time}>{texts.telemetry.received}</HeaderCell>
              {withModules && (
                <HeaderCell className={styles.module}>{texts.telemetry.module}</HeaderCell>
              )}
              <HeaderCell>{texts.telemetry.body}</HeaderCell>
              <HeaderCell className={styles.properties}>{texts.telemetry.properties}</HeaderCell>
            </TableRow>
          </TableHeader>
          <TableBody>
            {shown.map((record) => (
              <TableRow key={telemetryKey(record)}>
                <TableCell className={styles.time}>
                  <time dateTime={record.enqueuedTime} title={absoluteTime(record.enqueuedTime)}>
                    {clockTime(record.enqueuedTime)}
                  </time>
                </TableCell>
                {withModules && (
                  <TableCell className={styles.module}>{record.moduleId ?? texts.none}</TableCell>
                )}
                <TableCell className={styles.text}>{bodyText(record)}</TableCell>
                <TableCell className={styles.text}>
                  {compact(record.properties) || texts.none}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </Panel>
  );
}

/** JSON and text as such; of anything else its size. */
function bodyText(record: TelemetryRecord): string {
  if (!record.bodyBase64) return compact(record.body);
  const bytes = Uint8Array.from(atob(record.bodyBase64), (char) => char.charCodeAt(0));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return texts.telemetry.binary(bytes.length);
  }
}
