import type { Failure } from '@turnpike/contracts/errors/failure'
import type { Result } from '@turnpike/kernel/result'
import type { Plan, PlanInput } from './plan.ts'

export declare function planRequest(input: PlanInput): Result<Plan, Failure>
