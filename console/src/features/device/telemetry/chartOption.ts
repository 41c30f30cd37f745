import type { EChartsCoreOption } from 'echarts/core';
import { measurement } from '../../../lib/format';
import { absoluteTime } from '../../../lib/time';
import type { Point } from './fields';
import type { Bucket, HistoryLine } from './history';

// Told apart also by people who do not see red and green apart; 3:1 against the panel in each theme.
const LIGHT = [
  '#0f6cbd',
  '#b4500f',
  '#107c41',
  '#8764b8',
  '#c50f1f',
  '#00767a',
  '#8a6d00',
  '#5c2e91',
];
const DARK = [
  '#62abf5',
  '#f7a35c',
  '#5ec98a',
  '#c3a5ee',
  '#f1707b',
  '#4fd0d4',
  '#e3c94a',
  '#d4a0ff',
];

/** A chart's description for ECharts, in the colours of the theme. */
export type ChartOption = (isDark: boolean) => EChartsCoreOption;

/** What all charts over time have in common. */
function timeChart(isDark: boolean) {
  const text = isDark ? '#d6d6d6' : '#424242';
  const line = isDark ? '#3d3d3d' : '#e5e5e5';
  const axis = {
    axisLabel: { color: text },
    axisLine: { lineStyle: { color: line } },
    splitLine: { lineStyle: { color: line } },
  };
  return {
    animation: false,
    color: isDark ? DARK : LIGHT,
    grid: { left: 8, right: 16, top: 36, bottom: 4, containLabel: true },
    legend: {
      top: 0,
      left: 0,
      type: 'scroll',
      icon: 'circle',
      itemHeight: 8,
      textStyle: { color: text },
    },
    // Rich text is drawn on the canvas; the HTML tool tip needs inline styles, which the policy forbids.
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      backgroundColor: isDark ? '#2e2e2e' : '#ffffff',
      borderColor: line,
      textStyle: { color: text },
    },
    xAxis: {
      type: 'time',
      ...axis,
      axisLabel: { color: text, hideOverlap: true },
      splitLine: { show: false },
    },
    yAxis: { type: 'value', scale: true, ...axis },
  };
}

/** A line for each field. */
export function chartOption(
  fields: readonly string[],
  series: ReadonlyMap<string, readonly Point[]>,
): ChartOption {
  return (isDark) => ({
    ...timeChart(isDark),
    series: fields.map((field) => ({
      id: field,
      name: field,
      type: 'line',
      showSymbol: false,
      lineStyle: { width: 2 },
      data: (series.get(field) ?? []).map(({ at, value }) => [at, value]),
    })),
  });
}

const BAND = ':band';

/** A line of averages for each metric, with a band from the least to the greatest value. */
export function historyOption(
  lines: readonly HistoryLine[],
  from: number,
  to: number,
): ChartOption {
  return (isDark) => {
    const frame = timeChart(isDark);
    const colors = isDark ? DARK : LIGHT;
    return {
      ...frame,
      legend: { ...frame.legend, data: lines.map(({ name }) => name) },
      tooltip: { ...frame.tooltip, formatter: (items: TipItem[]) => tip(items, lines) },
      xAxis: { ...frame.xAxis, min: from, max: to },
      series: lines.flatMap(({ name, buckets }, i) => {
        const color = colors[i % colors.length];
        const band = { type: 'line', name, stack: name + BAND, stackStrategy: 'all', silent: true };
        const hidden = { showSymbol: false, lineStyle: { opacity: 0 }, itemStyle: { color } };
        return [
          { ...band, ...hidden, id: `${name}${BAND}:min`, data: points(buckets, (b) => b.min) },
          {
            ...band,
            ...hidden,
            id: `${name}${BAND}:max`,
            data: points(buckets, (b) => b.max - b.min),
            areaStyle: { color, opacity: 0.18 },
          },
          {
            id: name,
            name,
            type: 'line',
            showSymbol: buckets.length === 1,
            lineStyle: { width: 2 },
            itemStyle: { color },
            data: points(buckets, (b) => b.average),
          },
        ];
      }),
    };
  };
}

interface TipItem {
  seriesId: string;
  marker: string;
  dataIndex: number;
}

/** What the pointer is at: a time, and for each metric its average with least and greatest. */
function tip(items: readonly TipItem[], lines: readonly HistoryLine[]): string {
  let time = '';
  const rows = items.flatMap(({ seriesId, marker, dataIndex }) => {
    const bucket = lines.find(({ name }) => name === seriesId)?.buckets[dataIndex];
    if (!bucket) return [];
    time = absoluteTime(bucket.time);
    const [least, average, greatest] = [bucket.min, bucket.average, bucket.max].map(measurement);
    return [`${marker}${seriesId}  ${average}  (${least} – ${greatest})`];
  });
  return [time, ...rows].join('\n');
}

function points(buckets: readonly (Bucket | null)[], value: (bucket: Bucket) => number) {
  return buckets.map((bucket) => bucket && [Date.parse(bucket.time), value(bucket)]);
}
