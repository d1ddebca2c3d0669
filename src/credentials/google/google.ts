import { ActionError } from '../../errors.ts'
import { parseGoogleCredentials } from '../../resolve/google-credentials.ts'
import type { GooglePlan } from '../../resolve/plan.ts'
import type { Credential, CredentialMeans } from '../credential.ts'
import { subjectToken } from '../github-oidc.ts'
import { Renewable } from '../renewable.ts'
import { explainFailure } from './failure.ts'
import type { GoogleToken, Strategy } from './strategy.ts'
import { Transport } from './transport.ts'

/** A token with the project of whom it is for. */
export interface GoogleAccess extends GoogleToken {
  /** The one that was asked for, else the credential's own. */
  project: string
}

/** Long enough for an outage of seconds; a job that waits longer had better know. */
const patienceMs = 60_000

/**
 * Who pays on Google Cloud, renewed for as long as it is asked for. Nothing is loaded or asked before the first token is
 * wanted. Says once, in the log, which credential it is and as whom.
 */
export function googleCredential(
  plan: GooglePlan & { project?: string | undefined },
  means: CredentialMeans,
  deadlineMs = patienceMs,
): Credential<GoogleAccess> {
  const transport = new Transport(plan, means, deadlineMs)
  let known: { project: string } | undefined

  const first = async (strategy: Strategy): Promise<GoogleAccess> => {
    const own = plan.project === undefined ? strategy.project() : plan.project
    const [token, project, universe] = await Promise.all([strategy.fetch(), own, strategy.universe?.()])
    if (universe !== undefined && universe !== plan.universe) throw elsewhere(universe, plan.universe)
    if (project === undefined) throw new ActionError('input-invalid', missingProject)
    known = { project }
    const member = await strategy.member()
    if (member !== undefined) means.identified?.(member)
    // A path or an audience may hold anything; the log has it in one line.
    const who = (await strategy.who()).replace(/\s+/g, ' ')
    means.say(`google: ${who}, until ${new Date(token.expiresAt).toISOString()}`)
    return { ...token, project }
  }

  return new Renewable(async () => {
    transport.begin()
    let strategy: Strategy | undefined
    try {
      // Looked for each time: a key file may have become another one under a running job.
      strategy = await load(plan, transport, means)
      const token = known === undefined ? await first(strategy) : { ...(await strategy.fetch()), ...known }
      return { value: { ...token, quotaProject: plan.quotaProject ?? token.quotaProject }, endsAt: token.expiresAt }
    } catch (error) {
      throw explainFailure(error, strategy?.context() ?? { credential: 'the credential' })
    }
  })
}

const missingProject =
  '- gcp-project-id: is missing, and the credentials of the machine name no project: give the input, or set `GOOGLE_CLOUD_PROJECT`'

function elsewhere(its: string, ours: string): ActionError {
  return new ActionError(
    'gcp-credentials-missing',
    `The credentials are for the cloud ${its}, and the requests would go to ${ours}: set GOOGLE_CLOUD_UNIVERSE_DOMAIN to ${its}.`,
  )
}

/** Each way is a module of its own, which brings as much of Google's library as it needs. */
async function load(plan: GooglePlan, transport: Transport, means: CredentialMeans): Promise<Strategy> {
  switch (plan.kind) {
    case 'workload-identity': {
      const subject = subjectToken(plan.request, plan.audience, means)
      // On its way while Google's library is loaded.
      subject.get().catch(() => {})
      return (await import('./workload-identity.ts')).workloadIdentity(plan, subject, transport)
    }
    case 'json': {
      const parsed = parseGoogleCredentials(plan.credentials.reveal())
      if (!parsed.ok) throw new ActionError('gcp-credentials-missing', `gcp-credentials-json ${parsed.expected}.`)
      for (const secret of parsed.secrets) transport.mask(secret)
      return (await import('./key-file.ts')).fromKeyFile(parsed.file, transport)
    }
    case 'ambient':
      return (await import('./ambient.ts')).ambient(plan, transport)
  }
}
