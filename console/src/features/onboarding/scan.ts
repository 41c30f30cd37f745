/** Finds a code in what a camera sees. */
export type CodeReader = (video: HTMLVideoElement) => Promise<string | undefined>;

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}

interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

/** What labels of devices carry. */
const FORMATS = ['qr_code', 'data_matrix', 'code_128', 'code_39', 'ean_13'];

/** The browser's own reader, which knows bars as well; where there is none, one for QR codes, loaded then. */
export async function codeReader(): Promise<CodeReader> {
  const own = (window as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  if (own) {
    const known = await own.getSupportedFormats();
    const formats = FORMATS.filter((format) => known.includes(format));
    if (formats.length > 0) {
      const detector = new own({ formats });
      return async (video) => (await detector.detect(video))[0]?.rawValue;
    }
  }
  const { default: jsQR } = await import('jsqr');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return (video) => {
    const { videoWidth: width, videoHeight: height } = video;
    if (!context || width === 0 || height === 0) return Promise.resolve(undefined);
    canvas.width = width;
    canvas.height = height;
    context.drawImage(video, 0, 0, width, height);
    return Promise.resolve(
      jsQR(context.getImageData(0, 0, width, height).data, width, height)?.data,
    );
  };
}

/** The serial number in what a label says: as it is, after `SN:`, or a parameter of an address. */
export function serialIn(text: string): string {
  const plain = text.trim();
  if (/^https?:\/\//i.test(plain) && URL.canParse(plain)) {
    const { searchParams, pathname } = new URL(plain);
    const named = searchParams.get('serial') ?? searchParams.get('sn') ?? searchParams.get('code');
    return named ?? decodeURIComponent(pathname.split('/').filter(Boolean).pop() ?? plain);
  }
  return plain.replace(/^(s\/n|sn|serial)\s*[:=]\s*/i, '');
}
