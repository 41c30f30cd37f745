/// <reference types="vitest/config" />
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Where a running Homeport answers, for `npm run dev`. Its certificate comes from its own CA, hence secure: false.
const server = process.env.HOMEPORT_CONSOLE_URL
  ? new URL(process.env.HOMEPORT_CONSOLE_URL).origin
  : 'https://127.0.0.1:443';

export default defineConfig({
  base: '/console/',
  plugins: [react()],
  server: {
    proxy: {
      '/api': {
        target: server,
        secure: false,
        ws: true,
        changeOrigin: true,
        // The server compares Origin with its own host name.
        headers: { origin: server },
      },
    },
  },
  build: {
    // Inlined data: URLs would need holes in the content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      output: {
        manualChunks(id) {
          if (/node_modules\/(echarts|zrender)\//.test(id)) return 'echarts';
          if (/node_modules\/(react|react-dom|scheduler)\//.test(id)) return 'react';
          return undefined;
        },
      },
    },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    allowOnly: false,
    testTimeout: 60_000,
    restoreMocks: true,
    setupFiles: ['src/test/setup.ts'],
  },
});
