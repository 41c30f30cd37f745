import {
  Body1,
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  MessageBar,
  MessageBarBody,
  tokens,
} from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { texts } from '../../lib/texts';
import { codeReader, serialIn } from './scan';

const LOOK_EVERY_MS = 200;

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  video: {
    width: '100%',
    aspectRatio: '4 / 3',
    objectFit: 'cover',
    backgroundColor: tokens.colorNeutralBackground4,
    borderRadius: tokens.borderRadiusMedium,
  },
});

interface ScanDialogProps {
  onFound: (serial: string) => void;
  onClose: () => void;
}

/** Looks for a code with the camera until one is found. */
export function ScanDialog({ onFound, onClose }: ScanDialogProps) {
  const styles = useStyles();
  const video = useRef<HTMLVideoElement>(null);
  const [failed, setFailed] = useState(false);
  const found = useRef(onFound);

  useEffect(() => {
    found.current = onFound;
  }, [onFound]);

  useEffect(() => {
    let ended = false;
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = () => {
      ended = true;
      clearTimeout(timer);
      stream?.getTracks().forEach((track) => track.stop());
    };
    const run = async () => {
      stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: 'environment' },
      });
      const element = video.current;
      if (ended || !element) {
        stop();
        return;
      }
      element.srcObject = stream;
      await element.play();
      const read = await codeReader();
      const look = async () => {
        if (ended) return;
        const text = await read(element).catch(() => undefined);
        if (text !== undefined && text !== '') {
          stop();
          found.current(serialIn(text));
          return;
        }
        timer = setTimeout(() => void look(), LOOK_EVERY_MS);
      };
      await look();
    };
    // Without a camera, or without leave to use it, or over plain HTTP.
    run().catch(() => {
      if (!ended) setFailed(true);
    });
    return stop;
  }, []);

  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{texts.onboarding.scanTitle}</DialogTitle>
          <DialogContent className={styles.content}>
            {failed ? (
              <MessageBar intent="error" layout="multiline" role="alert">
                <MessageBarBody>{texts.onboarding.scanFailed}</MessageBarBody>
              </MessageBar>
            ) : (
              <>
                <Body1>{texts.onboarding.scanHint}</Body1>
                <video ref={video} className={styles.video} muted playsInline />
              </>
            )}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{texts.cancel}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
