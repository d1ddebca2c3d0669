import { policyResources } from '../models/index.ts'
import type { ModelPlan } from './plan.ts'

/** An IAM policy document, as AWS takes it. */
export interface IamPolicy {
  Version: '2012-10-17'
  Statement: { Effect: 'Allow'; Action: string[]; Resource: string[] }[]
}

/**
 * The least that a role needs for a plan on Bedrock: to invoke the models that the run can use, by their inference
 * profiles and the foundation models that those route to. Undefined where no model of it is known.
 *
 * @param account the AWS account's twelve digits; `*` where they are not known
 */
export function leastPolicy(model: ModelPlan, region: string, account = '*'): IamPolicy | undefined {
  const ids = [model.id, ...Object.values(model.aliases)]
  const resources = [...new Set(ids.flatMap((id) => policyResources(id, region, account)))].sort()
  if (resources.length === 0) return undefined
  const actions = ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream']
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: resources }] }
}
