import {
  Body1,
  makeStyles,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  ProgressBar,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import { Code } from '../../../components/Code';
import { Facts } from '../../../components/Facts';
import { HeaderCell } from '../../../components/HeaderCell';
import { Panel } from '../../../components/Panel';
import { formatJson } from '../../../lib/json';
import { texts } from '../../../lib/texts';
import { clockTime } from '../../../lib/time';

/** One call of a direct method and what became of it. */
export interface MethodCall {
  at: string;
  methodName: string;
  elapsedMs: number;
  outcome:
    { kind: 'answered'; status: number; payload: unknown } | { kind: 'failed'; message: string };
}

const useStyles = makeStyles({
  column: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground3 },
});

const words = texts.method;

interface MethodResultsProps {
  calls: readonly MethodCall[];
  waiting: boolean;
}

export function MethodResults({ calls, waiting }: MethodResultsProps) {
  const styles = useStyles();
  const latest = calls[0];
  return (
    <div className={styles.column}>
      <Panel title={words.result}>
        <div className={styles.column} aria-live="polite">
          {waiting && <ProgressBar aria-label={words.calling} />}
          {latest ? (
            <Result call={latest} />
          ) : (
            <Body1 className={styles.quiet}>{words.resultHint}</Body1>
          )}
        </div>
      </Panel>
      {calls.length > 1 && <History calls={calls} />}
    </div>
  );
}

function Result({ call: { methodName, elapsedMs, outcome } }: { call: MethodCall }) {
  const styles = useStyles();
  const elapsed = words.elapsedMs(elapsedMs);
  if (outcome.kind === 'failed') {
    return (
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{words.failed}</MessageBarTitle> {outcome.message} ({methodName},{' '}
          {elapsed})
        </MessageBarBody>
      </MessageBar>
    );
  }
  return (
    <>
      <Facts
        facts={[
          [words.method, methodName],
          [words.status, outcome.status],
          [words.elapsed, elapsed],
        ]}
      />
      {outcome.payload === undefined || outcome.payload === null ? (
        <Body1 className={styles.quiet}>{words.noPayload}</Body1>
      ) : (
        <Code label={words.answer} text={formatJson(outcome.payload)} />
      )}
    </>
  );
}

function History({ calls }: { calls: readonly MethodCall[] }) {
  return (
    <Panel flush title={words.history}>
      <Table size="small" aria-label={words.history}>
        <TableHeader>
          <TableRow>
            <HeaderCell>{words.time}</HeaderCell>
            <HeaderCell>{words.method}</HeaderCell>
            <HeaderCell>{words.outcome}</HeaderCell>
            <HeaderCell>{words.elapsed}</HeaderCell>
          </TableRow>
        </TableHeader>
        <TableBody>
          {calls.map(({ at, methodName, outcome, elapsedMs }) => (
            <TableRow key={at}>
              <TableCell>{clockTime(at)}</TableCell>
              <TableCell>{methodName}</TableCell>
              <TableCell>
                {outcome.kind === 'answered' ? outcome.status : outcome.message}
              </TableCell>
              <TableCell>{words.elapsedMs(elapsedMs)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Panel>
  );
}
