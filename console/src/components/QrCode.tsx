import { makeStyles, tokens } from '@fluentui/react-components';
import qrcode from 'qrcode-generator';
import { useMemo } from 'react';

/** Modules of light around the code, as ISO/IEC 18004 asks. */
const QUIET = 4;

const useStyles = makeStyles({
  code: {
    display: 'block',
    width: '100%',
    maxWidth: '260px',
    height: 'auto',
    borderRadius: tokens.borderRadiusMedium,
  },
});

/** A text as a QR code: dark on light in every theme, because cameras expect that. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const styles = useStyles();
  const { path, size } = useMemo(() => drawing(text), [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      className={styles.code}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}

function drawing(text: string) {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const modules = code.getModuleCount();
  let path = '';
  for (let row = 0; row < modules; row++) {
    for (let column = 0; column < modules; column++) {
      if (code.isDark(row, column)) path += `M${column + QUIET} ${row + QUIET}h1v1h-1z`;
    }
  }
  return { path, size: modules + 2 * QUIET };
}
