import type { RecordedRequest } from '../providers/answers.ts'
import type { Answered, State } from './cloud.ts'

const flavor = { 'metadata-flavor': 'Google', server: 'Metadata Server for VM' }

/** The metadata server of a machine on Google Cloud. Any other machine has nobody there, or another cloud's. */
export function answerMetadata({ settings, tokens }: State, request: RecordedRequest): Answered {
  const { machine, project, tokenSeconds } = settings
  if (machine === undefined) return { status: 404, body: 'Not Found' }
  // What a page in a browser, or a proxy, could be made to ask does not carry it.
  if (request.headers['metadata-flavor'] !== 'Google' || request.headers['x-forwarded-for'] !== undefined)
    return { status: 403, headers: flavor, body: 'Missing Metadata-Flavor:Google header.' }
  switch (request.path.replace(/\?.*$/s, '').replace(/\/$/, '')) {
    case '':
    case '/computeMetadata/v1':
      return { headers: flavor, body: 'instance/\nproject/\nuniverse/\n' }
    case '/computeMetadata/v1/instance/service-accounts/default/token': {
      const { token } = tokens.issue(`serviceAccount:${machine}`, tokenSeconds)
      return { headers: flavor, body: { access_token: token, expires_in: tokenSeconds, token_type: 'Bearer' } }
    }
    case '/computeMetadata/v1/instance/service-accounts/default/email':
      return { headers: flavor, body: machine }
    case '/computeMetadata/v1/project/project-id':
      return { headers: flavor, body: project }
    case '/computeMetadata/v1/universe/universe-domain':
      return { headers: flavor, body: 'googleapis.com' }
    default:
      return { status: 404, headers: flavor, body: 'Not Found' }
  }
}
