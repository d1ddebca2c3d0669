type Env = Readonly<Record<string, string | undefined>>

/** Variables whose value is a credential, by the names that the runner, the providers and their clouds gave them. */
const credential =
  /^(ACTIONS_\w*TOKEN|(GITHUB|GH|GITHUB_ENTERPRISE|GH_ENTERPRISE)_TOKEN|ANTHROPIC_\w*(API_KEY|AUTH_TOKEN)|CLAUDE_(API_KEY|CODE_OAUTH_TOKEN|CODE_GATEWAY_TOKEN|CODE_SESSION_ACCESS_TOKEN)|AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|SECURITY_TOKEN|BEARER_TOKEN_\w+|CONTAINER_AUTHORIZATION_TOKEN)|GOOGLE_(API_KEY|OAUTH_ACCESS_TOKEN)|CLOUDSDK_AUTH_ACCESS_TOKEN|GEMINI_API_KEY|AZURE_(CLIENT_SECRET|PASSWORD)|ARM_(CLIENT_SECRET|ACCESS_KEY|SAS_TOKEN|OIDC_\w*TOKEN)|OPENAI_API_KEY|NODE_AUTH_TOKEN|NPM_TOKEN)$/i

/**
 * What the step's environment holds that nobody may read in what comes out of it, whether the step uses it or not. Somebody
 * who tries things out against a stand-in gives words for keys (`test`): those are not.
 */
export function knownSecrets(env: Env): string[] {
  return Object.entries(env).flatMap(([name, value]) =>
    value && credential.test(name) && !isCommon(value) ? [value] : [],
  )
}

/**
 * Whether the value of a header or variable is one that every log is full of (`true`, `platform`): to put `***` in its place would
 * protect nothing and leave nothing to read.
 */
export function isCommon(value: string): boolean {
  return value.length < 6 || (value.length < 16 && /^[a-z]+([-_. ][a-z]+)*$/i.test(value))
}
