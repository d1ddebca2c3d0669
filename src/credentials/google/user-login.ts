import { UserRefreshClient } from 'google-auth-library/build/src/auth/refreshclient.js'
import type { AuthorizedUserFile } from '../../resolve/google-credentials.ts'
import { alwaysAnew, fetchThrough, type Renewal } from './library.ts'
import type { Strategy } from './strategy.ts'
import type { Transport } from './transport.ts'

/** What `gcloud auth application-default login` leaves behind: somebody's refresh token. Whose, it does not say. */
export function userLogin(file: AuthorizedUserFile, transport: Transport): Strategy {
  const client = userClient(file, transport)
  return {
    fetch: () => fetchThrough(client),
    who: async () => "a user's login",
    member: async () => undefined,
    project: async () => file.quota_project_id,
    context: () => ({ credential: "the user's login" }),
  }
}

export function userClient(
  file: AuthorizedUserFile,
  transport: Transport,
  renewal: Renewal = alwaysAnew,
): UserRefreshClient {
  const client = new UserRefreshClient({ ...transport.forLibrary, ...renewal })
  client.fromJSON(file)
  return client
}
