import type { Point } from './fields';

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

/** The chart's description for ECharts. */
export function chartOption(
  fields: readonly string[],
  series: ReadonlyMap<string, readonly Point[]>,
  isDark: boolean,
) {
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
    series: fields.map((field) => ({
      id: field,
      name: field,
      type: 'line',
      showSymbol: false,
      lineStyle: { width: 2 },
      data: (series.get(field) ?? []).map(({ at, value }) => [at, value]),
    })),
  };
}
