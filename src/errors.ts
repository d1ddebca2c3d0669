/**
 * What can go wrong, as the closed list that workflows are written against (`error-code`), with a sentence on the cause
 * and one on the cure for each.
 */
const explanations = {
  'input-invalid': ['An input of the step is wrong.', 'Correct the inputs listed above; nothing was started.'],
  'settings-invalid': ['A Claude Code settings file is wrong.', 'Correct the file at the line named above.'],
  'actor-not-allowed': [
    'Whoever caused this event may not run the agent here, as far as could be found out.',
    'Have someone with the permission named in `required-permission` start it, or name the bot in `allowed-bots`.',
  ],
  'host-not-allowed': [
    'The key would have gone to a host that `allowed-hosts` does not name.',
    'Add the host to `allowed-hosts`, or correct the URL that named it.',
  ],
  'oidc-unavailable': [
    'The job could not get an OIDC token from GitHub.',
    'Give the job `permissions: id-token: write`.',
  ],
  'aws-credentials-missing': [
    'No AWS credentials were found.',
    'Set `aws-role-arn`, or provide credentials in the environment or on the machine.',
  ],
  'aws-role-denied': [
    'AWS refused to let the role be assumed.',
    "Compare the role's trust policy with the claims named above.",
  ],
  'aws-audience': [
    "The OIDC token's audience is not the one the identity provider in AWS expects.",
    'Set `aws-audience` to the audience of the IAM identity provider.',
  ],
  'aws-duration': [
    "The session duration is over the role's limit.",
    "Lower `aws-session-duration` or raise the role's maximum; sessions are renewed while a run goes on.",
  ],
  'aws-unreachable': ['AWS could not be reached.', 'Check the network, the proxy and the endpoint named above.'],
  'gcp-credentials-missing': [
    'No Google credentials were found.',
    'Set `gcp-workload-identity-provider` or `gcp-credentials-json`, or provide Application Default Credentials.',
  ],
  'gcp-identity-denied': [
    "Google refused the job's identity.",
    "Compare the workload identity pool's attribute condition with the claims named above.",
  ],
  'gcp-impersonation-denied': [
    'Google refused the impersonation of the service account.',
    'Grant the identity `roles/iam.workloadIdentityUser` on the service account.',
  ],
  'gcp-permission-denied': [
    'The Google identity may not use the model.',
    'Grant it `roles/aiplatform.user` on the project.',
  ],
  'gcp-api-disabled': ['An API that is needed is not enabled in the Google project.', 'Enable the API named above.'],
  'gcp-unreachable': [
    'Google Cloud could not be reached.',
    'Check the network, the proxy and the endpoint named above.',
  ],
  'secret-not-found': ['The secret does not exist.', 'Check `secret-id` and the region it is looked up in.'],
  'secret-access-denied': ['The secret may not be read.', 'Grant the role the action named above on the secret.'],
  'secret-field-missing': ['The secret has no such field.', 'Set `secret-key` to the JSON field that holds the key.'],
  'key-rejected': ['The provider rejected the key.', 'Put a valid key into the secret.'],
  'rotation-inconclusive': [
    'Whether the key works could not be found out, so nothing was changed.',
    'Run it again when the provider answers.',
  ],
  'model-unknown': [
    'The model is not known.',
    'Check the spelling of `model`, and that this account or gateway has it.',
  ],
  'model-access': [
    'The model may not be used with this account.',
    'Ask for access to the model at the provider, or pick another with `model`.',
  ],
  'provider-auth': [
    'The provider refused the credential.',
    'Check that the key is current, that it belongs to this provider or gateway, and `auth-scheme`.',
  ],
  'provider-rate-limited': [
    'The provider limits the rate, and went on doing so.',
    "Run it later, or have the account's limit raised.",
  ],
  'provider-overloaded': ['The provider is overloaded, and stayed so.', 'Run it again in a while.'],
  'provider-unreachable': [
    'The provider could not be reached.',
    'Check `base-url`, the network and the proxy (`HTTPS_PROXY`, `NO_PROXY`).',
  ],
  'provider-error': ['The provider answered with an error.', "Read the provider's own message above."],
  'max-turns': ['The agent used up its turns.', 'Raise `max-turns`, or ask for less.'],
  'max-budget': ['The agent used up its budget.', 'Raise `max-budget-usd`, or ask for less.'],
  timeout: ['The run took longer than `timeout-minutes`.', 'Raise `timeout-minutes`, or ask for less.'],
  cancelled: ['The run was cancelled.', 'Start it again if that was not meant.'],
  'claude-install': [
    'The Claude Code CLI could not be installed.',
    'Check the network named above, or give `claude-path`.',
  ],
  'claude-crashed': [
    'The Claude Code CLI failed by itself, or ended without a result.',
    'Read what it last said above, and the transcript in `execution-file`.',
  ],
  internal: ['Something went wrong inside this action.', 'Report it, with the log.'],
} as const satisfies Record<string, readonly [cause: string, cure: string]>

export type ErrorCode = keyof typeof explanations

export const errorCodes = Object.keys(explanations) as ErrorCode[]

export function explain(code: ErrorCode): { cause: string; cure: string } {
  const [cause, cure] = explanations[code]
  return { cause, cure }
}

/** A failure that a user can act on. `message` says what happened here, in one line or a list; never a secret. */
export class ActionError extends Error {
  readonly code: ErrorCode
  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ActionError'
    this.code = code
  }
}

export function toActionError(error: unknown): ActionError {
  if (error instanceof ActionError) return error
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return new ActionError('internal', message, { cause: error })
}

/** One thing that is wrong with what the user gave: where, what it held (never a secret), what would be right. */
export interface Problem {
  where: string
  held?: string
  expected: string
  /** What the step's `error-code` says when this is all that is wrong; `input-invalid` where nothing is given. */
  code?: ErrorCode
}

export function describeProblem({ where, held, expected }: Problem): string {
  return held === undefined ? `${where}: ${expected}` : `${where} is ${JSON.stringify(shorten(held, 200))}: ${expected}`
}

export function shorten(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text
}
