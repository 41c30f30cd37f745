import { makeStyles, Spinner, Tab, TabList, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { isProblem } from '../../api/problem';
import { useMay, type Action } from '../../api/session';
import type { DeviceDetail } from '../../api/types';
import { PageHeader } from '../../components/PageHeader';
import { RouterButton } from '../../components/RouterLink';
import { EmptyState, ErrorState, LoadingRows } from '../../components/States';
import { texts } from '../../lib/texts';
import { ConfigurationsTab } from './configurations/ConfigurationsTab';
import { CredentialsTab } from './credentials/CredentialsTab';
import { DeviceHeader } from './DeviceHeader';
import { DeviceTrail } from './DeviceTrail';
import { HealthTab } from './health/HealthTab';
import { MessagesTab } from './messages/MessagesTab';
import { MethodTab } from './method/MethodTab';
import { deviceQuery } from './queries';
import { SummaryTab } from './summary/SummaryTab';
import { TimelineTab } from './timeline/TimelineTab';
import { DEVICE_TABS, type DeviceTab } from './tabs';
import { TwinTab } from './twin/TwinTab';
import { UpdatesTab } from './updates/UpdatesTab';

// The chart library is larger than the rest of the page; it comes with the first look at the tab.
const TelemetryTab = lazy(async () => ({
  default: (await import('./telemetry/TelemetryTab')).TelemetryTab,
}));

/** Tabs that are of no use to those who may not do this. */
const NEEDS: Partial<Record<DeviceTab, Action>> = {
  timeline: 'readDeviceLogs',
  method: 'operateDevices',
  messages: 'operateDevices',
  credentials: 'readKeys',
};

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  tabs: {
    overflowX: 'auto',
    flexShrink: 0,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

interface DevicePageProps {
  deviceId: string;
  tab: DeviceTab;
  onTabChange: (tab: DeviceTab) => void;
  onDeleted: () => void;
}

/** One device: what it is above, everything that can be done with it in tabs. */
export function DevicePage({ deviceId, tab: asked, onTabChange, onDeleted }: DevicePageProps) {
  const styles = useStyles();
  const device = useQuery(deviceQuery(deviceId));
  const may = useMay();
  const tabs = DEVICE_TABS.filter((name) => {
    const needs = NEEDS[name];
    return needs === undefined || may(needs);
  });
  const tab = tabs.includes(asked) ? asked : 'summary';

  const known = device.isSuccess;
  useEffect(() => {
    // On a phone the tabs are wider than the page.
    document.getElementById(`tab-${tab}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [tab, known]);

  if (isProblem(device.error, 404)) return <NoSuchDevice deviceId={deviceId} />;
  return (
    <div className={styles.page}>
      {device.data ? (
        <DeviceHeader device={device.data} onDeleted={onDeleted} />
      ) : (
        <PageHeader title={deviceId} trail={<DeviceTrail />} />
      )}
      {device.error && <ErrorState error={device.error} onRetry={() => void device.refetch()} />}
      <TabList
        className={styles.tabs}
        aria-label={texts.device.tabs}
        selectedValue={tab}
        onTabSelect={(_, { value }) => onTabChange(value as DeviceTab)}
      >
        {tabs.map((name) => (
          <Tab key={name} value={name} id={`tab-${name}`} aria-controls="tab-panel">
            {texts.device.tabNames[name]}
          </Tab>
        ))}
      </TabList>
      <div role="tabpanel" id="tab-panel" aria-labelledby={`tab-${tab}`}>
        {device.data ? (
          <Suspense fallback={<Spinner label={texts.loading} />}>
            <TabContent tab={tab} device={device.data} />
          </Suspense>
        ) : (
          device.isPending && <LoadingRows />
        )}
      </div>
    </div>
  );
}

function TabContent({ tab, device }: { tab: DeviceTab; device: DeviceDetail }) {
  switch (tab) {
    case 'summary':
      return <SummaryTab device={device} />;
    case 'health':
      return <HealthTab deviceId={device.deviceId} />;
    case 'telemetry':
      return <TelemetryTab deviceId={device.deviceId} />;
    case 'timeline':
      return <TimelineTab deviceId={device.deviceId} />;
    case 'twin':
      return <TwinTab deviceId={device.deviceId} />;
    case 'configurations':
      return <ConfigurationsTab device={device} />;
    case 'updates':
      return <UpdatesTab deviceId={device.deviceId} />;
    case 'method':
      return <MethodTab device={device} />;
    case 'messages':
      return <MessagesTab device={device} />;
    case 'credentials':
      return <CredentialsTab deviceId={device.deviceId} />;
  }
}

function NoSuchDevice({ deviceId }: { deviceId: string }) {
  return (
    <>
      <PageHeader title={deviceId} trail={<DeviceTrail />} />
      <EmptyState
        title={texts.device.notFound}
        action={<RouterButton to="/devices">{texts.device.backToDevices}</RouterButton>}
      >
        {texts.device.notFoundBody(deviceId)}
      </EmptyState>
    </>
  );
}
