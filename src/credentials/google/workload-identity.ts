import { IdentityPoolClient } from 'google-auth-library/build/src/auth/identitypoolclient.js'
import { projectOf } from '../../resolve/google-names.ts'
import type { GooglePlace, WorkloadIdentityPlan } from '../../resolve/plan.ts'
import type { Credential } from '../credential.ts'
import type { SubjectToken } from '../github-oidc.ts'
import { alwaysAnew, exchangeThrough, fetchThrough } from './library.ts'
import { membersOf, type Strategy } from './strategy.ts'
import type { Transport } from './transport.ts'

/**
 * The job's OIDC token for one of Google, and where a service account is named that one for the account's own. It goes
 * from GitHub to Google through this process alone: neither it nor what the job asks with is ever in a file.
 */
export function workloadIdentity(
  plan: WorkloadIdentityPlan & GooglePlace,
  subject: Credential<SubjectToken>,
  transport: Transport,
): Strategy {
  const { provider, serviceAccount, universe } = plan
  const tokenUrl = `https://sts.${universe}/v1/token`
  let shown: SubjectToken | undefined
  const client = exchangeThrough(
    new IdentityPoolClient({
      ...transport.forLibrary,
      ...alwaysAnew,
      // Pools are named so in every universe, and so is the audience that they expect by default.
      audience: `//iam.googleapis.com/${provider}`,
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      token_url: tokenUrl,
      universe_domain: universe,
      ...(serviceAccount === undefined
        ? {}
        : {
            service_account_impersonation_url: `https://iamcredentials.${universe}/v1/projects/-/serviceAccounts/${serviceAccount}:generateAccessToken`,
          }),
      subject_token_supplier: {
        getSubjectToken: async () => {
          shown = undefined
          shown = await subject.get()
          // GitHub's answer may have taken long; Google's time begins with its own.
          transport.begin()
          return shown.token.reveal()
        },
      },
    }),
    tokenUrl,
    transport,
  )
  return {
    fetch: () => fetchThrough(client),
    who: async () => {
      const claimed = typeof shown?.claims.sub === 'string' ? `for ${shown.claims.sub} ` : ''
      const as = serviceAccount === undefined ? '' : `, as ${serviceAccount}`
      return `GitHub's OIDC token ${claimed}through ${provider}${as}`
    },
    member: async () => membersOf({ serviceAccount, provider, claims: shown?.claims })[0],
    project: async () => projectOf(serviceAccount),
    context: () => ({ credential: "the job's identity", claims: shown?.claims, provider, serviceAccount }),
  }
}
