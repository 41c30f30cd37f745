import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { makeStyles, tokens } from '@fluentui/react-components';
import { useRef } from 'react';
import type { MapCluster } from '../../../api/types';
import { Panel } from '../../../components/Panel';
import { ErrorState } from '../../../components/States';
import { count } from '../../../lib/format';
import { texts } from '../../../lib/texts';
import { useDebounced } from '../../../lib/useDebounced';
import { fleetMapQuery } from '../queries';
import { areaOf } from './projection';
import { useMapView } from './useMapView';
import { WorldMap } from './WorldMap';

const words = texts.overview.map;

const useStyles = makeStyles({ error: { paddingBottom: tokens.spacingVerticalM } });

interface MapPanelProps {
  onDevice: (deviceId: string) => void;
  onCrowd: (cluster: MapCluster) => void;
}

/** Where the devices are, as far as they report it. */
export function MapPanel({ onDevice, onCrowd }: MapPanelProps) {
  const styles = useStyles();
  const svg = useRef<SVGSVGElement>(null);
  const mapView = useMapView(svg);
  const settled = useDebounced(mapView.view);
  const fleet = useQuery({
    ...fleetMapQuery(areaOf(settled)),
    placeholderData: keepPreviousData,
  });
  const hint = fleet.data && words.found(count(fleet.data.devices));
  return (
    <Panel title={words.title} hint={hint ?? texts.loading}>
      {fleet.error && (
        <div className={styles.error}>
          <ErrorState error={fleet.error} onRetry={() => void fleet.refetch()} />
        </div>
      )}
      <WorldMap
        label={words.title}
        clusters={fleet.data?.clusters ?? []}
        mapView={mapView}
        svg={svg}
        onDevice={onDevice}
        onCrowd={onCrowd}
      />
    </Panel>
  );
}
