import {
  makeStyles,
  Select,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import { DeveloperBoardRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import type { Configuration, ConfigurationTarget } from '../../api/types';
import { ContinuationPager } from '../../components/ContinuationPager';
import { HeaderCell } from '../../components/HeaderCell';
import { Panel } from '../../components/Panel';
import { RouterLink } from '../../components/RouterLink';
import { EmptyState, ErrorState, LoadingRows } from '../../components/States';
import { usePages } from '../../components/usePages';
import { texts } from '../../lib/texts';
import { deviceCondition, ONLY, type Only } from './only';
import { TARGETS_PER_PAGE, targetsQuery } from './queries';

const useStyles = makeStyles({
  first: { paddingLeft: tokens.spacingHorizontalL },
  cell: { overflowWrap: 'anywhere' },
});

const words = texts.configurations;

interface TargetsProps {
  configuration: Configuration;
  only: Only | undefined;
  onOnlyChange: (only: Only | undefined) => void;
}

/** Whom a configuration targets, whether it has a say there, and who overrides it. */
export function Targets({ configuration, only, onOnlyChange }: TargetsProps) {
  const pages = usePages(`${configuration.etag} ${only ?? ''}`);
  const targets = useQuery(targetsQuery(configuration.id, only, pages.continuation));
  const page = targets.data;
  const before = pages.index * TARGETS_PER_PAGE;
  const modules = configuration.kind === 'moduleContent';
  const condition = modules ? undefined : deviceCondition(configuration.id, only);
  return (
    <Panel
      flush
      title={words.targets}
      actions={
        <>
          {condition && (
            <RouterLink to="/devices" search={{ condition }}>
              {texts.groups.inDeviceList}
            </RouterLink>
          )}
          <Select
            aria-label={words.only}
            value={only ?? ''}
            onChange={(_, { value }) => onOnlyChange(ONLY.find((one) => one === value))}
          >
            <option value="">{words.onlyAll}</option>
            {ONLY.map((one) => (
              <option key={one} value={one}>
                {words.onlies[one]}
              </option>
            ))}
          </Select>
        </>
      }
    >
      {targets.error && <ErrorState error={targets.error} onRetry={() => void targets.refetch()} />}
      {targets.isPending && <LoadingRows />}
      {page &&
        (page.items.length > 0 ? (
          <TargetRows targets={page.items} modules={modules} />
        ) : (
          <EmptyState icon={<DeveloperBoardRegular />} title={words.noTargets}>
            {only ? words.noSuchTargetsBody : words.noTargetsBody}
          </EmptyState>
        ))}
      {page && (pages.index > 0 || page.next !== null) && (
        <ContinuationPager
          pages={pages}
          range={texts.openRange(before + 1, before + page.items.length)}
          continuation={page.next}
        />
      )}
    </Panel>
  );
}

function TargetRows({ targets, modules }: { targets: ConfigurationTarget[]; modules: boolean }) {
  const styles = useStyles();
  return (
    <Table size="small" aria-label={words.targets}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={styles.first}>{texts.devices.columns.deviceId}</HeaderCell>
          {modules && <HeaderCell>{texts.summary.module}</HeaderCell>}
          <HeaderCell>{words.status}</HeaderCell>
          <HeaderCell>{words.overriddenBy}</HeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {targets.map(({ deviceId, moduleId, status, overriddenBy }) => (
          <TableRow key={`${deviceId}/${moduleId ?? ''}`}>
            <TableCell className={styles.first}>
              <RouterLink
                to="/devices/$deviceId"
                params={{ deviceId }}
                search={{ tab: 'configurations' }}
              >
                {deviceId}
              </RouterLink>
            </TableCell>
            {modules && <TableCell className={styles.cell}>{moduleId}</TableCell>}
            <TableCell>{words.statuses[status]}</TableCell>
            <TableCell className={styles.cell}>
              {overriddenBy.length === 0
                ? texts.none
                : overriddenBy.map((id, at) => (
                    <span key={id}>
                      {at > 0 && ', '}
                      <RouterLink to="/configurations/$id" params={{ id }}>
                        {id}
                      </RouterLink>
                    </span>
                  ))}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
