import {
  Body1,
  Caption1,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import type { UseQueryResult } from '@tanstack/react-query';
import type { DeploymentPreview } from '../../api/types';
import { Facts } from '../../components/Facts';
import { HeaderCell } from '../../components/HeaderCell';
import { ErrorState, LoadingRows } from '../../components/States';
import { reasonText } from '../../components/UpdateState';
import { useCellStyles } from '../../components/useCellStyles';
import { count } from '../../lib/format';
import { texts } from '../../lib/texts';

const words = texts.newDeployment;

const SHOWN = 100;

const useStyles = makeStyles({
  column: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  devices: { maxHeight: '280px', overflowY: 'auto' },
});

/** Who gets it, and who is left out and why. */
export function PreviewPanel({ preview }: { preview: UseQueryResult<DeploymentPreview> }) {
  const styles = useStyles();
  if (preview.error) {
    return <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />;
  }
  if (!preview.data) return <LoadingRows />;
  const { devices, updated, skipped, waves, items } = preview.data;
  const left = Object.entries(skipped);
  return (
    <div className={styles.column}>
      {updated === 0 ? (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{words.previewNobody}</MessageBarBody>
        </MessageBar>
      ) : (
        <Body1>
          <strong>{words.previewUpdated(count(updated), count(devices))}</strong>{' '}
          {words.previewWaves(waves.map(count).join(', '))}
        </Body1>
      )}
      {left.length > 0 && (
        <section aria-label={words.previewSkipped}>
          <Facts
            facts={left.map(([reason, number]) => [
              reasonText({ reason, message: null }),
              texts.deployments.devicesOf(count(number), number === 1),
            ])}
          />
        </section>
      )}
      {items.length > 0 && <Items items={items.slice(0, SHOWN)} all={devices} />}
    </div>
  );
}

function Items({ items, all }: { items: DeploymentPreview['items']; all: number }) {
  const styles = useStyles();
  const cells = useCellStyles();
  return (
    <>
      {/* A region that scrolls has to be reachable from the keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.devices} tabIndex={0} role="region" aria-label={words.previewTable}>
        <Table size="small" aria-label={words.previewTable}>
          <TableHeader>
            <TableRow>
              <HeaderCell>{texts.deployments.device}</HeaderCell>
              <HeaderCell className={cells.medium}>{words.runs}</HeaderCell>
              <HeaderCell>{texts.deployments.state}</HeaderCell>
            </TableRow>
          </TableHeader>
          <TableBody>
            {items.map((item) => (
              <TableRow key={item.deviceId}>
                <TableCell className={cells.cell} title={item.deviceId}>
                  {item.deviceId}
                </TableCell>
                <TableCell className={cells.medium}>{item.fromVersion ?? texts.none}</TableCell>
                <TableCell className={cells.cell} title={reasonText(item)}>
                  {item.reason === null ? words.gets : reasonText(item)}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      {items.length < all && (
        <Caption1>{words.previewShown(count(items.length), count(all))}</Caption1>
      )}
    </>
  );
}
