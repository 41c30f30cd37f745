import { makeStyles, tokens } from '@fluentui/react-components';
import { LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use as register, type EChartsType } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useIsDark } from '../../../components/ThemedApp';
import type { ChartOption } from './chartOption';

register([LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

const useStyles = makeStyles({
  chart: {
    height: '300px',
    width: '100%',
    '@media (max-width: 700px)': { height: '240px' },
    color: tokens.colorNeutralForeground1,
  },
});

interface ChartProps {
  label: string;
  option: ChartOption;
}

/** Lines over time, drawn on a canvas. */
export function Chart({ label, option }: ChartProps) {
  const styles = useStyles();
  const isDark = useIsDark();
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);

  useEffect(() => {
    if (!frame.current) return undefined;
    const drawn = init(frame.current, null, { renderer: 'canvas' });
    chart.current = drawn;
    const observer = new ResizeObserver(() => drawn.resize());
    observer.observe(frame.current);
    return () => {
      observer.disconnect();
      drawn.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    chart.current?.setOption(option(isDark), { replaceMerge: ['series'] });
  }, [option, isDark]);

  return <div ref={frame} role="img" aria-label={label} className={styles.chart} />;
}
