import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['__tests__/**/*.test.ts'],
    // A real `claude` run takes about a second; a slow machine under load needs room above that.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
