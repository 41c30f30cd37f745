import { Button, makeStyles, mergeClasses, tokens, Tooltip } from '@fluentui/react-components';
import { Add20Regular, Globe20Regular, Subtract20Regular } from '@fluentui/react-icons';
import { geoPath } from 'd3-geo';
import { useMemo, type KeyboardEvent, type RefObject } from 'react';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import world from 'world-atlas/countries-110m.json';
import type { MapCluster } from '../../../api/types';
import { compactCount, count } from '../../../lib/format';
import { texts } from '../../../lib/texts';
import { HEIGHT, placeOf, project, WIDTH, type View } from './projection';
import type { MapView } from './useMapView';

const words = texts.overview.map;
const ZOOM_STEP = 2;
const CLUSTER_ZOOM = 4;
/** As many places as the Tab key visits, the largest first. */
const TAB_STOPS = 40;
const FINGER = 12;

const countries = world as unknown as Topology<{
  land: GeometryCollection;
  countries: GeometryCollection;
}>;

const draw = geoPath(project);
const land = draw(feature(countries, countries.objects.land)) ?? '';
const borders = draw(mesh(countries, countries.objects.countries, (a, b) => a !== b)) ?? '';

const useStyles = makeStyles({
  frame: { position: 'relative' },
  map: {
    display: 'block',
    width: '100%',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    cursor: 'grab',
    ':active': { cursor: 'grabbing' },
  },
  land: { fill: tokens.colorNeutralStroke2 },
  borders: { fill: 'none', stroke: tokens.colorNeutralBackground3 },
  place: {
    cursor: 'pointer',
    outlineStyle: 'none',
    '& circle': {
      fill: tokens.colorBrandBackground,
      stroke: tokens.colorNeutralBackground1,
      strokeWidth: '1.5px',
    },
    ':hover circle': { fill: tokens.colorBrandBackgroundHover },
    ':focus-visible circle': { stroke: tokens.colorStrokeFocus2, strokeWidth: '3px' },
  },
  away: {
    '& circle': { fill: tokens.colorNeutralForeground3 },
    ':hover circle': { fill: tokens.colorNeutralForeground2 },
  },
  number: {
    fill: tokens.colorNeutralForegroundOnBrand,
    fontWeight: tokens.fontWeightSemibold,
    textAnchor: 'middle',
    dominantBaseline: 'central',
    pointerEvents: 'none',
  },
  buttons: {
    position: 'absolute',
    top: tokens.spacingVerticalS,
    right: tokens.spacingHorizontalS,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
  },
});

interface WorldMapProps {
  label: string;
  clusters: readonly MapCluster[];
  mapView: MapView;
  svg: RefObject<SVGSVGElement | null>;
  onDevice: (deviceId: string) => void;
  onCrowd: (cluster: MapCluster) => void;
}

/** The globe with the places where devices are; a click on several comes nearer, on one opens it. */
export function WorldMap({ label, clusters, mapView, svg, onDevice, onCrowd }: WorldMapProps) {
  const styles = useStyles();
  const { view, scale, reset, canGrow } = mapView;
  const places = useMemo(() => visible(view, clusters), [view, clusters]);

  const open = (cluster: MapCluster, at: [number, number]) => {
    if (cluster.deviceId !== null) onDevice(cluster.deviceId);
    else if (canGrow) scale(CLUSTER_ZOOM, at);
    else onCrowd(cluster);
  };
  const onKey = (event: KeyboardEvent, cluster: MapCluster, at: [number, number]) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    open(cluster, at);
  };

  return (
    <div className={styles.frame}>
      <svg
        ref={svg}
        role="group"
        aria-label={label}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className={styles.map}
      >
        <g
          aria-hidden
          transform={`translate(${view.x} ${view.y}) scale(${view.k})`}
          strokeWidth={0.8 / view.k}
        >
          <path d={land} className={styles.land} />
          <path d={borders} className={styles.borders} />
        </g>
        {/* The largest is drawn first, so that the small stay in reach. */}
        {places.map(({ cluster, at: [x, y] }, index) => (
          <g
            key={cluster.deviceId ?? `${cluster.location.latitude} ${cluster.location.longitude}`}
            role={cluster.deviceId === null ? 'button' : 'link'}
            aria-label={name(cluster)}
            tabIndex={index < TAB_STOPS ? 0 : -1}
            transform={`translate(${x} ${y})`}
            className={mergeClasses(styles.place, cluster.connected === 0 && styles.away)}
            onClick={() => open(cluster, [x, y])}
            onKeyDown={(event) => onKey(event, cluster, [x, y])}
          >
            <title>{name(cluster)}</title>
            <circle r={FINGER} fillOpacity={0} strokeOpacity={0} />
            <circle r={radius(cluster)} />
            {cluster.devices > 1 && (
              <text className={styles.number} fontSize={radius(cluster)}>
                {compactCount(cluster.devices)}
              </text>
            )}
          </g>
        ))}
      </svg>
      <div className={styles.buttons}>
        <Tooltip content={words.nearer} relationship="label">
          <Button
            icon={<Add20Regular />}
            disabledFocusable={!canGrow}
            onClick={() => scale(ZOOM_STEP)}
          />
        </Tooltip>
        <Tooltip content={words.farther} relationship="label">
          <Button
            icon={<Subtract20Regular />}
            disabledFocusable={view.k === 1}
            onClick={() => scale(1 / ZOOM_STEP)}
          />
        </Tooltip>
        <Tooltip content={words.whole} relationship="label">
          <Button icon={<Globe20Regular />} disabledFocusable={view.k === 1} onClick={reset} />
        </Tooltip>
      </div>
    </div>
  );
}

function visible(view: View, clusters: readonly MapCluster[]) {
  return clusters.flatMap((cluster) => {
    const at = placeOf(view, cluster.location);
    return at ? [{ cluster, at }] : [];
  });
}

function radius({ devices }: MapCluster): number {
  return devices === 1 ? 6 : 11 + 3 * Math.log10(devices);
}

function name({ deviceId, devices, connected }: MapCluster): string {
  return deviceId === null
    ? words.cluster(count(devices), count(connected))
    : words.device(deviceId, connected > 0);
}
