import type { AwsPlan, ProviderPlan } from './plan.ts'

/** What a plan holds that nobody else may see. Of the headers only what looks like a secret: others are words. */
export function secretsOf(provider: ProviderPlan): string[] {
  switch (provider.provider) {
    case 'anthropic':
    case 'openai-compatible': {
      const headers = [...provider.extraHeaders.values()].map((value) => value.reveal()).filter(looksSecret)
      const { key } = provider
      return [...(key.kind === 'given' ? [key.secret.reveal()] : secretsOfAws(key.stored.aws)), ...headers]
    }
    case 'bedrock': {
      const { credential } = provider
      return credential.kind === 'bearer' ? [credential.token.reveal()] : secretsOfAws(credential.aws)
    }
    case 'vertex':
      // A key file came by an input, and is among those.
      return provider.credential.kind === 'workload-identity' ? [provider.credential.request.token.reveal()] : []
  }
}

function secretsOfAws({ source, externalId, variables }: AwsPlan): string[] {
  const request = source.kind === 'oidc' ? [source.request.token] : []
  const keys = [...variables].filter(([name]) => /SECRET|TOKEN$/.test(name)).map(([, value]) => value)
  return [...request, ...keys, ...(externalId === undefined ? [] : [externalId])].map((value) => value.reveal())
}

function looksSecret(value: string): boolean {
  return value.length >= 16 && /\d/.test(value)
}
